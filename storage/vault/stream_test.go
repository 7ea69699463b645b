package vault_test

import (
	"bytes"
	"errors"
	"io"
	"testing"

	"etabli/storage"
	"etabli/storage/vault"
)

// Goal: a stream comes back as it was, whatever its length, and any change to it
// is found.
func TestASealedStreamOpensWholeOrNotAtAll(t *testing.T) {
	key := [32]byte{1}
	for _, size := range []int{0, 1, 64<<10 - 1, 64 << 10, 64<<10 + 1, 200_000} {
		plain := bytes.Repeat([]byte("rows"), size/4+1)[:size]
		var sealed bytes.Buffer
		w, err := vault.SealStream(&sealed, key)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := w.Write(plain); err != nil {
			t.Fatal(err)
		}
		if err := w.Close(); err != nil {
			t.Fatal(err)
		}
		if got, err := readStream(sealed.Bytes(), key); err != nil || !bytes.Equal(got, plain) {
			t.Errorf("%d bytes: %d came back, %v", size, len(got), err)
		}
		flipped := bytes.Clone(sealed.Bytes())
		flipped[len(flipped)/2] ^= 1
		for what, bad := range map[string][]byte{
			"cut short": sealed.Bytes()[:sealed.Len()-1], "a bit turned": flipped, "longer": append(bytes.Clone(sealed.Bytes()), 0),
		} {
			if _, err := readStream(bad, key); !errors.Is(err, storage.ErrDamaged) {
				t.Errorf("%d bytes, %s: %v", size, what, err)
			}
		}
		if _, err := readStream(sealed.Bytes(), [32]byte{2}); !errors.Is(err, storage.ErrDamaged) {
			t.Errorf("%d bytes under another key: %v", size, err)
		}
	}
}

func readStream(sealed []byte, key [32]byte) ([]byte, error) {
	r, err := vault.OpenStream(bytes.NewReader(sealed), key)
	if err != nil {
		return nil, err
	}
	return io.ReadAll(r)
}
