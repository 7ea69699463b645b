package present

import (
	"etabli/app/domain/parcel"
	"etabli/app/domain/visit"
	"etabli/app/views"
)

// The acts on parcels.
const (
	parcelNew    = "parcel.new"
	parcelFill   = "parcel.fill"
	parcelOut    = "parcel.out"
	parcelClose  = "parcel.close"
	parcelTalk   = "parcel.talk"
	parcelSee    = "parcel.see"
	parcelSlot   = "parcel.slot"
	parcelLate   = "parcel.late"
	parcelCancel = "parcel.cancel"
	parcelFile   = "parcel.file"
)

var parcelIcons = map[string]string{
	parcelNew: "plus", parcelFill: "package-open", parcelOut: "minus", parcelClose: "package-check", parcelTalk: "mail", parcelSee: "map-pin",
	parcelSlot: "calendar-clock", parcelLate: "split", parcelCancel: "x", parcelFile: "clipboard-list",
}

func (e Env) parcelAct(id string) Action {
	return Action{ID: id, Label: e.Words.T("deed." + id), Icon: parcelIcons[id]}
}

// nextOn are the right next things with a parcel. A message that nobody has read comes
// before the parcel is closed.
func (p *Parcels) nextOn(s sent) []string {
	switch {
	case s.Status != parcel.Open && len(p.sights(s.Status)) == 0:
		return nil
	case s.Status != parcel.Open:
		return []string{parcelSee}
	case s.Incoming:
		return []string{parcelSee, parcelFill}
	case len(s.Lines) == 0:
		return []string{parcelFill}
	case !s.talk.IsZero():
		return []string{parcelTalk, parcelFill}
	}
	return []string{parcelClose, parcelFill}
}

// parcelActions are what can be done with a parcel, the right next thing first.
func (p *Parcels) parcelActions(s sent) (primary Action, rest []Action) {
	ids := p.nextOn(s)
	if s.Status == parcel.Open && len(s.Lines) > 0 {
		ids = append(ids, parcelOut)
	}
	if s.Status != parcel.Open {
		ids = append(ids, parcelLate)
	}
	if !s.Status.Over() {
		ids = append(ids, parcelSlot)
	}
	if s.Status != parcel.Cancelled && parcel.CanMove(s.Status, parcel.Cancelled) {
		ids = append(ids, parcelCancel)
	}
	if !s.Repair.IsZero() {
		ids = append(ids, parcelFile)
	}
	for _, id := range append(ids, parcelNew) {
		rest = append(rest, p.parcelAct(id))
	}
	return rest[0], rest[1:]
}

// sights are where a parcel can be seen next.
func (p *Parcels) sights(from parcel.Status) (out []string) {
	for _, to := range parcel.Sights() {
		if parcel.CanMove(from, to) {
			out = append(out, to.Word())
		}
	}
	return out
}

// moved tells whether a slot of the parcel would be a change.
func moved(s sent) bool { return s.Slot != visit.Slot{} }

// PrimaryPressed does the right next thing.
func (p *Parcels) PrimaryPressed() {
	switch {
	case p.read:
		next, _ := p.parcelActions(p.one)
		p.ActionPressed(next.ID)
	case p.open.id.IsZero(): // nothing is chosen: what the empty place offers
		p.EmptyPressed()
	}
}

// EmptyPressed begins a parcel.
func (p *Parcels) EmptyPressed() { p.ActionPressed(parcelNew) }

// ActionPressed begins an act.
func (p *Parcels) ActionPressed(id string) {
	make, asks := p.parcelSheets()[id]
	switch {
	case p.read && p.open.prints(p.ports.Papers, id):
	case p.open.busy || !p.read && id != parcelNew:
	case id == parcelNew:
		p.beginFor(ID{})
	case id == parcelTalk, id == parcelClose && !p.one.talk.IsZero():
		p.Go(Route{Screen: MessagesScreen, Open: p.one.talk})
	case asks:
		p.open.sheets.open(make())
	case id == parcelFile:
		p.Go(Route{Screen: CounterScreen, Repair: p.one.Repair})
	}
}

// parcelSheets are the acts that ask something first.
func (p *Parcels) parcelSheets() map[string]func() plan {
	return map[string]func() plan{
		parcelFill: p.fillSheet, parcelOut: p.outSheet, parcelClose: p.closeSheet, parcelSee: p.seeSheet,
		parcelSlot: p.slotSheet, parcelLate: p.lateSheet, parcelCancel: p.cancelSheet,
	}
}

// holds names what lies in a parcel.
func (e Env) holds(l views.ParcelLine) string {
	if l.N > 1 {
		return e.Words.Number(l.N) + " × " + l.Label
	}
	return l.Label
}
