package sim

import (
	"errors"

	"etabli/storage"
	"etabli/storage/journal"
	"etabli/sync/hub"
)

// brought tells whether a replica may hold an entry of another device without a
// position: it came from a neighbour, and nothing before it on its chain is
// missing. at is where HQ has it, 0 when it does not.
func (v *viewed) brought(p *journal.Positioned, at uint64) bool {
	m := v.w.model
	if v.owns(p.Header.Chain) || v.voided(p.Ref()) || !m.met {
		return false
	}
	if at == 0 && m.chains[p.Header.Chain] != v.site {
		return m.burnt // nobody of the site wrote it: HQ had it, and has lost it
	}
	if v.settled && at == 0 && !m.burnt {
		v.bad("I10 liveness", "%s still holds %s of a neighbour, which HQ has not got", p.Ref())
		return true
	}
	before := journal.Ref{Chain: p.Header.Chain, Seq: p.Header.Seq - 1}
	if m.chains[before.Chain] != v.site || before.Seq == 0 {
		return true
	}
	_, err := journal.Get(v.r, before)
	if placed := m.ledger.at[before]; errors.Is(err, storage.ErrNotFound) && !m.burnt && !m.rotted && (placed == 0 || placed > v.position) {
		v.bad("I1 complete", "%s holds %s of a neighbour without the entry before it", p.Ref())
	}
	return true
}

// holdsLent tells whether HQ keeps entries for causes that nobody has brought;
// who handed them in for another device does not wait for that.
func (h *hq) holdsLent() (holds bool) {
	if !h.w.model.met {
		return false
	}
	h.w.inspect(h.disk, func(r storage.Reader) error {
		held, err := hub.HeldEntries(r)
		holds = len(held) > 0
		return err
	})
	return holds
}
