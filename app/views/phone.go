package views

import (
	"encoding/binary"
	"errors"
	"slices"
	"strings"

	"etabli/app/domain/customer"
	"etabli/app/domain/kind"
	"etabli/app/views/search"
	"etabli/storage"
	"etabli/storage/journal"
)

const (
	repairType   = journal.EntityType(kind.Repair)
	customerType = journal.EntityType(kind.Customer)
)

// maxCallers is of how many customers the files are looked up by the beginning of a
// telephone number. More than that and it says too little.
const maxCallers = 60

// phoneText is how the telephone numbers of a customer stand among words: as they are
// dialled from abroad and at home.
func (c *contact) phoneText() string {
	var words []string
	for _, at := range c.Reach {
		if strings.HasPrefix(at, "+") {
			words = append(words, search.Joined(at), customer.NationalPhone(at))
		}
	}
	return joinWords(words)
}

// callers are customers with a telephone number that is a word of a query, or begins
// with it, the smallest numbers first; more says that there are others.
func (l *look) callers(word string, prefix bool) (ids []journal.EntityID, more bool, err error) {
	if !digits(word) {
		return nil, false, nil
	}
	for _, begin := range customer.PhoneBeginnings(word) {
		under := l.g.phones(begin)
		if prefix {
			under = under[:len(under)-len(zero)]
		}
		rng := storage.Prefix(under)
		rng.KeysOnly = true
		err = l.r.Scan(rng, func(key, _ []byte) error {
			if id := idOf(key); !slices.Contains(ids, id) {
				if more = len(ids) == maxCallers; more {
					return storage.Stop
				}
				ids = append(ids, id)
			}
			return nil
		})
		if err != nil || more {
			break
		}
	}
	return ids, more, err
}

// filesByPhone are the documents of the repairs of those who have a number; it is a
// search.Asker's.
func (l *look) filesByPhone(word string, prefix bool) (docs []uint32, more bool, err error) {
	ids, more, err := l.callers(word, prefix)
	for _, id := range ids {
		if err == nil {
			docs, err = ownedDocuments(l.r, l.g, docs, id)
		}
	}
	return docs, more, err
}

// ownedDocuments adds the documents of the repairs of a customer.
func ownedDocuments(r storage.Reader, g generation, docs []uint32, customer journal.EntityID) ([]uint32, error) {
	err := r.Scan(storage.Prefix(g.owned(customer)), func(_, value []byte) error {
		doc, size := binary.Uvarint(value)
		if size <= 0 {
			return ErrDamaged
		}
		docs = append(docs, uint32(doc))
		return nil
	})
	return docs, err
}

// customersByPhone are the documents of those who have a number; it is a search.Asker's.
func (l *look) customersByPhone(word string, prefix bool) (docs []uint32, more bool, err error) {
	ids, more, err := l.callers(word, prefix)
	for _, id := range ids {
		c, failed := l.contact(id)
		if err = errors.Join(err, failed); err == nil && c.Document > 0 {
			docs = append(docs, c.Document)
		}
	}
	return docs, more, err
}
