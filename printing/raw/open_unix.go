//go:build unix

package raw

import "syscall"

// noTerminal keeps a serial device from becoming this program's terminal.
const noTerminal = syscall.O_NOCTTY
