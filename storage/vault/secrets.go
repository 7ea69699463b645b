package vault

import (
	"crypto/rand"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"

	"golang.org/x/crypto/chacha20poly1305"

	"etabli/storage"
	"etabli/storage/durable"
)

const secretSuffix = ".secret"

// MaxSecretBytes is the most that one secret holds.
const MaxSecretBytes = 256 << 10

var secretName = regexp.MustCompile(`^[a-z0-9][a-z0-9._-]{0,63}$`)

// Save keeps a secret under a name of small letters, digits, dots and dashes.
// It is on disk when Save returns, and a reader finds the old one or the new.
func (v *Vault) Save(name string, secret []byte) error {
	if !secretName.MatchString(name) {
		return fmt.Errorf("save secret: %q is not a name", name)
	}
	if len(secret) > MaxSecretBytes {
		return fmt.Errorf("save secret %s: %w: %d bytes, %d fit", name, storage.ErrTooBig, len(secret), MaxSecretBytes)
	}
	key := v.derive("secrets")
	sealed, err := seal(key[:], name, secret)
	if err != nil {
		return fmt.Errorf("save secret %s: %w", name, err)
	}
	if err := durable.WriteFile(v.path(name), sealed); err != nil {
		return fmt.Errorf("save secret %s: %w", name, err)
	}
	return nil
}

// Load returns a secret, or storage.ErrNotFound, or storage.ErrDamaged when
// the file is not what was saved under this name.
func (v *Vault) Load(name string) ([]byte, error) {
	if !secretName.MatchString(name) {
		return nil, fmt.Errorf("load secret %q: %w", name, storage.ErrNotFound)
	}
	sealed, err := os.ReadFile(v.path(name))
	if errors.Is(err, fs.ErrNotExist) {
		return nil, fmt.Errorf("load secret %s: %w", name, storage.ErrNotFound)
	}
	if err != nil {
		return nil, fmt.Errorf("load secret %s: %w", name, err)
	}
	key := v.derive("secrets")
	secret, err := unseal(key[:], name, sealed)
	if err != nil {
		return nil, fmt.Errorf("load secret %s: %w", name, err)
	}
	return secret, nil
}

// Delete removes a secret; one that is missing is no error.
func (v *Vault) Delete(name string) error {
	if !secretName.MatchString(name) {
		return nil
	}
	err := os.Remove(v.path(name))
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err != nil {
		return fmt.Errorf("delete secret: %w", err)
	}
	return durable.SyncFolder(v.dir)
}

func (v *Vault) path(name string) string { return filepath.Join(v.dir, name+secretSuffix) }

// seal encrypts plain for a name: nonce, then XChaCha20-Poly1305.
func seal(key []byte, name string, plain []byte) ([]byte, error) {
	aead, err := chacha20poly1305.NewX(key)
	if err != nil {
		return nil, err
	}
	nonce := make([]byte, aead.NonceSize(), aead.NonceSize()+len(plain)+aead.Overhead())
	if _, err := rand.Read(nonce); err != nil {
		return nil, err
	}
	return aead.Seal(nonce, nonce, plain, []byte(name)), nil
}

func unseal(key []byte, name string, sealed []byte) ([]byte, error) {
	aead, err := chacha20poly1305.NewX(key)
	if err != nil {
		return nil, err
	}
	if len(sealed) < aead.NonceSize() {
		return nil, fmt.Errorf("%w: cut short", storage.ErrDamaged)
	}
	nonce, box := sealed[:aead.NonceSize()], sealed[aead.NonceSize():]
	plain, err := aead.Open([]byte{}, nonce, box, []byte(name))
	if err != nil {
		return nil, fmt.Errorf("%w: does not open", storage.ErrDamaged)
	}
	return plain, nil
}
