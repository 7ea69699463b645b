package views

import (
	"cmp"
	"slices"

	"etabli/app/domain/civil"
	"etabli/app/domain/guarantor"
	"etabli/app/domain/kind"
	"etabli/app/views/fold"
	"etabli/storage"
	"etabli/storage/journal"
)

// Recourse is what we ask of a guarantor for one file.
type Recourse struct {
	ID            journal.EntityID           `json:"id"`
	Status        guarantor.Status           `json:"status"`
	Reason        string                     `json:"reason,omitempty"` // of a refusal or of giving up
	Site          string                     `json:"site"`
	Guarantor     string                     `json:"guarantor"` // code
	Name          string                     `json:"guarantor_name,omitempty"`
	Sort          guarantor.Sort             `json:"sort"`
	Layer         string                     `json:"layer,omitempty"`
	Repair        journal.EntityID           `json:"repair,omitzero"`
	Number        string                     `json:"number,omitempty"`
	CustomerName  string                     `json:"customer_name,omitempty"`
	Policy        string                     `json:"policy,omitempty"`
	Lines         []guarantor.Line           `json:"lines,omitempty"` // as last handed in, or as begun with
	ClaimedCents  int64                      `json:"claimed_cents"`
	OwnCents      int64                      `json:"own_cents,omitempty"` // excess: what the contract leaves to the customer
	CapCents      int64                      `json:"cap_cents,omitempty"`
	Authorised    *guarantor.AuthorisedFacts `json:"authorised,omitempty"`
	Tries         []Try                      `json:"tries,omitempty"`
	AcceptedCents int64                      `json:"accepted_cents"`
	PaidCents     int64                      `json:"paid_cents"`
	LossCents     int64                      `json:"loss_cents,omitempty"` // that we bear: refused, or given up
	Paid          []guarantor.PaidFacts      `json:"paid,omitempty"`
	BegunMS       int64                      `json:"begun_ms"`
	SinceMS       int64                      `json:"since_ms"`
	DoneMS        int64                      `json:"done_ms,omitempty"` // the repair was finished
	Next          []guarantor.Status         `json:"next,omitempty"`
	Tentative     bool                       `json:"tentative,omitempty"`
	Items         []ReviewItem               `json:"items,omitempty"`
}

// Try is a claim as it was handed in once, and what they took of it.
type Try struct {
	guarantor.SubmittedFacts
	Answer *guarantor.AnsweredFacts `json:"answer,omitempty"`
}

// The lists of claims against guarantors, each of one site or of all.
const (
	RecoursesOpen = "open" // the longest standing first
	RecoursesOver = "over" // the latest first
)

var recourseShape = shape{
	places: func(s *fold.State) []place {
		rec := recourseOf(s)
		list, sort := RecoursesOpen, by(s.BegunMS)
		if rec.Status.Over() {
			list, sort = RecoursesOver, latest(s.TouchedMS)
		}
		out := []place{{list, sort}, {list + "/" + rec.Site, sort}, {listAll, by(s.BegunMS)}}
		if of := s.Value(fold.FieldRepair); of != "" {
			out = append(out, place{fold.FieldRepair + "/" + of, by(s.BegunMS)})
		}
		return out
	},
	texts: func(o *opener) []string {
		var box guarantor.PolicyBox
		o.open(fold.FieldPolicy, &box)
		out := []string{box.Policy}
		for _, t := range recourseOf(o.state).Tries {
			out = append(out, t.Ref)
		}
		return out
	},
}

// recourseOf is what the state alone tells.
func recourseOf(s *fold.State) Recourse {
	var f guarantor.OpenedFacts
	_ = inField(s, fold.FieldRecourse, &f) // the fold wrote it
	out := Recourse{
		Status: guarantor.Status(s.Status), Reason: s.Outcome, Site: s.Value(fold.FieldSite), Guarantor: f.Guarantor, Sort: f.Sort, Layer: f.Layer,
		Repair: s.ID(fold.FieldRepair), Lines: f.Lines, OwnCents: f.OwnCents, CapCents: f.CapCents,
		BegunMS: s.BegunMS, SinceMS: s.SinceMS, Tentative: s.Waiting > 0,
	}
	if s.Value(fold.FieldAuthorised) != "" {
		out.Authorised = &guarantor.AuthorisedFacts{}
		_ = inField(s, fold.FieldAuthorised, out.Authorised) // likewise
		if out.Authorised.CapCents > 0 {
			out.CapCents = out.Authorised.CapCents
		}
	}
	for _, name := range s.Group(fold.GroupSubmitted) {
		var t Try
		_ = inField(s, fold.GroupSubmitted+name, &t.SubmittedFacts) // likewise
		if s.Value(fold.GroupTaken+name) != "" {
			t.Answer = &guarantor.AnsweredFacts{}
			_ = inField(s, fold.GroupTaken+name, t.Answer) // likewise
		}
		out.Tries = append(out.Tries, t)
	}
	slices.SortFunc(out.Tries, func(a, b Try) int { return cmp.Compare(a.N, b.N) })
	out.Paid = factsIn[guarantor.PaidFacts](s, fold.GroupGot)
	slices.SortStableFunc(out.Paid, func(a, b guarantor.PaidFacts) int { return cmp.Compare(a.On, b.On) })
	out.add()
	return out
}

// add adds the claim up: the last try says what is claimed and taken, and what was
// taken once of an earlier one is not lost by a later refusal.
func (c *Recourse) add() {
	for _, t := range c.Tries {
		c.Lines = t.Lines
		if t.Answer != nil {
			c.AcceptedCents = max(c.AcceptedCents, t.Answer.Cents)
		}
	}
	c.ClaimedCents = guarantor.Total(c.Lines)
	for _, p := range c.Paid {
		c.PaidCents += p.Cents
	}
	if c.AcceptedCents > 0 && c.PaidCents >= c.AcceptedCents && (c.Status == guarantor.Accepted || c.Status == guarantor.Partly) {
		c.Status = guarantor.Paid
	}
	switch {
	case c.Status == guarantor.Dropped:
		c.LossCents = max(0, c.ClaimedCents-c.PaidCents)
	case c.Status.Answered():
		c.LossCents = c.ClaimedCents - c.AcceptedCents
	}
	c.Next = guarantor.Steps(c.Status)
}

// Last is the latest try; nil while nothing was handed in.
func (c *Recourse) Last() *Try {
	if len(c.Tries) == 0 {
		return nil
	}
	return &c.Tries[len(c.Tries)-1]
}

// Recourse answers a claim against a guarantor; storage.ErrNotFound when there is
// none.
func (v *Views) Recourse(r storage.Reader, id journal.EntityID) (Recourse, error) {
	l, err := newLook(r)
	if err != nil {
		return Recourse{}, err
	}
	return l.recourse(id)
}

func (l *look) recourse(id journal.EntityID) (Recourse, error) {
	s, err := l.whole(kind.Recourse, id)
	if err != nil {
		return Recourse{}, err
	}
	out := recourseOf(s.state)
	out.ID = id
	var box guarantor.PolicyBox
	l.private(s, fold.FieldPolicy, &box)
	out.Policy = box.Policy
	if by, err := l.guarantor(GuarantorID(out.Guarantor)); err == nil {
		out.Name = by.Name
	}
	if out.CustomerName, out.Number, err = l.named(s.state.ID(fold.FieldOf), out.Repair); err != nil {
		return out, err
	}
	if file, err := l.state(kind.Repair, out.Repair); err == nil {
		out.DoneMS = file.ReadyMS
	}
	out.Items, err = l.items(s.entity, s.state)
	return out, err
}

// Recourses answers a list of claims against guarantors, of a site or of all.
func (v *Views) Recourses(r storage.Reader, list, site string) ([]Recourse, error) {
	if site != "" {
		list += "/" + site
	}
	return each(r, kind.Recourse, list, (*look).recourse)
}

// EveryRecourse answers all of them, the oldest first.
func (v *Views) EveryRecourse(r storage.Reader) ([]Recourse, error) {
	return each(r, kind.Recourse, listAll, (*look).recourse)
}

// RecoursesAbout answers those for a file, the oldest first.
func (v *Views) RecoursesAbout(r storage.Reader, file journal.EntityID) ([]Recourse, error) {
	return ofFile(r, file, func(id journal.EntityID) ([]Recourse, error) {
		return each(r, kind.Recourse, fold.FieldRepair+"/"+id.String(), (*look).recourse)
	})
}

// FindRecourses answers those that words name: a policy, a reference.
func (v *Views) FindRecourses(r storage.Reader, words string) ([]Recourse, error) {
	return eachFound(r, kind.Recourse, words, (*look).recourse)
}

// GuarantorID is how the journal names a guarantor.
func GuarantorID(code string) journal.EntityID {
	return journal.EntityID(journal.CommandIDFrom("guarantor", code))
}

var guarantorShape = shape{places: func(s *fold.State) []place {
	var f guarantor.SavedFacts
	_ = inField(s, fold.FieldGuarantor, &f) // the fold wrote it
	return []place{{listAll, keyText(f.Name)}}
}}

// Guarantor answers who answers for repairs; storage.ErrNotFound when nobody has
// the code.
func (v *Views) Guarantor(r storage.Reader, id journal.EntityID) (guarantor.SavedFacts, error) {
	l, err := newLook(r)
	if err != nil {
		return guarantor.SavedFacts{}, err
	}
	return l.guarantor(id)
}

func (l *look) guarantor(id journal.EntityID) (f guarantor.SavedFacts, err error) {
	s, err := l.state(kind.Guarantor, id)
	if err != nil {
		return f, err
	}
	return f, inField(s, fold.FieldGuarantor, &f)
}

// Guarantors answers who answers for repairs, by name; who is gone is left out.
func (v *Views) Guarantors(r storage.Reader) ([]guarantor.SavedFacts, error) {
	all, err := each(r, kind.Guarantor, listAll, (*look).guarantor)
	return slices.DeleteFunc(all, func(f guarantor.SavedFacts) bool { return f.Gone }), err
}

// Standing is what the risks of a claim are made of.
func (c *Recourse) Standing(terms guarantor.Terms, done civil.Date) guarantor.Standing {
	s := guarantor.Standing{Status: c.Status, DoneOn: done}
	if done.Known() {
		s.SubmitBy = done.AddDays(terms.Submit)
	}
	if c.Authorised != nil {
		s.AuthUntil = dateIn(c.Authorised.UntilOn)
	}
	if t := c.Last(); t != nil {
		s.AnswerBy = dateIn(t.DueOn)
		if t.Answer != nil {
			s.ResubmitBy, s.PayBy = dateIn(t.Answer.ResubmitBy), dateIn(t.Answer.PayBy)
		}
	}
	return s
}

// irreparableOf is the paper of a file that says it cannot be repaired; nil when
// there is none.
func irreparableOf(s *fold.State) *guarantor.IrreparableFacts {
	if s.Value(fold.FieldIrreparable) == "" {
		return nil
	}
	f := &guarantor.IrreparableFacts{}
	_ = inField(s, fold.FieldIrreparable, f) // the fold wrote it
	return f
}
