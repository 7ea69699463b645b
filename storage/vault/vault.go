// Package vault keeps what a device must not lose and others must not read:
// one root key of 32 bytes, from which all other keys are derived, and small
// secrets sealed under it.
//
// The root key is kept by the system's keyring, else sealed under a
// passphrase, else in a file that only the user can read; Protection says
// which. The folder holds
//
//	protection.json   how the root key is kept, and a check value
//	root.key          the root key itself, for KeyFile only
//	NAME.secret       a secret, sealed with XChaCha20-Poly1305
//
// The root key has a printed form, RecoveryKey, that brings it back when the
// keyring or the passphrase is lost.
package vault

import (
	"crypto/hkdf"
	"crypto/hmac"
	"crypto/rand"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"

	"etabli/storage"
)

// The errors of this package, beside storage.ErrDamaged and
// storage.ErrNotFound.
var (
	// ErrPassphrase says that the passphrase is not the one of this vault, or
	// that none was given.
	ErrPassphrase = errors.New("vault: wrong passphrase")
	// ErrKeyringLost says that the keyring no longer has the root key, or
	// another one. The recovery key is the way on.
	ErrKeyringLost = errors.New("vault: the keyring does not have the key")
	// ErrNotItsKey says that a recovery key is well formed and belongs to
	// another vault.
	ErrNotItsKey = errors.New("vault: recovery key of another vault")
)

// Protection says what keeps the root key.
type Protection string

const (
	// Keyring means the keyring of the system's user.
	Keyring Protection = "keyring"
	// Passphrase means a passphrase that is asked at each start.
	Passphrase Protection = "passphrase"
	// KeyFile means a file beside the store: whoever copies the device's
	// folder can read the store.
	KeyFile Protection = "key-file"
)

// Options say how a root key is kept and reached.
type Options struct {
	// Keyring allows the system's keyring to be used for a new vault.
	Keyring bool
	// Passphrase asks the user; nil or an empty answer for a new vault means
	// that there is none.
	Passphrase func() (string, error)
}

// rootBytes is the length of the root key.
const rootBytes = 32

// Vault is an open vault.
type Vault struct {
	dir        string
	root       [rootBytes]byte
	protection Protection
}

// Open opens the vault in dir, or makes one when the folder is missing or
// empty.
func Open(dir string, o Options) (*Vault, error) {
	v, err := open(dir, o)
	if err != nil {
		return nil, fmt.Errorf("open vault %s: %w", dir, err)
	}
	return v, nil
}

func open(dir string, o Options) (*Vault, error) {
	r, err := readRecord(dir)
	if errors.Is(err, fs.ErrNotExist) {
		return create(dir, o)
	}
	if err != nil {
		return nil, err
	}
	v := &Vault{dir: dir, protection: r.Kind}
	if err := r.unlock(dir, o, &v.root); err != nil {
		return nil, err
	}
	if !hmac.Equal(r.Check, checkOf(v.root)) {
		return nil, r.mismatch()
	}
	return v, nil
}

// create makes a vault with a new root key.
func create(dir string, o Options) (*Vault, error) {
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return nil, err
	}
	secrets, err := filepath.Glob(filepath.Join(dir, "*"+secretSuffix))
	if err != nil {
		return nil, err
	}
	if len(secrets) > 0 {
		return nil, fmt.Errorf("%w: secrets without %s", storage.ErrDamaged, recordFile)
	}
	v := &Vault{dir: dir}
	if _, err := rand.Read(v.root[:]); err != nil {
		return nil, err
	}
	return v, v.protect(o)
}

// Recover opens the vault in dir with its printed recovery key, and keeps the
// root key anew as for a new vault. The error is a *MistypedError where the
// text has a mistake, or ErrNotItsKey. A vault of which nothing is left is
// made again.
func Recover(dir, text string, o Options) (*Vault, error) {
	v := &Vault{dir: dir}
	var err error
	if v.root, err = parseRecoveryKey(text); err != nil {
		return nil, fmt.Errorf("recover vault: %w", err)
	}
	r, err := readRecord(dir)
	if err == nil && !hmac.Equal(r.Check, checkOf(v.root)) {
		return nil, fmt.Errorf("recover vault %s: %w", dir, ErrNotItsKey)
	}
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return nil, fmt.Errorf("recover vault: %w", err)
	}
	if err := v.protect(o); err != nil {
		return nil, fmt.Errorf("recover vault %s: %w", dir, err)
	}
	return v, nil
}

// Protection says what keeps the root key.
func (v *Vault) Protection() Protection { return v.protection }

// RecoveryKey returns the printed form of the root key. Whoever has it has
// everything.
func (v *Vault) RecoveryKey() string { return formatRecoveryKey(v.root) }

// StoreKey is the key of the store.
func (v *Vault) StoreKey() [32]byte { return v.derive("store") }

// OutboxKey is the key that wraps the keys of outbox segments.
func (v *Vault) OutboxKey() [32]byte { return v.derive("outbox") }

// BlobKey is the key of photographs and documents.
func (v *Vault) BlobKey() [32]byte { return v.derive("blob") }

// TillKey is the key of a series of the till.
func (v *Vault) TillKey(series []byte) [32]byte {
	return v.derive("till " + hex.EncodeToString(series))
}

// ReceiptKey proves the receipts that a device prints. HQ's is shared with its
// devices; a shop that works alone uses its own.
func (v *Vault) ReceiptKey() [32]byte { return v.derive("receipt") }

// PortalKey seals what the customer's page hands out: sessions and forms.
func (v *Vault) PortalKey() [32]byte { return v.derive("portal") }

func (v *Vault) derive(purpose string) (key [32]byte) {
	derived, err := hkdf.Key(sha256.New, v.root[:], nil, "etabli "+purpose+" key v1", len(key))
	if err != nil {
		panic(err) // only for lengths that HKDF cannot give
	}
	copy(key[:], derived)
	return key
}

// checkOf is a value that proves the root key and tells nothing about it.
func checkOf(root [rootBytes]byte) []byte {
	mac := hmac.New(sha256.New, root[:])
	mac.Write([]byte("etabli vault check v1"))
	return mac.Sum(nil)
}

// SpoolKey is the key of documents that wait to be printed.
func (v *Vault) SpoolKey() [32]byte { return v.derive("spool") }
