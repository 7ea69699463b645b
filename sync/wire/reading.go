package wire

import (
	"bufio"
	"encoding/binary"
	"errors"
	"fmt"
	"io"

	"github.com/klauspost/compress/zstd"
)

// frameReader reads frames from a compressed stream. While the stream rests it keeps no
// more than the connection itself does.
type frameReader struct {
	source io.Reader
	// begin is called when the first byte of a frame has come.
	begin func()
	// seen is shown the payload of every frame, when it is set.
	seen func(kind Type, payload []byte)

	// These are borrowed while a compressed frame is being read.
	buffer *bufio.Reader
	blocks *blocks
	zr     *zstd.Decoder
}

func newFrameReader(source io.Reader, begin func()) *frameReader {
	return &frameReader{source: source, begin: begin}
}

// next returns the next frame. The end of the stream between two frames is
// io.EOF.
func (r *frameReader) next() (Frame, error) {
	var head [headBytes]byte
	for {
		if err := r.wake(); err != nil {
			return nil, streamError(err)
		}
		_, err := io.ReadFull(r.zr, head[:1])
		if err == nil {
			break
		}
		if !errors.Is(err, io.EOF) || !r.blocks.ended() {
			return nil, streamError(err)
		}
		r.rest()
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

// wake waits for a compressed frame, unless one is being read, and borrows what reading
// it takes.
func (r *frameReader) wake() error {
	if r.zr != nil {
		return nil
	}
	if r.buffer == nil {
		var first [1]byte
		if _, err := io.ReadFull(r.source, first[:]); err != nil {
			return err
		}
		r.buffer = readBuffers.get()
		r.buffer.Reset(&prefixed{early: first[:], then: r.source})
	} else if _, err := r.buffer.Peek(1); err != nil {
		return err
	}
	r.begin()
	blocks, err := newBlocks(r.buffer)
	if err != nil {
		return unexpected(err)
	}
	zr := decoders.get()
	r.blocks, r.zr = blocks, zr
	return zr.Reset(blocks)
}

// rest gives back what was borrowed.
func (r *frameReader) rest() {
	if r.zr != nil {
		_ = r.zr.Reset(nil) // that it has nothing to read now is meant
		decoders.put(r.zr)
	}
	r.zr, r.blocks = nil, nil
	if r.buffer != nil && r.buffer.Buffered() == 0 {
		r.buffer.Reset(nil)
		readBuffers.put(r.buffer)
		r.buffer = nil
	}
}

// close frees what the reader holds.
func (r *frameReader) close() {
	if r.zr != nil {
		r.zr.Close()
	}
}

// prefixed reads what came early, then the rest.
type prefixed struct {
	early []byte
	then  io.Reader
}

func (p *prefixed) Read(into []byte) (int, error) {
	if len(p.early) == 0 {
		return p.then.Read(into)
	}
	n := copy(into, p.early)
	p.early = p.early[n:]
	return n, nil
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
