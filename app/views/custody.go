package views

import (
	"etabli/app/domain/custody"
	"etabli/app/domain/kind"
	"etabli/app/domain/repair"
	"etabli/app/views/fold"
	"etabli/storage"
	"etabli/storage/journal"
)

// Incident is something that happened to a device in our care, or a thing that
// was found.
type Incident struct {
	ID         journal.EntityID    `json:"id"`
	Sort       custody.Sort        `json:"sort"`
	State      custody.State       `json:"state"`
	Site       string              `json:"site,omitempty"`
	File       journal.EntityID    `json:"file,omitzero"`
	Number     string              `json:"number,omitempty"` // of that file
	Item       string              `json:"item,omitempty"`
	Serial     string              `json:"serial,omitempty"`
	Colour     string              `json:"colour,omitempty"`
	Words      string              `json:"words,omitempty"`
	ValueCents int64               `json:"value_cents,omitempty"`
	Currency   string              `json:"currency,omitempty"`
	Photos     []repair.Attachment `json:"photos,omitempty"`
	TellBy     string              `json:"tell_by,omitempty"`
	Channel    string              `json:"channel,omitempty"`
	Insurer    string              `json:"insurer,omitempty"`
	Outcome    string              `json:"outcome,omitempty"`
	PaidCents  int64               `json:"paid_cents,omitempty"`
	ReplacedBy string              `json:"replaced_by,omitempty"`
	BegunMS    int64               `json:"begun_ms"`
}

// The lists of incidents.
const (
	listUnsettled = "unsettled"
	listFound     = "found" // things nobody knows whose they are
)

var incidentShape = shape{
	places: func(s *fold.State) []place {
		var out []place
		if file := s.Value(fold.FieldFile); file != "" {
			out = append(out, place{listOfFile + file, by(s.BegunMS)})
		}
		if custody.State(s.Status) == custody.Settled {
			return out
		}
		out = append(out, place{List: listUnsettled, Sort: by(s.BegunMS)})
		if incidentFacts(s).Sort == custody.Found {
			out = append(out, place{List: listFound, Sort: by(s.BegunMS)})
		}
		return out
	},
	texts: func(o *opener) []string {
		f := incidentFacts(o.state)
		var box repair.FileBox
		o.open(fold.FieldHappened, &box)
		return []string{f.Item, f.Serial, f.Colour, box.Note}
	},
}

func incidentFacts(s *fold.State) (f custody.OpenedFacts) {
	if shown := s.Shown(fold.FieldIncident); shown != nil {
		_ = journal.UnmarshalFacts(shown.Value, &f) // the fold wrote it
	}
	return f
}

// Incident answers one incident; storage.ErrNotFound when there is none.
func (v *Views) Incident(r storage.Reader, id journal.EntityID) (Incident, error) {
	l, err := newLook(r)
	if err != nil {
		return Incident{}, err
	}
	return l.incident(id)
}

func (l *look) incident(id journal.EntityID) (Incident, error) {
	sub, err := l.whole(kind.Incident, id)
	if err != nil {
		return Incident{}, err
	}
	s, f := sub.state, incidentFacts(sub.state)
	paid, _ := repair.ParseCents(s.Value(fold.GroupStep + "paid_cents")) // none is zero
	out := Incident{
		ID: id, Sort: f.Sort, State: custody.State(s.Status), Site: s.Value(fold.FieldSite), File: s.ID(fold.FieldFile),
		Item: f.Item, Serial: f.Serial, Colour: f.Colour, Words: l.note(sub, fold.FieldHappened), ValueCents: f.ValueCents,
		Currency: f.Currency, Photos: f.Photos, TellBy: f.TellBy, Channel: s.Value(fold.GroupStep + "channel"),
		Insurer: s.Value(fold.GroupStep + "insurer"), Outcome: s.Value(fold.GroupStep + "outcome"), PaidCents: paid,
		ReplacedBy: s.Value(fold.GroupStep + "replaced_by"), BegunMS: s.BegunMS,
	}
	if !out.File.IsZero() {
		if file, err := l.state(kind.Repair, out.File); err == nil {
			out.Number = file.Value(fold.FieldNumber)
			if out.Site == "" {
				out.Site = file.Value(fold.FieldSite)
			}
		}
	}
	return out, nil
}

// Incidents answers those that are not settled, or only what was found, the
// oldest first; words choose among them.
func (v *Views) Incidents(r storage.Reader, found bool, words string) ([]Incident, error) {
	l, err := newLook(r)
	if err != nil {
		return nil, err
	}
	list := listUnsettled
	if found {
		list = listFound
	}
	var ids []journal.EntityID
	if words != "" {
		ids, err = l.found(kind.Incident, words, MaxHits)
	} else {
		ids, err = l.placedIDs(kind.Incident, list)
	}
	if err != nil {
		return nil, err
	}
	out := make([]Incident, 0, len(ids))
	for _, id := range ids {
		i, err := l.incident(id)
		if err != nil {
			return nil, err
		}
		if !found || i.Sort == custody.Found {
			out = append(out, i)
		}
	}
	return out, nil
}

// placedIDs are the ids of a whole list, in its order.
func (l *look) placedIDs(t uint8, list string) ([]journal.EntityID, error) {
	members, err := l.placed(t, list, 0)
	out := make([]journal.EntityID, len(members))
	for i, m := range members {
		out[i] = m.ID
	}
	return out, err
}

// Count is a count of the customers' devices.
type Count struct {
	ID      journal.EntityID `json:"id"`
	AtMS    int64            `json:"at_ms"`
	Site    string           `json:"site"`
	Place   string           `json:"place,omitempty"`
	Seen    []string         `json:"seen,omitempty"`
	Missing []string         `json:"missing,omitempty"`
	Strange []string         `json:"strange,omitempty"`
	Unknown []string         `json:"unknown,omitempty"`
	Last    []LastSeen       `json:"last,omitempty"` // where what is missing was seen last
}

const listCounts = "counts"

// batchShape lists counts and moves of several files, the latest first.
var batchShape = shape{places: func(s *fold.State) []place {
	if s.Shown(fold.FieldCounted) != nil {
		return []place{{List: listCounts, Sort: latest(s.BegunMS)}}
	}
	return []place{{List: listBatches, Sort: latest(s.BegunMS)}}
}}

const listBatches = "moves"
