package wire

import (
	"bufio"
	"sync"
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
	readBuffers  = sync.Pool{New: func() any { return bufio.NewReaderSize(nil, bufferBytes) }}
	writeBuffers = sync.Pool{New: func() any { return bufio.NewWriterSize(nil, bufferBytes) }}
	decoders     = sync.Pool{New: func() any { return newDecoder() }}
	encoders     = sync.Pool{New: func() any { return newEncoder() }}
)

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
