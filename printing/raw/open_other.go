//go:build !unix

package raw

const noTerminal = 0
