package views

import (
	"slices"

	"etabli/app/domain/kind"
	"etabli/app/domain/repair"
	"etabli/app/domain/sendout"
	"etabli/app/views/fold"
	"etabli/storage"
	"etabli/storage/journal"
)

// Sendout is a batch of devices that goes to a subcontractor.
type Sendout struct {
	ID            journal.EntityID `json:"id"`
	Status        sendout.Status   `json:"status"`
	Number        string           `json:"number"`
	Site          string           `json:"site"`
	Subcontractor string           `json:"subcontractor"` // code
	Name          string           `json:"name"`
	DueOn         string           `json:"due_on,omitempty"`
	CapCents      int64            `json:"cap_cents,omitempty"` // for each device
	LeftMS        int64            `json:"left_ms,omitempty"`
	Ref           string           `json:"ref,omitempty"`
	BegunMS       int64            `json:"begun_ms"`
	Devices       []SentDevice     `json:"devices"`
	ChargedCents  int64            `json:"charged_cents,omitempty"`
	Invoices      []string         `json:"invoices,omitempty"` // numbers
	Tentative     bool             `json:"tentative,omitempty"`
	Items         []ReviewItem     `json:"items,omitempty"`
}

// SentDevice is one device of a batch.
type SentDevice struct {
	Repair       journal.EntityID     `json:"repair"`
	Number       string               `json:"number"`
	Product      string               `json:"product"`
	Serial       string               `json:"serial,omitempty"`
	Status       repair.Status        `json:"status"`
	Stage        sendout.Stage        `json:"stage"`
	Scan         bool                 `json:"scan,omitempty"`   // its label was read when it was packed
	Quoted       *sendout.QuotedFacts `json:"quoted,omitempty"` // told by them, not seen by us
	QuotedMS     int64                `json:"quoted_ms,omitempty"`
	Decided      bool                 `json:"decided,omitempty"`
	Came         sendout.Came         `json:"came,omitempty"`
	CameMS       int64                `json:"came_ms,omitempty"`
	AgreedCents  int64                `json:"agreed_cents,omitempty"` // up to which they may charge
	ChargedCents int64                `json:"charged_cents,omitempty"`
}

// The lists of batches, each of one site or of all.
const (
	SendoutsOpen = "open"
	SendoutsAway = "away" // the first that is due first
	SendoutsOver = "over"
)

var sendoutShape = shape{
	places: func(s *fold.State) []place {
		b := sendoutOf(s)
		list, sort := SendoutsOpen, by(s.BegunMS)
		switch b.Status {
		case sendout.OnTheGo:
			list, sort = SendoutsAway, daySort(dateIn(b.DueOn))
		case sendout.Closed:
			list, sort = SendoutsOver, latest(s.TouchedMS)
		}
		return []place{{list, sort}, {list + "/" + b.Site, sort}, {listAll, by(s.BegunMS)}}
	},
	texts: func(o *opener) []string {
		b := sendoutOf(o.state)
		return append([]string{b.Number, b.Name, b.Subcontractor, b.Ref}, b.Invoices...)
	},
}

// sendoutOf is what the state alone tells; what its devices are called is not.
func sendoutOf(s *fold.State) Sendout {
	var f sendout.OpenedFacts
	var left sendout.LeftFacts
	_ = inField(s, fold.FieldSendout, &f) // the fold wrote it
	_ = inField(s, fold.FieldGoneOut, &left)
	b := Sendout{
		Status: sendout.Status(s.Status), Number: f.Number, Site: f.Site, Subcontractor: f.Subcontractor, Name: f.Name, DueOn: f.DueOn,
		CapCents: f.CapCents, Ref: left.Ref, BegunMS: s.BegunMS, Tentative: s.Waiting > 0,
	}
	if at := s.Shown(fold.FieldGoneOut); at != nil {
		b.LeftMS = at.AtMS
	}
	charged := map[string]int64{}
	for _, inv := range factsIn[sendout.InvoicedFacts](s, fold.GroupCharged) {
		b.Invoices = append(b.Invoices, inv.Number)
		for _, l := range inv.Lines {
			charged[string(l.File)] += l.Cents
			b.ChargedCents += l.Cents
		}
	}
	over := b.LeftMS != 0
	for _, name := range s.Group(fold.GroupPacked) {
		how := s.Value(fold.GroupPacked + name)
		if how == "" {
			continue // taken out again
		}
		d := sentDevice(s, name, &b)
		d.Scan = how == "scan"
		d.ChargedCents = charged[string(d.Repair[:])]
		over = over && d.Stage.Over()
		b.Devices = append(b.Devices, d)
	}
	if over {
		b.Status = sendout.Closed
	}
	return b
}

func sentDevice(s *fold.State, name string, b *Sendout) SentDevice {
	var out SentDevice
	_ = out.Repair.UnmarshalText([]byte(name)) // what is no id names nobody
	is := sendout.Device{Left: b.LeftMS != 0}
	if at := s.Shown(fold.GroupWanted + name); at != nil {
		is.Quoted = &sendout.QuotedFacts{}
		_ = inField(s, fold.GroupWanted+name, is.Quoted) // the fold wrote it
		out.Quoted, out.QuotedMS = is.Quoted, at.AtMS
	}
	if s.Value(fold.GroupDecided+name) != "" {
		is.Decided = &sendout.DecidedFacts{}
		_ = inField(s, fold.GroupDecided+name, is.Decided) // likewise
		out.Decided = true
	}
	if at := s.Shown(fold.GroupCame + name); at != nil {
		var came sendout.CameFacts
		_ = inField(s, fold.GroupCame+name, &came) // likewise
		is.Came, out.Came, out.CameMS = came.State, came.State, at.AtMS
	}
	out.Stage, out.AgreedCents = is.Stage(b.CapCents), is.Agreed(b.CapCents)
	return out
}

// Device is the device of a file in a batch; nil when it is not in it.
func (b *Sendout) Device(file journal.EntityID) *SentDevice {
	for i := range b.Devices {
		if b.Devices[i].Repair == file {
			return &b.Devices[i]
		}
	}
	return nil
}

// Sendout answers a batch; storage.ErrNotFound when there is none.
func (v *Views) Sendout(r storage.Reader, id journal.EntityID) (Sendout, error) {
	l, err := newLook(r)
	if err != nil {
		return Sendout{}, err
	}
	return l.sendout(id)
}

func (l *look) sendout(id journal.EntityID) (Sendout, error) {
	s, err := l.state(kind.Sendout, id)
	if err != nil {
		return Sendout{}, err
	}
	b := sendoutOf(s)
	b.ID = id
	for i := range b.Devices {
		d := &b.Devices[i]
		_, row, err := l.row(d.Repair)
		if err != nil {
			continue // its file lies at another shop
		}
		d.Number, d.Product, d.Serial, d.Status = row.Number, row.Product, row.Serial, row.Status
	}
	b.Items, err = l.items(journal.Entity{Type: journal.EntityType(kind.Sendout), ID: id}, s)
	return b, err
}

// Sendouts answers a list of batches, of a site or of all.
func (v *Views) Sendouts(r storage.Reader, list, site string) ([]Sendout, error) {
	if site != "" {
		list += "/" + site
	}
	return each(r, kind.Sendout, list, (*look).sendout)
}

// EverySendout answers all batches, the oldest first.
func (v *Views) EverySendout(r storage.Reader) ([]Sendout, error) {
	return each(r, kind.Sendout, listAll, (*look).sendout)
}

// SubcontractorID is how the journal names a subcontractor.
func SubcontractorID(code string) journal.EntityID {
	return journal.EntityID(journal.CommandIDFrom("subcontractor", code))
}

var subcontractorShape = shape{places: func(s *fold.State) []place {
	var f sendout.SavedFacts
	_ = inField(s, fold.FieldSubcontractor, &f) // the fold wrote it
	return []place{{listAll, keyText(f.Name)}}
}}

// Subcontractor answers a subcontractor; storage.ErrNotFound when nobody has the
// code.
func (v *Views) Subcontractor(r storage.Reader, id journal.EntityID) (sendout.SavedFacts, error) {
	l, err := newLook(r)
	if err != nil {
		return sendout.SavedFacts{}, err
	}
	return l.subcontractor(id)
}

func (l *look) subcontractor(id journal.EntityID) (f sendout.SavedFacts, err error) {
	s, err := l.state(kind.Subcontractor, id)
	if err != nil {
		return f, err
	}
	return f, inField(s, fold.FieldSubcontractor, &f)
}

// Subcontractors answers the subcontractors, by name; who is gone is left out.
func (v *Views) Subcontractors(r storage.Reader) ([]sendout.SavedFacts, error) {
	all, err := each(r, kind.Subcontractor, listAll, (*look).subcontractor)
	return slices.DeleteFunc(all, func(f sendout.SavedFacts) bool { return f.Gone }), err
}
