package lang

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"path"

	"github.com/bojanz/currency"
)

// ErrDuplicate says that two messages claim one key.
var ErrDuplicate = errors.New("lang: two messages for one key")

// Load reads dir/<language>/<room>.json for every language of Tags. What can be
// read is returned even when the error, which joins all that was found, is not
// nil: the first message of a key stands.
func Load(files fs.FS, dir string) (map[string]*Catalogue, error) {
	set := map[string]*Catalogue{}
	var faults []error
	for _, tag := range Tags() {
		c, err := loadLanguage(files, path.Join(dir, tag), tag)
		if err != nil {
			faults = append(faults, err)
		}
		set[tag] = c
	}
	return set, errors.Join(faults...)
}

func loadLanguage(files fs.FS, dir, tag string) (*Catalogue, error) {
	c := &Catalogue{
		tag:      tag,
		messages: map[string]string{},
		money:    currency.NewFormatter(currency.NewLocale(tag)),
	}
	names, err := fs.Glob(files, dir+"/*.json")
	faults := []error{err}
	for _, name := range names {
		if err := c.readRoom(files, name); err != nil {
			faults = append(faults, fmt.Errorf("lang: reading %s: %w", name, err))
		}
	}
	return c, errors.Join(faults...)
}

// readRoom reads one flat file token by token, because a decoder into a map
// would keep quiet about a key that is given twice.
func (c *Catalogue) readRoom(files fs.FS, name string) error {
	f, err := files.Open(name)
	if err != nil {
		return err
	}
	defer f.Close()
	dec := json.NewDecoder(f)
	if tok, err := dec.Token(); err != nil {
		return err
	} else if tok != json.Delim('{') {
		return fmt.Errorf("%v is not the start of an object", tok)
	}
	var faults []error
	for dec.More() {
		key, err := stringToken(dec)
		if err != nil {
			return err
		}
		text, err := stringToken(dec)
		if err != nil {
			return fmt.Errorf("key %q: %w", key, err)
		}
		if c.Has(key) {
			faults = append(faults, fmt.Errorf("%w: %q", ErrDuplicate, key))
			continue
		}
		c.messages[key] = c.typeset(text)
	}
	if _, err := dec.Token(); err != nil {
		return err
	}
	if _, err := dec.Token(); !errors.Is(err, io.EOF) {
		faults = append(faults, errors.New("text after the object"))
	}
	return errors.Join(faults...)
}

func stringToken(dec *json.Decoder) (string, error) {
	tok, err := dec.Token()
	if err != nil {
		return "", err
	}
	s, ok := tok.(string)
	if !ok {
		return "", fmt.Errorf("%v is not a text", tok)
	}
	return s, nil
}
