package journal

import (
	"errors"

	"etabli/storage"
)

// Told is what HQ said of an entry, in a lineage that it may have lost since.
type Told struct {
	Place
	Lineage []byte // opaque to this package
}

// ToldOf returns what HQ said of an entry that a store holds; nil when that is not
// known. lineage is the one in which the store reads HQ's log.
func ToldOf(r storage.Reader, ref Ref, lineage []byte) (*Told, error) {
	row, err := getEntryRow(r, ref)
	if err != nil {
		return nil, err
	}
	if row.place.Position != 0 {
		return &Told{row.place, lineage}, nil
	}
	key := voidKey(ref)
	value, err := getRow(r, key)
	if errors.Is(err, storage.ErrNotFound) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	v, err := parseVoid(key, value)
	return &Told{Place{v.Position, v.ReceivedMS, v.Receipt}, v.Lineage}, err
}

// SiteOf tells where a chain of another device belongs, if HQ ever said.
func SiteOf(r storage.Reader, c ChainID) (site string, known bool, err error) {
	raw, err := getRow(r, metaKey(metaSite+string(c[:])))
	if errors.Is(err, storage.ErrNotFound) {
		return "", false, nil
	}
	return string(raw), err == nil, err
}

// told keeps what HQ said of an entry that another device brought, so that this
// one can hand it back too.
func (in *intake) told(b *BroughtEntry) error {
	if b.Told == nil {
		return nil
	}
	ref := b.Entry.Ref()
	row, err := getEntryRow(in.tx, ref)
	if err != nil || row.place.Position != 0 {
		return err
	}
	known, err := exists(in.tx, voidKey(ref))
	if err != nil || known {
		return err
	}
	in.log.voids.Store(true)
	return putRow(in.tx, voidKey(ref), voidBytes(b.Told.Place, b.Told.Lineage))
}

// heard keeps where chains belong, and the lineages in which HQ may have said what
// is brought. HQ's own word of a chain stands.
func (in *intake) heard(b *Brought) error {
	for chain, site := range b.Sites {
		_, known, err := SiteOf(in.tx, chain)
		if err == nil && !known {
			err = putSite(in.tx, chain, site)
		}
		if err != nil {
			return err
		}
	}
	for _, lineage := range b.Past {
		if err := notePast(in.tx, lineage); err != nil {
			return err
		}
	}
	return nil
}

func putSite(tx storage.Tx, c ChainID, site string) error {
	return putRow(tx, metaKey(metaSite+string(c[:])), []byte(site))
}
