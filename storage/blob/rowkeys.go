package blob

import (
	"bytes"
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"io"

	"golang.org/x/crypto/chacha20poly1305"

	"etabli/storage"
)

// Keyed lets blobs be put into rows: their keys lie beside them, sealed under the
// key of whoever keeps the rows.
//
//	o name "sealed key"  → the key of a blob that was put here
func (s *Rows) Keyed(key Key) *Rows { return &Rows{store: s.store, key: &key} }

func sealedKeyRow(name string) []byte { return append(rowKey(name), "sealed key"...) }

// Put is Store.Put. What it stores appears only whole.
func (s *Rows) Put(ctx context.Context, content io.Reader) (name string, size int64, err error) {
	if s.key == nil {
		return "", 0, errors.New("put blob: these rows have no key")
	}
	var file bytes.Buffer
	key := newKey()
	if name, size, err = (&Store{most: MaxBytes}).seal(ctx, &file, content, key); err != nil {
		return "", 0, fmt.Errorf("put blob: %w", err)
	}
	sealed, err := sealKey(*s.key, name, key)
	if err != nil {
		return "", 0, err
	}
	if err := s.store.Update(ctx, func(tx storage.Tx) error { return tx.Put(sealedKeyRow(name), sealed) }); err != nil {
		return "", 0, fmt.Errorf("put blob: %w", err)
	}
	whole := int64(file.Len())
	for at, done := int64(0), false; !done; {
		piece := io.LimitReader(bytes.NewReader(file.Bytes()[at:]), 8*pieceBytes)
		if at, done, err = s.Append(ctx, name, at, whole, piece); err != nil {
			return "", 0, fmt.Errorf("put blob: %w", err)
		}
	}
	return name, size, nil
}

// Key is Store.Key.
func (s *Rows) Key(name string) (key Key, err error) {
	if s.key == nil || !isName(name) {
		return key, fmt.Errorf("key of blob %q: %w", name, storage.ErrNotFound)
	}
	err = s.store.View(context.Background(), func(r storage.Reader) error {
		raw, err := r.Get(sealedKeyRow(name))
		if err == nil {
			key, err = openKey(*s.key, name, raw)
		}
		return err
	})
	if err != nil {
		err = fmt.Errorf("key of blob %s: %w", name, err)
	}
	return key, err
}

// OpenWith is Store.OpenWith.
func (s *Rows) OpenWith(ctx context.Context, name string, key Key) (io.ReadCloser, error) {
	in, err := s.Raw(ctx, name, 0)
	if err != nil {
		return nil, err
	}
	return (&Store{most: MaxBytes}).unseal(ctx, in, name, key)
}

// sealKey seals the key of a blob for one keeper and this blob alone.
func sealKey(under Key, name string, key Key) ([]byte, error) {
	aead, err := chacha20poly1305.NewX(under[:])
	if err != nil {
		return nil, err
	}
	nonce := make([]byte, aead.NonceSize(), aead.NonceSize()+len(key)+aead.Overhead())
	_, _ = rand.Read(nonce) // never fails
	return aead.Seal(nonce, nonce, key[:], []byte(name)), nil
}

// openKey opens what sealKey sealed.
func openKey(under Key, name string, raw []byte) (key Key, err error) {
	aead, err := chacha20poly1305.NewX(under[:])
	if err != nil {
		return key, err
	}
	if len(raw) != aead.NonceSize()+len(key)+aead.Overhead() {
		return key, storage.ErrDamaged
	}
	plain, err := aead.Open(nil, raw[:aead.NonceSize()], raw[aead.NonceSize():], []byte(name))
	if err != nil || len(plain) != len(key) {
		return key, storage.ErrDamaged
	}
	return Key(plain), nil
}
