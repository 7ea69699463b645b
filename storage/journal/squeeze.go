package journal

import (
	"fmt"
	"sync"

	"github.com/klauspost/compress/zstd"
)

const (
	// worthBytes is how short a content is not compressed: nothing is won.
	worthBytes = 64
	// maxPlainBytes bounds what a box says it holds: more does not fit an entry in any
	// usual text, and one box must not fill the memory.
	maxPlainBytes = 1 << 20
)

// squeezer compresses what boxes hold, each by itself: once sealed it does not
// compress.
var squeezer = sync.OnceValues(func() (*zstd.Encoder, error) {
	return zstd.NewWriter(nil, zstd.WithEncoderConcurrency(1), zstd.WithEncoderCRC(false), zstd.WithSingleSegment(true), zstd.WithWindowSize(64<<10))
})

var unsqueezer = sync.OnceValues(func() (*zstd.Decoder, error) {
	return zstd.NewReader(nil, zstd.WithDecoderConcurrency(1), zstd.WithDecoderMaxMemory(maxPlainBytes), zstd.WithDecoderMaxWindow(maxPlainBytes))
})

// squeeze returns a content in fewer bytes, and whether there are fewer.
func squeeze(plain []byte) ([]byte, bool) {
	if len(plain) < worthBytes || len(plain) > maxPlainBytes {
		return plain, false
	}
	z, err := squeezer()
	if err != nil {
		return plain, false
	}
	short := z.EncodeAll(plain, make([]byte, 0, len(plain)))
	return short, len(short) < len(plain)
}

// unsqueeze is the way back.
func unsqueeze(short []byte) ([]byte, error) {
	z, err := unsqueezer()
	if err != nil {
		return nil, err
	}
	plain, err := z.DecodeAll(short, nil)
	if err != nil {
		return nil, fmt.Errorf("%w: a box that does not unpack: %w", ErrSealed, err)
	}
	return plain, nil
}
