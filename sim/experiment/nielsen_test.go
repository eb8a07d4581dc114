package experiment_test

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"io"
	"io/fs"
	"math"
	"strconv"
	"testing"

	"nabla/sim"
	"nabla/sim/experiment"
)

// digits returns IDX files of 1 000 images of 28×28 pixels and of their labels,
// which stand in for MNIST's: of each of ten classes a figure of strokes, drawn
// anew for each image, its points a little displaced, on an empty ground.
func digits(t *testing.T) sim.Opener {
	t.Helper()
	const (
		images, side = 1000, 28
		points       = 4   // of a figure
		thick        = 0.9 // pixels from a stroke's middle to its edge
		jitter       = 1.2 // pixels
		margin       = 4.0 // pixels, as MNIST's
		soft         = 1.5 // pixels over which an edge fades
	)
	rnd := sim.NewRandom(1, 1)
	var figures [10][points][2]float64
	for c := range figures {
		for p := range figures[c] {
			for a := range 2 {
				figures[c][p][a] = rnd.Uniform(margin+1, side-margin-1)
			}
		}
	}
	pixels, labels := make([]byte, 0, images*side*side), make([]byte, 0, images)
	sum, squares := 0.0, 0.0
	for range images {
		class := int(rnd.Uniform(0, 10))
		labels = append(labels, byte(class))
		figure := figures[class]
		for p := range figure {
			for a := range 2 {
				figure[p][a] += jitter * rnd.Norm()
			}
		}
		for i := range side * side {
			off := math.Inf(1)
			for p := range points - 1 {
				off = min(off, distance(float64(i%side), float64(i/side), figure[p], figure[p+1]))
			}
			ink := min(max((thick+soft-off)/soft, 0), 1)
			pixels = append(pixels, byte(math.Round(255*ink)))
			sum, squares = sum+ink, squares+ink*ink
		}
	}
	// MNIST's are 0.1307 and 0.3081.
	n := float64(len(pixels))
	mean, deviation := sum/n, math.Sqrt(squares/n-(sum/n)*(sum/n))
	if math.Abs(mean-0.13) > 0.02 || math.Abs(deviation-0.31) > 0.02 {
		t.Fatalf("the images have mean %.3f and deviation %.3f, MNIST's 0.131 and 0.308", mean, deviation)
	}
	files := map[string][]byte{
		"digits-images-idx3-ubyte": idx(pixels, images, side, side),
		"digits-labels-idx1-ubyte": idx(labels, images),
	}
	return func(name string) (io.ReadCloser, error) {
		if content, ok := files[name]; ok {
			return io.NopCloser(bytes.NewReader(content)), nil
		}
		return nil, fs.ErrNotExist
	}
}

// distance is that of a point from the line between two others.
func distance(x, y float64, a, b [2]float64) float64 {
	dx, dy := b[0]-a[0], b[1]-a[1]
	along := ((x-a[0])*dx + (y-a[1])*dy) / max(dx*dx+dy*dy, 1e-9)
	along = min(max(along, 0), 1)
	return math.Hypot(x-a[0]-along*dx, y-a[1]-along*dy)
}

// idx is a file of bytes in the IDX format.
func idx(content []byte, dims ...int) []byte {
	file := []byte{0, 0, 0x08, byte(len(dims))}
	for _, d := range dims {
		file = binary.BigEndian.AppendUint32(file, uint32(d))
	}
	return append(file, content...)
}

// nielsen is what "Neural Networks and Deep Learning" (2015), chapter 5, gives for
// networks with two, three and four hidden layers of 30 units: the norms of the
// bias gradients of the hidden layers at the start, the first layer's first. half
// is half of a unit of the last figure that is printed.
var nielsen = []struct {
	depth int
	norms []float64
	half  []float64
}{
	{2, []float64{0.07, 0.31}, []float64{0.005, 0.005}},
	{3, []float64{0.012, 0.060, 0.283}, []float64{0.0005, 0.0005, 0.0005}},
	{4, []float64{0.003, 0.017, 0.070, 0.285}, []float64{0.0005, 0.0005, 0.0005, 0.0005}},
}

// spread is the range of what seeds give.
type spread struct{ low, high float64 }

func (s *spread) add(x float64) {
	if *s == (spread{}) {
		*s = spread{x, x}
	}
	s.low, s.high = min(s.low, x), max(s.high, x)
}

// meets reports whether the range, a tenth wider at either end, has a number in
// common with another one.
func (s *spread) meets(low, high float64) bool { return s.low*0.9 <= high && low <= s.high*1.1 }

// The ratios between the layers of Nielsen's networks lie among those of ten
// seeds, with the quadratic cost and with the cross-entropy. With the latter,
// which nabla's bce divides by the number of outputs, the norms do too.
func TestNielsensNetworks(t *testing.T) {
	t.Parallel()
	const seeds, outputs = 10, 10
	open := digits(t)
	for _, loss := range []string{"half-mse", "bce"} {
		for _, published := range nielsen {
			t.Run(fmt.Sprint(loss, " with ", published.depth, " hidden layers"), func(t *testing.T) {
				t.Parallel()
				norms := make([]spread, published.depth)
				ratios := make([]spread, published.depth-1)
				for seed := range uint64(seeds) {
					s := setup(t, "vanishing", "data", "digits-images-idx3-ubyte", "activations", "sigmoid",
						"depth", strconv.Itoa(published.depth), "width", "30", "init", "nielsen",
						"output", "sigmoid", "loss", loss, "scale", "minmax", "batch", "0")
					s.Seed = seed + 1
					v, err := experiment.NewVanishing(s, open)
					if err != nil {
						t.Fatal(err)
					}
					layers := v.Layers(0)
					for l := range norms {
						norms[l].add(outputs * layers[l].BiasGradientNorm)
						if l > 0 {
							ratios[l-1].add(layers[l].BiasGradientNorm / layers[l-1].BiasGradientNorm)
						}
					}
				}
				for l, norm := range published.norms {
					half := published.half[l]
					if loss == "bce" && !norms[l].meets(norm-half, norm+half) {
						t.Errorf("layer %d: ‖∂C/∂b‖ is %v, published %g", l+1, norms[l], norm)
					}
					if l == 0 {
						continue
					}
					below, least := published.norms[l-1], published.half[l-1]
					low, high := (norm-half)/(below+least), (norm+half)/(below-least)
					if !ratios[l-1].meets(low, high) {
						t.Errorf("layers %d and %d: the ratio is %.2f, published %.2f to %.2f", l+1, l, ratios[l-1], low, high)
					}
					// The spread itself: three and a half to seven and a half.
					if ratios[l-1].low < 3.5 || ratios[l-1].high > 7.5 {
						t.Errorf("layers %d and %d: the ratio is %.2f", l+1, l, ratios[l-1])
					}
				}
			})
		}
	}
}
