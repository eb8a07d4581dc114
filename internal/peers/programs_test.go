package peers

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// program is a contender that is a process of its own: it is given the name of a
// workload and for how many seconds to run, and prints how many steps it makes a
// second.
type program struct {
	name    string
	works   []string // at which workloads; nil for all
	command []string
	missing string
}

// plainName is nabla with its plain kernels, by itself in a process.
const plainName = "plain"

// programs finds or compiles the programs. Where one is not to be had, it says what
// it needs.
func programs(b *testing.B) []program {
	b.Helper()
	trained := []string{"playground", "playground-wide", "deep-10", "deep-50", "deep-100"}
	list := []program{
		compiled(b, "C", "limit.c", "a C compiler", "-lm"),
		compiled(b, "OpenBLAS", "blas.c", "a C compiler and OpenBLAS (Debian: libopenblas-dev)", "-lopenblas", "-lm"),
		compiled(b, "FANN", "fann.c", "a C compiler and FANN (Debian: libfann-dev)", "-ldoublefann", "-lm"),
		numpy(),
		playground(),
		plain(b),
	}
	list[1].works = append(slices.Clone(trained), "digits")
	list[2].works = trained
	list[3].works = list[1].works
	list[4].works = append(slices.Clone(trained), grid)
	return list
}

// plain is this program itself.
func plain(b *testing.B) program {
	b.Helper()
	self, err := os.Executable()
	if err != nil {
		b.Fatal(err)
	}
	return program{name: plainName, command: []string{self}}
}

// compiled compiles a program for AVX2, which is what nabla's kernels use.
func compiled(b *testing.B, name, source, needs string, libraries ...string) program {
	b.Helper()
	to := filepath.Join(b.TempDir(), name)
	args := append([]string{"-O3", "-mavx2", "-mfma", "-ffast-math", "-o", to, filepath.Join("testdata", source)}, libraries...)
	if out, err := exec.Command("cc", args...).CombinedOutput(); err != nil {
		b.Logf("%s: %v\n%s", name, err, out)
		return program{name: name, missing: needs}
	}
	return program{name: name, command: []string{to}}
}

// numpy runs the Python that NABLA_PEERS_PYTHON names, or python3.
func numpy() program {
	python := os.Getenv("NABLA_PEERS_PYTHON")
	if python == "" {
		python = "python3"
	}
	if exec.Command(python, "-c", "import numpy").Run() != nil {
		return program{name: "numpy", missing: "a Python with numpy in NABLA_PEERS_PYTHON"}
	}
	return program{name: "numpy", command: []string{python, filepath.Join("testdata", "matrices.py")}}
}

// playground runs TensorFlow Playground's own nn.ts, compiled, which
// NABLA_PEERS_PLAYGROUND names.
func playground() program {
	module := os.Getenv("NABLA_PEERS_PLAYGROUND")
	node, err := exec.LookPath("node")
	if module == "" || err != nil {
		return program{name: "nn.ts", missing: "node, and in NABLA_PEERS_PLAYGROUND the path of TensorFlow Playground's nn.ts as compiled"}
	}
	return program{name: "nn.ts", command: []string{node, filepath.Join("testdata", "nn.js"), module}}
}

func (p program) contender(work string) contender {
	return contender{name: p.name, missing: p.missing, speed: func() (float64, error) {
		command := append(slices.Clone(p.command), work, strconv.FormatFloat(turn.Seconds(), 'g', -1, 64))
		run := exec.Command(command[0], command[1:]...)
		run.Env = append(os.Environ(), "OPENBLAS_NUM_THREADS=1", "OMP_NUM_THREADS=1")
		if p.name == plainName {
			run.Env = append(run.Env, "NABLA_KERNELS=go", paceOf+"="+work)
		}
		out, err := run.Output()
		if err != nil {
			return 0, fmt.Errorf("%s: %w", strings.Join(command, " "), err)
		}
		return strconv.ParseFloat(strings.TrimSpace(string(out)), 64)
	}}
}
