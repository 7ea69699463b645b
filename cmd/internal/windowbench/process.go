//go:build cgo && linux

package main

import (
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"time"
)

// ticks is how many there are in a second of processor time, as Linux counts.
const ticks = 100

// spentTicks is the processor time of a process so far.
func spentTicks(pid int) int64 {
	raw, err := os.ReadFile(filepath.Join("/proc", strconv.Itoa(pid), "stat"))
	if err != nil {
		return 0
	}
	_, rest, _ := strings.Cut(string(raw), ") ")
	fields := strings.Fields(rest)
	user, _ := strconv.ParseInt(fields[11], 10, 64)
	system, _ := strconv.ParseInt(fields[12], 10, 64)
	return user + system
}

// resident is the memory of a process, whole and without what is mapped from files, in MB.
func resident(pid int) (whole, anonymous float64) {
	raw, _ := os.ReadFile(filepath.Join("/proc", strconv.Itoa(pid), "status"))
	for line := range strings.Lines(string(raw)) {
		name, rest, _ := strings.Cut(line, ":")
		value, _ := strconv.ParseFloat(strings.TrimSuffix(strings.TrimSpace(rest), " kB"), 64)
		switch name {
		case "VmRSS":
			whole = value / 1024
		case "RssAnon":
			anonymous = value / 1024
		}
	}
	return whole, anonymous
}

// idle is how much of one core a process takes while nobody does anything, in hundredths.
func idle(pid int, long time.Duration) float64 {
	before := spentTicks(pid)
	time.Sleep(long)
	return 100 * float64(spentTicks(pid)-before) / ticks / long.Seconds()
}

// start runs a program and answers what ends it.
func start(name string, args ...string) (*exec.Cmd, func(), error) {
	c := exec.Command(name, args...)
	c.Stderr = os.Stderr
	if err := c.Start(); err != nil {
		return nil, nil, err
	}
	return c, func() { _ = c.Process.Signal(os.Interrupt); _ = c.Wait() }, nil
}
