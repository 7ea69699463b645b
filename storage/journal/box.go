package journal

import (
	"errors"
	"fmt"
	"io"
	"slices"

	"golang.org/x/crypto/chacha20poly1305"

	"etabli/storage"
)

// Key opens the boxes of one subject and purpose, or the outbox.
type Key [32]byte

// The contexts separate boxes from every other use of the cipher, and those whose
// content is compressed from the others.
const (
	boxContext      = "etabli box 1"
	squeezedContext = "etabli box 2"
)

// Seal makes a box of plain under key: a random nonce, then the ciphertext of
// XChaCha20-Poly1305, bound to subject and purpose. What takes fewer bytes
// compressed is sealed so.
func Seal(rand io.Reader, key Key, subject EntityID, purpose Purpose, plain []byte) (Box, error) {
	aead, err := chacha20poly1305.NewX(key[:])
	if err != nil {
		return Box{}, fmt.Errorf("journal: seal a box: %w", err)
	}
	context := boxContext
	if short, fewer := squeeze(plain); fewer {
		context, plain = squeezedContext, short
	}
	nonce := make([]byte, aead.NonceSize(), aead.NonceSize()+len(plain)+aead.Overhead())
	if _, err := io.ReadFull(rand, nonce); err != nil {
		return Box{}, fmt.Errorf("journal: seal a box: %w", err)
	}
	sealed := aead.Seal(nonce, nonce, plain, boxData(context, subject, purpose))
	return Box{Subject: subject, Purpose: purpose, Sealed: sealed}, nil
}

// Open returns what a box holds: ErrNoKey when its bytes are absent, ErrSealed
// when key does not open it.
func Open(key Key, box Box) ([]byte, error) {
	if box.Sealed == nil {
		return nil, fmt.Errorf("%w: the bytes are absent", ErrNoKey)
	}
	aead, err := chacha20poly1305.NewX(key[:])
	if err != nil {
		return nil, fmt.Errorf("journal: open a box: %w", err)
	}
	if len(box.Sealed) < aead.NonceSize() {
		return nil, fmt.Errorf("%w: a box of %d bytes", ErrSealed, len(box.Sealed))
	}
	nonce, sealed := box.Sealed[:aead.NonceSize()], box.Sealed[aead.NonceSize():]
	if plain, err := aead.Open(nil, nonce, sealed, boxData(boxContext, box.Subject, box.Purpose)); err == nil {
		return plain, nil
	}
	short, err := aead.Open(nil, nonce, sealed, boxData(squeezedContext, box.Subject, box.Purpose))
	if err != nil {
		return nil, fmt.Errorf("%w: box of %s, purpose %d", ErrSealed, box.Subject, box.Purpose)
	}
	return unsqueeze(short)
}

func boxData(context string, subject EntityID, purpose Purpose) []byte {
	data := append([]byte(context), subject[:]...)
	return append(data, byte(purpose))
}

// OpenBox opens a box with the keys that the store holds: ErrNoKey when they or
// the bytes were erased or withheld.
func OpenBox(r storage.Reader, box Box) ([]byte, error) {
	keys, err := KeysOf(r, box.Subject, box.Purpose)
	if err != nil {
		return nil, err
	}
	for _, key := range keys {
		plain, openErr := Open(key, box)
		if openErr == nil || !errors.Is(openErr, ErrSealed) {
			return plain, openErr
		}
		err = openErr
	}
	return nil, err
}

// KeyOf returns the key that new boxes of a subject and purpose are sealed
// under, or ErrNoKey.
func KeyOf(r storage.Reader, subject EntityID, purpose Purpose) (Key, error) {
	keys, err := KeysOf(r, subject, purpose)
	if err != nil {
		return Key{}, err
	}
	return keys[0], nil
}

// KeysOf returns every key of a subject and purpose, least first, or ErrNoKey,
// with ErrErased where they were erased.
// There are several when devices made keys before they heard of each other.
func KeysOf(r storage.Reader, subject EntityID, purpose Purpose) ([]Key, error) {
	value, err := getRow(r, keyKey(subject, purpose))
	if errors.Is(err, storage.ErrNotFound) {
		return nil, fmt.Errorf("%w: %s, purpose %d", ErrNoKey, subject, purpose)
	}
	if err == nil && len(value) == 0 {
		return nil, erased(subject, purpose)
	}
	if err != nil {
		return nil, err
	}
	keys := make([]Key, 0, len(value)/len(Key{}))
	for chunk := range slices.Chunk(value, len(Key{})) {
		keys = append(keys, Key(chunk))
	}
	return keys, nil
}

// PutKey keeps a key of a subject and purpose beside those already held. One of
// what was erased is dropped.
func PutKey(tx storage.Tx, subject EntityID, purpose Purpose, k Key) error {
	keys, err := KeysOf(tx, subject, purpose)
	if errors.Is(err, ErrErased) {
		return nil
	}
	if err != nil && !errors.Is(err, ErrNoKey) {
		return err
	}
	at, found := slices.BinarySearchFunc(keys, k, compareKeys)
	if found {
		return nil
	}
	if len(keys) >= MaxKeys {
		return fmt.Errorf("%w: %d keys of %s, purpose %d", ErrTooLarge, len(keys), subject, purpose)
	}
	keys = slices.Insert(keys, at, k)
	value := make([]byte, 0, len(keys)*len(k))
	for _, key := range keys {
		value = append(value, key[:]...)
	}
	return putRow(tx, keyKey(subject, purpose), value)
}

func compareKeys(a, b Key) int { return slices.Compare(a[:], b[:]) }

// DeleteKeys forgets every key of a subject and purpose: its boxes stay shut
// until a key comes again; see Erase.
func DeleteKeys(tx storage.Tx, subject EntityID, purpose Purpose) error {
	if gone, err := IsErased(tx, subject, purpose); err != nil || gone {
		return err
	}
	return tx.Delete(keyKey(subject, purpose))
}

// keyFor returns the key for new boxes, and whether it was made just now.
func keyFor(tx storage.Tx, rand io.Reader, subject EntityID, purpose Purpose) (key Key, made bool, err error) {
	key, err = KeyOf(tx, subject, purpose)
	if !errors.Is(err, ErrNoKey) || errors.Is(err, ErrErased) {
		return key, false, err
	}
	if _, err := io.ReadFull(rand, key[:]); err != nil {
		return Key{}, false, fmt.Errorf("journal: make a key: %w", err)
	}
	return key, true, PutKey(tx, subject, purpose, key)
}
