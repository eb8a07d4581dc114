package dataset

import (
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
	"testing"
	"testing/iotest"
)

func TestRead(t *testing.T) {
	for _, c := range []struct {
		name, file string
		o          Options
		features   []string
		target     string
		classes    []string
		inputs     []float64
		values     []float64
	}{
		{
			name: "plain", file: "a,b,y\n1,2,0.5\n-3,4e2,7\n",
			features: []string{"a", "b"}, target: "y",
			inputs: []float64{1, 2, -3, 400}, values: []float64{0.5, 7},
		},
		{
			name: "target by name", file: "a,y,b\n1,0.5,2\n3,7,4\n", o: Options{Target: "y"},
			features: []string{"a", "b"}, target: "y",
			inputs: []float64{1, 2, 3, 4}, values: []float64{0.5, 7},
		},
		{
			name:     "byte order mark, CR LF, quotes, spaces, no last newline",
			file:     "\uFEFF\"a, in cm\", b ,\"say \"\"y\"\"\"\r\n \"1\" , 2 ,x\r\n3,\t4,\"y\"",
			features: []string{"a, in cm", "b"}, target: `say "y"`, classes: []string{"x", "y"},
			inputs: []float64{1, 2, 3, 4}, values: []float64{0, 1},
		},
		{
			name: "marks and spaces within marks", file: "a,y\n\"1\"\t,\"x \"\" , \"\"\" \n2,\"\"\" y\"\"\"",
			features: []string{"a"}, target: "y", classes: []string{`" y"`, `x " , "`},
			inputs: []float64{1, 2}, values: []float64{1, 0},
		},
		{
			name: "blank lines", file: "\n\na,y\n\n1,2\n   \n3,4\n\n",
			features: []string{"a"}, target: "y", inputs: []float64{1, 3}, values: []float64{2, 4},
		},
		{
			name: "small and large", file: "a,y\n1e-300,-0\n1e75,5e-324\n",
			features: []string{"a"}, target: "y", inputs: []float64{1e-300, 1e75}, values: []float64{0, 5e-324},
		},
		{
			name: "Hangul in pieces, composed", file: apart("a,품종\n1,강아지\n2,고양이\n3,강아지\n"), o: Options{Target: "품종"},
			features: []string{"a"}, target: "품종", classes: []string{"강아지", "고양이"},
			inputs: []float64{1, 2, 3}, values: []float64{0, 1, 0},
		},
		{
			name: "Hangul in pieces and composed is the same", file: "a,y\n1,강\n2," + apart("강") + "\n3,개\n",
			features: []string{"a"}, target: "y", classes: []string{"강", "개"},
			inputs: []float64{1, 2, 3}, values: []float64{0, 0, 1},
		},
		{
			name: "spaces and invisible runes within names", file: "a\u200b,\"y\n (cm)\"\n1,big  dog\n2,cat\n",
			features: []string{"a"}, target: "y (cm)", classes: []string{"big dog", "cat"},
			inputs: []float64{1, 2}, values: []float64{0, 1},
		},
		{
			name: "classes in order of code points", file: "a,y\n1,b\n2,B\n3,가\n4,10x\n",
			features: []string{"a"}, target: "y", classes: []string{"10x", "B", "b", "가"},
			inputs: []float64{1, 2, 3, 4}, values: []float64{2, 1, 3, 0},
		},
		{
			name: "two classes as bits", file: "a,y\n1,1\n2,-0.0\n3,1e0\n",
			features: []string{"a"}, target: "y", classes: []string{"0", "1"},
			inputs: []float64{1, 2, 3}, values: []float64{1, 0, 1},
		},
		{
			name: "two classes as signs", file: "a,y\n1,+1\n2,-1\n",
			features: []string{"a"}, target: "y", classes: []string{"-1", "1"},
			inputs: []float64{1, 2}, values: []float64{1, -1},
		},
		{
			name: "two other numbers are regression", file: "a,y\n1,1\n2,2\n",
			features: []string{"a"}, target: "y", inputs: []float64{1, 2}, values: []float64{1, 2},
		},
		{
			name: "whole numbers as classes", file: "a,y\n1,10\n2,9\n3,-2\n4,10\n", o: Options{AsClasses: true},
			features: []string{"a"}, target: "y", classes: []string{"-2", "9", "10"},
			inputs: []float64{1, 2, 3, 4}, values: []float64{10, 9, -2, 10},
		},
		{
			name: "one sample", file: "x1,x2,y\n1,0,1\n",
			features: []string{"x1", "x2"}, target: "y", classes: []string{"0", "1"},
			inputs: []float64{1, 0}, values: []float64{1},
		},
		{
			name: "one sample of a negative class", file: "a,y\n1,-1\n", o: Options{AsClasses: true},
			features: []string{"a"}, target: "y", classes: []string{"-1", "1"},
			inputs: []float64{1}, values: []float64{-1},
		},
		{
			name: "one sample of a number", file: "a,y\n1,2\n",
			features: []string{"a"}, target: "y", inputs: []float64{1}, values: []float64{2},
		},
		{
			name: "constant regression", file: "a,y\n1,0.5\n2,0.5\n",
			features: []string{"a"}, target: "y", inputs: []float64{1, 2}, values: []float64{0.5, 0.5},
		},
		{
			name: "semicolons", file: "a;b;\"y; in m\"\r\n1 ; \"2\" ;0.5\r\n3;4;7\r\n",
			features: []string{"a", "b"}, target: "y; in m",
			inputs: []float64{1, 2, 3, 4}, values: []float64{0.5, 7},
		},
		{
			name: "tabs", file: "\uFEFF\n  \na\t\"b\"\ty\n1\t\"2\"\tx y\n3\t 4 \tz;w\n",
			features: []string{"a", "b"}, target: "y", classes: []string{"x y", "z;w"},
			inputs: []float64{1, 2, 3, 4}, values: []float64{0, 1},
		},
		{
			name: "semicolons and tabs in a header with commas", file: "a;1,\"b\t2\",y\n1,2,p;q\n3,4,r\n",
			features: []string{"a;1", "b 2"}, target: "y", classes: []string{"p;q", "r"},
			inputs: []float64{1, 2, 3, 4}, values: []float64{0, 1},
		},
		{
			name: "a line of semicolons within quotation marks", file: "\"a\n;\",y\n1,2\n3,4\n",
			features: []string{"a ;"}, target: "y", inputs: []float64{1, 3}, values: []float64{2, 4},
		},
		{
			name: "commas in names", file: "a;y\n1;b, c\n2;d\n",
			features: []string{"a"}, target: "y", classes: []string{"b, c", "d"},
			inputs: []float64{1, 2}, values: []float64{0, 1},
		},
		{
			name: "columns numbered by pandas", file: "0,1,2\n5,6,7.5\n",
			features: []string{"0", "1"}, target: "2", inputs: []float64{5, 6}, values: []float64{7.5},
		},
	} {
		t.Run(c.name, func(t *testing.T) {
			s := read(t, c.file, c.o)
			if s.Name != "test.csv" || !slices.Equal(s.Features, c.features) || s.Target != c.target || !slices.Equal(s.Classes, c.classes) {
				t.Errorf("%q, features %q, target %q, classes %q; want %q, %q, %q", s.Name, s.Features, s.Target, s.Classes, c.features, c.target, c.classes)
			}
			if values, _ := s.Targets(Raw); !slices.Equal(s.Inputs, c.inputs) || !slices.Equal(values, c.values) {
				t.Errorf("inputs %v, values %v; want %v, %v", s.Inputs, values, c.inputs, c.values)
			}
			for i := range s.Len() {
				if s.Classes != nil && s.values[i] != float64(s.Class(i)) && s.Classes[s.Class(i)] != fmt.Sprint(s.Value(i)) {
					t.Errorf("row %d: value %v in class %q", i, s.Value(i), s.Classes[s.Class(i)])
				}
			}
		})
	}
}

// apart takes Hangul syllables apart into letters, as some systems store them.
func apart(text string) string {
	var b strings.Builder
	for _, r := range text {
		if s := r - 0xAC00; s >= 0 && s < 11172 {
			b.WriteRune(0x1100 + s/588)
			b.WriteRune(0x1161 + s%588/28)
			if s%28 > 0 {
				b.WriteRune(0x11A7 + s%28)
			}
			continue
		}
		b.WriteRune(r)
	}
	return b.String()
}

// badFiles are files with what is wrong with each, as a person is told.
func badFiles() []struct {
	file string
	o    Options
	want string
} {
	header := "width,height,kind\n"
	wide := strings.Repeat("a,", maxColumns) + "y\n"
	names := "a,y\n"
	for i := range maxClasses + 1 {
		names += fmt.Sprintf("%d,n%d\n", i, i)
	}
	return []struct {
		file string
		o    Options
		want string
	}{
		{"", Options{}, `iris.csv: the file is empty; give a line of column names, then rows`},
		{" \n\n", Options{}, `iris.csv: the file is empty; give a line of column names, then rows`},
		{"\uFEFF", Options{}, `iris.csv: the file is empty; give a line of column names, then rows`},
		{header, Options{}, `iris.csv: no rows below the column names; give at least one`},
		{"y\n1\n2\n", Options{}, `iris.csv line 1: one column only; give at least one input and the target, with a comma, semicolon or tab between`},
		{"a;b\ty\n1;2\t3\n", Options{}, `iris.csv line 1: one column only; give at least one input and the target, with a comma, semicolon or tab between`},
		{wide, Options{}, `iris.csv line 1: 1025 columns; give 1024 at most`},
		{"5.1,3.5,setosa\n4.9,3.0,setosa\n", Options{}, `iris.csv line 1: "5.1" is a number; the first line must name the columns`},
		{"0,0,0\n0,1,1\n", Options{}, `iris.csv line 1: "0" is a number; the first line must name the columns`},
		{"\n,b,y\n1,2,3\n", Options{}, `iris.csv line 2: column 1 has no name; give every column a name of its own`},
		{"a,\u200b,y\n1,2,3\n", Options{}, `iris.csv line 1: column 2 has no name; give every column a name of its own`},
		{"a,b, a\n1,2,3\n", Options{}, `iris.csv line 1: two columns are named "a"; give every column a name of its own`},
		{header + "1,2,3\n", Options{Target: "kinds"}, `iris.csv: no column is named "kinds"; there are width, height, kind`},
		{
			strings.Repeat("a", 99) + ",c1,c2,c3,c4,c5,c6,c7,c8,c9,c10,c11,c12,c13,c14,c15,c16,c17,c18,c19,c20,y\n",
			Options{Target: "z"},
			`iris.csv: no column is named "z"; there are ` + strings.Repeat("a", 60) + "…, c1, c2, c3, c4, c5, c6, c7, c8, c9, c10, c11, c12, c13, c14, c15, c16, c17, c18, c19, …",
		},
		{header + "1,2,x\n3,y\n", Options{}, `iris.csv line 3: row length 2 with 3 columns; give every row one value per column`},
		{header + "1,2,x\n3,4,y,5\n", Options{}, `iris.csv line 3: row length 4 with 3 columns; give every row one value per column`},
		{header + "1,2,x\n\n3,abc,y\n", Options{}, `iris.csv line 4, column "height": "abc" is not a number; write one such as 0.5 or -1.2e3`},
		{header + "1,2,x\n\"3\n\",abc,y\n", Options{}, `iris.csv line 4, column "height": "abc" is not a number; write one such as 0.5 or -1.2e3`},
		{header + "1,2,x\n3,\"1,5\",y\n", Options{}, `iris.csv line 3, column "height": "1,5" has a comma; write numbers as 1234.5, with a point and no other marks`},
		{"a;y\n1,5;2\n", Options{}, `iris.csv line 2, column "a": "1,5" has a comma; write numbers as 1234.5, with a point and no other marks`},
		{"a;y\n1;2,5\n", Options{}, `iris.csv line 2, column "y": "2,5" has a comma; write numbers as 1234.5, with a point and no other marks`},
		{"a\ty\n-1,234.5\t2\n", Options{}, `iris.csv line 2, column "a": "-1,234.5" has a comma; write numbers as 1234.5, with a point and no other marks`},
		{"a\tb\ty\n1\t\t2\n", Options{}, `iris.csv line 2, column "b": the value is missing; give one in every column`},
		{header + "1,,x\n3,,y\n", Options{}, `iris.csv line 2, column "height": the value is missing; give one in every column`},
		{header + "1,2,\n3,4,\n", Options{}, `iris.csv line 2, column "kind": the value is missing; give one in every column`},
		{header + "1,2,x\n3,4\n", Options{}, `iris.csv line 3: row length 2 with 3 columns; give every row one value per column`},
		{header + "1, ,x\n", Options{}, `iris.csv line 2, column "height": the value is missing; give one in every column`},
		{header + "1,2,\n", Options{}, `iris.csv line 2, column "kind": the value is missing; give one in every column`},
		{header + "1,2,x\n1,2,\"\u200b\"\n", Options{}, `iris.csv line 3, column "kind": the value is missing; give one in every column`},
		{header + "NaN,2,x\n", Options{}, `iris.csv line 2, column "width": "NaN" is not a finite number; give numbers from -1e75 to 1e75`},
		{header + "1,-inf,x\n", Options{}, `iris.csv line 2, column "height": "-inf" is not a finite number; give numbers from -1e75 to 1e75`},
		{header + "1,2,x\n1,2,nan\n", Options{}, `iris.csv line 3, column "kind": "nan" is not a finite number; give numbers from -1e75 to 1e75`},
		{header + "1e400,2,x\n", Options{}, `iris.csv line 2, column "width": "1e400" is too large; give numbers from -1e75 to 1e75`},
		{header + "1,-2e75,x\n", Options{}, `iris.csv line 2, column "height": "-2e75" is too large; give numbers from -1e75 to 1e75`},
		{header + "1,2,3\n1,2,x\n", Options{}, `iris.csv line 3, column "kind": "x" does not go with "3"; a target is all numbers or all names`},
		{header + "1,2,x\n1,2,3\n", Options{}, `iris.csv line 3, column "kind": "3" does not go with "x"; a target is all numbers or all names`},
		{header + "1,2,3\n1,2,0.5\n", Options{AsClasses: true}, `iris.csv line 3, column "kind": "0.5" is not a whole number, so not a class; give whole numbers or names`},
		{names, Options{}, `iris.csv line 102, column "y": more than 100 classes; give fewer`},
		{strings.ReplaceAll(names, "n", ""), Options{AsClasses: true}, `iris.csv line 102, column "y": more than 100 classes; give fewer`},
		{header + "1,2,x\n3,4, x\n", Options{}, `iris.csv, column "kind": every row is "x"; give rows of at least two classes`},
		{header + "1,2,1\n3,4,1\n", Options{}, `iris.csv, column "kind": every row is "1"; give rows of at least two values`},
		{header + "1,2,-1\n3,4,-1\n", Options{AsClasses: true}, `iris.csv, column "kind": every row is "-1"; give rows of at least two classes`},
		{header + "1_0,2,x\n", Options{}, `iris.csv line 2, column "width": "1_0" is not a number; write one such as 0.5 or -1.2e3`},
		{header + "1,0x1p4,x\n", Options{}, `iris.csv line 2, column "height": "0x1p4" is not a number; write one such as 0.5 or -1.2e3`},
		{header + "1,2,3\n1,2,0x10\n", Options{}, `iris.csv line 3, column "kind": "0x10" does not go with "3"; a target is all numbers or all names`},
		{header + "1,2,7\n3,4,7\n", Options{AsClasses: true}, `iris.csv, column "kind": every row is "7"; give rows of at least two classes`},
		{header + "1,2,7\n", Options{AsClasses: true}, `iris.csv, column "kind": every row is "7"; give rows of at least two classes`},
		{header + "1,2,x\n", Options{}, `iris.csv, column "kind": every row is "x"; give rows of at least two classes`},
		{header + "1,2,x\n3,4\"5,y\n", Options{}, `iris.csv line 3: a quotation mark inside a value, or one that is never closed; write "" for a mark inside a quoted value`},
		{header + "1,2,x\n\"3,4,y\n5,6,z\n", Options{}, `iris.csv line 3: a quotation mark inside a value, or one that is never closed; write "" for a mark inside a quoted value`},
		{header + "1,2,x\n1,2,\"x\" \"y\"\n", Options{}, `iris.csv line 3: a quotation mark inside a value, or one that is never closed; write "" for a mark inside a quoted value`},
		{"\xff\xfea\x00,\x00y\x00\n\x00", Options{}, `iris.csv line 1: not UTF-8 text; save the file as CSV in UTF-8`},
		{"a\x00,\x00y\x00\n\x00", Options{}, `iris.csv line 1: not UTF-8 text; save the file as CSV in UTF-8`},
		{header + "1,2,x\n1,2,\xb0\xad\xbe\xc6\xc1\xf6\n", Options{}, `iris.csv line 3: not UTF-8 text; save the file as CSV in UTF-8`},
		{header + "1,\xb0\xad,x\n", Options{}, `iris.csv line 2: not UTF-8 text; save the file as CSV in UTF-8`},
		{header + "1,\x1b[31mred,x\n", Options{}, `iris.csv line 2, column "height": "` + "\uFFFD" + `[31mred" is not a number; write one such as 0.5 or -1.2e3`},
		{header + "1," + strings.Repeat("가", 99) + ",x\n", Options{}, `iris.csv line 2, column "height": "` + strings.Repeat("가", 60) + `…" is not a number; write one such as 0.5 or -1.2e3`},
	}
}

func TestReadErrors(t *testing.T) {
	for _, c := range badFiles() {
		s, err := Read("iris.csv", strings.NewReader(c.file), c.o)
		if s != nil {
			t.Errorf("%.60q: a set of %d rows in spite of %v", c.file, s.Len(), err)
		}
		var file *FileError
		if !errors.As(err, &file) || err.Error() != c.want {
			t.Errorf("%.60q: %v\nwant %s", c.file, err, c.want)
		}
	}
}

func TestReadErrorHasThePlace(t *testing.T) {
	_, err := Read("iris.csv", strings.NewReader("width,kind\n1,x\nabc,y\n"), Options{})
	var e *FileError
	if !errors.As(err, &e) || e.File != "iris.csv" || e.Line != 3 || e.Column != "width" || e.Value != "abc" {
		t.Errorf("%+v", e)
	}
}

func TestReadPassesOnTheReadersError(t *testing.T) {
	broken := errors.New("disk on fire")
	for _, before := range []string{"", "a,y\n1,2\n"} {
		s, err := Read("d.csv", io.MultiReader(strings.NewReader(before), iotest.ErrReader(broken)), Options{})
		if s != nil || !errors.Is(err, broken) || err.Error() != "d.csv: disk on fire" {
			t.Errorf("after %q: %v, %v", before, s, err)
		}
	}
}

func TestReadInSmallPieces(t *testing.T) {
	file := "\uFEFFa,y\n1,x\n2,y\n3,x\n"
	s, err := Read("d.csv", iotest.OneByteReader(strings.NewReader(file)), Options{})
	if err != nil || s.Len() != 3 || s.Features[0] != "a" {
		t.Errorf("%v, %v", s, err)
	}
}

// endless repeats a piece of text up to a number of bytes.
type endless struct {
	text string
	left int
	at   int // in text
}

func (e *endless) Read(p []byte) (int, error) {
	if e.left == 0 {
		return 0, io.EOF
	}
	n := 0
	for n < len(p) && e.left > 0 {
		k := copy(p[n:], e.text[e.at:min(len(e.text), e.at+e.left)])
		n += k
		e.left -= k
		e.at = (e.at + k) % len(e.text)
	}
	return n, nil
}

func TestReadIsBounded(t *testing.T) {
	most := limits{bytes: 64 << 20, numbers: 1 << 20}
	for _, c := range []struct {
		name string
		rest string
		size int
		want string
	}{
		{"a line without end", "1,", 1 << 30, "big.csv line 3: longer than 1024 KiB; give shorter lines, one row each"},
		{"a table without end", "1," + strings.Repeat(" ", 997) + "\n", 1 << 30, `big.csv line 3, column "y": the value is missing; give one in every column`},
		{"rows without end", "1,2\n", 1 << 30, "big.csv: more than 1000000 rows; give fewer"},
		{"wide rows without end", "1," + strings.Repeat(" ", 1000) + "2\n", 1 << 30, "big.csv: larger than 64 MiB; give a smaller file"},
		{"an open quotation mark", "1,\"2\n", 1 << 30, "big.csv line 3: a quotation mark inside a value, or one that is never closed; write \"\" for a mark inside a quoted value"},
		{"exactly as many rows as may be", "1,2\n", 4 * (MaxRows - 1), ""},
	} {
		r := io.MultiReader(strings.NewReader("a,y\n1,2.5\n"), &endless{text: c.rest, left: c.size})
		s, err := most.read("big.csv", r, Options{})
		if c.want == "" {
			if err != nil || s.Len() != MaxRows {
				t.Errorf("%s: %v", c.name, err)
			}
			continue
		}
		if s != nil || err == nil || err.Error() != c.want {
			t.Errorf("%s: %v; want %s", c.name, err, c.want)
		}
	}
	r := io.MultiReader(strings.NewReader("a,b,c,d,e,f,g,h,y\n"), &endless{text: "1,2,3,4,5,6,7,8,9\n", left: 1 << 30})
	if s, err := most.read("big.csv", r, Options{}); s != nil || err == nil || err.Error() != "big.csv: more than 1048576 inputs; give fewer rows or columns" {
		t.Errorf("inputs without end: %v", err)
	}
}

func BenchmarkRead(b *testing.B) {
	var file strings.Builder
	file.WriteString("a,b,c,y\n")
	for i := range 100_000 {
		fmt.Fprintf(&file, "%d.25,-%d.5,1e-3,%d\n", i, i, i%3)
	}
	b.SetBytes(int64(file.Len()))
	b.ReportAllocs()
	for b.Loop() {
		if _, err := Read("b.csv", strings.NewReader(file.String()), Options{AsClasses: true}); err != nil {
			b.Fatal(err)
		}
	}
}
