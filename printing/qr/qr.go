// Package qr turns text into the squares of a QR code. The code is geometry,
// so that every renderer draws it as sharp as its device can.
package qr

import (
	"errors"
	"fmt"

	qrcode "github.com/skip2/go-qrcode"
)

// Use says where a code will live, which decides how much of it may be lost.
type Use int

// The uses.
const (
	Paper Use = iota // shown or printed and read at once: level M, a seventh may be lost
	Worn             // carried in a pocket or stuck on a device: level Q, a quarter may be lost
	Rough            // a short code on a small label, where one scratch is a large part: level H
	Stout            // a short code on paper that lies about: level H, never in the smallest sizes
)

// QuietModules is the empty margin on each side that readers need.
const QuietModules = 4

// MinModuleMM is the smallest module that phones read from paper.
const MinModuleMM = 0.4

// DotMM is one dot of a 203 dpi thermal head. Modules of whole dots stay
// square on it.
const DotMM = 0.125

// MaxContentBytes bounds what a code may say; beyond it no code fits paper.
const MaxContentBytes = 300

var (
	// ErrContent says that the content is empty or too long.
	ErrContent = errors.New("qr: content empty or too long")
	// ErrTooDense says that the code does not fit the width with modules
	// that can be read.
	ErrTooDense = errors.New("qr: too dense for the width")
)

// Span is a rectangle of dark modules, counted from the top left module.
type Span struct{ X, Y, W, H int }

// Code is a QR code without its quiet zone.
type Code struct {
	Modules int    // along one side
	Spans   []Span // disjoint, together exactly the dark modules
}

var levels = map[Use]qrcode.RecoveryLevel{Paper: qrcode.Medium, Worn: qrcode.High, Rough: qrcode.Highest, Stout: qrcode.Highest}

// stoutVersion is the least version of a stout code: in smaller ones a stain on
// a tenth of the code is more than level H mends.
const stoutVersion = 3

// Encode makes the code for a content.
func Encode(content string, use Use) (Code, error) {
	if content == "" || len(content) > MaxContentBytes {
		return Code{}, fmt.Errorf("%w: %d bytes", ErrContent, len(content))
	}
	code, err := qrcode.New(content, levels[use])
	if err != nil {
		return Code{}, fmt.Errorf("qr: encoding %d bytes: %w", len(content), err)
	}
	if use == Stout && code.VersionNumber < stoutVersion {
		if code, err = qrcode.NewWithForcedVersion(content, stoutVersion, levels[use]); err != nil {
			return Code{}, fmt.Errorf("qr: encoding %d bytes: %w", len(content), err)
		}
	}
	code.DisableBorder = true
	bitmap := code.Bitmap()
	return Code{Modules: len(bitmap), Spans: spans(bitmap)}, nil
}

// spans covers the dark modules: runs along each line, joined downwards where
// the next line has the very same run.
func spans(bitmap [][]bool) []Span {
	var done []Span
	open := map[[2]int]int{} // run (x, width) of the line above → index in done
	for y, line := range bitmap {
		next := map[[2]int]int{}
		for x := 0; x < len(line); x++ {
			if !line[x] {
				continue
			}
			start := x
			for x < len(line) && line[x] {
				x++
			}
			run := [2]int{start, x - start}
			i, ok := open[run]
			if ok {
				done[i].H++
			} else {
				i = len(done)
				done = append(done, Span{X: start, Y: y, W: run[1], H: 1})
			}
			next[run] = i
		}
		open = next
	}
	return done
}

// ModuleMM chooses the size of a module: as near to the wanted width, quiet
// zone included, as whole dots allow, larger when the code would be too fine,
// and never wider than the room there is.
func (c Code) ModuleMM(wantedMM, roomMM float64) (float64, error) {
	side := float64(c.Modules + 2*QuietModules)
	const slack = 1e-9 // so that 25.6 / 41 is still five dots
	dots := int(min(wantedMM, roomMM)/side/DotMM + slack)
	for float64(dots)*DotMM < MinModuleMM {
		dots++
	}
	module := float64(dots) * DotMM
	if module*side > roomMM+slack {
		return 0, fmt.Errorf("%w: %d modules in %.1f mm", ErrTooDense, c.Modules, roomMM)
	}
	return module, nil
}
