package vault_test

import (
	"bytes"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/zalando/go-keyring"
	"pgregory.net/rapid"

	"etabli/storage"
	"etabli/storage/vault"
)

func open(t testing.TB, dir string, o vault.Options) *vault.Vault {
	t.Helper()
	v, err := vault.Open(dir, o)
	if err != nil {
		t.Fatal(err)
	}
	return v
}

func answer(text string) func() (string, error) {
	return func() (string, error) { return text, nil }
}

// deaf is the answer of a passphrase prompt that must not be shown.
func deaf(t *testing.T) func() (string, error) {
	return func() (string, error) {
		t.Error("asked for a passphrase")
		return "", nil
	}
}

func TestTheKeyringComesFirst(t *testing.T) {
	keyring.MockInit()
	dir := filepath.Join(t.TempDir(), "vault")
	v := open(t, dir, vault.Options{Keyring: true, Passphrase: deaf(t)})
	if v.Protection() != vault.Keyring {
		t.Fatalf("protection %q", v.Protection())
	}
	again := open(t, dir, vault.Options{Keyring: true, Passphrase: deaf(t)})
	if v.StoreKey() != again.StoreKey() {
		t.Error("another store key after reopening")
	}
	other := open(t, filepath.Join(t.TempDir(), "vault"), vault.Options{Keyring: true})
	if v.StoreKey() == other.StoreKey() {
		t.Error("two vaults share a key")
	}
	keyring.MockInit() // an empty one
	if _, err := vault.Open(dir, vault.Options{Keyring: true}); !errors.Is(err, vault.ErrKeyringLost) {
		t.Errorf("with an empty keyring: %v", err)
	}
}

func TestWithoutAKeyringThePassphraseKeepsTheKey(t *testing.T) {
	keyring.MockInitWithError(errors.New("no keyring here"))
	dir := t.TempDir()
	v := open(t, dir, vault.Options{Keyring: true, Passphrase: answer("étau et lime")})
	if v.Protection() != vault.Passphrase {
		t.Fatalf("protection %q", v.Protection())
	}
	for _, wrong := range []func() (string, error){nil, answer(""), answer("étau et limes")} {
		if _, err := vault.Open(dir, vault.Options{Passphrase: wrong}); !errors.Is(err, vault.ErrPassphrase) {
			t.Errorf("wrong passphrase: %v", err)
		}
	}
	away := errors.New("nobody answers")
	_, err := vault.Open(dir, vault.Options{Passphrase: func() (string, error) { return "", away }})
	if !errors.Is(err, away) {
		t.Errorf("no answer: %v", err)
	}
	if again := open(t, dir, vault.Options{Passphrase: answer("étau et lime")}); again.BlobKey() != v.BlobKey() {
		t.Error("another key after reopening")
	}
}

func TestWithoutBothAKeyFileIsNamedAsSuch(t *testing.T) {
	dir := t.TempDir()
	v := open(t, dir, vault.Options{Passphrase: answer("")})
	if v.Protection() != vault.KeyFile {
		t.Fatalf("protection %q", v.Protection())
	}
	path := filepath.Join(dir, "root.key")
	info, err := os.Stat(path)
	if err != nil || info.Mode().Perm() != 0o600 {
		t.Errorf("key file: %v, %v", info.Mode(), err)
	}
	if again := open(t, dir, vault.Options{}); again.StoreKey() != v.StoreKey() {
		t.Error("another key after reopening")
	}
	for name, content := range map[string]string{
		"cut": "ab", "another": strings.Repeat("ab", 32), "empty": "",
	} {
		if err := os.WriteFile(path, []byte(content), 0o600); err != nil {
			t.Fatal(err)
		}
		if _, err := vault.Open(dir, vault.Options{}); !errors.Is(err, storage.ErrDamaged) {
			t.Errorf("%s key file: %v", name, err)
		}
	}
}

func TestKeysForDifferentPurposesDiffer(t *testing.T) {
	v := open(t, t.TempDir(), vault.Options{})
	keys := map[[32]byte]bool{v.StoreKey(): true, v.OutboxKey(): true, v.BlobKey(): true, {}: true}
	if len(keys) != 4 {
		t.Error("two purposes share a key")
	}
}

func TestASecretComesBackAndOnlyAsItself(t *testing.T) {
	dir := t.TempDir()
	v := open(t, dir, vault.Options{})
	if _, err := v.Load("member"); !errors.Is(err, storage.ErrNotFound) {
		t.Errorf("before saving: %v", err)
	}
	for _, secret := range [][]byte{[]byte("first"), {}, bytes.Repeat([]byte("x"), vault.MaxSecretBytes)} {
		if err := v.Save("member", secret); err != nil {
			t.Fatal(err)
		}
		got, err := open(t, dir, vault.Options{}).Load("member")
		if err != nil || !bytes.Equal(got, secret) {
			t.Errorf("%d bytes: got %d, %v", len(secret), len(got), err)
		}
	}
	path := filepath.Join(dir, "member.secret")
	sealed, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(dir, "authority.secret"), sealed, 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := v.Load("authority"); !errors.Is(err, storage.ErrDamaged) {
		t.Errorf("a secret under another name: %v", err)
	}
	for _, at := range []int{0, 20, len(sealed) - 1} {
		flipped := bytes.Clone(sealed)
		flipped[at] ^= 1
		for name, bad := range map[string][]byte{"flipped": flipped, "cut": sealed[:at]} {
			if err := os.WriteFile(path, bad, 0o600); err != nil {
				t.Fatal(err)
			}
			if _, err := v.Load("member"); !errors.Is(err, storage.ErrDamaged) {
				t.Errorf("%s at %d: %v", name, at, err)
			}
		}
	}
	for range 2 {
		if err := v.Delete("member"); err != nil {
			t.Fatal(err)
		}
	}
	if _, err := v.Load("member"); !errors.Is(err, storage.ErrNotFound) {
		t.Errorf("after deleting: %v", err)
	}
}

func TestSecretsHaveLimits(t *testing.T) {
	v := open(t, t.TempDir(), vault.Options{})
	if err := v.Save("big", make([]byte, vault.MaxSecretBytes+1)); !errors.Is(err, storage.ErrTooBig) {
		t.Errorf("too big: %v", err)
	}
	for _, name := range []string{"", "../member", "Member", "a/b", ".hidden", strings.Repeat("a", 65)} {
		if err := v.Save(name, nil); err == nil {
			t.Errorf("saved under %q", name)
		}
		if _, err := v.Load(name); !errors.Is(err, storage.ErrNotFound) {
			t.Errorf("load %q: %v", name, err)
		}
	}
}

func TestSecretsWithoutTheirProtectionAreNotOverwritten(t *testing.T) {
	dir := t.TempDir()
	v := open(t, dir, vault.Options{})
	if err := v.Save("member", []byte("secret")); err != nil {
		t.Fatal(err)
	}
	record := filepath.Join(dir, "protection.json")
	for _, content := range []string{"", "{}", `{"format":9}`, `{"format":1,"kind":"magic","check":"AA=="}`} {
		if err := os.WriteFile(record, []byte(content), 0o600); err != nil {
			t.Fatal(err)
		}
		if _, err := vault.Open(dir, vault.Options{}); !errors.Is(err, storage.ErrDamaged) {
			t.Errorf("with %q: %v", content, err)
		}
	}
	if err := os.Remove(record); err != nil {
		t.Fatal(err)
	}
	if _, err := vault.Open(dir, vault.Options{}); !errors.Is(err, storage.ErrDamaged) {
		t.Errorf("without the file: %v", err)
	}
	again, err := vault.Recover(dir, v.RecoveryKey(), vault.Options{})
	if err != nil {
		t.Fatal(err)
	}
	if secret, err := again.Load("member"); err != nil || string(secret) != "secret" {
		t.Errorf("after recovery: %q, %v", secret, err)
	}
}

func TestTheRecoveryKeyBringsTheVaultBack(t *testing.T) {
	keyring.MockInit()
	dir := t.TempDir()
	v := open(t, dir, vault.Options{Keyring: true})
	if err := v.Save("member", []byte("secret")); err != nil {
		t.Fatal(err)
	}
	printed := v.RecoveryKey()
	keyring.MockInit()
	typed := strings.ToLower(strings.ReplaceAll(printed, "-", " "))
	typed = strings.NewReplacer("0", "o", "1", "l").Replace(typed)
	again, err := vault.Recover(dir, typed, vault.Options{Passphrase: answer("new")})
	if err != nil {
		t.Fatal(err)
	}
	if again.Protection() != vault.Passphrase || again.StoreKey() != v.StoreKey() {
		t.Errorf("recovered under %q", again.Protection())
	}
	if secret, err := open(t, dir, vault.Options{Passphrase: answer("new")}).Load("member"); err != nil || string(secret) != "secret" {
		t.Errorf("secret: %q, %v", secret, err)
	}
	other := open(t, t.TempDir(), vault.Options{})
	if _, err := vault.Recover(dir, other.RecoveryKey(), vault.Options{}); !errors.Is(err, vault.ErrNotItsKey) {
		t.Errorf("another vault's key: %v", err)
	}
	elsewhere, err := vault.Recover(filepath.Join(t.TempDir(), "new"), printed, vault.Options{})
	if err != nil || elsewhere.BlobKey() != v.BlobKey() {
		t.Errorf("into an empty folder: %v", err)
	}
}

// Mistypes recovery keys at random: one wrong character, two neighbours of a
// group swapped, two groups swapped, a character lost. The group is named.
func TestAMistypedRecoveryKeyNamesItsGroup(t *testing.T) {
	const alphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZU*"
	dir := t.TempDir()
	groups := strings.Split(open(t, dir, vault.Options{}).RecoveryKey(), "-")
	if len(groups) != 13 {
		t.Fatalf("%d groups", len(groups))
	}
	rapid.Check(t, func(rt *rapid.T) {
		typed := append([]string{}, groups...)
		n := rapid.IntRange(0, 12).Draw(rt, "group")
		at := rapid.IntRange(0, 4).Draw(rt, "character")
		want := n + 1
		group := []byte(typed[n])
		switch rapid.IntRange(0, 3).Draw(rt, "mistake") {
		case 0:
			group[at] = rapid.SampledFrom([]byte(alphabet)).Draw(rt, "typed")
		case 1:
			at = min(at, 3)
			group[at], group[at+1] = group[at+1], group[at]
		case 2:
			m := rapid.IntRange(0, 12).Draw(rt, "other group")
			group, typed[m] = []byte(typed[m]), typed[n]
			want = min(n, m) + 1
		case 3:
			group = append(group[:at], group[at+1:]...)
			want = 0
		}
		typed[n] = string(group)
		text := strings.Join(typed, "-")
		if text == strings.Join(groups, "-") {
			return
		}
		_, err := vault.Recover(dir, text, vault.Options{})
		var mistyped *vault.MistypedError
		if !errors.As(err, &mistyped) || mistyped.Group != want {
			rt.Fatalf("%s: %v, want group %d", text, err, want)
		}
	})
}
