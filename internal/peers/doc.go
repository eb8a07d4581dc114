// Package peers measures nabla's training against what others make of the same
// work, all of it in one run and in turns, so that ratios count and not the machine.
//
// There is nothing here but benchmarks:
//
//	go test ./internal/peers -run '^$' -bench .
//
// The peers, and what they take; one that is not to be had is skipped and says so:
//
//	gonum     matrices of gonum with loops between them; for the typed formula its gradient descent
//	C         testdata/limit.c, vectorised by hand, sizes compiled in: a C compiler as cc
//	OpenBLAS  testdata/blas.c, loops around dgemm: cc and OpenBLAS (Debian: libopenblas-dev)
//	FANN      testdata/fann.c, its own training, an update after each sample: cc and FANN (Debian: libfann-dev)
//	numpy     testdata/matrices.py, by hand: the Python in NABLA_PEERS_PYTHON, or python3, with numpy (Debian: python3-numpy)
//	nn.ts     testdata/nn.js drives TensorFlow Playground's own code: node, and its nn.ts compiled, see below
//	plain     nabla itself with NABLA_KERNELS=go, by itself in a process
//	pointers  a graph of pointers as small automatic differentiators build it
//
// The Playground's code is not part of this project. It is src/nn.ts of the
// repository tensorflow/playground on GitHub:
//
//	npx -p typescript@5 tsc --target es2020 --module commonjs --outDir out nn.ts
//	NABLA_PEERS_PLAYGROUND=$PWD/out/nn.js go test ./internal/peers -run '^$' -bench Training
//
// # Where do I put X?
//
// Another workload goes into the table of workloads_test.go and, as one line, into
// the programs in testdata; another peer that is a process into the list of
// programs_test.go; one in Go into a file of its own.
package peers
