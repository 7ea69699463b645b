package replica

import (
	"errors"

	"etabli/storage"
	"etabli/storage/journal"
	"etabli/sync/wire"
)

// lending is how far a machine has come in handing in what other devices of the
// site brought and HQ may not have.
type lending struct {
	on      bool // HQ takes what others vouch for
	due     bool // there may be something
	loading bool
	waiting bool // for HQ's answer about chain
	chain   journal.ChainID
	sent    map[journal.ChainID]uint64 // looked at during this session, from where HQ asked for the last time
	handed  map[journal.ChainID]uint64 // handed in during this session
	needed  map[journal.ChainID]uint64 // what HQ asked for and has not been handed
}

// idle tells whether nothing is to be handed in for others, as far as is known.
func (l *lending) idle() bool { return !l.due && !l.loading && !l.waiting }

// lend asks for the next run of another device that HQ may not have: before own
// entries, which may have seen it.
func (m *Machine) lend(out []Output) []Output {
	l := &m.lending
	if !l.due || l.loading || l.waiting {
		return out
	}
	l.loading = true
	sent := make(map[journal.ChainID]uint64, len(l.sent))
	for chain, seq := range l.sent {
		sent[chain] = seq
	}
	l.due = false // what comes from now on makes it due again
	return append(out, DoLoadLent{Sent: sent})
}

func (m *Machine) lentLoaded(in LentLoaded, nowMS int64) {
	l := &m.lending
	l.loading = false
	if m.phase != serving || in.Run == nil {
		return
	}
	if in.Run.Vouch.Seq <= l.sent[in.Run.Chain] {
		return
	}
	chain, last := in.Run.Chain, in.Run.Vouch.Seq
	l.sent[chain], l.due = last, true
	from, asked := l.needed[chain]
	switch {
	case asked && in.Run.From <= from:
		delete(l.needed, chain)
	case asked && last <= l.handed[chain]:
		// Nobody has what HQ asked for here; it keeps what follows until somebody does.
		return
	}
	l.waiting, l.chain = true, chain
	l.handed[chain] = max(l.handed[chain], last)
	m.movedMS = nowMS // from now on something waits
	m.outbox = append(m.outbox, in.Run)
}

// lentAnswered notes that HQ said something about the chain that it was asked to
// take for another device.
func (m *Machine) lentAnswered(chain journal.ChainID, nowMS int64) {
	if l := &m.lending; l.waiting && l.chain == chain {
		l.waiting = false
		m.moved(nowMS)
	}
}

// lentNeeded begins a chain of another device again where HQ asks for it.
func (m *Machine) lentNeeded(n *wire.Need) {
	l := &m.lending
	if sent, known := l.sent[n.Chain]; l.on && (!known || sent >= n.From) {
		l.sent[n.Chain], l.due = n.From-1, true
		l.needed[n.Chain] = n.From
	}
}

// lentRefused gives up, for this session, a chain that HQ does not take from us;
// it tells whether that was it.
func (m *Machine) lentRefused(r *wire.Refused, nowMS int64) bool {
	l := &m.lending
	if !l.waiting || l.chain != r.Ref.Chain {
		return false
	}
	l.waiting, l.sent[l.chain] = false, 1<<63
	m.movedMS = nowMS
	return true
}

// loadLent makes the next run that another device vouched for.
func (a asker) loadLent(q DoLoadLent) (in Input, err error) {
	var run *wire.Push
	err = a.log.View(a.ctx, func(r storage.Reader) error {
		run = nil
		return journal.Vouches(r, func(at journal.Ref, raw []byte) error {
			lent, err := parseLent(raw)
			if err != nil || at.Seq <= q.Sent[at.Chain] {
				return err
			}
			from := journal.Ref{Chain: at.Chain, Seq: max(lent.From, q.Sent[at.Chain]+1)}
			if from.Seq, err = firstLoose(r, from, at.Seq); err != nil || from.Seq == 0 {
				return err
			}
			if run, err = LentRun(r, from); err == nil && run != nil {
				run.Keys, err = KeysOf(r, run.Entries)
			}
			if err != nil || run == nil {
				return err
			}
			return storage.Stop
		})
	})
	return LentLoaded{Run: run}, err
}

// firstLoose returns the first entry, up to a last one, that HQ has not placed;
// 0 when there is none.
func firstLoose(r storage.Reader, from journal.Ref, last uint64) (uint64, error) {
	for ; from.Seq <= last; from.Seq++ {
		e, err := journal.Get(r, from)
		if errors.Is(err, storage.ErrNotFound) {
			continue
		}
		if err != nil || e.Position == 0 {
			return from.Seq, err
		}
	}
	return 0, nil
}
