package views

import (
	"crypto/sha256"
	"encoding/base32"
	"errors"
	"fmt"
	"strconv"
	"strings"

	"etabli/app/domain/kind"
	"etabli/app/domain/product"
	"etabli/app/domain/repair"
	"etabli/app/views/search"
	"etabli/storage"
	"etabli/storage/journal"
)

// The bounds of a search.
const (
	MaxHits       = 200
	maxQueryBytes = 400
	minNumberForm = 4 // characters from which a query is tried as the beginning of a number
	// maxCounterDigits is what a counter may have, maxDevices on how many
	// devices it is looked for.
	maxCounterDigits = 9
	maxDevices       = 100
)

// Search answers the first repairs that a query names: exactly, by number,
// serial number or portal token, then by the beginning of a number or its
// counter, then by words, the last of which may be unfinished.
func (v *Views) Search(r storage.Reader, query string, limit int) ([]Hit, error) {
	l, err := newLook(r)
	if err != nil {
		return nil, err
	}
	query = strings.ToValidUTF8(strings.TrimSpace(query[:min(len(query), maxQueryBytes)]), "")
	f := &finder{look: l, limit: min(max(limit, 0), MaxHits), seen: map[journal.EntityID]bool{}}
	if query == "" || f.limit == 0 {
		return nil, nil
	}
	for _, step := range []func(string) error{f.byExactName, f.byNumberBeginning, f.byCounter, f.byWords} {
		if err := step(query); err != nil {
			return nil, err
		}
		if len(f.hits) == f.limit {
			break
		}
	}
	return f.hits, nil
}

// finder gathers the hits of one search, each repair once.
type finder struct {
	*look
	limit int
	hits  []Hit
	seen  map[journal.EntityID]bool
}

func (f *finder) add(id journal.EntityID, exact bool) error {
	if f.seen[id] || len(f.hits) == f.limit {
		return nil
	}
	_, row, err := f.row(id)
	if errors.Is(err, storage.ErrNotFound) {
		return nil
	}
	if err != nil {
		return err
	}
	f.seen[id] = true
	f.hits = append(f.hits, Hit{RepairRow: row, Exact: exact})
	return nil
}

func (f *finder) addAll(ids []journal.EntityID, exact bool) error {
	for _, id := range ids {
		if err := f.add(id, exact); err != nil {
			return err
		}
	}
	return nil
}

// byExactName finds what a query names as a whole.
func (f *finder) byExactName(query string) error {
	number, ok := repair.ParseNumber(query)
	if !ok {
		number = query
	}
	ids, err := f.byNumber(number)
	if err != nil {
		return err
	}
	if hash, ok := tokenHash(query); ok {
		id, err := f.byToken(hash)
		if err == nil {
			ids = append(ids, id)
		} else if !errors.Is(err, storage.ErrNotFound) {
			return err
		}
	}
	if norm := product.Classify(query).Normalised; norm != "" && len(norm) <= repair.MaxSerial*4 {
		same, err := f.bySerial(norm)
		if err != nil {
			return err
		}
		ids = append(ids, same...)
	}
	return f.addAll(ids, true)
}

// tokenText is how portal tokens are written.
var tokenText = base32.NewEncoding("0123456789ABCDEFGHJKMNPQRSTVWXYZ").WithPadding(base32.NoPadding)

// tokenHash is the hash of a portal token, alone or at the end of the address
// of a customer's page.
func tokenHash(query string) ([]byte, bool) {
	token := query[strings.LastIndexByte(query, '/')+1:]
	raw, err := tokenText.DecodeString(strings.ToUpper(token))
	if err != nil || len(raw) != 16 {
		return nil, false
	}
	hash := sha256.Sum256(raw)
	return hash[:], true
}

// byNumberBeginning finds numbers that begin with the query.
func (f *finder) byNumberBeginning(query string) error {
	form := numberForm(query)
	if len(form) < minNumberForm || !strings.ContainsAny(query, "0123456789") {
		return nil
	}
	return f.beginning(form)
}

func (f *finder) beginning(form []byte) error {
	var found []journal.EntityID
	err := f.r.Scan(storage.Prefix(f.g.key(rowNumber, form)), func(_, value []byte) error {
		if found = append(found, idList(value)...); len(found) >= f.limit {
			return storage.Stop
		}
		return nil
	})
	if err != nil {
		return err
	}
	return f.addAll(found, false)
}

// byCounter finds the numbers that have a counter, with or without its zeros,
// of every device: people say "the 431".
func (f *finder) byCounter(query string) error {
	if len(query) > maxCounterDigits || !digits(query) {
		return nil
	}
	counter, err := strconv.Atoi(query)
	if err != nil {
		return nil // it is not a counter, and that is all
	}
	under := f.g.key(rowCounter)
	rng := storage.Prefix(under)
	rng.KeysOnly = true
	var forms [][]byte
	err = f.r.Scan(rng, func(key, _ []byte) error {
		device := strings.Replace(string(key[len(under):]), "\x00", "", 1)
		if forms = append(forms, numberForm(fmt.Sprintf("%s%05d", device, counter))); len(forms) == maxDevices {
			return storage.Stop
		}
		return nil
	})
	for _, form := range forms {
		if err == nil {
			err = f.beginning(form)
		}
	}
	return err
}

// byWords finds repairs by their words and those of their customers.
func (f *finder) byWords(query string) error {
	text := strings.Join(queryWords(query), " ")
	c, err := getCounts(f.r, f.g)
	if err != nil {
		return err
	}
	_, err = f.g.words().Query(f.r, c.Notes[kind.Repair], text, f.limit-len(f.hits), search.Asker{Elsewhere: f.filesByPhone, Verify: f.take})
	return err
}

// take adds the repair behind a document if it has the words now.
func (f *finder) take(document uint32, words []string) (bool, error) {
	id, err := f.document(repairType, document)
	if err != nil || f.seen[id] {
		return false, err
	}
	holds, err := f.holds(id, words)
	if err != nil || !holds {
		return false, err
	}
	return true, f.add(id, false)
}

// document is the entity behind a document of the index of its type.
func (l *look) document(t journal.EntityType, n uint32) (journal.EntityID, error) {
	key := l.g.documents(t, n)
	block, ok := l.documents[string(key)]
	if !ok {
		var err error
		if block, err = l.r.Get(key); err != nil {
			return journal.EntityID{}, err
		}
		l.documents[string(key)] = block
	}
	at := int(n%documentBlock) * idBytes
	if at+idBytes > len(block) {
		return journal.EntityID{}, ErrDamaged
	}
	return journal.EntityID(block[at : at+idBytes]), nil
}

// holds tells whether a repair has the words now: postings may be out of date.
func (l *look) holds(id journal.EntityID, words []string) (bool, error) {
	r, err := l.raw(id)
	if err != nil {
		return false, err
	}
	text := r.Words
	if !holdsAll(text, words) && !r.Customer.IsZero() {
		c, err := l.contact(r.Customer)
		if err != nil {
			return false, err
		}
		text += c.Words + c.phoneText()
	}
	return holdsAll(text, words), nil
}

func holdsAll(text string, words []string) bool {
	for i, w := range words {
		if i < len(words)-1 {
			w += " "
		}
		if !strings.Contains(text, " "+w) && !strings.Contains(text, " "+search.NameMark+w) {
			return false
		}
	}
	return true
}

// queryWords joins what is one number, and drops single letters before the last
// word, as the index does. Groups of a number may repeat: "06 39 00 00 01".
func queryWords(query string) []string {
	words := joinGroups(search.Split(query))
	if len(words) == 0 {
		return nil
	}
	last := words[len(words)-1]
	return append(dropInitials(words[:len(words)-1]), last)
}

// joinGroups joins groups of digits that follow one that begins with a zero or
// stands for France, as telephone numbers are written.
func joinGroups(words []string) []string {
	var out []string
	joining := false
	for _, w := range words {
		switch {
		case joining && digits(w):
			out[len(out)-1] += w
		default:
			out = append(out, w)
			joining = digits(w) && (w[0] == '0' || w == "33")
		}
	}
	return out
}

func digits(s string) bool { return strings.Trim(s, "0123456789") == "" }
