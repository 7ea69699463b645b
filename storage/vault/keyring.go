package vault

import (
	"crypto/rand"
	"encoding/hex"
	"errors"
	"time"

	"github.com/zalando/go-keyring"
)

const keyringService = "etabli"

// keyringWait bounds how long a keyring may take, which covers the time in
// which its user types a password.
const keyringWait = 60 * time.Second

var errKeyringSlow = errors.New("vault: the keyring does not answer")

// toKeyring hands the root key to the keyring under a new account. It is kept
// there only if it can be read back: some keyrings accept and forget.
func toKeyring(root [rootBytes]byte) (account string, ok bool) {
	id := make([]byte, 8)
	if _, err := rand.Read(id); err != nil {
		return "", false
	}
	account = "root-" + hex.EncodeToString(id)
	text := inKeyring.EncodeToString(root[:])
	back, err := inTime(func() (string, error) {
		if err := keyring.Set(keyringService, account, text); err != nil {
			return "", err
		}
		return keyring.Get(keyringService, account)
	})
	return account, err == nil && back == text
}

// fromKeyring fetches the root key.
func fromKeyring(account string, root *[rootBytes]byte) error {
	text, err := inTime(func() (string, error) { return keyring.Get(keyringService, account) })
	if err != nil {
		return errors.Join(ErrKeyringLost, err)
	}
	return decodeRoot(root, inKeyring.DecodeString, text)
}

// inTime gives up on a keyring that hangs, as one without a screen to ask on
// does; its call is left behind.
func inTime(call func() (string, error)) (string, error) {
	type answer struct {
		text string
		err  error
	}
	answers := make(chan answer, 1)
	go func() {
		text, err := call()
		answers <- answer{text, err}
	}()
	select {
	case a := <-answers:
		return a.text, a.err
	case <-time.After(keyringWait):
		return "", errKeyringSlow
	}
}
