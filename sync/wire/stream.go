package wire

import (
	"bufio"
	"sync/atomic"
	"time"

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
	// restAfter is how long a stream that says nothing remembers what it said, and how soon
	// it must speak again to be worth it. What remembering takes, most of a megabyte, is not
	// kept for thousands of silent devices, nor taken for what is said to all of them.
	restAfter = 2 * time.Second
	// maxRemembering is how many streams of a process remember at once.
	maxRemembering = 128
)

// remembering counts the streams that hold an encoder.
var remembering atomic.Int64

// What is lent to the streams that are in use.
var (
	readBuffers  = newShelf(64, func() *bufio.Reader { return bufio.NewReaderSize(nil, bufferBytes) })
	writeBuffers = newShelf(64, func() *bufio.Writer { return bufio.NewWriterSize(nil, bufferBytes) })
	decoders     = newShelf(8, newDecoder)
	encoders     = newShelf(8, newEncoder)
)

// shelf keeps a few things to be used again. A sync.Pool would keep as many as were ever
// used at once over two collections of garbage, which a silent program makes every two
// minutes.
type shelf[T any] struct {
	kept chan T
	make func() T
}

func newShelf[T any](most int, fresh func() T) *shelf[T] {
	return &shelf[T]{kept: make(chan T, most), make: fresh}
}

func (s *shelf[T]) get() T {
	select {
	case one := <-s.kept:
		return one
	default:
		return s.make()
	}
}

func (s *shelf[T]) put(one T) {
	select {
	case s.kept <- one:
	default:
	}
}

func newDecoder() *zstd.Decoder {
	zr, err := zstd.NewReader(nil,
		zstd.WithDecoderConcurrency(1), zstd.WithDecoderLowmem(true),
		zstd.WithDecoderMaxWindow(windowBytes), zstd.WithDecoderMaxMemory(maxDecoderMemory))
	if err != nil {
		panic(err) // the options are ours
	}
	return zr
}

func newEncoder() *zstd.Encoder {
	zw, err := zstd.NewWriter(nil,
		zstd.WithEncoderConcurrency(1), zstd.WithLowerEncoderMem(true),
		zstd.WithWindowSize(windowBytes), zstd.WithEncoderLevel(zstd.SpeedFastest),
		zstd.WithEncoderCRC(false)) // TLS already proves the bytes
	if err != nil {
		panic(err) // the options are ours
	}
	return zw
}
