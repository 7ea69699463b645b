package search

import (
	"encoding/binary"
	"slices"
	"strings"

	"etabli/storage"
)

// note is the words that one document got at one time.
type note struct {
	doc   uint32
	words []string
	known bool // the document was in the index before
}

// noteKey is where a note stands; no word begins with a zero.
func (x Index) noteKey(n uint32) []byte {
	return binary.BigEndian.AppendUint32(append(slices.Clone(x.prefix), 0), n)
}

func (n *note) bytes() []byte {
	head := uint64(n.doc) << 1
	if n.known {
		head |= 1
	}
	return append(binary.AppendUvarint(nil, head), strings.Join(n.words, " ")...)
}

func readNote(raw []byte) (note, error) {
	head, size := binary.Uvarint(raw)
	if size <= 0 || head>>1 > 1<<32-1 {
		return note{}, errBlock
	}
	return note{doc: uint32(head >> 1), words: strings.Fields(string(raw[size:])), known: head&1 != 0}, nil
}

// standing reads the notes that are no postings yet, of the number that the
// index ever had.
func (x Index) standing(r storage.Reader, notes uint32) (out []note, err error) {
	begin := notes - notes%notesTogether
	if begin == notes {
		return nil, nil
	}
	err = r.Scan(storage.Range{Start: x.noteKey(begin), End: x.noteKey(notes)}, func(_, value []byte) error {
		n, err := readNote(value)
		out = append(out, n)
		return err
	})
	return out, err
}

// noted adds the documents of the notes that hold a word, or one that begins
// with it.
func (s *set) noted(notes []note, word string, prefix bool) {
	for i := range notes {
		if slices.ContainsFunc(notes[i].words, func(held string) bool { return is(held, word, prefix) }) {
			s.add([]uint32{notes[i].doc})
		}
	}
}
