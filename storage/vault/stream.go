package vault

import (
	"bufio"
	"crypto/cipher"
	"crypto/rand"
	"encoding/binary"
	"errors"
	"fmt"
	"io"

	"golang.org/x/crypto/chacha20poly1305"

	"etabli/storage"
)

// A sealed stream is a nonce of 19 bytes and chunks of 64 KiB, each sealed with
// XChaCha20-Poly1305 under nonce ‖ number(4) ‖ 1 for the last and 0 for others.
// What was cut short, reordered or changed does not open.
const (
	streamChunk = 64 << 10
	streamNonce = chacha20poly1305.NonceSizeX - 5
)

// StreamWriter seals what is written to it. Close ends the stream; without it
// the stream does not open to its end.
type StreamWriter struct {
	out   io.Writer
	aead  cipher.AEAD
	nonce [chacha20poly1305.NonceSizeX]byte
	chunk uint32
	plain []byte
}

// SealStream begins a stream under a key.
func SealStream(out io.Writer, key [32]byte) (*StreamWriter, error) {
	aead, err := chacha20poly1305.NewX(key[:])
	if err != nil {
		return nil, err
	}
	s := &StreamWriter{out: out, aead: aead, plain: make([]byte, 0, streamChunk)}
	if _, err := rand.Read(s.nonce[:streamNonce]); err != nil {
		return nil, err
	}
	_, err = out.Write(s.nonce[:streamNonce])
	return s, err
}

// Write implements io.Writer.
func (s *StreamWriter) Write(p []byte) (n int, err error) {
	for len(p) > 0 {
		if len(s.plain) == streamChunk {
			if err := s.flush(false); err != nil {
				return n, err
			}
		}
		part := p[:min(len(p), streamChunk-len(s.plain))]
		s.plain, p, n = append(s.plain, part...), p[len(part):], n+len(part)
	}
	return n, nil
}

// Close writes the last chunk. It does not close the writer below.
func (s *StreamWriter) Close() error { return s.flush(true) }

func (s *StreamWriter) flush(last bool) error {
	_, err := s.out.Write(s.aead.Seal(nil, numbered(&s.nonce, s.chunk, last), s.plain, nil))
	s.plain, s.chunk = s.plain[:0], s.chunk+1
	return err
}

func numbered(nonce *[chacha20poly1305.NonceSizeX]byte, chunk uint32, last bool) []byte {
	binary.BigEndian.PutUint32(nonce[streamNonce:], chunk)
	nonce[len(nonce)-1] = 0
	if last {
		nonce[len(nonce)-1] = 1
	}
	return nonce[:]
}

// streamReader opens a stream chunk by chunk.
type streamReader struct {
	in    *bufio.Reader
	aead  cipher.AEAD
	nonce [chacha20poly1305.NonceSizeX]byte
	chunk uint32
	plain []byte
	ended bool
}

// OpenStream reads what SealStream wrote; storage.ErrDamaged when it is not, or
// not whole.
func OpenStream(in io.Reader, key [32]byte) (io.Reader, error) {
	aead, err := chacha20poly1305.NewX(key[:])
	if err != nil {
		return nil, err
	}
	s := &streamReader{in: bufio.NewReaderSize(in, 2*streamChunk), aead: aead}
	if _, err := io.ReadFull(s.in, s.nonce[:streamNonce]); err != nil {
		return nil, fmt.Errorf("%w: a stream without a beginning", storage.ErrDamaged)
	}
	return s, nil
}

// Read implements io.Reader.
func (s *streamReader) Read(p []byte) (int, error) {
	for len(s.plain) == 0 {
		if s.ended {
			return 0, io.EOF
		}
		if err := s.next(); err != nil {
			return 0, err
		}
	}
	n := copy(p, s.plain)
	s.plain = s.plain[n:]
	return n, nil
}

func (s *streamReader) next() error {
	sealed := make([]byte, streamChunk+chacha20poly1305.Overhead)
	n, err := io.ReadFull(s.in, sealed)
	if err != nil && !errors.Is(err, io.ErrUnexpectedEOF) {
		return fmt.Errorf("%w: a stream without an end", storage.ErrDamaged)
	}
	_, more := s.in.Peek(1)
	s.ended = more != nil
	s.plain, err = s.aead.Open(nil, numbered(&s.nonce, s.chunk, s.ended), sealed[:n], nil)
	s.chunk++
	if err != nil {
		return fmt.Errorf("%w: a stream that does not open", storage.ErrDamaged)
	}
	return nil
}

// BackupKey is the key of backups.
func (v *Vault) BackupKey() [32]byte { return v.derive("backup") }
