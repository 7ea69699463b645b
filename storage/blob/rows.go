package blob

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"errors"
	"fmt"
	"io"

	"etabli/storage"
)

// Rows keeps the files of blobs as rows of a store, for an HQ of several
// processes that share no disk. Most of what it holds only passes through; see
// Keyed for what is put here.
//
//	o name        → size of the file ‖ bytes of it that are here
//	o name piece  → a piece
type Rows struct {
	store storage.Store
	key   *Key // nil: nothing is put here, it only passes through
}

const (
	rowsPrefix = 'o'
	pieceBytes = 48 << 10
)

// NewRows keeps blobs in a store, which it does not close.
func NewRows(store storage.Store) *Rows { return &Rows{store: store} }

// IsRow tells whether a key of a store is of Rows.
func IsRow(key []byte) bool { return len(key) > 0 && key[0] == rowsPrefix }

// Fill copies every blob that a folder holds into the rows. It may be repeated.
func (s *Rows) Fill(ctx context.Context, from *Store) (n int, err error) {
	err = from.List(ctx, func(name string, size int64) error {
		have, whole, err := s.Have(ctx, name)
		for err == nil && !whole {
			have, whole, err = s.fillPiece(ctx, from, name, have, size)
		}
		n++
		return err
	})
	return n, err
}

func (s *Rows) fillPiece(ctx context.Context, from *Store, name string, at, size int64) (have int64, whole bool, err error) {
	in, err := from.Raw(ctx, name, at)
	if err != nil {
		return at, false, err
	}
	have, whole, err = s.Append(ctx, name, at, size, io.LimitReader(in, pieceBytes*8))
	return have, whole, errors.Join(err, in.Close())
}

func rowKey(name string) []byte { return append([]byte{rowsPrefix}, name...) }

func pieceKey(name string, n int64) []byte {
	return binary.BigEndian.AppendUint32(rowKey(name), uint32(n))
}

// rowHead says how much of a file is here.
type rowHead struct{ size, have int64 }

func readHead(r storage.Reader, name string) (h rowHead, err error) {
	raw, err := r.Get(rowKey(name))
	if errors.Is(err, storage.ErrNotFound) {
		return h, nil
	}
	if err == nil && len(raw) != 16 {
		err = storage.ErrDamaged
	}
	if err != nil {
		return h, err
	}
	return rowHead{int64(binary.BigEndian.Uint64(raw)), int64(binary.BigEndian.Uint64(raw[8:]))}, nil
}

func (h rowHead) whole() bool { return h.size > 0 && h.have == h.size }

// Have is Store.Have.
func (s *Rows) Have(ctx context.Context, name string) (have int64, whole bool, err error) {
	err = s.store.View(ctx, func(r storage.Reader) error {
		h, err := readHead(r, name)
		have, whole = h.have, h.whole()
		return err
	})
	return have, whole, err
}

// Raw is Store.Raw.
func (s *Rows) Raw(ctx context.Context, name string, offset int64) (io.ReadCloser, error) {
	_, whole, err := s.Have(ctx, name)
	if err == nil && !whole {
		err = fmt.Errorf("blob %s: %w", name, storage.ErrNotFound)
	}
	if err != nil {
		return nil, err
	}
	return io.NopCloser(&rowReader{ctx: ctx, rows: s, name: name, at: offset}), nil
}

// rowReader reads a file piece by piece.
type rowReader struct {
	ctx   context.Context
	rows  *Rows
	name  string
	at    int64
	piece []byte
}

func (r *rowReader) Read(p []byte) (int, error) {
	if len(r.piece) == 0 {
		if err := r.next(); err != nil {
			return 0, err
		}
	}
	n := copy(p, r.piece)
	r.piece, r.at = r.piece[n:], r.at+int64(n)
	return n, nil
}

func (r *rowReader) next() error {
	return r.rows.store.View(r.ctx, func(rd storage.Reader) error {
		raw, err := rd.Get(pieceKey(r.name, r.at/pieceBytes))
		if errors.Is(err, storage.ErrNotFound) || err == nil && int64(len(raw)) <= r.at%pieceBytes {
			return io.EOF
		}
		r.piece = bytes.Clone(raw[min(int64(len(raw)), r.at%pieceBytes):])
		return err
	})
}

// Append is Store.Append.
func (s *Rows) Append(ctx context.Context, name string, offset, size int64, in io.Reader) (have int64, whole bool, err error) {
	most := (&Store{most: MaxBytes}).fileBytesMost()
	if !isName(name) || size <= 0 || size > most {
		return 0, false, fmt.Errorf("receive blob %q of %d bytes: %w", name, size, storage.ErrTooBig)
	}
	content, err := io.ReadAll(io.LimitReader(in, size-offset))
	if err != nil {
		return 0, false, err
	}
	err = s.store.Update(ctx, func(tx storage.Tx) error {
		h, err := readHead(tx, name)
		if err != nil || h.whole() || h.have != offset {
			have, whole = h.have, h.whole()
			return err
		}
		h.size = size
		if err := appendPieces(tx, name, &h, content); err != nil {
			return err
		}
		have, whole = h.have, h.whole()
		head := binary.BigEndian.AppendUint64(nil, uint64(h.size))
		return tx.Put(rowKey(name), binary.BigEndian.AppendUint64(head, uint64(h.have)))
	})
	if err != nil || !whole || have == offset {
		return have, whole, err
	}
	return s.check(ctx, name, have)
}

func appendPieces(tx storage.Tx, name string, h *rowHead, content []byte) error {
	for len(content) > 0 {
		key, used := pieceKey(name, h.have/pieceBytes), h.have%pieceBytes
		piece, err := tx.Get(key)
		if err != nil && !errors.Is(err, storage.ErrNotFound) {
			return err
		}
		n := min(int64(len(content)), pieceBytes-used)
		piece = append(bytes.Clone(piece[:min(int64(len(piece)), used)]), content[:n]...)
		if err := tx.Put(key, piece); err != nil {
			return err
		}
		content, h.have = content[n:], h.have+n
	}
	return nil
}

// check throws a file away that is not what its name says.
func (s *Rows) check(ctx context.Context, name string, size int64) (int64, bool, error) {
	in, err := s.Raw(ctx, name, 0)
	if err != nil {
		return 0, false, err
	}
	sum := sha256.New()
	if _, err := io.Copy(sum, in); err != nil {
		return 0, false, err
	}
	if hex.EncodeToString(sum.Sum(nil)) == name {
		return size, true, nil
	}
	damaged := fmt.Errorf("receive blob %s: %w: it came as another file", name, storage.ErrDamaged)
	return 0, false, errors.Join(damaged, s.Delete(ctx, name))
}

// Delete removes a blob; one that is missing is no error.
func (s *Rows) Delete(ctx context.Context, name string) error {
	return s.store.Update(ctx, func(tx storage.Tx) error {
		h, err := readHead(tx, name)
		if err != nil {
			return err
		}
		for n := int64(0); n*pieceBytes < h.have; n++ {
			if err := tx.Delete(pieceKey(name, n)); err != nil {
				return err
			}
		}
		if err := tx.Delete(sealedKeyRow(name)); err != nil {
			return err
		}
		return tx.Delete(rowKey(name))
	})
}
