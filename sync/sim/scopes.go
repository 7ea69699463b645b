package sim

import (
	"context"
	"slices"
	"time"

	"etabli/app/domain/kind"
	"etabli/app/domain/repair"
	"etabli/app/service"
	"etabli/app/views"
	"etabli/storage"
	"etabli/storage/journal"
	"etabli/sync/hub"
	"etabli/sync/replica"
	"etabli/sync/wire"
)

// stay says where an entity lived from a position on.
type stay struct {
	from  uint64
	sites []string
}

// rehome reads, as HQ must, what an entry moves between sites: a file that is
// sent, and who belongs to no other file of the shop it leaves.
func (l *ledger) rehome(p *journal.Positioned) {
	if uint16(p.Header.Kind) != kind.RepairSent {
		return
	}
	f := factsOf[repair.SentFacts](p)
	file := p.Header.Entities[0]
	to := []string{f.To}
	if !f.Arrived {
		to = append(to, l.homes[file.ID]...)
	}
	l.settleAt(file.ID, to, p.Position)
	for _, e := range l.together(file, kind.Customer, kind.Product, kind.Thread, kind.Claim) {
		var sites []string
		for _, other := range l.together(e, kind.Repair, kind.Visit, kind.Loan, kind.Voucher) {
			sites = append(sites, l.homes[other.ID]...)
		}
		l.settleAt(e.ID, sites, p.Position)
	}
}

func (l *ledger) settleAt(id journal.EntityID, sites []string, position uint64) {
	was := l.homes[id]
	if len(was) == 0 || len(sites) == 0 || slices.Contains(was, everySite) {
		return
	}
	sites = slices.Clone(sites)
	slices.Sort(sites)
	sites = slices.Compact(sites)
	if slices.Contains(sites, everySite) {
		sites = []string{everySite}
	}
	l.homes[id] = sites
	l.stays[id] = append(l.stays[id], stay{position, sites})
}

// together are the entities of some types that entries about another name too.
func (l *ledger) together(e journal.Entity, types ...uint8) (out []journal.Entity) {
	for _, at := range l.of[e] {
		for _, other := range l.entries[at-1].Header.Entities {
			if other != e && slices.Contains(types, uint8(other.Type)) && !slices.Contains(out, other) {
				out = append(out, other)
			}
		}
	}
	return out
}

// livedAt tells whether a site held an entity whole at a position, and since
// when, or else whether and where the entity had left it.
func (l *ledger) livedAt(id journal.EntityID, site string, position uint64) (lives bool, left bool, since uint64) {
	for _, s := range l.stays[id] {
		if s.from > position {
			break
		}
		here := slices.Contains(s.sites, site) || slices.Contains(s.sites, everySite)
		if here != lives {
			left, since = lives, s.from
		}
		lives = here
	}
	return lives, left && !lives, since
}

// leftStub checks that a replica let go of an entity that left its site at a position.
func (v *viewed) leftStub(e journal.Entity, s *journal.Stub, since uint64) {
	switch {
	case !s.Left && !s.Wanted:
		v.bad("I9 privacy", "%s does not know that %d %s left its site at %d", e.Type, e.ID, since)
	case s.Left && !s.Dropped && since <= v.stable && !v.unstable(e):
		v.bad("I9 privacy", "%s has not let go of %d %s, which left at %d", e.Type, e.ID, since)
	}
}

// stub tells whether a replica may show less of an entity than all, and checks
// that it does not show what it must not.
func (v *viewed) stub(e journal.Entity, s *journal.Stub) {
	l := &v.w.model.ledger
	lives, left, since := l.livedAt(e.ID, v.site, v.position)
	_, err := projection.StateBytes(v.r, e)
	switch {
	case s.Wanted && v.settled:
		v.bad("I10 liveness", "%s still waits for the history of %d %s", e.Type, e.ID)
	case s.Foreign && !s.Left && err == nil:
		v.bad("I9 privacy", "%s shows %d %s, which never was of its site", e.Type, e.ID)
	case v.w.model.burnt && !v.settled:
		// what HQ said of it may be lost and come again
	case lives && !s.Wanted && !s.Pruned:
		v.bad("I1 complete", "%s holds only a stub of %d %s, which is of its site since %d: %+v", e.Type, e.ID, since, *s)
	case left && v.settled:
		v.leftStub(e, s, since)
	}
	// While a history is on its way, what was here before it stands, and its questions.
	if len(v.shown[e]) > 0 && (v.settled || !s.Wanted) {
		v.bad("I11 items", "%s asks about %d %s, of which it has a stub", e.Type, e.ID)
	}
}

// may tells whether a replica must be able to open a box of a subject made at a
// site, and whether it may hold it.
func (v *viewed) may(subject journal.EntityID, author string) (must, may bool) {
	l := &v.w.model.ledger
	if v.site == "" || len(l.homes[subject]) == 0 {
		return true, true
	}
	lives, left, since := l.livedAt(subject, v.site, v.position)
	livesNow, leftNow, _ := l.livedAt(subject, v.site, uint64(len(l.entries)))
	may = lives || author == v.site && !left || left && (!v.settled || since > v.stable)
	may = may || !v.settled && v.w.model.burnt // HQ may have lost that it came, and gets it back
	must = livesNow && lives || author == v.site && !left && !leftNow
	return must && !v.partial[subject], may || livesNow
}

// prune lets a device let go of the history of a file that nobody works on, or
// open one again.
func (d *device) prune() {
	w, ctx := d.w, context.Background()
	id := w.someRepair(d.enrolled.Site)
	if id.IsZero() {
		return
	}
	var stub *journal.Stub
	err := d.log.View(ctx, func(r storage.Reader) (err error) {
		stub, err = journal.StubOf(r, repairEntity(id))
		return err
	})
	if err == nil && stub != nil {
		if _, err = d.log.Want(ctx, repairEntity(id)); err == nil && stub.Pruned {
			w.happened("opened")
		}
		d.step(replica.Local{})
	} else if err == nil {
		var n int
		if n, err = d.log.Prune(ctx, []journal.Entity{repairEntity(id)}, d.w.hq.wallMS()); n > 0 {
			w.happened("pruned")
			w.note(d.name, "prunes %s", id)
		}
	}
	d.failed("prune", err)
	if err == nil {
		d.landed()
	}
}

// letGo lets a device drop what it must not hold any more.
func (d *device) letGo() {
	if d.w.mutant(KeptPrivate) {
		return
	}
	n, err := d.log.DropDue(context.Background())
	d.failed("let go", err)
	if n > 0 {
		d.w.happened("let go")
		d.w.note(d.name, "lets go of %d", n)
	}
}

// position is where HQ's log ends.
func (h *hq) position() (at uint64) {
	h.w.inspect(h.disk, func(r storage.Reader) error {
		head, err := hub.HeadOf(r)
		at = head.Position
		return err
	})
	return at
}

// settleOn tells HQ that it can be restored to a position at the worst.
func (h *hq) settleOn(position uint64) {
	if !h.on {
		return
	}
	if err := hub.SetStable(context.Background(), h.store, position); err != nil {
		h.failed(err)
		return
	}
	for _, c := range h.conns {
		h.w.after(h.w.random.Int64N(3), func() { c.hear(hub.Moved{}) })
	}
}

// backUpForGood is the last backup of a run: nothing before it can be lost.
func (h *hq) backUpForGood() {
	if !h.on || h.awaitsMore() {
		h.w.after(time.Minute.Milliseconds(), h.backUpForGood)
		return
	}
	h.images = nil
	h.backUp()
	h.safe = true
}

// told tells whether a device knows what HQ cannot lose any more.
func (d *device) told() (told bool) {
	if !d.w.hq.safe {
		return false
	}
	var at, knows uint64
	d.w.inspect(d.w.hq.disk, func(r storage.Reader) (err error) {
		at, err = hub.StableOf(r)
		return err
	})
	d.failed("look", d.log.View(context.Background(), func(r storage.Reader) (err error) {
		knows, err = journal.StableOf(r)
		return err
	}))
	return knows == at
}

// send sends a device to another shop, or says that it has come.
func send(w *World, file views.Repair, _ reader) (*intent, error) {
	in := service.SendRepairInput{ID: file.ID, To: pick(w.random, w.devices).enrolled.Site}
	return doing("send to "+in.To, (*service.App).Send, in), nil
}

func arrive(file views.Repair) *intent {
	return doing("arrive", (*service.App).Arrive, service.ByFile{ID: file.ID})
}

// router is HQ's.
func (w *World) router() hub.Router { return projection }

// wantedOf is what HQ is asked for.
func (w *World) wantedOf(f hub.Fetching) hub.Fetching {
	if w.mutant(ShortHistory) && f.UpTo > 1 {
		f.UpTo /= 2
	}
	return f
}

// histories are what HQ says of them.
func (w *World) histories(parts []*wire.History) []*wire.History {
	if !w.mutant(OpenBoxes) {
		return parts
	}
	for _, h := range parts {
		for i := range h.Items {
			w.inspect(w.hq.disk, func(r storage.Reader) error {
				e, err := journal.Get(r, h.Items[i].Ref)
				if err == nil {
					h.Items[i].Entry = journal.Encode(&e.Entry)
				}
				return err
			})
		}
	}
	return parts
}

// travels notes that people of another shop wait for a file and may work on it from
// now on, or that it has come.
func (m *model) travels(p *journal.Positioned) {
	if uint16(p.Header.Kind) != kind.RepairSent {
		return
	}
	f, file := factsOf[repair.SentFacts](p), p.Header.Entities[0].ID
	if f.Arrived {
		m.coming[f.To] = slices.DeleteFunc(m.coming[f.To], func(id journal.EntityID) bool { return id == file })
		return
	}
	m.coming[f.To] = append(m.coming[f.To], file)
	m.repairs[f.To] = append(m.repairs[f.To], file)
}

// unstable tells whether a replica holds an entry about an entity that HQ could lose.
func (v *viewed) unstable(e journal.Entity) bool {
	refs, err := journal.Refs(v.r, e)
	for _, ref := range refs {
		held, failed := journal.Get(v.r, ref)
		if failed != nil || held.Position == 0 || held.Position > v.stable {
			return true
		}
	}
	return err != nil
}

// canHandOn tells whether a disk holds an entry of a command with all its parts:
// what was withheld from a site cannot come back from there.
func canHandOn(r storage.Reader, id journal.CommandID) (bool, error) {
	ref, held, err := journal.OfCommand(r, id)
	if err != nil || !held {
		return false, err
	}
	e, err := journal.Get(r, ref)
	if err != nil {
		return false, err
	}
	return journal.Whole(r, &e.Entry)
}
