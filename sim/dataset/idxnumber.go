package dataset

import (
	"encoding/binary"
	"math"
	"strings"
)

// idxNumber is one of the types of numbers in IDX files.
type idxNumber struct {
	size  int // bytes
	float bool
	read  func(b []byte) float64
}

// idxNumberOf returns the type that a header's third byte stands for. What is
// more than one byte long begins with the most significant one.
func idxNumberOf(code byte) (number idxNumber, ok bool) {
	switch code {
	case 0x08:
		return idxNumber{size: 1, read: func(b []byte) float64 { return float64(b[0]) }}, true
	case 0x09:
		return idxNumber{size: 1, read: func(b []byte) float64 { return float64(int8(b[0])) }}, true
	case 0x0B:
		return idxNumber{size: 2, read: func(b []byte) float64 { return float64(int16(binary.BigEndian.Uint16(b))) }}, true
	case 0x0C:
		return idxNumber{size: 4, read: func(b []byte) float64 { return float64(int32(binary.BigEndian.Uint32(b))) }}, true
	case 0x0D:
		return idxNumber{size: 4, float: true, read: func(b []byte) float64 {
			return float64(math.Float32frombits(binary.BigEndian.Uint32(b)))
		}}, true
	case 0x0E:
		return idxNumber{size: 8, float: true, read: func(b []byte) float64 {
			return math.Float64frombits(binary.BigEndian.Uint64(b))
		}}, true
	default:
		return idxNumber{}, false
	}
}

// LabelsName returns the name of the file of labels that goes with an IDX file
// of images, in the same folder: train-labels-idx1-ubyte.gz with
// train-images-idx3-ubyte.gz, t10k-labels.idx1-ubyte with
// t10k-images.idx3-ubyte. It returns false for a name without "images".
func LabelsName(images string) (labels string, ok bool) {
	return partner(images, "images", "labels", "1")
}

// imagesName is the reverse of [LabelsName], for pictures.
func imagesName(labels string) (images string, ok bool) {
	return partner(labels, "labels", "images", "3")
}

// partner returns the name of the file that goes with another: the last word of
// in its name replaced, and the number of dimensions if it is said behind it.
func partner(name, of, goes, dims string) (string, bool) {
	const kind = "idx"
	folder := strings.LastIndexAny(name, `/\`) + 1
	i := strings.LastIndex(name, of)
	if i < folder {
		return "", false
	}
	before, after := name[:i], name[i+len(of):]
	if j := strings.Index(after, kind) + len(kind); j >= len(kind) && j < len(after) && '0' <= after[j] && after[j] <= '9' {
		after = after[:j] + dims + after[j+1:]
	}
	return before + goes + after, true
}
