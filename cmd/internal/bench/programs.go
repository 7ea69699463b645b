package main

import (
	"bytes"
	"context"
	"fmt"
	"os/exec"
	"path/filepath"
	"time"
)

// ended is what a program that ran to its end used.
type ended struct {
	out    []byte
	took   time.Duration
	cpu    time.Duration
	peakMB float64 // most memory that was resident at once
}

// program runs one of the programs to its end.
func (b *bench) program(ctx context.Context, name string, args ...string) (ended, error) {
	cmd := exec.CommandContext(ctx, filepath.Join(b.programs, name), args...)
	var said bytes.Buffer
	cmd.Stderr = &said
	began := time.Now()
	out, err := cmd.Output()
	e := ended{out: out, took: time.Since(began)}
	if err != nil {
		return e, fmt.Errorf("%s %v: %w\n%s", name, args, err, said.Bytes())
	}
	e.cpu = cmd.ProcessState.UserTime() + cmd.ProcessState.SystemTime()
	e.peakMB = peakMB(cmd.ProcessState)
	return e, nil
}
