package profile

import (
	"cmp"
	"fmt"
	"io/fs"
	"path"
	"slices"
	"strings"
	"sync"

	"etabli/assets"
	"etabli/printing/document"
)

// Set is all profiles that a device knows, by id.
type Set struct {
	receipts []Receipt
	stocks   []Stock
}

// Shipped is the profiles that come with the program.
func Shipped() (Set, error) { return shipped() }

var shipped = sync.OnceValues(func() (Set, error) { return Load(assets.Printers, "printers") })

// Load reads every .json file of a folder; the name of a file is the id of its
// profile. The first wrong file is an error that names it.
func Load(files fs.FS, dir string) (Set, error) {
	var set Set
	names, err := fs.Glob(files, path.Join(dir, "*.json"))
	if err != nil {
		return Set{}, fmt.Errorf("profile: listing %s: %w", dir, err)
	}
	for _, name := range names {
		data, err := fs.ReadFile(files, name)
		if err != nil {
			return Set{}, fmt.Errorf("profile: reading %s: %w", name, err)
		}
		p, err := Parse(strings.TrimSuffix(path.Base(name), ".json"), data)
		if err != nil {
			return Set{}, fmt.Errorf("profile: %s: %w", name, err)
		}
		if p.Receipt != nil {
			set.receipts = append(set.receipts, *p.Receipt)
		} else {
			set.stocks = append(set.stocks, *p.Stock)
		}
	}
	slices.SortFunc(set.receipts, func(a, b Receipt) int { return cmp.Compare(a.ID, b.ID) })
	slices.SortFunc(set.stocks, func(a, b Stock) int { return cmp.Compare(a.ID, b.ID) })
	return set, nil
}

// With is the set and the profiles of a folder of the shop's own, which go before
// those of the same id. A folder that is not there has none.
func (s Set) With(files fs.FS) (Set, error) {
	own, err := Load(files, ".")
	if err != nil {
		return Set{}, err
	}
	out := own
	for _, r := range s.receipts {
		if _, known := own.Receipt(r.ID); !known {
			out.receipts = append(out.receipts, r)
		}
	}
	for _, l := range s.stocks {
		if _, known := own.Stock(l.ID); !known {
			out.stocks = append(out.stocks, l)
		}
	}
	slices.SortFunc(out.receipts, func(a, b Receipt) int { return cmp.Compare(a.ID, b.ID) })
	slices.SortFunc(out.stocks, func(a, b Stock) int { return cmp.Compare(a.ID, b.ID) })
	return out, nil
}

// OrShipped is the set, or what comes with the program where it is empty.
func (s Set) OrShipped() (Set, error) {
	if len(s.receipts)+len(s.stocks) == 0 {
		return Shipped()
	}
	return s, nil
}

// Receipts lists the receipt printers in order of their ids.
func (s Set) Receipts() []Receipt { return slices.Clone(s.receipts) }

// Stocks lists the labels in order of their ids.
func (s Set) Stocks() []Stock { return slices.Clone(s.stocks) }

// Receipt finds a receipt printer by id.
func (s Set) Receipt(id string) (Receipt, bool) {
	i := slices.IndexFunc(s.receipts, func(r Receipt) bool { return r.ID == id })
	if i < 0 {
		return Receipt{}, false
	}
	return s.receipts[i], true
}

// ReceiptFor finds the plain printer of a roll, "receipt-80mm" for 80 mm.
func (s Set) ReceiptFor(paper document.Paper) (Receipt, bool) {
	return s.Receipt("receipt-" + string(paper))
}

// Stock finds a label by id.
func (s Set) Stock(id string) (Stock, bool) {
	i := slices.IndexFunc(s.stocks, func(l Stock) bool { return l.ID == id })
	if i < 0 {
		return Stock{}, false
	}
	return s.stocks[i], true
}
