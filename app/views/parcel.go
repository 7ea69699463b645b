package views

import (
	"cmp"
	"errors"
	"slices"

	"etabli/app/domain/kind"
	"etabli/app/domain/parcel"
	"etabli/app/domain/visit"
	"etabli/app/views/fold"
	"etabli/storage"
	"etabli/storage/journal"
)

// Parcel is something that is sent.
type Parcel struct {
	ID           journal.EntityID `json:"id"`
	Status       parcel.Status    `json:"status"`
	Outcome      string           `json:"outcome,omitempty"` // why, as a code
	Site         string           `json:"site"`
	Incoming     bool             `json:"incoming,omitempty"`
	Carrier      string           `json:"carrier"` // code
	CarrierName  string           `json:"carrier_name,omitempty"`
	Country      string           `json:"country"`
	Point        bool             `json:"point,omitempty"`
	Cents        int64            `json:"carriage_cents,omitempty"`
	Lines        []ParcelLine     `json:"lines,omitempty"`
	DueCents     int64            `json:"due_cents,omitempty"` // lines and carriage that are not settled
	Tracking     string           `json:"tracking,omitempty"`
	ClosedMS     int64            `json:"closed_ms,omitempty"`
	SeenMS       int64            `json:"messages_seen_ms,omitempty"` // up to when messages were known at closing
	Unseen       bool             `json:"messages_unseen,omitempty"`
	SightedMS    int64            `json:"sighted_ms,omitempty"`
	SaidBy       parcel.Source    `json:"said_by,omitempty"`
	Checked      bool             `json:"checked"` // a scan, or our own eyes: not only an announcement
	UntilOn      string           `json:"until_on,omitempty"`
	Return       string           `json:"return_number,omitempty"`  // under which a customer may send it
	ReturnUntil  string           `json:"return_until,omitempty"`   // last day for that
	ReturnRead   bool             `json:"return_read,omitempty"`    // its number was read when it came
	Expired      bool             `json:"return_expired,omitempty"` // it came after its last day
	Slot         visit.Slot       `json:"slot,omitzero"`
	Moves        int              `json:"moves,omitempty"`
	Alert        bool             `json:"alert,omitempty"`     // moved so often that a manager calls
	Claimed      bool             `json:"claimed,omitempty"`   // a claim is about it
	LateTold     bool             `json:"late_told,omitempty"` // a change reached the customer after its slot had begun
	Follows      *visit.Next      `json:"follows,omitempty"`
	Customer     journal.EntityID `json:"customer,omitzero"`
	CustomerName string           `json:"customer_name,omitempty"`
	Erased       bool             `json:"customer_erased,omitempty"`
	Repair       journal.EntityID `json:"repair,omitzero"`
	Number       string           `json:"number,omitempty"`
	Place        parcel.PlaceBox  `json:"place,omitzero"`
	Told         []Words          `json:"told,omitempty"`
	Tentative    bool             `json:"tentative,omitempty"`
	Review       int              `json:"review,omitempty"`
}

// ParcelLine is something that lies in a parcel.
type ParcelLine struct {
	Key string `json:"key"`
	parcel.Line
}

// The lists of parcels, each of one site: "open/LIL".
const (
	ParcelsOpen = "open" // being packed
	ParcelsAway = "away"
	ParcelsOver = "over" // the latest first
)

var parcelShape = shape{
	places: func(s *fold.State) []place {
		list, sort := ParcelsAway, by(s.SinceMS)
		switch status := parcel.Status(s.Status); {
		case status == parcel.Open:
			list = ParcelsOpen
		case status.Over():
			list, sort = ParcelsOver, latest(s.SinceMS)
		}
		out := []place{{list + "/" + s.Value(fold.FieldSite), sort}}
		for _, link := range []string{fold.FieldRepair, fold.FieldOf} {
			if of := s.Value(link); of != "" {
				out = append(out, place{link + "/" + of, by(s.SinceMS)})
			}
		}
		return out
	},
	texts: func(o *opener) []string {
		var begun parcel.OpenedFacts
		var shut parcel.ClosedFacts
		_ = errors.Join(inField(o.state, fold.FieldOpened, &begun), inField(o.state, fold.FieldShut, &shut)) // what cannot be read finds nothing
		return []string{shut.Tracking, begun.Return}
	},
}

// Parcel answers a parcel; storage.ErrNotFound when there is none.
func (v *Views) Parcel(r storage.Reader, id journal.EntityID) (Parcel, error) {
	l, err := newLook(r)
	if err != nil {
		return Parcel{}, err
	}
	return l.parcel(id)
}

func (l *look) parcel(id journal.EntityID) (Parcel, error) {
	s, err := l.whole(kind.Parcel, id)
	if err != nil {
		return Parcel{}, err
	}
	p, err := parcelOf(id, s.state)
	if err != nil {
		return p, err
	}
	l.private(s, fold.FieldPlace, &p.Place)
	p.Told = l.toldOf(s)
	for i := range s.history {
		switch e := &s.history[i]; kind.Kind(e.Header.Kind) {
		case kind.ParcelClosed:
			p.ClosedMS = fold.AtMS(e)
		case kind.ClaimOpened, kind.ClaimLinked:
			p.Claimed = true
		}
	}
	if p.Repair, err = l.nowAbout(p.Repair); err != nil {
		return p, err
	}
	p.Erased = l.isErased(p.Customer)
	if p.CustomerName, p.Number, err = l.named(p.Customer, p.Repair); err != nil {
		return p, err
	}
	carriers, err := l.carriers(p.Site)
	for _, c := range carriers {
		if c.Code == p.Carrier {
			p.CarrierName = c.Name
		}
	}
	return p, err
}

// parcelOf is what the state alone tells.
func parcelOf(id journal.EntityID, s *fold.State) (Parcel, error) {
	p := Parcel{
		ID: id, Status: parcel.Status(s.Status), Outcome: s.Outcome, Site: s.Value(fold.FieldSite),
		Customer: s.ID(fold.FieldOf), Repair: s.ID(fold.FieldRepair), Moves: int(s.Sum(fold.SumMoves).N),
		LateTold: s.Value(fold.FieldLateTold) != "", Tentative: s.Waiting > 0, Review: len(s.Items),
	}
	p.Alert = p.Moves >= visit.AlertMoves
	p.Slot.FromMS, p.Slot.ToMS = slotOf(s)
	var o parcel.OpenedFacts
	var shut parcel.ClosedFacts
	if err := errors.Join(inField(s, fold.FieldOpened, &o), inField(s, fold.FieldShut, &shut)); err != nil {
		return p, err
	}
	p.Incoming, p.Carrier, p.Country, p.Point, p.Cents = o.Incoming, o.Carrier, o.Country, o.Point, o.Cents
	p.Return, p.ReturnUntil = o.Return, o.ReturnUntil
	p.Tracking, p.SeenMS, p.Unseen = shut.Tracking, shut.SeenMS, shut.Unseen
	if s.Value(fold.FieldSight) != "" {
		var sight parcel.MovedFacts
		if err := inField(s, fold.FieldSight, &sight); err != nil {
			return p, err
		}
		p.SightedMS, p.SaidBy, p.Checked, p.UntilOn = sight.AtMS, sight.By, sight.Checked(), sight.UntilOn
		p.ReturnRead, p.Expired = sight.Return != "", sight.Expired
	}
	if s.Value(fold.FieldNext) != "" {
		p.Follows = &visit.Next{}
		if err := inField(s, fold.FieldNext, p.Follows); err != nil {
			return p, err
		}
	}
	return p, p.fill(s)
}

// fill reads what lies in a parcel, and what of it is still to pay.
func (p *Parcel) fill(s *fold.State) error {
	p.DueCents = p.Cents
	keys := s.Group(fold.GroupLine)
	slices.SortFunc(keys, func(x, y string) int { // as they were put in
		return cmp.Or(cmp.Compare(s.Shown(fold.GroupLine+x).AtMS, s.Shown(fold.GroupLine+y).AtMS), cmp.Compare(len(x), len(y)), cmp.Compare(x, y))
	})
	for _, key := range keys {
		if s.Value(fold.GroupLine+key) == "" {
			continue // it was taken out
		}
		line := ParcelLine{Key: key}
		if err := inField(s, fold.GroupLine+key, &line.Line); err != nil {
			return err
		}
		line.N = max(1, line.N)
		if line.Paid != parcel.PaidBefore {
			p.DueCents += line.Cents
		}
		p.Lines = append(p.Lines, line)
	}
	return nil
}

// Parcels answers a list of parcels, in its order: ParcelsOpen, ParcelsAway or
// ParcelsOver with "/" and a site, or "repair/<id>", "customer/<id>".
func (v *Views) Parcels(r storage.Reader, list string, limit int) ([]Parcel, error) {
	l, err := newLook(r)
	if err != nil {
		return nil, err
	}
	members, err := l.placed(kind.Parcel, list, limit)
	if err != nil {
		return nil, err
	}
	out := make([]Parcel, 0, len(members))
	for _, m := range members {
		p, err := l.parcel(m.ID)
		if err != nil {
			return nil, err
		}
		out = append(out, p)
	}
	return out, nil
}

// ParcelsOfFile answers the parcels about a file.
func (v *Views) ParcelsOfFile(r storage.Reader, file journal.EntityID) ([]Parcel, error) {
	return ofFile(r, file, func(id journal.EntityID) ([]Parcel, error) {
		return v.Parcels(r, fold.FieldRepair+"/"+id.String(), maxShared)
	})
}

// Carriers are the carriers of a shop that are in use.
func (v *Views) Carriers(r storage.Reader, site string) ([]parcel.Carrier, error) {
	l, err := newLook(r)
	if err != nil {
		return nil, err
	}
	all, err := l.carriers(site)
	return slices.DeleteFunc(all, func(c parcel.Carrier) bool { return c.Gone }), err
}

// carriers are all that a shop ever had.
func (l *look) carriers(site string) ([]parcel.Carrier, error) {
	s, err := l.site(SiteID(site))
	if err != nil {
		return nil, err
	}
	var out []parcel.Carrier
	for _, code := range s.Group(fold.GroupCarrier) {
		var c parcel.Carrier
		if err := inField(s, fold.GroupCarrier+code, &c); err != nil {
			return nil, err
		}
		out = append(out, c)
	}
	return out, nil
}

// Holds tells whether a line lies in the parcel.
func (p *Parcel) Holds(key string) bool {
	return slices.ContainsFunc(p.Lines, func(l ParcelLine) bool { return l.Key == key })
}

// Sighting is what is known of the parcel's way.
func (p *Parcel) Sighting() parcel.Sighting {
	return parcel.Sighting{
		Status: p.Status, AtMS: max(p.SightedMS, p.ClosedMS), Checked: p.Checked, UntilOn: dateIn(p.UntilOn), Slot: p.Slot, Moves: p.Moves, Claimed: p.Claimed,
	}
}
