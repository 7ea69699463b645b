package ords

import (
	"errors"
	"io"
)

const (
	readChunkBytes = 64 << 10 // asked of the file at a time
	maxEmptyReads  = 100      // in a row, before a source counts as broken
)

// window is the part of a file that is held: it grows at the end while a record
// is looked at and is dropped from the front when the record is done.
type window struct {
	source io.Reader
	held   []byte
	buffer []byte // backing of held
	offset int64  // place in the file of the first byte held
	err    error  // end of the file, or what the source failed with
}

// at is the byte at a distance from the first held byte; false at the end of
// the file.
func (w *window) at(i int) (byte, bool) {
	for i >= len(w.held) {
		if w.err != nil {
			return 0, false
		}
		w.fill()
	}
	return w.held[i], true
}

// fill reads more behind what is held: it slides to the front of the buffer
// when that makes room, and only a record that needs it makes the buffer grow.
func (w *window) fill() {
	if cap(w.held)-len(w.held) < readChunkBytes {
		if len(w.held)+readChunkBytes > cap(w.buffer) {
			grown := make([]byte, max(2*cap(w.buffer), 2*readChunkBytes))
			copy(grown, w.held)
			w.buffer = grown
		} else {
			copy(w.buffer, w.held)
		}
		w.held = w.buffer[:len(w.held)]
	}
	room := w.held[len(w.held):][:readChunkBytes]
	n := 0
	for range maxEmptyReads {
		if n, w.err = w.source.Read(room); n > 0 || w.err != nil {
			w.held = w.held[:len(w.held)+n]
			return
		}
	}
	w.err = io.ErrNoProgress
}

// drop lets go of the first n bytes.
func (w *window) drop(n int) {
	w.held = w.held[n:]
	w.offset += int64(n)
	if len(w.held) == 0 {
		w.held = w.buffer[:0]
	}
}

// failure is what the source failed with, if it did.
func (w *window) failure() error {
	if w.err == nil || errors.Is(w.err, io.EOF) {
		return nil
	}
	return w.err
}

// lineEnd measures the line ending at a distance: 0 when there is none, 1 for a
// line feed or a lone carriage return, 2 for both.
func (w *window) lineEnd(i int) int {
	c, ok := w.at(i)
	switch {
	case !ok:
		return 0
	case c == '\n':
		return 1
	case c != '\r':
		return 0
	}
	if next, ok := w.at(i + 1); ok && next == '\n' {
		return 2
	}
	return 1
}

// dropLine lets go of the rest of the line, however long, with its ending. It
// is false at the end of the file.
func (w *window) dropLine() bool {
	for i := 0; ; i++ {
		if i >= readChunkBytes {
			w.drop(i)
			i = 0
		}
		if _, ok := w.at(i); !ok {
			w.drop(i)
			return false
		}
		if n := w.lineEnd(i); n > 0 {
			w.drop(i + n)
			return true
		}
	}
}
