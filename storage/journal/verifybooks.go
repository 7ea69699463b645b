package journal

import (
	"bytes"

	"etabli/storage"
)

// count adds an entry's moves to the books as they must be.
func (v *verifier) count(h *Header) {
	for i, m := range h.Moves {
		if v.books[m.Account] == nil {
			v.books[m.Account] = &Books{}
		}
		if h.firstOn(i) {
			v.books[m.Account].Apply(h, m.Account)
		}
	}
}

// ledger compares the books that are kept with the sums of all entries.
func (v *verifier) ledger() error {
	err := v.r.Scan(storage.Prefix([]byte{prefixBooks}), func(key, value []byte) error {
		if len(key) != 1+len(EntityID{}) || len(value) < sumBytes {
			v.fault(placeOfRow(key), "its key is not one of an account")
			return nil
		}
		account := EntityID(key[1:])
		want := v.books[account]
		delete(v.books, account)
		if want == nil {
			want = &Books{} // its entries left the store
		}
		if !bytes.Equal(want.bytes(), value[:len(value)-sumBytes]) {
			v.fault(placeOfRow(key), "its books are not the sum of its entries")
		}
		return nil
	})
	for account := range v.books {
		v.fault(placeOfRow(booksKey(account)), "it is missing")
	}
	return err
}

func (v *verifier) booksRow(key, value []byte) error {
	_, err := parseBooks(key, value)
	return err
}
