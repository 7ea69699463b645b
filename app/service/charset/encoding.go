package charset

import (
	"bytes"
	"maps"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/unicode"

	"etabli/app/domain/fault"
)

// The faults of an encoding.
const (
	// Doubtful is a text that is not clearly in one encoding. Args: line, word, as it reads
	// in one of them, and other, as it reads in another; encodings, those that can be named.
	Doubtful fault.Code = "table_encoding_doubt"
	// NoEncoding is a name of none. Args: name, encodings.
	NoEncoding fault.Code = "table_encoding_unknown"
)

// encodings are those that can be named, by the names that programs give them.
var encodings = map[string]encoding.Encoding{
	"utf-8": unicode.UTF8BOM, "utf-16le": unicode.UTF16(unicode.LittleEndian, unicode.UseBOM), "utf-16be": unicode.UTF16(unicode.BigEndian, unicode.UseBOM),
	"windows-1252": charmap.Windows1252, "iso-8859-1": charmap.ISO8859_1, "iso-8859-15": charmap.ISO8859_15,
	"macintosh": charmap.Macintosh, "cp850": charmap.CodePage850,
}

// alsoCalled are other names of them.
var alsoCalled = map[string]string{
	"utf8": "utf-8", "utf-16": "utf-16le", "utf16": "utf-16le", "unicode": "utf-16le", "cp1252": "windows-1252", "ansi": "windows-1252",
	"latin1": "iso-8859-1", "latin9": "iso-8859-15", "latin-1": "iso-8859-1", "latin-9": "iso-8859-15",
	"macroman": "macintosh", "mac-roman": "macintosh", "mac": "macintosh", "ibm850": "cp850", "dos": "cp850", "oem": "cp850",
}

// Names are those by which an encoding can be told.
func Names() []string { return slices.Sorted(maps.Keys(encodings)) }

// Text is a text as UTF-8, with the name of the encoding that it was read in.
type Text struct {
	Bytes    []byte
	Encoding string
}

// Read reads a text in the encoding that is named, else in the one that its bytes show.
// Nothing is guessed where two readings are as likely: see Doubtful.
func Read(raw []byte, name string) (Text, error) {
	switch {
	case name != "":
		key, err := named(name)
		if err != nil {
			return Text{}, err
		}
		return in(key, raw)
	case bytes.HasPrefix(raw, []byte{0xFF, 0xFE}):
		return in("utf-16le", raw)
	case bytes.HasPrefix(raw, []byte{0xFE, 0xFF}):
		return in("utf-16be", raw)
	case bytes.IndexByte(raw, 0) >= 0:
		return wide(raw)
	case utf8.Valid(raw) && (bytes.HasPrefix(raw, []byte("\uFEFF")) || !byChance(raw)):
		return in("utf-8", raw)
	}
	return single(raw)
}

// named is the name of an encoding as this package writes it.
func named(name string) (string, error) {
	key := strings.ToLower(strings.TrimSpace(name))
	if other, ok := alsoCalled[key]; ok {
		key = other
	}
	if _, ok := encodings[key]; !ok {
		return "", fault.New(NoEncoding, "encoding", "name", name, "encodings", strings.Join(Names(), ", "))
	}
	return key, nil
}

// byChance tells whether bytes are UTF-8 only by chance: they would be signs that nobody
// here writes, and French in an encoding of one byte a sign.
func byChance(raw []byte) bool {
	score, _ := looks([]rune(string(raw)))
	if score > 0 || utf8.RuneCount(raw) == len(raw) {
		return false
	}
	all := readings(raw)
	return len(all) > 0 && all[0].score >= clearly && all[0].score-score >= clearly
}

// in is a text in an encoding of the list.
func in(key string, raw []byte) (Text, error) {
	if key == "utf-8" && !utf8.Valid(raw) {
		return Text{}, fault.New(fault.BadText, "file")
	}
	text, err := encodings[key].NewDecoder().Bytes(raw)
	if err != nil || bytes.IndexByte(text, 0) >= 0 {
		return Text{}, fault.New(fault.BadText, "file").Because(err)
	}
	return Text{text, key}, nil
}

// wide is UTF-16 without its mark: every other byte of a table in a Western language is
// zero.
func wide(raw []byte) (Text, error) {
	var zeros [2]int
	for i, b := range raw {
		if b == 0 {
			zeros[i%2]++
		}
	}
	half := len(raw) / 2
	switch {
	case zeros[1] > half*3/4 && zeros[0] == 0:
		return in("utf-16le", raw)
	case zeros[0] > half*3/4 && zeros[1] == 0:
		return in("utf-16be", raw)
	}
	return Text{}, fault.New(fault.BadText, "file")
}

// reading is a text in one of the encodings of one byte a sign, with how much it looks like
// what people of here write.
type reading struct {
	name  string
	text  []byte
	score int
}

// clearly is how much better the best reading has to be than the next other one; more where
// it is in an encoding that hardly anything writes any more.
const clearly = 2

func (r reading) clearly() int {
	if r.name == "macintosh" || r.name == "cp850" {
		return clearly + 1
	}
	return clearly
}

// readings are what a text of one byte a sign could be, the likeliest first.
func readings(raw []byte) (all []reading) {
	for _, name := range []string{"windows-1252", "iso-8859-15", "macintosh", "cp850"} {
		text, err := encodings[name].NewDecoder().Bytes(raw)
		if err != nil {
			continue
		}
		score, possible := looks([]rune(string(text)))
		if possible && !slices.ContainsFunc(all, func(r reading) bool { return bytes.Equal(r.text, text) }) {
			all = append(all, reading{name, text, score})
		}
	}
	slices.SortStableFunc(all, func(a, b reading) int { return b.score - a.score })
	return all
}

// single reads a text of one byte a sign by what its signs would be: letters of French in
// words, marks where marks stand.
func single(raw []byte) (Text, error) {
	all := readings(raw)
	switch {
	case len(all) == 0:
		return Text{}, fault.New(fault.BadText, "file")
	case all[0].score >= clearly && (len(all) == 1 || all[0].score-all[1].score >= all[0].clearly()):
		return Text{all[0].text, all[0].name}, nil
	}
	return Text{}, doubt(all)
}

// doubt names the first word that reads differently.
func doubt(all []reading) error {
	first, other := all[0], all[min(1, len(all)-1)]
	a, b := bytes.Split(first.text, []byte("\n")), bytes.Split(other.text, []byte("\n"))
	for i := range a {
		if len(all) > 1 && bytes.Equal(a[i], b[i]) || !slices.ContainsFunc([]rune(string(a[i])), beyond) {
			continue
		}
		return fault.New(Doubtful, "file", "line", strconv.Itoa(i+1), "word", strange(a[i]), "other", strange(b[i]), "encodings", strings.Join(Names(), ", "))
	}
	return fault.New(fault.BadText, "file")
}

// strange is the first word of a line with a sign beyond ASCII.
func strange(line []byte) string {
	words := strings.FieldsFunc(string(line), func(r rune) bool { return strings.ContainsRune(" ;,\t|\"\r", r) })
	for _, w := range words {
		if strings.ContainsFunc(w, beyond) {
			return w
		}
	}
	return strings.TrimSpace(string(line))
}

func beyond(r rune) bool { return r >= utf8.RuneSelf }
