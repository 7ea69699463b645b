package blob

import (
	"bufio"
	"context"
	"crypto/cipher"
	"crypto/rand"
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"errors"
	"fmt"
	"hash"
	"io"

	"golang.org/x/crypto/chacha20poly1305"

	"etabli/storage"
)

const (
	magic       = "ETBBLOB1"
	chunkBytes  = 64 << 10
	sealedBytes = chunkBytes + chacha20poly1305.Overhead
	prefixBytes = chacha20poly1305.NonceSizeX - 5
)

// nonces gives each chunk of a file its nonce.
type nonces struct {
	next   [chacha20poly1305.NonceSizeX]byte
	number uint32
}

func (n *nonces) take(last bool) []byte {
	binary.BigEndian.PutUint32(n.next[prefixBytes:], n.number)
	n.next[len(n.next)-1] = 0
	if last {
		n.next[len(n.next)-1] = 1
	}
	n.number++
	return n.next[:]
}

// seal writes content to w as a blob file.
func (s *Store) seal(ctx context.Context, w io.Writer, content io.Reader, key Key) (name string, size int64, err error) {
	aead, err := chacha20poly1305.NewX(key[:])
	if err != nil {
		return "", 0, err
	}
	var n nonces
	if _, err := rand.Read(n.next[:prefixBytes]); err != nil {
		return "", 0, err
	}
	sum := sha256.New()
	out := io.MultiWriter(w, sum)
	if _, err := out.Write(append([]byte(magic), n.next[:prefixBytes]...)); err != nil {
		return "", 0, err
	}
	in := bufio.NewReaderSize(content, chunkBytes)
	plain := make([]byte, chunkBytes)
	sealed := make([]byte, 0, sealedBytes)
	for last := false; !last; {
		if err := ctx.Err(); err != nil {
			return "", 0, err
		}
		got, err := readChunk(in, plain)
		if err != nil {
			return "", 0, err
		}
		if size += int64(got); size > s.most {
			return "", 0, fmt.Errorf("%w: more than %d bytes", storage.ErrTooBig, s.most)
		}
		if last, err = ended(in); err != nil {
			return "", 0, err
		}
		if _, err := out.Write(aead.Seal(sealed, n.take(last), plain[:got], nil)); err != nil {
			return "", 0, err
		}
	}
	return hex.EncodeToString(sum.Sum(nil)), size, nil
}

// readChunk fills p as far as the source reaches.
func readChunk(r io.Reader, p []byte) (int, error) {
	n, err := io.ReadFull(r, p)
	if errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF) {
		return n, nil
	}
	return n, err
}

func ended(r *bufio.Reader) (bool, error) {
	_, err := r.Peek(1)
	if errors.Is(err, io.EOF) {
		return true, nil
	}
	return false, err
}

// opener reads the content of a blob file.
type opener struct {
	ctx    context.Context
	file   io.Closer
	in     *bufio.Reader
	sum    hash.Hash // of the file so far
	name   string
	aead   cipher.AEAD
	nonces nonces
	sealed []byte
	plain  []byte // opened and not given yet
	last   bool
	err    error
}

func (s *Store) unseal(ctx context.Context, file io.ReadCloser, name string, key Key) (*opener, error) {
	aead, err := chacha20poly1305.NewX(key[:])
	if err != nil {
		return nil, err
	}
	o := &opener{ctx: ctx, file: file, name: name, aead: aead, sum: sha256.New(), sealed: make([]byte, sealedBytes)}
	o.in = bufio.NewReaderSize(file, sealedBytes)
	head := make([]byte, len(magic)+prefixBytes)
	if _, err := io.ReadFull(o.in, head); err != nil || string(head[:len(magic)]) != magic {
		return nil, fmt.Errorf("%w: not a blob", storage.ErrDamaged)
	}
	o.sum.Write(head)
	copy(o.nonces.next[:], head[len(magic):])
	return o, nil
}

// Read implements io.Reader.
func (o *opener) Read(p []byte) (int, error) {
	for len(o.plain) == 0 && o.err == nil {
		o.err = o.chunk()
	}
	if len(o.plain) == 0 {
		return 0, o.err
	}
	n := copy(p, o.plain)
	o.plain = o.plain[n:]
	return n, nil
}

// chunk opens the next chunk, or says how the file ended.
func (o *opener) chunk() error {
	if err := o.ctx.Err(); err != nil {
		return err
	}
	if o.last {
		if hex.EncodeToString(o.sum.Sum(nil)) != o.name {
			return fmt.Errorf("blob %s: %w: its content has another name", o.name, storage.ErrDamaged)
		}
		return io.EOF
	}
	got, err := readChunk(o.in, o.sealed)
	if err != nil {
		return fmt.Errorf("blob %s: %w", o.name, err)
	}
	if o.last, err = ended(o.in); err != nil {
		return fmt.Errorf("blob %s: %w", o.name, err)
	}
	o.sum.Write(o.sealed[:got])
	number := o.nonces.number
	o.plain, err = o.aead.Open(o.sealed[:0], o.nonces.take(o.last), o.sealed[:got], nil)
	if err != nil {
		return fmt.Errorf("blob %s: %w: chunk %d does not open", o.name, storage.ErrDamaged, number)
	}
	return nil
}

// Close implements io.Closer.
func (o *opener) Close() error { return o.file.Close() }
