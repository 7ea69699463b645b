package wire

import (
	"bufio"
	"encoding/binary"
	"fmt"
	"io"

	"github.com/klauspost/compress/zstd"
)

// frameWriter writes frames to a compressed stream. When it is asked to it remembers what
// it wrote, so that repetitions cost nothing, until it rests.
type frameWriter struct {
	to io.Writer

	// These are borrowed: the encoder until the writer rests, the buffer while it writes.
	zw   *zstd.Encoder
	sink *bufio.Writer
}

func newFrameWriter(to io.Writer) *frameWriter { return &frameWriter{to: to} }

// write sends a batch of frames; when it returns they are on their way. A few bytes on a
// resting stream go as they are. Unless it remembers them, the stream rests afterwards.
func (w *frameWriter) write(frames []Frame, remember bool) error {
	payloads, size := make([][]byte, len(frames)), 0
	for i, f := range frames {
		payloads[i] = Encode(f)
		if len(payloads[i])+1 > MaxFrameBytes {
			return fmt.Errorf("%w: type %d, %d bytes", ErrTooBig, f.Type(), len(payloads[i]))
		}
		size += headBytes + len(payloads[i])
	}
	if w.zw == nil && size <= maxPlain {
		return w.writePlain(frames, payloads, size)
	}
	if w.zw == nil {
		w.zw = encoders.get()
		w.zw.Reset(buffered{w})
		remember = remembering.Add(1) <= maxRemembering && remember
	}
	end := w.zw.Flush
	if !remember {
		defer w.giveBack()
		end = w.zw.Close
	}
	return w.buffered(func() error {
		for i, f := range frames {
			if _, err := w.zw.Write(appendFrameHead(nil, f, payloads[i])); err != nil {
				return err
			}
			if _, err := w.zw.Write(payloads[i]); err != nil {
				return err
			}
		}
		return end()
	})
}

// writePlain writes frames as one compressed frame of its own, of one block in which
// nothing is compressed.
func (w *frameWriter) writePlain(frames []Frame, payloads [][]byte, size int) error {
	out := appendPlainHead(make([]byte, 0, plainHeadBytes+size), size)
	for i, f := range frames {
		out = append(appendFrameHead(out, f, payloads[i]), payloads[i]...)
	}
	_, err := w.to.Write(out)
	return err
}

func appendFrameHead(out []byte, f Frame, payload []byte) []byte {
	out = binary.BigEndian.AppendUint32(out, uint32(len(payload)+1))
	return append(out, byte(f.Type()))
}

// rest ends the compressed frame and gives back what it took.
func (w *frameWriter) rest() error {
	if w.zw == nil {
		return nil
	}
	defer w.giveBack()
	return w.buffered(w.zw.Close)
}

func (w *frameWriter) giveBack() {
	remembering.Add(-1)
	w.zw.Reset(nil)
	encoders.put(w.zw)
	w.zw = nil
}

// buffered runs what writes, and sends it.
func (w *frameWriter) buffered(run func() error) error {
	w.sink = writeBuffers.get()
	w.sink.Reset(w.to)
	err := run()
	if err == nil {
		err = w.sink.Flush()
	}
	w.sink.Reset(nil)
	writeBuffers.put(w.sink)
	w.sink = nil
	return err
}

// buffered is where the encoder of a writer writes.
type buffered struct{ w *frameWriter }

func (b buffered) Write(p []byte) (int, error) { return b.w.sink.Write(p) }
