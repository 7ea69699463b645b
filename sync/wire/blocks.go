package wire

import (
	"bufio"
	"encoding/binary"
	"fmt"
	"io"
)

// blocks reads one Zstandard frame and nothing behind it, without looking into its
// blocks (RFC 8878, section 3.1.1): whoever decodes it is at an end with it, and need not
// be kept until the next one comes.
type blocks struct {
	source *bufio.Reader
	ahead  []byte // of the frame's form, not read yet
	left   int    // bytes of the block
	last   bool
	sum    int // bytes behind the last block
}

const (
	zstdMagic = 0xFD2FB528

	zstdSingleSegment = 1 << 5
	zstdChecksum      = 1 << 2

	blockHeadBytes = 3
	blockRaw       = 0
	blockRLE       = 1

	// maxPlain is how much a frame of one byte of length can hold.
	maxPlain       = 255
	plainHeadBytes = 4 + 1 + 1 + blockHeadBytes
)

// appendPlainHead begins a frame whose one block holds size bytes as they are.
func appendPlainHead(out []byte, size int) []byte {
	out = binary.LittleEndian.AppendUint32(out, zstdMagic)
	out = append(out, zstdSingleSegment, byte(size))
	return append(out, byte(1|blockRaw<<1|size<<3), byte(size>>5), byte(size>>13))
}

// newBlocks begins with the header of a frame.
func newBlocks(source *bufio.Reader) (*blocks, error) {
	head := make([]byte, 5)
	if _, err := io.ReadFull(source, head); err != nil {
		return nil, err
	}
	if binary.LittleEndian.Uint32(head) != zstdMagic {
		return nil, fmt.Errorf("%w: it is no compressed stream", ErrMalformed)
	}
	flags := head[4]
	more := []int{0, 1, 2, 4}[flags&3] + []int{0, 2, 4, 8}[flags>>6] // dictionary and length
	if flags&zstdSingleSegment == 0 {
		more++ // window
	} else if flags>>6 == 0 {
		more++ // length
	}
	b := &blocks{source: source, ahead: append(head, make([]byte, more)...)}
	if flags&zstdChecksum != 0 {
		b.sum = 4
	}
	_, err := io.ReadFull(source, b.ahead[len(head):])
	return b, err
}

// ended tells whether the whole frame was read.
func (b *blocks) ended() bool { return b.last && b.left+b.sum+len(b.ahead) == 0 }

func (b *blocks) Read(into []byte) (int, error) {
	if len(b.ahead) == 0 && b.left == 0 {
		if err := b.block(); err != nil {
			return 0, err
		}
	}
	if len(b.ahead) > 0 {
		n := copy(into, b.ahead)
		b.ahead = b.ahead[n:]
		return n, nil
	}
	n, err := b.source.Read(into[:min(len(into), b.left)])
	b.left -= n
	return n, err
}

// block reads the head of the next block; io.EOF when there is none.
func (b *blocks) block() error {
	if b.last {
		b.left, b.sum = b.sum, 0
		if b.left == 0 {
			return io.EOF
		}
		return nil
	}
	head := make([]byte, blockHeadBytes)
	if _, err := io.ReadFull(b.source, head); err != nil {
		return err
	}
	form := int(head[0]) | int(head[1])<<8 | int(head[2])<<16
	b.ahead, b.last, b.left = head, form&1 != 0, form>>3
	if form>>1&3 == blockRLE {
		b.left = 1
	}
	return nil
}
