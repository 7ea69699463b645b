package views

import (
	"cmp"
	"math"
	"slices"
	"strconv"
	"time"

	"etabli/app/domain/claim"
	"etabli/app/domain/kind"
	"etabli/app/domain/parcel"
	"etabli/app/domain/repair"
	"etabli/app/domain/visit"
	"etabli/app/views/fold"
	"etabli/storage"
	"etabli/storage/journal"
)

// Visit is one appointment at a customer's home.
type Visit struct {
	ID           journal.EntityID `json:"id"`
	Site         string           `json:"site"`
	Status       visit.Status     `json:"status"`
	Outcome      string           `json:"outcome,omitempty"`
	For          visit.Aim        `json:"for"`
	Under        visit.Under      `json:"under,omitempty"`
	Slot         visit.Slot       `json:"slot"`
	LateMinutes  int              `json:"late_minutes,omitempty"` // what the customer was told last
	Staff        journal.EntityID `json:"staff,omitzero"`
	StaffName    string           `json:"staff_name,omitempty"`
	Van          string           `json:"van,omitempty"`
	Skill        string           `json:"skill,omitempty"`
	Area         string           `json:"area,omitempty"`
	Minutes      int              `json:"minutes,omitempty"`
	Parts        []visit.Part     `json:"parts,omitempty"`
	Customer     journal.EntityID `json:"customer,omitzero"`
	CustomerName string           `json:"customer_name,omitempty"`
	Erased       bool             `json:"customer_erased,omitempty"`
	Repair       journal.EntityID `json:"repair,omitzero"`
	Number       string           `json:"number,omitempty"`
	Product      string           `json:"product,omitempty"` // of the file
	Taken        journal.EntityID `json:"taken,omitzero"`    // file of the device that was taken away
	Moves        int              `json:"moves,omitempty"`
	Alert        bool             `json:"alert,omitempty"` // moved so often that a manager calls
	Next         []visit.Status   `json:"next,omitempty"`
	Follows      *visit.Next      `json:"follows,omitempty"` // what was proposed when it did not take place
	Checked      []visit.Point    `json:"checked,omitempty"`
	Place        visit.PlaceBox   `json:"place,omitzero"`
	Where        string           `json:"where,omitempty"` // the address of the visit, else the customer's
	Codes        string           `json:"codes,omitempty"`
	Done         string           `json:"done,omitempty"`
	Report       *Report          `json:"report,omitempty"`
	Told         []Words          `json:"told,omitempty"`       // what the customer was told, oldest first
	LeftMS       int64            `json:"left_ms,omitempty"`    // when the technician set out last
	ArrivedMS    int64            `json:"arrived_ms,omitempty"` // and arrived
	// AnnouncedCents is what the customer was told that an absence costs; 0 when nothing
	// was said of it, and then nothing can be asked for.
	AnnouncedCents int64   `json:"announced_cents,omitempty"`
	Absent         *Absent `json:"absent,omitempty"` // the last time that nobody was there
	Tentative      bool    `json:"tentative,omitempty"`
	Review         int     `json:"review,omitempty"`
}

// Report is the report of a visit.
type Report struct {
	Result    visit.Status    `json:"result"`
	Signed    bool            `json:"signed"`
	Unsigned  string          `json:"unsigned,omitempty"`
	Made      string          `json:"made,omitempty"`
	On        string          `json:"on,omitempty"`
	Questions visit.Questions `json:"questions"`
	Lines     []visit.Line    `json:"lines,omitempty"`
	HoldOn    string          `json:"pay_rest_from,omitempty"`
	LeaveOn   string          `json:"withdraw_by,omitempty"`
	Used      []visit.Part    `json:"used,omitempty"`
	BeganMS   int64           `json:"began_ms,omitempty"`
	EndedMS   int64           `json:"ended_ms,omitempty"`
	Signature []byte          `json:"-"` // name of the stored picture
	Photos    [][]byte        `json:"-"`
}

// Absent is what was kept of a customer who was not there.
type Absent struct {
	AtMS     int64    `json:"at_ms"`
	Tries    int      `json:"tries"`
	Slip     string   `json:"slip"`
	FeeCents int64    `json:"fee_cents,omitempty"`
	Photos   [][]byte `json:"-"`
}

// Words are something a customer was told about a visit or a parcel.
type Words struct {
	AtMS  int64  `json:"at_ms"`
	By    string `json:"by"` // the channel
	Words string `json:"words,omitempty"`
	// Late says that the slot it takes back had begun: nobody heard in time.
	Late   bool        `json:"too_late,omitempty"`
	Reason string      `json:"reason,omitempty"` // code of why something changed
	Was    visit.Slot  `json:"was,omitzero"`     // the slot that it takes back
	Ref    journal.Ref `json:"-"`
	Lag    bool        `json:"-"` // it only says that somebody runs late
}

var visitShape = shape{
	places: func(s *fold.State) []place {
		from, _ := slotOf(s)
		sort := by(from)
		out := []place{{"site/" + s.Value(fold.FieldSite), sort}}
		for _, link := range []string{fold.FieldStaff, fold.FieldVan, fold.FieldRepair, fold.FieldOf} {
			if of := s.Value(link); of != "" {
				out = append(out, place{link + "/" + of, sort})
			}
		}
		return out
	},
}

// slotOf is the slot of a visit; what a broken device wrote is none.
func slotOf(s *fold.State) (fromMS, toMS int64) {
	parts := append(repair.SplitList(s.Value(fold.FieldSlot)), "", "")
	fromMS, errFrom := strconv.ParseInt(parts[0], 10, 64)
	toMS, errTo := strconv.ParseInt(parts[1], 10, 64)
	if errFrom != nil || errTo != nil {
		return 0, 0
	}
	return fromMS, toMS
}

// Visit answers a visit; storage.ErrNotFound when there is none.
func (v *Views) Visit(r storage.Reader, id journal.EntityID) (Visit, error) {
	l, err := newLook(r)
	if err != nil {
		return Visit{}, err
	}
	return l.visit(id)
}

func (l *look) visit(id journal.EntityID) (Visit, error) {
	s, err := l.whole(kind.Visit, id)
	if err != nil {
		return Visit{}, err
	}
	out, err := visitOf(id, s.state)
	if err != nil {
		return out, err
	}
	l.private(s, fold.FieldPlace, &out.Place)
	var codes visit.CodeBox
	if out.Status.Takes() { // afterwards nobody needs them
		l.private(s, fold.FieldDoor, &codes)
	}
	var report visit.ReportBox
	l.private(s, fold.FieldDone, &report)
	out.Codes, out.Done, out.Told = codes.Codes, report.Done, l.toldOf(s)
	out.LeftMS, out.ArrivedMS = timesOf(s)
	if out.Absent != nil {
		out.Absent.AtMS = absentAt(s)
	}
	if out.StaffName, err = l.author(out.Staff); err != nil {
		return out, err
	}
	if out.Repair, err = l.nowAbout(out.Repair); err != nil {
		return out, err
	}
	who, err := l.contact(out.Customer)
	if err != nil {
		return out, err
	}
	out.Where, out.Erased = cmp.Or(out.Place.Address, who.Address), who.Erased
	if out.CustomerName, out.Number, err = l.named(out.Customer, out.Repair); err != nil || out.Number == "" {
		return out, err
	}
	file, err := l.raw(out.Repair)
	if err == nil {
		out.Product = file.Product
	}
	return out, err
}

// Expected is when somebody comes by what their customer was told last: the slot, later
// by the delay.
func (v Visit) Expected() visit.Slot {
	lateMS := int64(v.LateMinutes) * time.Minute.Milliseconds()
	return visit.Slot{FromMS: v.Slot.FromMS + lateMS, ToMS: v.Slot.ToMS + lateMS}
}

// visitOf is what the state alone tells.
func visitOf(id journal.EntityID, s *fold.State) (Visit, error) {
	out := Visit{
		ID: id, Site: s.Value(fold.FieldSite), Status: visit.Status(s.Status), Outcome: s.Outcome,
		For: visit.Aim(s.Value(fold.FieldFor)), Under: visit.Under(s.Value(fold.FieldUnder)),
		Staff: s.ID(fold.FieldStaff), Van: s.Value(fold.FieldVan), Skill: s.Value(fold.FieldSkill), Area: s.Value(fold.FieldArea),
		Customer: s.ID(fold.FieldOf), Repair: s.ID(fold.FieldRepair), Taken: s.ID(fold.FieldTaken),
		Moves: int(s.Sum(fold.SumMoves).N), Next: visit.Steps(visit.Status(s.Status)),
		Tentative: s.Waiting > 0, Review: len(s.Items),
	}
	out.AnnouncedCents, _ = strconv.ParseInt(s.Value(fold.FieldAnnounced), 10, 64) // none when nobody said
	out.Alert = out.Moves >= visit.AlertMoves
	out.Slot.FromMS, out.Slot.ToMS = slotOf(s)
	out.Minutes, _ = strconv.Atoi(s.Value(fold.FieldMinutes)) // none when nobody said
	if late := s.Shown(fold.FieldLate); late != nil && !movedSince(s, late.AtMS) {
		out.LateMinutes, _ = strconv.Atoi(string(late.Value)) // none when nobody said
	}
	if err := inField(s, fold.FieldParts, &out.Parts); err != nil {
		return out, err
	}
	if err := inField(s, fold.FieldChecked, &out.Checked); err != nil {
		return out, err
	}
	if s.Value(fold.FieldNext) != "" {
		out.Follows = &visit.Next{}
		if err := inField(s, fold.FieldNext, out.Follows); err != nil {
			return out, err
		}
	}
	if s.Value(fold.FieldAbsent) != "" {
		var f visit.AbsentFacts
		if err := inField(s, fold.FieldAbsent, &f); err != nil {
			return out, err
		}
		out.Absent = &Absent{Tries: f.Tries, Slip: f.Slip, FeeCents: f.FeeCents, Photos: f.Pictures}
	}
	if s.Value(fold.FieldReport) == "" {
		return out, nil
	}
	var f visit.ReportedFacts
	err := inField(s, fold.FieldReport, &f)
	out.Report = &Report{
		Result: f.Result, Signed: len(f.Pictures) > 0, Unsigned: f.Unsigned, Made: f.Made, On: f.On, Questions: f.Questions,
		Lines: f.Lines, HoldOn: f.HoldOn, LeaveOn: f.LeaveOn, Used: f.Used, BeganMS: f.BeganMS, EndedMS: f.EndedMS, Photos: f.Photos,
	}
	if len(f.Pictures) > 0 {
		out.Report.Signature, out.Report.Photos = f.Pictures[0], f.Pictures[1:]
	}
	return out, err
}

// timesOf is when the technician set out and arrived last, by the steps of this
// visit that hold.
func timesOf(s *subject) (leftMS, arrivedMS int64) {
	for i := range s.history {
		e := &s.history[i]
		if kind.Kind(e.Header.Kind) != kind.VisitStepped || has(s.state.Repeats, e.Ref()) {
			continue
		}
		switch read[visit.SteppedFacts](e).To {
		case visit.EnRoute:
			leftMS, arrivedMS = fold.AtMS(e), 0
		case visit.OnSite:
			arrivedMS = fold.AtMS(e)
		}
	}
	return leftMS, arrivedMS
}

// inField reads the facts that a field holds, none when nobody wrote it.
func inField(s *fold.State, name string, into any) error {
	value := s.Value(name)
	if value == "" {
		return nil
	}
	return journal.UnmarshalFacts([]byte(value), into)
}

// toldOf is what the customer was told, in the order of the fold.
func (l *look) toldOf(s *subject) []Words {
	var out []Words
	var stood visit.Slot
	for i := range s.history {
		e := &s.history[i]
		before := stood
		by, why, slot, slotted := tellingOf(e, s.entity)
		if slotted {
			stood = slot
		}
		if by == "" || has(s.state.Repeats, e.Ref()) {
			continue
		}
		words := Words{AtMS: fold.AtMS(e), By: by, Reason: why, Ref: e.Ref(), Lag: kind.Kind(e.Header.Kind) == kind.VisitLate}
		words.Late = before.FromMS != 0 && words.AtMS >= before.FromMS
		if why != "" {
			words.Was = before
		}
		words.Words = l.wordsIn(e)
		out = append(out, words)
	}
	return out
}

// tellingOf is by which way an entry says that the customer was told, why, and when somebody
// comes since then, if it says that.
func tellingOf(e *journal.Positioned, about journal.Entity) (by, why string, slot visit.Slot, slotted bool) {
	switch kind.Kind(e.Header.Kind) {
	case kind.VisitPlanned:
		f := read[visit.PlannedFacts](e)
		return f.Told, "", f.Slot, true
	case kind.VisitMoved:
		f := read[visit.MovedFacts](e)
		return f.Told, f.Reason, f.Slot, f.Slot != visit.Slot{}
	case kind.VisitCancelled:
		f := read[visit.CancelledFacts](e)
		return f.Told, f.Reason, slot, false
	case kind.VisitLate:
		return read[visit.LateFacts](e).Told, "", slot, false
	case kind.VisitDayMoved:
		f := read[visit.DayMovedFacts](e)
		n := slices.Index(e.Header.Entities, about) - 1 // the first is whose day it is
		if n >= 0 && n < len(f.To) {
			slot = f.To[n].Slot
		}
		return f.Told, f.Reason, slot, slot != visit.Slot{}
	case kind.ParcelSlotted:
		f := read[parcel.SlottedFacts](e)
		return f.Told, f.Reason, f.Slot, true
	case kind.ParcelCancelled:
		f := read[parcel.CancelledFacts](e)
		return f.Told, f.Reason, slot, false
	case kind.ClaimConfirmed:
		if f := read[claim.ConfirmedFacts](e); f.Proof == "" { // what has a proof has gone
			by = string(f.Channel)
		}
	}
	return by, "", slot, false
}

// absentAt is when nobody was there last.
func absentAt(s *subject) (atMS int64) {
	for i := range s.history {
		e := &s.history[i]
		if kind.Kind(e.Header.Kind) == kind.VisitAbsent && !has(s.state.Repeats, e.Ref()) {
			atMS = fold.AtMS(e)
		}
	}
	return atMS
}

// VisitsOf answers the visits of a list that begin in a stretch of time, in
// their order. A list is "site/LIL", "staff/<id>", "van/<code>", "repair/<id>"
// or "customer/<id>".
func (v *Views) VisitsOf(r storage.Reader, list string, fromMS, toMS int64) ([]Visit, error) {
	l, err := newLook(r)
	if err != nil {
		return nil, err
	}
	members, err := l.placedBetween(kind.Visit, list, by(fromMS), by(toMS), 0)
	if err != nil {
		return nil, err
	}
	out := make([]Visit, 0, len(members))
	for _, m := range members {
		one, err := l.visit(m.ID)
		if err != nil {
			return nil, err
		}
		out = append(out, one)
	}
	return out, nil
}

// VisitsOfFile answers the visits about a file, the earliest first.
func (v *Views) VisitsOfFile(r storage.Reader, file journal.EntityID) ([]Visit, error) {
	visits, err := ofFile(r, file, func(id journal.EntityID) ([]Visit, error) {
		return v.VisitsOf(r, fold.FieldRepair+"/"+id.String(), 0, math.MaxInt64)
	})
	slices.SortStableFunc(visits, func(x, y Visit) int { return cmp.Compare(x.Slot.FromMS, y.Slot.FromMS) })
	return visits, err
}

// movedSince tells whether a visit got another slot or technician after a moment: what
// was said of the old one before holds no more.
func movedSince(s *fold.State, ms int64) bool {
	for _, field := range []string{fold.FieldSlot, fold.FieldStaff} {
		if at := s.Shown(field); at != nil && at.AtMS > ms {
			return true
		}
	}
	return false
}
