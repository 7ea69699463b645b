package journal_test

import (
	"bytes"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
	"pgregory.net/rapid"

	"etabli/storage/journal"
)

// What is written by hand is what the library would write.
func TestAHeaderIsWrittenAsTheLibraryWritesIt(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		h := entryGen().Draw(t, "entry").Header
		got, err := journal.EncodeHeader(&h)
		if err != nil {
			t.Fatal(err)
		}
		want, err := journal.MarshalHeader(&h)
		if err != nil || !bytes.Equal(got, want) {
			t.Fatalf("%x, the library writes %x, %v", got, want, err)
		}
	})
}

// What is read by hand is what the library reads, whatever happened to the
// bytes: the same headers are refused, the others read the same.
func TestAHeaderIsReadAsTheLibraryReadsIt(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		h := entryGen().Draw(t, "entry").Header
		raw, err := journal.EncodeHeader(&h)
		if err != nil {
			t.Fatal(err)
		}
		agree(t, raw)
		for range rapid.IntRange(1, 3).Draw(t, "changes") {
			at := rapid.IntRange(0, len(raw)-1).Draw(t, "at")
			switch rapid.IntRange(0, 2).Draw(t, "change") {
			case 0:
				raw[at] = rapid.Byte().Draw(t, "byte")
			case 1:
				raw = append(raw[:at], raw[at+1:]...)
			default:
				raw = append(raw[:at+1], raw[at:]...)
			}
			agree(t, raw)
			if len(raw) == 0 {
				return
			}
		}
	})
}

// FuzzHeader does the same with anything.
func FuzzHeader(f *testing.F) {
	for n := range 20 {
		h := entryGen().Example(n).Header
		raw, err := journal.EncodeHeader(&h)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(raw)
	}
	f.Fuzz(func(t *testing.T, raw []byte) { agree(t, raw) })
}

func agree(t interface{ Fatalf(string, ...any) }, raw []byte) {
	var byHand, byLibrary journal.Header
	handErr := journal.DecodeHeader(raw, &byHand)
	libraryErr := journal.DecodeAnyHeader(raw, &byLibrary)
	if (handErr == nil) != (libraryErr == nil) {
		t.Fatalf("%x: by hand %v, by the library %v", raw, handErr, libraryErr)
	}
	if handErr != nil {
		return
	}
	if diff := cmp.Diff(byLibrary, byHand, cmpopts.EquateEmpty()); diff != "" {
		t.Fatalf("%x: %s", raw, diff)
	}
}
