package present

import (
	"context"
	"encoding/json"
	"slices"
	"sync"

	"etabli/app/domain/quote"
	"etabli/app/domain/visit"
	"etabli/app/service"
	"etabli/storage/journal"
)

// Worksheets keeps what was noted at a customer's over a crash, on this device
// only, until the report is signed.
type Worksheets interface {
	Worksheet(ctx context.Context, visit ID) ([]byte, error) // nothing when there is none
	SaveWorksheet(ctx context.Context, visit ID, body []byte) error
	DropWorksheet(ctx context.Context, visit ID) error
}

// The answers to a question of law; an empty one was not asked yet.
const (
	yes = "yes"
	no  = "no"
)

// worksheet is what was noted and is not recorded yet. It keeps the ids of the
// commands that it becomes: signing twice makes no second report.
type worksheet struct {
	Calls map[string]journal.CommandID `json:"calls,omitempty"`

	Result  visit.Status  `json:"result,omitempty"`
	Done    string        `json:"done,omitempty"`
	Note    string        `json:"note,omitempty"`
	Made    string        `json:"made,omitempty"`
	Asked   string        `json:"asked,omitempty"`
	Urgent  string        `json:"urgent,omitempty"`
	Start   string        `json:"start,omitempty"`
	Lines   []charged     `json:"lines,omitempty"`
	Used    []visit.Part  `json:"used,omitempty"`
	Points  []visit.Point `json:"points,omitempty"`
	Photos  []picture     `json:"photos,omitempty"`
	UsedOut bool          `json:"used_out,omitempty"` // the parts are out of the books already
}

// charged is a line of what is charged.
type charged struct {
	visit.Line
	Kind quote.LineKind `json:"kind,omitempty"`
}

// lines are what is charged, as a report says it.
func (s *worksheet) lines() (out []visit.Line) {
	for _, l := range s.Lines {
		out = append(out, l.Line)
	}
	return out
}

// call is the id of one of the commands, the same each time.
func (s *worksheet) call(name string, calls Calls, staff ID) (service.Call, error) {
	call, err := calls.NewCall(staff)
	if err != nil {
		return call, err
	}
	if id, ok := s.Calls[name]; ok {
		call.ID = id
		return call, nil
	}
	if s.Calls == nil {
		s.Calls = map[string]journal.CommandID{}
	}
	s.Calls[name] = call.ID
	return call, nil
}

// made is where the contract is made; at home when nobody said.
func (s *worksheet) made() quote.Place {
	if s.Made == "" {
		return quote.AtHome
	}
	return quote.Place(s.Made)
}

// answered tells whether the questions that decide about payment were put. They
// decide nothing where no contract is made at home.
func (s *worksheet) answered() bool {
	return len(s.Lines) == 0 || s.made() != quote.AtHome || s.Asked != "" && s.Urgent != ""
}

// use counts one more or one less of a part.
func (s *worksheet) use(p visit.Part) {
	i := slices.IndexFunc(s.Used, func(q visit.Part) bool { return q.Ref == p.Ref })
	s.Used = slices.Clone(s.Used)
	switch {
	case i < 0 && p.N > 0:
		s.Used = append(s.Used, p)
	case i >= 0 && s.Used[i].N+p.N > 0:
		s.Used[i].N += p.N
	case i >= 0:
		s.Used = slices.Delete(s.Used, i, i+1)
	}
}

// point answers a point with the next answer.
func (s *worksheet) point(code string) {
	next := map[string]string{"": "ok", "ok": "not_ok", "not_ok": "not_applicable"}
	i := slices.IndexFunc(s.Points, func(p visit.Point) bool { return p.Code == code })
	s.Points = slices.Clone(s.Points)
	switch {
	case i < 0:
		s.Points = append(s.Points, visit.Point{Code: code, State: next[""]})
	case next[s.Points[i].State] == "":
		s.Points = slices.Delete(s.Points, i, i+1)
	default:
		s.Points[i].State = next[s.Points[i].State]
	}
}

func (s *worksheet) stateOf(code string) string {
	for _, p := range s.Points {
		if p.Code == code {
			return p.State
		}
	}
	return ""
}

// restore reads what was kept; a sheet that cannot be read begins anew.
func restoreWorksheet(raw []byte) worksheet {
	var s worksheet
	if len(raw) == 0 || json.Unmarshal(raw, &s) != nil {
		return worksheet{}
	}
	return s
}

// keeper writes worksheets in the order of their changes, whatever work runs
// first.
type keeper struct {
	mu      sync.Mutex
	written map[ID]int
	last    int // of the presenters' goroutine
}

// next is the turn of a change.
func (k *keeper) next() int {
	k.last++
	return k.last
}

// write writes a change, unless a later one of the same visit is written.
func (k *keeper) write(of ID, turn int, write func() error) error {
	k.mu.Lock()
	defer k.mu.Unlock()
	if turn < k.written[of] {
		return nil
	}
	if k.written == nil {
		k.written = map[ID]int{}
	}
	k.written[of] = turn
	return write()
}

// noted keeps the sheet and shows what follows from it.
func (v *Visit) noted() {
	keep := v.keeping()
	act(&v.stay, func(ctx context.Context) (struct{}, error) { return struct{}{}, keep(ctx) }, func(_ struct{}, err error) {
		if err != nil {
			v.refused(err)
		}
	})
	v.askTerms()
	v.publish()
}

// keeping writes the sheet as it is now.
func (v *Visit) keeping() func(context.Context) error {
	id, turn := v.id, v.keeper.next()
	raw, err := json.Marshal(v.sheet)
	return func(ctx context.Context) error {
		if err != nil {
			return err
		}
		return v.keeper.write(id, turn, func() error { return v.ports.Sheets.SaveWorksheet(ctx, id, raw) })
	}
}

// forgetting drops the sheet of the visit: it is recorded.
func (v *Visit) forgetting() func(context.Context) error {
	id, turn := v.id, v.keeper.next()
	return func(ctx context.Context) error {
		v.Post(func() {
			if v.id == id {
				v.sheet = worksheet{}
			}
		})
		return v.keeper.write(id, turn, func() error { return v.ports.Sheets.DropWorksheet(ctx, id) })
	}
}

// askTerms asks what of the lines may be paid when.
func (v *Visit) askTerms() {
	if len(v.sheet.Lines) == 0 {
		v.terms = service.VisitTerms{}
		return
	}
	in := &service.TermsAsked{
		ID: v.id, Made: v.sheet.made(), Asked: v.sheet.Asked == yes, Urgent: v.sheet.Urgent == yes, Start: v.sheet.Start == yes, Lines: v.sheet.lines(),
	}
	ask(&v.stay, &v.termsLane, func(ctx context.Context) (service.VisitTerms, error) {
		return v.ports.Acts.VisitTerms(ctx, in)
	}, func(terms service.VisitTerms, err error) {
		if err != nil {
			v.refused(err)
			return
		}
		v.terms = terms
		v.publish()
	})
}
