package sim

import (
	"time"

	"etabli/app/domain/kind"
	"etabli/storage"
	"etabli/storage/journal"
	"etabli/sync/hlc"
	"etabli/sync/wire"
)

// model is what the world was told: by it the end is judged.
type model struct {
	promises  []*promise
	ledger    ledger
	chains    map[journal.ChainID]string // the site of whoever writes a chain
	repairs   map[string][]journal.EntityID
	customers map[string][]journal.EntityID
	coming    map[string][]journal.EntityID // repairs that were sent there
	items     int
	burnt     bool // HQ has lost a part of its log at least once
	rotted    bool // a store began anew at least once, and may have forgotten commands
	split     bool // a chain may have two branches: a disk went back, or was copied
	met       bool // devices have exchanged without HQ at least once
	destroyed bool // some promise was excused; its keys may be gone with it
}

// promise is a command that somebody was told is done.
type promise struct {
	command journal.CommandID
	ref     journal.Ref
	digest  journal.Digest
	by      *device // nil for HQ
	atMS    int64
	gone    bool // its author's disk went back behind it
	excused bool // every disk that had it was destroyed
}

func newModel() *model {
	return &model{
		ledger: newLedger(), chains: map[journal.ChainID]string{},
		repairs: map[string][]journal.EntityID{}, customers: map[string][]journal.EntityID{}, coming: map[string][]journal.EntityID{},
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
	m.travels(p)
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

// goesBack notes what the disk of a device loses when it becomes what it was, or
// may have lost.
func (m *model) goesBack(d *device, imageMS int64) {
	m.split = true
	for _, p := range m.promises {
		if p.by == d && p.atMS >= imageMS {
			p.gone = true
		}
	}
}

// hqGoesBack begins to read HQ's log anew, and excuses what only HQ had.
func (m *model) hqGoesBack(w *World) {
	m.ledger, m.burnt = newLedger(), true
	w.read(false)
	m.excuse(w)
}

// stale tells whether a cursor is of a log that HQ has lost.
func (m *model) stale(c wire.Cursor) bool {
	l := &m.ledger
	if !m.burnt || c.Position == 0 {
		return false
	}
	return c.Lineage != l.lineage || c.Position > uint64(len(l.hashes)) || l.hashes[c.Position-1] != c.Hash
}

// excuse finds the promises that no disk can keep any more: their author went
// back, HQ does not have them, and nobody else holds them.
func (m *model) excuse(w *World) {
	open := map[journal.CommandID][]*promise{}
	for _, p := range m.promises {
		if !p.excused && (p.by == nil || p.gone) && len(m.ledger.commands[p.command]) == 0 {
			open[p.command] = append(open[p.command], p)
		}
	}
	keep := func(r storage.Reader) error {
		for id, list := range open {
			if held, err := canHandOn(r, id); err != nil {
				return err
			} else if held && len(list) > 0 {
				delete(open, id)
			}
		}
		return nil
	}
	w.inspect(w.hq.disk, keep)
	for _, d := range w.devices {
		w.inspect(d.disk.rows, keep)
	}
	for _, list := range open {
		for _, p := range list {
			if p.by == nil || !p.by.bare {
				p.excused, m.destroyed = true, true
			}
		}
	}
}

// tock notes how far the device's own time has come.
func (d *device) tock() { d.farMS = max(d.farMS, d.hlc.NowMS()) }

// noteChain notes which chain a device writes.
func (d *device) noteChain() { d.w.model.chains[d.log.Chain()] = d.enrolled.Site }

// inspect reads a disk as it is now, whether a store is open on it or not.
func (w *World) inspect(disk rowDisk, fn func(storage.Reader) error) {
	if err := disk.view(fn); err != nil {
		w.fail("rows", "%v", err)
	}
}

// mayLose tells whether what somebody saw may have become something else since:
// HQ lost it, every disk with it went, or it was a branch that nobody goes on
// with.
func (m *model) mayLose() bool { return m.burnt || m.destroyed || m.met && m.split }
