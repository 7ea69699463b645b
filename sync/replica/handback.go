package replica

import (
	"slices"

	"etabli/storage"
	"etabli/storage/journal"
	"etabli/sync/wire"
)

// handing is how far a machine has come in giving back what HQ has lost.
type handing struct {
	due     bool // there may be something to give back
	loading bool
	waiting bool            // for HQ's answer
	placing bool            // what HQ answered is being noted
	last    *journal.Voided // given back in this session
	known   int             // how many there were when this was last looked at
}

// rewind takes what HQ has lost off its positions.
func (a asker) rewind(q DoRewind) (Input, error) {
	n, err := a.log.Rewind(a.ctx, journal.Rewinding{
		To: q.Progress.Cursor.Position, Lineage: q.Lineage.Bytes(), Has: q.Has, Cursor: q.Progress.Bytes(),
	})
	return Rewound{Voided: n}, err
}

// loadVoids makes the next frame of what is given back.
func (a asker) loadVoids(q DoLoadVoids) (Input, error) {
	var list []journal.Voided
	var past []wire.Lineage
	err := a.log.View(a.ctx, func(r storage.Reader) (err error) {
		if past, err = PastLineages(r); err != nil {
			return err
		}
		list, err = journal.VoidedAfter(r, q.After, q.MaxBytes)
		return err
	})
	if err != nil || len(list) == 0 {
		return VoidsLoaded{}, err
	}
	list = list[:min(len(list), wire.MaxPageItems)]
	back := &wire.HandBack{Past: past}
	if back.Lineage, err = wire.ParseLineage(list[0].Lineage); err != nil {
		return nil, err
	}
	for i := range list {
		v := &list[i]
		if string(v.Lineage) != string(list[0].Lineage) {
			break
		}
		entry := journal.Encode(&v.Entry)
		keys, err := a.keysOf([][]byte{entry})
		if err != nil {
			return nil, err
		}
		if len(back.Keys)+len(keys) > wire.MaxKeys {
			break
		}
		back.Keys = append(back.Keys, keys...)
		if at := (wire.ChainSite{Chain: v.Header.Chain, Site: v.Site}); v.SiteKnown && !slices.Contains(back.Sites, at) {
			back.Sites = append(back.Sites, at)
		}
		back.Items = append(back.Items, wire.Item{
			Ref: v.Ref(), Position: v.Position, ReceivedMS: v.ReceivedMS, Receipt: v.Receipt, Entry: entry,
		})
	}
	return VoidsLoaded{HandBack: back, Last: &list[len(back.Items)-1]}, nil
}

// PastLineages are the last of those that HQ's history had before it lost its end,
// as far as a store knows.
func PastLineages(r storage.Reader) (past []wire.Lineage, err error) {
	all, err := journal.PastLineages(r)
	if err != nil {
		return nil, err
	}
	for _, raw := range all[max(0, len(all)-wire.MaxPast):] {
		l, err := wire.ParseLineage(raw)
		if err != nil {
			return nil, err
		}
		past = append(past, l)
	}
	return past, nil
}

// lost tells whether HQ's log is not the one this device knows, and asks to take
// what is gone off its positions.
func (m *Machine) lost(w *wire.Welcome, nowMS int64) []Output {
	was := m.progress.Cursor
	if was.Position == 0 && was.Lineage.IsZero() || w.Resume == was {
		m.progress.Cursor = w.Resume
		return nil
	}
	has := map[journal.ChainID]uint64{}
	for _, a := range w.Accepted {
		has[a.Chain] = a.Seq
	}
	m.progress = m.progress.Back(w.Resume, nowMS)
	m.rewinding = true
	return []Output{DoRewind{Progress: m.progress, Lineage: was.Lineage, Has: has}}
}

// GaveBack tells whether HQ recovers and has everything this device could give
// back; the rest has to wait until a person ends that.
func (m *Machine) GaveBack() bool {
	return m.phase == serving && m.recovering && !m.busy() && !m.handing.due && len(m.outbox) == 0
}

func (m *Machine) rewound(in Rewound) {
	m.rewinding, m.recount = false, true
	m.handing.due = m.handing.due || in.Voided > 0
	m.handing.known += in.Voided
}

// voidsCounted begins again when another device has brought more that HQ may have
// lost.
func (m *Machine) voidsCounted(n int) {
	h := &m.handing
	if n > h.known && m.phase == serving {
		h.due, h.last = true, nil
	}
	h.known = n
}

// giveBack asks for the next entries that HQ has lost: at once while it only
// takes back, and else after all that it still has is here.
func (m *Machine) giveBack(out []Output) []Output {
	h := &m.handing
	if !h.due || h.loading || h.waiting || h.placing || !m.recovering && (!m.live || m.applying || len(m.pages) > 0) {
		return out
	}
	h.loading = true
	return append(out, DoLoadVoids{After: h.last, MaxBytes: PushBytes})
}

func (m *Machine) voidsLoaded(in VoidsLoaded, nowMS int64) {
	m.handing.loading = false
	switch {
	case m.phase != serving:
	case in.HandBack == nil:
		m.handing.due = false
	default:
		m.handing.waiting, m.handing.last, m.movedMS = true, in.Last, nowMS
		m.outbox = append(m.outbox, in.HandBack)
	}
}

// handedBack goes on. What HQ has placed anew may never come in a page, because what
// it is about is of other sites now: its place is noted, unless a page may still say it.
func (m *Machine) handedBack(f *wire.HandedBack, nowMS int64) []Output {
	if !m.handing.waiting {
		return nil
	}
	m.handing.waiting = false
	m.moved(nowMS)
	upTo := m.progress.Cursor.Position
	placed := DoPlace{
		Items:  slices.DeleteFunc(slices.Clone(f.Placed), func(i wire.Item) bool { return i.Position > upTo }),
		Scopes: slices.DeleteFunc(slices.Clone(f.Scopes), func(c wire.ScopeChange) bool { return c.Position > upTo }),
	}
	if len(placed.Items) == 0 {
		return nil
	}
	m.handing.placing = true
	return []Output{placed}
}

// place notes where HQ has now what it had lost.
func (a asker) place(q DoPlace) (Input, error) {
	page := journal.Page{Scopes: scopeChanges(q.Scopes)}
	fill(&page, q.Items, nil, nil)
	_, err := a.log.ReceivePage(a.ctx, page)
	return PlacesTaken{}, err
}
