package device

import (
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"log/slog"
	"os"
	"path/filepath"

	"etabli/storage"
	"etabli/storage/badgerstore"
	"etabli/storage/journal"
	"etabli/storage/vault"
)

// The secrets that hold the key of a store, and the one it gets. A key of its
// own can be destroyed; what the vault derives can always be derived again.
const (
	storeKeySecret = "store"
	nextKeySecret  = "store.next"
)

// KeySecrets are the files of a vault that only open the store beside it. No
// backup holds them, so that with a key everything goes that it alone opened.
func KeySecrets() []string { return []string{storeKeySecret + ".secret", nextKeySecret + ".secret"} }

// StoreOptions are how the embedded store of a folder is opened.
func StoreOptions(dir string, v *vault.Vault, log *slog.Logger) (badgerstore.Options, error) {
	o := badgerstore.Options{Dir: filepath.Join(dir, storeDir), Log: log}
	program, err := os.Executable()
	if err == nil { // else an opening after a crash is not checked beforehand
		o.CheckProgram = program
	}
	if err := endRenewal(o.Dir, v); err != nil {
		return o, err
	}
	o.Key, err = storeKey(o.Dir, v)
	return o, err
}

// openEmbedded opens the files of a store.
func openEmbedded(ctx context.Context, dir string, v *vault.Vault, size badgerstore.Size, log *slog.Logger) (*badgerstore.Store, error) {
	if err := badgerstore.Renewing(ctx, filepath.Join(dir, storeDir)); err != nil {
		return nil, err
	}
	o, err := StoreOptions(dir, v, log)
	if err != nil {
		return nil, err
	}
	o.Size = size
	s, err := badgerstore.Open(ctx, o)
	if errors.Is(err, storage.ErrWrongKey) { // it was renewed while we waited for it
		if o, err = StoreOptions(dir, v, log); err == nil {
			o.Size = size
			s, err = badgerstore.Open(ctx, o)
		}
	}
	return s, err
}

// storeKey is the key of a store; a new store gets one of its own. Stores from
// before have the key that the vault derives, until they are renewed.
func storeKey(dir string, v *vault.Vault) ([]byte, error) {
	key, err := v.Load(storeKeySecret)
	if err == nil || !errors.Is(err, storage.ErrNotFound) {
		return key, err
	}
	if _, err := os.Stat(dir); err == nil {
		derived := v.StoreKey()
		return derived[:], nil
	}
	key = newStoreKey()
	return key, v.Save(storeKeySecret, key)
}

func newStoreKey() []byte {
	key := make([]byte, badgerstore.KeyBytes)
	_, _ = rand.Read(key) // never fails
	return key
}

// endRenewal ends a renewal of the store that broke off.
func endRenewal(dir string, v *vault.Vault) error {
	next, err := v.Load(nextKeySecret)
	if errors.Is(err, storage.ErrNotFound) {
		return badgerstore.Former(dir)
	}
	if err != nil {
		return err
	}
	renewed, err := badgerstore.EndRenewal(dir)
	if err != nil {
		return err
	}
	if renewed {
		return errors.Join(adopt(v, next), badgerstore.Former(dir))
	}
	return v.Delete(nextKeySecret)
}

func adopt(v *vault.Vault, key []byte) error {
	if err := v.Save(storeKeySecret, key); err != nil {
		return err
	}
	return v.Delete(nextKeySecret)
}

// renewStore copies the closed store of a folder under a new key and destroys
// the old one: what was erased is then on the disk no more. The copy notes how
// far it is cleared.
func renewStore(ctx context.Context, dir string, v *vault.Vault, log *slog.Logger, c journal.Cleared) error {
	o, err := StoreOptions(dir, v, log)
	if err != nil {
		return err
	}
	next := newStoreKey()
	r := badgerstore.Renewal{
		Options: o, NewKey: next,
		Announce: func() error { return v.Save(nextKeySecret, next) },
		Adopt:    func() error { return adopt(v, next) },
	}
	r.Row.Key, r.Row.Value = journal.ClearedRow(c)
	return badgerstore.Renew(ctx, r)
}

// Uncleared tells how many erasures a store was told and how far it is cleared of
// what they left behind.
func Uncleared(ctx context.Context, store storage.Store) (erasures uint64, c journal.Cleared, err error) {
	err = store.View(ctx, func(r storage.Reader) (err error) {
		if erasures, err = journal.Erasures(r); err == nil {
			c, err = journal.ClearedOf(r)
		}
		return err
	})
	if err != nil {
		err = fmt.Errorf("erasures: %w", err)
	}
	return erasures, c, err
}
