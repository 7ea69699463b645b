//go:build !cgo || !linux

package main

import (
	"fmt"
	"os"
)

func main() {
	fmt.Fprintln(os.Stderr, "windowbench: needs cgo and Linux")
	os.Exit(1)
}
