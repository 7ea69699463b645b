package journal_test

import (
	"crypto/rand"
	"errors"
	"slices"
	"strings"
	"testing"

	"github.com/klauspost/compress/zstd"
	"golang.org/x/crypto/chacha20poly1305"
	"pgregory.net/rapid"

	"etabli/storage/journal"
)

func TestABoxHoldsWhatWasSealed(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		plain := rapid.OneOf(
			rapid.SliceOf(rapid.Byte()),
			rapid.Map(rapid.SliceOf(rapid.SampledFrom([]string{"fuit ", "la machine ", "depuis hier, ", "\U0001F6E0 "})),
				func(words []string) []byte { return []byte(strings.Join(words, "")) }),
		).Draw(t, "plain")
		box, err := journal.Seal(rand.Reader, fixtureKey, repair.ID, journal.File, plain)
		if err != nil {
			t.Fatal(err)
		}
		if most := 24 + 16 + len(plain); len(box.Sealed) > most {
			t.Errorf("%d bytes for %d", len(box.Sealed), len(plain))
		}
		got, err := journal.Open(fixtureKey, box)
		if err != nil || !slices.Equal(got, plain) {
			t.Errorf("%q, %v", got, err)
		}
		box.Purpose = journal.Contact
		if _, err := journal.Open(fixtureKey, box); !errors.Is(err, journal.ErrSealed) {
			t.Errorf("under another purpose: %v", err)
		}
	})
}

func TestWhatACustomerTellsTakesLessSpace(t *testing.T) {
	told := []byte(strings.Repeat("Fuit par le dessous depuis hier, surtout à l'essorage. ", 6))
	box, err := journal.Seal(rand.Reader, fixtureKey, repair.ID, journal.File, told)
	if err != nil || len(box.Sealed) > len(told)/2 {
		t.Errorf("%d bytes for %d, %v", len(box.Sealed), len(told), err)
	}
}

// Whoever has the key of a file could write a box that fills the memory.
func TestABoxThatUnpacksToTooMuchDoesNotOpen(t *testing.T) {
	z, err := zstd.NewWriter(nil)
	if err != nil {
		t.Fatal(err)
	}
	bomb := z.EncodeAll(make([]byte, 64<<20), nil)
	aead, err := chacha20poly1305.NewX(fixtureKey[:])
	if err != nil {
		t.Fatal(err)
	}
	nonce := make([]byte, aead.NonceSize())
	data := slices.Concat([]byte("etabli box 2"), repair.ID[:], []byte{byte(journal.File)})
	box := journal.Box{Subject: repair.ID, Purpose: journal.File, Sealed: aead.Seal(nonce, nonce, bomb, data)}
	if plain, err := journal.Open(fixtureKey, box); !errors.Is(err, journal.ErrSealed) {
		t.Errorf("%d bytes, %v", len(plain), err)
	}
}
