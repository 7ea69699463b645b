package wire

import (
	"crypto/sha256"
	"hash"
	"io"
)

// Writer writes frames to a file, compressed as on a connection.
type Writer struct {
	w   *frameWriter
	sum hash.Hash
}

// NewWriter begins a file.
func NewWriter(out io.Writer) *Writer {
	return &Writer{newFrameWriter(out), sha256.New()}
}

// Write adds frames.
func (w *Writer) Write(frames ...Frame) error {
	for _, f := range frames {
		sumFrame(w.sum, f.Type(), Encode(f))
	}
	return w.w.write(frames, true)
}

// Sum is the digest of all frames so far.
func (w *Writer) Sum() []byte { return w.sum.Sum(nil) }

// Close ends the compression; it does not close the file.
func (w *Writer) Close() error { return w.w.rest() }

// Reader reads what a Writer wrote.
type Reader struct {
	r   *frameReader
	sum hash.Hash
}

// NewReader reads frames from a file. Close it.
func NewReader(in io.Reader) *Reader {
	r := &Reader{newFrameReader(in, func() {}), sha256.New()}
	r.r.seen = func(kind Type, payload []byte) { sumFrame(r.sum, kind, payload) }
	return r
}

// Next returns the next frame, and io.EOF at the end.
func (r *Reader) Next() (Frame, error) { return r.r.next() }

// Sum is the digest of all frames so far.
func (r *Reader) Sum() []byte { return r.sum.Sum(nil) }

// Close frees what the decompression holds.
func (r *Reader) Close() { r.r.close() }

func sumFrame(sum hash.Hash, kind Type, payload []byte) {
	one := sha256.Sum256(payload)
	sum.Write([]byte{byte(kind)})
	sum.Write(one[:])
}
