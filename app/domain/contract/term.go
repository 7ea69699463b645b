package contract

import (
	"slices"

	"etabli/app/domain/civil"
)

// Sort is what a contract is.
type Sort string

// The sorts.
const (
	Maintenance Sort = "maintenance"
	Extension   Sort = "extension" // a commercial guarantee that is paid for
)

// Sorts lists the sorts.
func Sorts() []Sort { return []Sort{Maintenance, Extension} }

// Status is where a contract stands.
type Status string

// The statuses.
const (
	Running Status = "running"
	Ended   Status = "ended" // it covers to its last day, and does not renew
)

// CanMove tells whether a contract may go from one status to another.
func CanMove(from, to Status) bool {
	return from == "" && to == Running || from == Running && to == Ended || from == Ended && to == Running
}

// Term is one period of a contract, both days included.
type Term struct {
	N     int        `json:"n"` // counted from 0
	From  civil.Date `json:"from"`
	To    civil.Date `json:"to"`
	Cents int64      `json:"cents"`
	// Told says that the renewal that began the term was told of as law asks; the
	// first term needs none.
	Told bool `json:"told"`
	// RefuseUntil is the last day on which the next term can be refused, none when
	// there is no next one by itself.
	RefuseUntil civil.Date `json:"refuse_until,omitzero"`
	// NoticeFrom and NoticeUntil bound the days on which the letter goes out.
	NoticeFrom  civil.Date `json:"notice_from,omitzero"`
	NoticeUntil civil.Date `json:"notice_until,omitzero"`
}

// maxTerms bounds the terms of a contract: a century of months.
const maxTerms = 1200

// Contract is what was signed, and what followed.
type Contract struct {
	Signed  SignedFacts
	Notices []NoticedFacts
	Paid    []PaidFacts
	Used    []UsedFacts // without those that were none
	End     *EndedFacts
}

// Term is the term of a number.
func (c Contract) Term(n int, t Terms) Term {
	term := c.bounds(n, t)
	term.Cents, term.Told = c.Signed.Cents, true
	for k := range n {
		if told := c.noticed(k); told != nil && told.Cents > 0 {
			term.Cents = told.Cents
		}
	}
	if n > 0 && t.protects(c.Signed.Buyer) {
		told := c.noticed(n - 1)
		term.Told = told != nil && c.bounds(n-1, t).inWindow(dayOf(told.On))
	}
	return term
}

// bounds are the days of a term and of its letter.
func (c Contract) bounds(n int, t Terms) Term {
	start, months := dayOf(c.Signed.StartsOn), max(c.Signed.Months, 1)
	term := Term{N: n, From: start.AddMonths(n * months), To: start.AddMonths((n + 1) * months).AddDays(-1)}
	if c.Signed.Renews {
		term.RefuseUntil = term.To.AddMonths(-c.Signed.Notice)
		term.NoticeFrom = t.NoticeMost.Before(term.RefuseUntil)
		term.NoticeUntil = t.NoticeLeast.Before(term.RefuseUntil)
	}
	return term
}

// inWindow tells whether a letter that went out on a day was in time and not too
// early.
func (t Term) inWindow(on civil.Date) bool {
	return on.Known() && on >= t.NoticeFrom && on <= t.NoticeUntil
}

// noticed is the last notice of the end of a term, nil when there is none.
func (c Contract) noticed(term int) *NoticedFacts {
	for i := len(c.Notices) - 1; i >= 0; i-- {
		if c.Notices[i].Term == term {
			return &c.Notices[i]
		}
	}
	return nil
}

// At is the term on a day: the first one before the contract begins, and the last
// one after it ended.
func (c Contract) At(on civil.Date, t Terms) Term {
	months := max(c.Signed.Months, 1)
	start := dayOf(c.Signed.StartsOn)
	n := 0
	for n < maxTerms && c.renewsAfter(n) && start.AddMonths((n+1)*months) <= on {
		n++
	}
	return c.Term(n, t)
}

// renewsAfter tells whether another term follows a term.
func (c Contract) renewsAfter(n int) bool {
	if !c.Signed.Renews {
		return false
	}
	next := dayOf(c.Signed.StartsOn).AddMonths((n + 1) * max(c.Signed.Months, 1))
	return c.End == nil || dayOf(c.End.On) >= next
}

// LastOn is the last day that is known to be covered: the end of the term of
// today, or the day that it was ended for.
func (c Contract) LastOn(today civil.Date, t Terms) civil.Date {
	to := c.At(today, t).To
	if c.End != nil && dayOf(c.End.On).Known() {
		return civil.Earlier(dayOf(c.End.On), to)
	}
	return to
}

// Covers tells whether the contract covers on a day.
func (c Contract) Covers(on civil.Date, t Terms) bool {
	return on >= dayOf(c.Signed.StartsOn) && on <= c.LastOn(on, t)
}

// Letter is what is to be done about the letter before a renewal.
type Letter string

// The states of the letter, the most urgent last.
const (
	NoLetter Letter = ""
	Told     Letter = "told"
	Soon     Letter = "soon"    // its window opens within a month
	Due      Letter = "due"     // its window is open
	Urgent   Letter = "urgent"  // its window closes within two weeks
	Missed   Letter = "missed"  // the customer may leave whenever they like after the renewal
	TooSoon  Letter = "too_old" // it went out before its window: it counts for nothing
)

const (
	soonDays   = 31
	urgentDays = 14
)

// Letter says what is to be done today. Nobody has to write to a professional.
func (c Contract) Letter(today civil.Date, t Terms) Letter {
	if !c.Signed.Renews || c.End != nil || !t.protects(c.Signed.Buyer) {
		return NoLetter
	}
	term := c.At(today, t)
	told := c.noticed(term.N)
	switch {
	case told != nil && term.inWindow(dayOf(told.On)):
		return Told
	case today > term.NoticeUntil:
		return Missed
	case today > term.NoticeUntil.AddDays(-urgentDays):
		return Urgent
	case today >= term.NoticeFrom:
		return Due
	case told != nil:
		return TooSoon
	case today >= term.NoticeFrom.AddDays(-soonDays):
		return Soon
	}
	return NoLetter
}

// Left is how many of an entitlement are left in the term of a day; none that is
// not given, and without a bound when it is given as often as needed.
func (c Contract) Left(what string, on civil.Date, t Terms) (left int, bounded, given bool) {
	i := slices.IndexFunc(c.Signed.Entitled, func(e Entitlement) bool { return e.What == what })
	if i < 0 {
		return 0, true, false
	}
	e := c.Signed.Entitled[i]
	return e.N - c.UsedIn(what, c.At(on, t)), e.N > 0, true
}

// UsedIn is how many of an entitlement were used in a term.
func (c Contract) UsedIn(what string, term Term) (n int) {
	for _, u := range c.Used {
		if on := dayOf(u.On); u.What == what && on >= term.From && on <= term.To {
			n += max(u.N, 1)
		}
	}
	return n
}

// dayOf reads a day that was checked when it was written.
func dayOf(s string) civil.Date {
	d, err := civil.Parse("", s)
	if err != nil {
		return civil.None
	}
	return d
}
