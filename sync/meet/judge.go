package meet

import (
	"errors"
	"fmt"
	"slices"

	"etabli/storage/journal"
	"etabli/sync/enrol"
	"etabli/sync/replica"
	"etabli/sync/wire"
)

// The errors of what is brought; callers find them with errors.Is.
var (
	// ErrDamaged says that the bytes are not what somebody wrote.
	ErrDamaged = errors.New("meet: damaged")
	// ErrNotAFile says that a file is something else.
	ErrNotAFile = errors.New("meet: not a file of this kind")
	// ErrStranger says that the other side is no device of this fleet.
	ErrStranger = errors.New("meet: not a device of this fleet")
	// ErrOtherSite says that the other side belongs to another site.
	ErrOtherSite = errors.New("meet: of another site")
	// ErrRevoked says that HQ does not admit the other side any more.
	ErrRevoked = errors.New("meet: the device is revoked")
	// ErrGap says that what is brought builds on what this device lacks.
	ErrGap = errors.New("meet: it begins after what this device has")
	// ErrForged says that entries are not what their author vouched for.
	ErrForged = errors.New("meet: entries that their author did not write")
	// ErrVersion says that the other side speaks a newer protocol.
	ErrVersion = errors.New("meet: of a newer version")
	// ErrNotForUs says that a file is sealed for others.
	ErrNotForUs = errors.New("meet: not sealed for this device")
	// ErrOwn says that a device brings something to itself.
	ErrOwn = errors.New("meet: this device's own")
)

// Trust is what a device knows of others.
type Trust interface {
	// Vouched tells which device of the fleet signed for a chain.
	Vouched(chain journal.ChainID, v *wire.Vouch) (enrol.Device, error)
}

// Side is the device that judges.
type Side struct {
	Site    string
	Cursor  wire.Cursor // how far it has read HQ's log
	Revoked []enrol.DeviceID
	Trust   Trust
}

// Given is what another device brought, as it came.
type Given struct {
	Meet *wire.Meet
	// Above is where it begins; see wire.Meet.
	Above  uint64
	Frames []wire.Frame // Push and Carried
}

// Judged is what is taken of it.
type Judged struct {
	journal.Brought
	// LeftOut counts entries that HQ alone may bring: of revoked devices, grants,
	// and what builds on them.
	LeftOut int
}

// Judge checks what was brought and puts causes first. It reads nothing and
// changes nothing.
func Judge(g Given, own Side) (out Judged, err error) {
	if g.Meet.Site != own.Site {
		return out, ErrOtherSite
	}
	if g.Meet.Oldest > wire.Version {
		return out, ErrVersion // a file is asked before its frames are read
	}
	if !reaches(g, own.Cursor) {
		return out, ErrGap
	}
	p := pile{
		own: own, owners: map[journal.ChainID]journal.EntityID{}, at: map[journal.Ref]int{}, barred: map[journal.ChainID]bool{},
		sites: map[journal.ChainID]string{},
	}
	for _, f := range g.Frames {
		switch f := f.(type) {
		case *wire.Push:
			err = p.run(f)
		case *wire.Carried:
			err = p.carried(f)
		default:
			err = fmt.Errorf("%w: a frame of type %d", ErrDamaged, f.Type())
		}
		if err != nil {
			return out, err
		}
	}
	out.Entries, out.Cut, out.LeftOut, err = p.sorted()
	out.Keys, out.Owners, out.Sites, out.Past = p.keys, p.owners, p.sites, p.past
	return out, err
}

// reaches tells whether everything that what is brought may build on is either
// in it or on the device.
func reaches(g Given, cursor wire.Cursor) bool {
	if g.Above == 0 {
		return true
	}
	return g.Meet.Cursor.Lineage == cursor.Lineage && cursor.Position >= g.Above
}

// pile is what was brought, before it is put in order.
type pile struct {
	own     Side
	entries []journal.BroughtEntry
	keys    []journal.KeyRow
	owners  map[journal.ChainID]journal.EntityID
	at      map[journal.Ref]int
	barred  map[journal.ChainID]bool // of revoked devices
	sites   map[journal.ChainID]string
	past    [][]byte
}

// run takes entries that their author vouches for.
func (p *pile) run(f *wire.Push) error {
	if f.Vouch == nil {
		return fmt.Errorf("%w: a run without a vouch", ErrDamaged)
	}
	author, err := p.own.Trust.Vouched(f.Chain, f.Vouch)
	switch {
	case err != nil:
		return fmt.Errorf("%w: %w", ErrForged, err)
	case author.Site != p.own.Site:
		return fmt.Errorf("%w: %s is of %s", ErrOtherSite, f.Chain, author.Site)
	case p.owners[f.Chain] != journal.EntityID{} && p.owners[f.Chain] != author.ID:
		return fmt.Errorf("%w: two devices vouch for %s", ErrForged, f.Chain)
	}
	p.owners[f.Chain] = author.ID
	if slices.Contains(p.own.Revoked, author.ID) {
		p.barred[f.Chain] = true
	}
	link := f.Before
	for i, raw := range f.Entries {
		e, err := journal.Decode(raw)
		if err != nil || e.Ref() != (journal.Ref{Chain: f.Chain, Seq: f.From + uint64(i)}) {
			return fmt.Errorf("%w: entry %d of %s", ErrForged, f.From+uint64(i), f.Chain)
		}
		b := journal.BroughtEntry{Entry: e, Before: link}
		link = journal.Link(link, e.Digest())
		b.Link = link
		if i == len(f.Entries)-1 {
			b.Vouch = replica.Lent{Vouch: *f.Vouch, From: f.From, Before: f.Before}.Bytes()
		}
		p.add(b)
	}
	if link != f.Vouch.Link {
		return fmt.Errorf("%w: %s does not lead to what was vouched for", ErrForged, f.Chain)
	}
	p.keep(f.Keys)
	return nil
}

func (p *pile) carried(f *wire.Carried) error {
	for i, raw := range f.Entries {
		e, err := journal.Decode(raw)
		if err != nil {
			return fmt.Errorf("%w: %w", ErrDamaged, err)
		}
		p.add(journal.BroughtEntry{Entry: e, Told: toldOf(f, i)})
	}
	p.keep(f.Keys)
	p.heard(f)
	return nil
}

// add piles an entry up, once; the form with a vouch is the better one.
func (p *pile) add(b journal.BroughtEntry) {
	ref := b.Entry.Ref()
	at, known := p.at[ref]
	switch {
	case !known:
		p.at[ref] = len(p.entries)
		p.entries = append(p.entries, b)
	case p.entries[at].Link == journal.Digest{}:
		p.entries[at] = b
	}
}

func (p *pile) keep(keys []wire.KeyRow) {
	for _, k := range keys {
		p.keys = append(p.keys, journal.KeyRow{Subject: k.Subject, Purpose: k.Purpose, Key: k.Key})
	}
}
