package hub

import (
	"time"

	"etabli/storage"
	"etabli/storage/journal"
	"etabli/sync/wire"
)

// defaultHorizon is how long a file that nobody touches stays whole for new devices.
const defaultHorizon = 90 * 24 * time.Hour

// Shortener makes stubs.
type Shortener interface {
	// Short is what is shown of an entity instead of its history, and the position of
	// its last entry; nil when somebody may work on it: it is not over, or HQ has
	// received something of it after sinceMS.
	Short(r storage.Reader, e journal.Entity, sinceMS int64) (content []byte, last uint64, err error)
}

// short is what became of an entity for a page.
type short struct {
	is    bool
	first journal.Ref // its first entry is sent in any case, so that it is known
}

// leftOut tells whether a stub stands for an entry: what is about one entity alone
// that nobody works on and that HQ cannot lose. The stub is in the page then.
func (p *pageBuilder) leftOut(e *journal.Positioned) (bool, error) {
	h := &e.Header
	if !p.in.Short || p.in.shortener == nil || len(h.Entities) != 1 || len(h.Moves) > 0 || p.in.Own[h.Chain] {
		return false, nil
	}
	about := h.Entities[0]
	s, known := p.shorts[about]
	if !known {
		var err error
		if s, err = p.shorten(about); err != nil {
			return false, err
		}
		p.shorts[about] = s
	}
	return s.is && s.first != e.Ref(), nil
}

// shorten decides about an entity, once a page, and adds its stub.
func (p *pageBuilder) shorten(e journal.Entity) (s short, err error) {
	homes, err := homesOf(p.r, e.ID)
	if err != nil || !lives(homes, p.in.Site) {
		return s, err
	}
	content, last, err := p.in.shortener.Short(p.r, e, p.in.sinceMS)
	if err != nil || content == nil {
		return s, err
	}
	stable, err := StableOf(p.r)
	if err != nil || last > stable {
		return s, err
	}
	refs, err := journal.Refs(p.r, e)
	if err != nil || len(refs) < 2 {
		return s, err
	}
	p.page.Stubs = append(p.page.Stubs, wire.Stub{Entity: e, Position: last, Content: content})
	p.stubBytes += len(content) + keyRowBytes
	return short{is: true, first: refs[0]}, nil
}
