package api

import (
	"context"
	"crypto/sha256"
	"encoding/base32"
	"encoding/hex"
	"errors"
	"io"
	"slices"
	"strings"

	"etabli/app/domain/fault"
	"etabli/app/domain/text"
	"etabli/storage"
	"etabli/storage/journal"
)

// Scope is what a key may do.
type Scope string

// The scopes.
const (
	ReadRepairs   Scope = "repairs:read"
	WriteRepairs  Scope = "repairs:write"
	ReadCustomers Scope = "customers:read"
	ReadStock     Scope = "stock:read"
	WriteStock    Scope = "stock:reserve"
	WriteMessages Scope = "messages:write"
	ReadChanges   Scope = "changes:read"
)

// Scopes lists the scopes.
func Scopes() []Scope {
	return []Scope{ReadRepairs, WriteRepairs, ReadCustomers, ReadStock, WriteStock, WriteMessages, ReadChanges}
}

// Key is what is kept of a key: never its text.
type Key struct {
	ID        string  `cbor:"1,keyasint" json:"id"` // begin of the hash, for people
	Name      string  `cbor:"2,keyasint" json:"name"`
	Scopes    []Scope `cbor:"3,keyasint" json:"scopes"`
	MadeMS    int64   `cbor:"4,keyasint" json:"made_ms"`
	RevokedMS int64   `cbor:"5,keyasint,omitempty" json:"revoked_ms,omitempty"`
}

// May tells whether the key has a scope.
func (k Key) May(s Scope) bool { return slices.Contains(k.Scopes, s) }

// Keys are the keys that headquarters gave out.
type Keys struct {
	Store  storage.Store
	Random io.Reader
}

// keyText begins a key, so that people and programs that look for secrets know it.
const keyText = "etabli_"

// keyBytes are drawn for a key.
const keyBytes = 20

// maxKeyName bounds the name of a key.
const maxKeyName = 80

var keyCode = base32.NewEncoding("0123456789abcdefghjkmnpqrstvwxyz").WithPadding(base32.NoPadding)

// keyRows begin the rows of keys in headquarters' store.
var keyRows = []byte{'z', 'k'}

func keyRow(text string) (row []byte, id string) {
	hash := sha256.Sum256([]byte(text))
	return append(slices.Clone(keyRows), hash[:]...), hex.EncodeToString(hash[:6])
}

// Make makes a key. Its text is told once and kept nowhere.
func (k Keys) Make(ctx context.Context, name string, scopes []Scope, nowMS int64) (string, Key, error) {
	if err := text.Needed("name", name, maxKeyName); err != nil {
		return "", Key{}, err
	}
	if len(scopes) == 0 {
		return "", Key{}, fault.New(fault.Missing, "scope")
	}
	for _, s := range scopes {
		if err := text.OneOf("scope", s, Scopes()...); err != nil {
			return "", Key{}, err
		}
	}
	raw := make([]byte, keyBytes)
	if _, err := io.ReadFull(k.Random, raw); err != nil {
		return "", Key{}, err
	}
	secret := keyText + keyCode.EncodeToString(raw)
	row, id := keyRow(secret)
	key := Key{ID: id, Name: name, Scopes: scopes, MadeMS: nowMS}
	return secret, key, k.put(ctx, row, key)
}

func (k Keys) put(ctx context.Context, row []byte, key Key) error {
	value, err := journal.MarshalFacts(key)
	if err != nil {
		return err
	}
	return k.Store.Update(ctx, func(tx storage.Tx) error { return tx.Put(row, value) })
}

// List lists the keys, revoked ones too.
func (k Keys) List(ctx context.Context) ([]Key, error) {
	out := []Key{}
	err := k.Store.View(ctx, func(r storage.Reader) error {
		return r.Scan(storage.Prefix(keyRows), func(_, value []byte) error {
			var key Key
			err := journal.UnmarshalFacts(value, &key)
			out = append(out, key)
			return err
		})
	})
	return out, err
}

// Revoke ends a key.
func (k Keys) Revoke(ctx context.Context, id string, nowMS int64) error {
	var row []byte
	var found Key
	err := k.Store.View(ctx, func(r storage.Reader) error {
		return r.Scan(storage.Prefix(keyRows), func(at, value []byte) error {
			var key Key
			if err := journal.UnmarshalFacts(value, &key); err != nil || key.ID != id {
				return err
			}
			row, found = slices.Clone(at), key
			return storage.Stop
		})
	})
	switch {
	case err != nil:
		return err
	case row == nil:
		return fault.New(fault.NotFound, "id", "what", "key")
	case found.RevokedMS != 0:
		return nil
	}
	found.RevokedMS = nowMS
	return k.put(ctx, row, found)
}

// ErrNoKey says that a text is no key that may be used.
var ErrNoKey = errors.New("api: no such key")

// Find answers the key of a text.
func (k Keys) Find(ctx context.Context, secret string) (Key, error) {
	var key Key
	if !strings.HasPrefix(secret, keyText) {
		return key, ErrNoKey
	}
	row, _ := keyRow(secret)
	err := k.Store.View(ctx, func(r storage.Reader) error {
		value, err := r.Get(row)
		if err == nil {
			err = journal.UnmarshalFacts(value, &key)
		}
		return err
	})
	if errors.Is(err, storage.ErrNotFound) || err == nil && key.RevokedMS != 0 {
		return Key{}, ErrNoKey
	}
	return key, err
}
