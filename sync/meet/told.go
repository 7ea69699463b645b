package meet

import (
	"slices"

	"etabli/storage/journal"
	"etabli/sync/wire"
)

// told adds what HQ said of an entry, and where its chain belongs: should HQ lose
// it, and this device its disk, the other one can hand it back.
func (g *gatherer) told(ref journal.Ref) error {
	said, err := journal.ToldOf(g.r, ref, g.wanted.Lineage.Bytes())
	if err != nil {
		return err
	}
	told := wire.Told{}
	if said != nil {
		told.Position, told.ReceivedMS, told.Receipt = said.Position, said.ReceivedMS, said.Receipt
		if told.Lineage, err = wire.ParseLineage(said.Lineage); err != nil {
			return err
		}
	}
	g.plain.Told = append(g.plain.Told, told)
	if slices.ContainsFunc(g.plain.Sites, func(s wire.ChainSite) bool { return s.Chain == ref.Chain }) {
		return nil
	}
	site, known, err := journal.SiteOf(g.r, ref.Chain)
	if g.own[ref.Chain] {
		site, known = g.wanted.Site, true
	}
	if known {
		g.plain.Sites = append(g.plain.Sites, wire.ChainSite{Chain: ref.Chain, Site: site})
	}
	return err
}

// heard takes what HQ said of carried entries.
func (p *pile) heard(f *wire.Carried) {
	for _, l := range f.Past {
		p.past = append(p.past, l.Bytes())
	}
	for _, at := range f.Sites {
		p.sites[at.Chain] = at.Site
	}
}

// toldOf is what HQ said of a carried entry; nil when the sender does not know.
func toldOf(f *wire.Carried, i int) *journal.Told {
	if i >= len(f.Told) || f.Told[i].Position == 0 {
		return nil
	}
	t := &f.Told[i]
	return &journal.Told{Place: journal.Place{Position: t.Position, ReceivedMS: t.ReceivedMS, Receipt: t.Receipt}, Lineage: t.Lineage.Bytes()}
}
