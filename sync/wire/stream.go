package wire

import (
	"bufio"
	"encoding/binary"
	"errors"
	"fmt"
	"io"

	"github.com/klauspost/compress/zstd"
)

const (
	headBytes = 5
	// windowBytes bounds what either side keeps to refer back to; a stream that
	// asks for more is refused.
	windowBytes      = 256 << 10
	maxDecoderMemory = 4 << 20
	bufferBytes      = 32 << 10
	// keptPayload is how large a payload buffer is kept between frames.
	keptPayload = 64 << 10
)

// frameReader reads frames from a compressed stream.
type frameReader struct {
	source *bufio.Reader
	zr     *zstd.Decoder
	// begin is called when the first byte of a frame has come.
	begin func()
	// seen is shown the payload of every frame, when it is set.
	seen func(kind Type, payload []byte)
}

func newFrameReader(source *bufio.Reader, begin func()) *frameReader {
	return &frameReader{source: source, begin: begin}
}

func (r *frameReader) open() error {
	if r.zr != nil {
		return nil
	}
	zr, err := zstd.NewReader(r.source,
		zstd.WithDecoderConcurrency(1), zstd.WithDecoderLowmem(true),
		zstd.WithDecoderMaxWindow(windowBytes), zstd.WithDecoderMaxMemory(maxDecoderMemory))
	r.zr = zr
	return err
}

// next returns the next frame. The end of the stream between two frames is
// io.EOF.
func (r *frameReader) next() (Frame, error) {
	if err := r.open(); err != nil {
		return nil, err
	}
	var head [headBytes]byte
	if _, err := io.ReadFull(r.zr, head[:1]); err != nil {
		return nil, streamError(err)
	}
	r.begin()
	if _, err := io.ReadFull(r.zr, head[1:]); err != nil {
		return nil, streamError(unexpected(err))
	}
	size := binary.BigEndian.Uint32(head[:4])
	if size == 0 {
		return nil, fmt.Errorf("%w: empty", ErrMalformed)
	}
	if size > MaxFrameBytes {
		return nil, fmt.Errorf("%w: %d bytes", ErrTooBig, size)
	}
	payload, err := readPayload(r.zr, int(size)-1)
	if err != nil {
		return nil, streamError(unexpected(err))
	}
	if r.seen != nil {
		r.seen(Type(head[4]), payload)
	}
	return Decode(Type(head[4]), payload)
}

// readPayload reads size bytes, and takes memory only as they really come.
func readPayload(source io.Reader, size int) ([]byte, error) {
	payload := make([]byte, min(size, keptPayload))
	for have := 0; ; {
		n, err := io.ReadFull(source, payload[have:])
		if err != nil {
			return nil, err
		}
		if have += n; have == size {
			return payload, nil
		}
		payload = append(payload, make([]byte, min(size-have, have))...)
	}
}

func (r *frameReader) close() {
	if r.zr != nil {
		r.zr.Close()
	}
}

func unexpected(err error) error {
	if errors.Is(err, io.EOF) {
		return io.ErrUnexpectedEOF
	}
	return err
}

// streamError tells a stream that is no zstd, or wants too much memory, from a
// connection that broke.
func streamError(err error) error {
	for _, bad := range []error{
		zstd.ErrMagicMismatch, zstd.ErrWindowSizeExceeded, zstd.ErrDecoderSizeExceeded,
		zstd.ErrReservedBlockType, zstd.ErrCompressedSizeTooBig, zstd.ErrBlockTooSmall,
		zstd.ErrUnexpectedBlockSize, zstd.ErrCRCMismatch, zstd.ErrUnknownDictionary,
		zstd.ErrWindowSizeTooSmall, zstd.ErrFrameSizeMismatch, zstd.ErrFrameSizeExceeded,
	} {
		if errors.Is(err, bad) {
			return fmt.Errorf("%w: %w", ErrMalformed, err)
		}
	}
	return err
}

// frameWriter writes frames to a compressed stream.
type frameWriter struct {
	sink *bufio.Writer
	zw   *zstd.Encoder
}

func newFrameWriter(sink io.Writer) (*frameWriter, error) {
	w := &frameWriter{sink: bufio.NewWriterSize(sink, bufferBytes)}
	var err error
	w.zw, err = zstd.NewWriter(w.sink,
		zstd.WithEncoderConcurrency(1), zstd.WithLowerEncoderMem(true),
		zstd.WithWindowSize(windowBytes), zstd.WithEncoderLevel(zstd.SpeedFastest),
		zstd.WithEncoderCRC(false)) // TLS already proves the bytes
	return w, err
}

// write sends a batch of frames; when it returns they are on their way.
func (w *frameWriter) write(frames []Frame) error {
	for _, f := range frames {
		payload := Encode(f)
		if len(payload)+1 > MaxFrameBytes {
			return fmt.Errorf("%w: type %d, %d bytes", ErrTooBig, f.Type(), len(payload))
		}
		var head [headBytes]byte
		binary.BigEndian.PutUint32(head[:4], uint32(len(payload)+1))
		head[4] = byte(f.Type())
		if _, err := w.zw.Write(head[:]); err != nil {
			return err
		}
		if _, err := w.zw.Write(payload); err != nil {
			return err
		}
	}
	if err := w.zw.Flush(); err != nil {
		return err
	}
	return w.sink.Flush()
}
