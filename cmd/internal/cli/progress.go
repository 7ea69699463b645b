package cli

import (
	"fmt"
	"io"
	"os"
	"strings"
)

const progressWidth = 40

// Progress draws a bar on a terminal, and nothing elsewhere.
type Progress struct {
	w     io.Writer
	total int64
	shown int
}

// NewProgress makes a bar of a total that At counts up to.
func NewProgress(w io.Writer, total int64) *Progress {
	if !isTerminal(w) || total <= 0 {
		w = nil
	}
	return &Progress{w: w, total: total, shown: -1}
}

// At shows how much is done.
func (p *Progress) At(done int64) {
	if p.w == nil {
		return
	}
	permille := int(min(done, p.total) * 1000 / p.total)
	if permille == p.shown {
		return
	}
	p.shown = permille
	full := permille * progressWidth / 1000
	fmt.Fprintf(p.w, "\r[%s%s] %3d %%", strings.Repeat("█", full), strings.Repeat("░", progressWidth-full), permille/10)
}

// Done ends the bar's line.
func (p *Progress) Done() {
	if p.w != nil && p.shown >= 0 {
		fmt.Fprintln(p.w)
	}
}

func isTerminal(w io.Writer) bool {
	f, ok := w.(*os.File)
	if !ok {
		return false
	}
	info, err := f.Stat()
	return err == nil && info.Mode()&os.ModeCharDevice != 0
}
