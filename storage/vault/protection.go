package vault

import (
	"crypto/rand"
	"encoding/base64"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"golang.org/x/crypto/argon2"

	"etabli/storage"
	"etabli/storage/durable"
)

const (
	recordFile   = "protection.json"
	rootFile     = "root.key"
	recordFormat = 1
)

// record is the content of protection.json.
type record struct {
	Format int        `json:"format"`
	Kind   Protection `json:"kind"`
	Check  []byte     `json:"check"`
	// Account names the keyring's entry, for Keyring.
	Account string `json:"account,omitempty"`
	// Derivation and Sealed are the root key under a passphrase.
	Derivation *derivation `json:"derivation,omitempty"`
	Sealed     []byte      `json:"sealed,omitempty"`
}

// derivation is how a passphrase becomes a key: Argon2id with its costs.
type derivation struct {
	Salt      []byte `json:"salt"`
	Time      uint32 `json:"time"`
	MemoryKiB uint32 `json:"memory_kib"`
	Threads   uint8  `json:"threads"`
}

// The costs of new vaults, and the most that is accepted from a file.
const (
	argonTime, argonMemoryKiB, argonThreads = 3, 64 << 10, 1
	maxArgonTime, maxArgonMemoryKiB         = 32, 1 << 20
)

func (d *derivation) key(passphrase string) []byte {
	return argon2.IDKey([]byte(passphrase), d.Salt, d.Time, d.MemoryKiB, d.Threads, rootBytes)
}

func (d *derivation) valid() bool {
	return d != nil && len(d.Salt) >= 16 && d.Time >= 1 && d.Time <= maxArgonTime &&
		d.MemoryKiB >= 8 && d.MemoryKiB <= maxArgonMemoryKiB && d.Threads >= 1
}

func readRecord(dir string) (*record, error) {
	text, err := os.ReadFile(filepath.Join(dir, recordFile))
	if err != nil {
		return nil, err
	}
	r := new(record)
	if err := json.Unmarshal(text, r); err != nil {
		return nil, fmt.Errorf("%w: %s: %w", storage.ErrDamaged, recordFile, err)
	}
	if r.Format != recordFormat || len(r.Check) == 0 {
		return nil, fmt.Errorf("%w: %s of format %d", storage.ErrDamaged, recordFile, r.Format)
	}
	return r, nil
}

// protect keeps the root key by the best means there is, and notes which.
func (v *Vault) protect(o Options) error {
	r := &record{Format: recordFormat, Check: checkOf(v.root)}
	if err := r.lock(v.dir, o, v.root); err != nil {
		return err
	}
	text, err := json.MarshalIndent(r, "", "  ")
	if err != nil {
		return err
	}
	if err := durable.WriteFile(filepath.Join(v.dir, recordFile), text); err != nil {
		return err
	}
	v.protection = r.Kind
	if r.Kind == KeyFile {
		return nil
	}
	if err := os.Remove(filepath.Join(v.dir, rootFile)); !errors.Is(err, os.ErrNotExist) {
		return err
	}
	return nil
}

// lock chooses among keyring, passphrase and file.
func (r *record) lock(dir string, o Options, root [rootBytes]byte) error {
	if o.Keyring {
		if account, ok := toKeyring(root); ok {
			r.Kind, r.Account = Keyring, account
			return nil
		}
	}
	if o.Passphrase != nil {
		passphrase, err := o.Passphrase()
		if err != nil {
			return fmt.Errorf("passphrase: %w", err)
		}
		if passphrase != "" {
			return r.lockWith(passphrase, root)
		}
	}
	r.Kind = KeyFile
	return durable.WriteFile(filepath.Join(dir, rootFile), []byte(hex.EncodeToString(root[:])+"\n"))
}

func (r *record) lockWith(passphrase string, root [rootBytes]byte) error {
	d := &derivation{Salt: make([]byte, 16), Time: argonTime, MemoryKiB: argonMemoryKiB, Threads: argonThreads}
	if _, err := rand.Read(d.Salt); err != nil {
		return err
	}
	sealed, err := seal(d.key(passphrase), rootFile, root[:])
	if err != nil {
		return err
	}
	r.Kind, r.Derivation, r.Sealed = Passphrase, d, sealed
	return nil
}

// unlock finds the root key where the record says.
func (r *record) unlock(dir string, o Options, root *[rootBytes]byte) error {
	switch r.Kind {
	case Keyring:
		return fromKeyring(r.Account, root)
	case Passphrase:
		return r.unlockWith(o.Passphrase, root)
	case KeyFile:
		text, err := os.ReadFile(filepath.Join(dir, rootFile))
		if err != nil {
			return fmt.Errorf("%w: %w", storage.ErrDamaged, err)
		}
		return decodeRoot(root, hex.DecodeString, strings.TrimSpace(string(text)))
	default:
		return fmt.Errorf("%w: protection %q", storage.ErrDamaged, r.Kind)
	}
}

func (r *record) unlockWith(ask func() (string, error), root *[rootBytes]byte) error {
	if !r.Derivation.valid() {
		return fmt.Errorf("%w: costs of the passphrase", storage.ErrDamaged)
	}
	if ask == nil {
		return ErrPassphrase
	}
	passphrase, err := ask()
	if err != nil {
		return fmt.Errorf("passphrase: %w", err)
	}
	plain, err := unseal(r.Derivation.key(passphrase), rootFile, r.Sealed)
	if err != nil || len(plain) != rootBytes {
		return ErrPassphrase
	}
	copy(root[:], plain)
	return nil
}

// mismatch says what it means that the key found is not the vault's.
func (r *record) mismatch() error {
	if r.Kind == Keyring {
		return ErrKeyringLost
	}
	return fmt.Errorf("%w: the root key is another one", storage.ErrDamaged)
}

// decodeRoot reads a root key that was written as text.
func decodeRoot(root *[rootBytes]byte, decode func(string) ([]byte, error), text string) error {
	raw, err := decode(text)
	if err != nil || len(raw) != rootBytes {
		return fmt.Errorf("%w: the root key cannot be read", storage.ErrDamaged)
	}
	copy(root[:], raw)
	return nil
}

// inKeyring is the form of a root key in the keyring, which holds text.
var inKeyring = base64.StdEncoding
