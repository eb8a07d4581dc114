// Nabla (∇) is a terminal program in which a person watches, steps and takes
// apart gradient descent and backpropagation.
package main

import (
	"os"

	"nabla/cli"
)

func main() { os.Exit(cli.Main()) }
