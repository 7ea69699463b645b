package replica

import (
	"etabli/storage"
	"etabli/storage/journal"
	"etabli/sync/wire"
)

// Limits of asking for histories.
const (
	takeBytes = 192 << 10 // encoded entries taken in together
	takeParts = 64
)

// fetching is how far a machine has come in asking for histories.
type fetching struct {
	on      bool // HQ answers
	due     bool // there may be something to ask for
	loading bool
	at      uint64 // the cursor when loading began
	upTo    uint64 // position up to which was asked
	open    int    // histories that were asked for and are not whole yet
	parts   []*wire.History
	taking  int // of parts, being taken in
}

func (f *fetching) busy() bool { return f.loading || f.taking > 0 }

func (f *fetching) idle() bool { return !f.due && !f.busy() && f.open == 0 && len(f.parts) == 0 }

// fetch takes in what came, or looks for more to ask for once the pages are in:
// what a history holds beyond the cursor comes with them.
func (m *Machine) fetch(out []Output) []Output {
	f := &m.fetching
	if f.taking == 0 && len(f.parts) > 0 {
		size := 0
		for _, h := range f.parts[:min(takeParts, len(f.parts))] {
			for i := range h.Items {
				size += len(h.Items[i].Entry)
			}
			if f.taking > 0 && size > takeBytes {
				break
			}
			f.taking++
		}
		return append(out, DoTakeHistories{Parts: f.parts[:f.taking:f.taking], UpTo: f.upTo})
	}
	if f.due && !f.loading && f.open == 0 && len(f.parts) == 0 && m.live && !m.applying && len(m.pages) == 0 {
		f.due, f.loading, f.at = false, true, m.progress.Cursor.Position
		out = append(out, DoLoadWants{})
	}
	return out
}

func (m *Machine) wantsLoaded(in WantsLoaded, nowMS int64) {
	f := &m.fetching
	f.loading = false
	m.status.Fetching = in.All
	if m.phase != serving || len(in.Wants) == 0 {
		return
	}
	if m.applying || m.progress.Cursor.Position != f.at {
		// What came to the site in a page of meanwhile has a history that ends later than the
		// cursor did: nobody would say the rest.
		f.due = true
		return
	}
	f.open, f.upTo = len(in.Wants), m.progress.Cursor.Position
	m.movedMS = nowMS
	m.outbox = append(m.outbox, &wire.Fetch{Wants: in.Wants, UpTo: f.upTo})
}

// history takes a part of a history; one that nobody asked for is an error of HQ.
func (m *Machine) history(h *wire.History, nowMS int64) []Output {
	f := &m.fetching
	if f.open == 0 {
		return m.giveUp(codeName(wire.CodeUnexpectedFrame), nowMS)
	}
	if h.Last || h.Refused {
		f.open--
	}
	f.parts = append(f.parts, h)
	m.moved(nowMS)
	return nil
}

func (m *Machine) historiesTaken(in HistoriesTaken, nowMS int64) []Output {
	f := &m.fetching
	for _, h := range f.parts[:min(f.taking, len(f.parts))] {
		if h.Last || h.Refused {
			m.status.Fetching = max(0, m.status.Fetching-1)
		}
	}
	f.parts = f.parts[min(f.taking, len(f.parts)):]
	f.taking = 0
	if f.open == 0 && len(f.parts) == 0 {
		f.due = f.on
	}
	m.moved(nowMS)
	if in.NewChain && m.phase == serving {
		m.restart = true
		return m.giveUp("", nowMS)
	}
	return nil
}

// loadWants lists histories that are to be asked for.
func (a asker) loadWants() (Input, error) {
	in := WantsLoaded{}
	err := a.log.View(a.ctx, func(r storage.Reader) error {
		list, all, err := journal.Wanted(r, wire.MaxFetch)
		in.Wants, in.All = nil, all
		for _, s := range list {
			in.Wants = append(in.Wants, wire.Want{Entity: s.Entity, After: s.After})
		}
		return err
	})
	return in, err
}

// takeHistories takes histories into the journal. One that is not for this site
// is not asked for again.
func (a asker) takeHistories(q DoTakeHistories) (Input, error) {
	var page journal.Page
	for _, h := range q.Parts {
		if h.Refused {
			if err := a.log.Unwanted(a.ctx, h.Entity, q.UpTo); err != nil {
				return nil, err
			}
			continue
		}
		fill(&page, h.Items, h.Keys, h.Sites)
		page.Foreign = append(page.Foreign, h.Foreign...)
		part := journal.HistoryPart{Entity: h.Entity, Last: h.Last, Asked: q.UpTo}
		if n := len(h.Items); n > 0 {
			part.UpTo = h.Items[n-1].Position
		}
		page.Histories = append(page.Histories, part)
	}
	if len(page.Histories) == 0 {
		return HistoriesTaken{}, nil
	}
	received, err := a.log.ReceivePage(a.ctx, page)
	return HistoriesTaken{NewChain: received.NewChain != 0}, err
}
