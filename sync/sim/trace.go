package sim

import (
	"crypto/sha256"
	"fmt"
	"hash"
	"io"
)

// tailLines is how much of the trace a failure shows.
const tailLines = 60

// trace is the record of a run: its hash tells two runs apart.
type trace struct {
	sum   hash.Hash
	out   io.Writer
	tail  []string
	count map[string]int
}

func newTrace(out io.Writer) *trace {
	return &trace{sum: sha256.New(), out: out, count: map[string]int{}}
}

// note writes one line.
func (w *World) note(who, format string, args ...any) {
	line := fmt.Sprintf("%6d %10.3f %-6s %s", w.steps, float64(w.nowMS-startMS)/1000, who, fmt.Sprintf(format, args...))
	t := w.trace
	_, _ = io.WriteString(t.sum, line)
	if len(t.tail) == tailLines {
		t.tail = t.tail[1:]
	}
	t.tail = append(t.tail, line)
	if t.out != nil {
		_, _ = fmt.Fprintln(t.out, line)
	}
}

// happened counts a thing for the summary.
func (w *World) happened(what string) { w.trace.count[what]++ }
