// Package peers measures nabla's training against what others would make of the
// same work, all of it in one run, so that ratios count and not the machine: plain
// C vectorised by hand (testdata/limit.c, where a C compiler is found), a graph of
// objects in JavaScript as TensorFlow Playground has it (testdata/objects.js, where
// node is found), matrices of gonum,
// gonum's gradient descent, and a graph of pointers as small automatic
// differentiators build it.
//
// There is nothing here but benchmarks:
//
//	go test ./internal/peers -run '^$' -bench .
//
// # Where do I put X?
//
// Another workload goes into the table of workloads_test.go and, as one line, into
// testdata/limit.c and testdata/objects.js; another peer into a file of its own.
package peers
