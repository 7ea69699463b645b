package sim

import (
	"context"
	"time"

	"etabli/app/domain/kind"
	"etabli/storage"
	"etabli/storage/journal"
	"etabli/storage/memstore"
	"etabli/sync/hlc"
)

// model is what the world was told: by it the end is judged.
type model struct {
	promises  []*promise
	ledger    ledger
	chains    map[journal.ChainID]string // the site of whoever writes a chain
	repairs   map[string][]journal.EntityID
	customers map[string][]journal.EntityID
	items     int
	destroyed bool // some promise was excused; its keys may be gone with it
}

// promise is a command that somebody was told is done.
type promise struct {
	command journal.CommandID
	ref     journal.Ref
	digest  journal.Digest
	by      *device // nil for HQ
	atMS    int64
	excused bool // every disk that had it was destroyed
}

func newModel() *model {
	return &model{
		ledger: newLedger(), chains: map[journal.ChainID]string{},
		repairs: map[string][]journal.EntityID{}, customers: map[string][]journal.EntityID{},
	}
}

// promise notes that a device answered a command.
func (m *model) promise(d *device, id journal.CommandID, p *journal.Positioned) {
	w := d.w
	d.tock()
	if p.Header.Command != id {
		w.fail("I6 durability", "%s answers command %s with entry %s of command %s", d.name, id, p.Ref(), p.Header.Command)
	}
	if ms := hlc.MS(p.Header.HLC); p.Header.Chain == d.log.Chain() && ms > d.farMS+leadMS+int64(d.life)*reserveMS {
		w.fail("clock", "%s stamps %s %d s ahead of the furthest its own time ever was", d.name, p.Ref(), (ms-d.farMS)/1000)
	}
	m.promises = append(m.promises, &promise{command: id, ref: p.Ref(), digest: p.Digest(), by: d, atMS: w.nowMS})
	if uint16(p.Header.Kind) != kind.RepairReceived {
		return
	}
	site := d.enrolled.Site
	for _, e := range p.Header.Entities {
		switch uint8(e.Type) {
		case kind.Repair:
			m.repairs[site] = append(m.repairs[site], e.ID)
		case kind.Customer:
			m.customers[site] = append(m.customers[site], e.ID)
		}
	}
}

// leadMS is how far ahead of the own time foreign stamps are followed, and
// reserveMS what a clock skips when the power was lost.
const (
	leadMS    = int64(hlc.MaxLead / time.Millisecond)
	reserveMS = 10_001
)

// promiseOfHQ notes that HQ answered a command of its own.
func (m *model) promiseOfHQ(id journal.CommandID, ref journal.Ref) {
	if ref != (journal.Ref{}) {
		m.promises = append(m.promises, &promise{command: id, ref: ref})
	}
}

// goesBack excuses what a device promised after the image that it goes back to,
// unless HQ has it or a copy of the disk that still runs.
func (m *model) goesBack(d *device, imageMS int64) {
	atHQ := map[*promise]bool{}
	d.w.inspect(d.w.hq.disk, func(r storage.Reader) error {
		for _, p := range m.promises {
			if e, err := journal.Get(r, p.ref); err == nil && e.Digest() == p.digest {
				atHQ[p] = true
			}
		}
		return nil
	})
	for _, p := range m.promises {
		if p.by == d && p.atMS >= imageMS && !atHQ[p] {
			p.excused, m.destroyed = true, true
		}
	}
}

// tock notes how far the device's own time has come.
func (d *device) tock() { d.farMS = max(d.farMS, d.hlc.NowMS()) }

// noteChain notes which chain a device writes.
func (d *device) noteChain() { d.w.model.chains[d.log.Chain()] = d.enrolled.Site }

// inspect reads a disk as it is now, whether a store is open on it or not.
func (w *World) inspect(disk *memstore.Disk, fn func(storage.Reader) error) {
	store, err := disk.Copy().Open()
	if err == nil {
		err = store.View(context.Background(), fn)
		_ = store.Close()
	}
	if err != nil {
		w.fail("rows", "%v", err)
	}
}
