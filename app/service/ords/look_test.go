package ords_test

import (
	"bytes"
	"errors"
	"io"
	"strings"
	"testing"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/unicode"

	"etabli/app/domain/fault"
	"etabli/app/service/charset"
	"etabli/app/service/ords"
)

const looked = "id,brand,problem\na1,Sony,plain\na2,Moulinex,Écran cassé et charnière\n"

// problems are what the rows of a file say, after a look at it.
func problems(t *testing.T, raw, name string) (out []string, encoding string) {
	t.Helper()
	source, err := ords.Look(strings.NewReader(raw), name)
	if err != nil {
		t.Fatal(err)
	}
	r, err := ords.NewReader(source)
	if err != nil {
		t.Fatal(err)
	}
	for {
		row, err := r.Next()
		if errors.Is(err, io.EOF) {
			return out, source.Encoding
		}
		if err != nil {
			t.Fatal(err)
		}
		out = append(out, row.Columns[ords.Problem])
	}
}

func TestAFileIsReadInTheEncodingThatItIsIn(t *testing.T) {
	for name, e := range map[string]encoding.Encoding{
		"utf-8": unicode.UTF8, "windows-1252": charmap.Windows1252, "macintosh": charmap.Macintosh, "cp850": charmap.CodePage850,
		"utf-16le": unicode.UTF16(unicode.LittleEndian, unicode.UseBOM), "utf-16be": unicode.UTF16(unicode.BigEndian, unicode.IgnoreBOM),
	} {
		raw, err := e.NewEncoder().String(looked)
		if err != nil {
			t.Fatal(err)
		}
		for _, said := range []string{"", name} {
			if got, as := problems(t, raw, said); as != name || len(got) != 2 || got[1] != "Écran cassé et charnière" {
				t.Errorf("%s, named %q: %q as %s", name, said, got, as)
			}
		}
	}
}

func TestRowsOfTwoEncodingsInOneFileAreEachReadInTheirs(t *testing.T) {
	got, as := problems(t, "id,brand,problem\na1,Sony,écran\na2,Sony,\x82cran cass\x82\n", "")
	if as != "cp850" || got[0] != "écran" || got[1] != "écran cassé" {
		t.Errorf("%q as %s", got, as)
	}
}

func TestADoubtNamesTheLineOfTheFile(t *testing.T) {
	_, err := ords.Look(strings.NewReader("id,problem\na1,é\na2,Bj\x94rn\n"), "")
	if f := fault.Of(err); f.Code != charset.Doubtful || f.Args["line"] != "3" {
		t.Errorf("%v", err)
	}
}

func TestALookHoldsNothingOfALongFileAndGoesBackToItsBeginning(t *testing.T) {
	file := bytes.NewReader([]byte("id,problem\n" + strings.Repeat("a1,\"long "+strings.Repeat("x", 3<<20)+"\"\n", 2) + "a3,\xe9cran\n"))
	source, err := ords.Look(file, "")
	if err != nil || source.Encoding != "windows-1252" || source.ReadSeeker != io.ReadSeeker(file) {
		t.Fatalf("%s %v", source.Encoding, err)
	}
	if at, _ := file.Seek(0, io.SeekCurrent); at != 0 {
		t.Errorf("it stands at %d", at)
	}
}
