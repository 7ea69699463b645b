package contract

import (
	"slices"
	"strconv"

	"etabli/app/domain/civil"
	"etabli/app/domain/fault"
	"etabli/app/domain/quote"
	"etabli/app/domain/text"
	"etabli/app/domain/vat"
	"etabli/app/domain/warranty"
)

// The faults of contracts.
const (
	NotRunning  fault.Code = "contract_not_running"
	StillRuns   fault.Code = "contract_still_runs"
	TooLate     fault.Code = "contract_too_late"     // args: until
	WasTold     fault.Code = "contract_was_told"     // the letter went out in time: no free exit
	NoneLeft    fault.Code = "contract_none_left"    // args: what, n; the term gives no more of it
	NotEntitled fault.Code = "contract_not_entitled" // args: what
	NotCovered  fault.Code = "contract_not_covered"  // args: on
	Overlaps    fault.Code = "contract_overlaps"     // args: until; the legal guarantee gives these days already
	Unasked     fault.Code = "contract_unasked"      // telephoned without the customer's agreement
	PaidTooSoon fault.Code = "contract_paid_too_soon"
	OutOfWindow fault.Code = "contract_out_of_window" // args: from, until
	PaidBefore  fault.Code = "contract_paid_before"   // the receipt is counted already
)

// The limits of a contract.
const (
	MaxPlan     = 120
	MaxMonths   = 120
	MaxNotice   = 6
	MaxEntitled = 10
	MaxUses     = 100
	MaxDevices  = 24 // in one act: an entry lists so many entities
	MaxRef      = 120
	MaxCode     = 40
	maxCents    = 100_000_000
)

// CheckSigned checks a new contract.
func CheckSigned(f SignedFacts) error {
	if err := fault.First(
		text.OneOf("sort", f.Sort, Sorts()...),
		text.Needed("plan", f.Plan, MaxPlan),
		text.OneOf("buyer", f.Buyer, warranty.Consumer, warranty.NonProfessional, warranty.Professional),
		text.OneOf("made", quote.Place(f.Made), quote.Places()...),
		needDay("signed_on", f.SignedOn), needDay("starts_on", f.StartsOn),
		fault.Within("months", int64(f.Months), 1, MaxMonths),
		fault.Within("notice_months", int64(f.Notice), 0, MaxNotice),
		fault.Within("cents", f.Cents, 0, maxCents),
		fault.Within("rate_permille", int64(f.Rate), 0, vat.MaxPermille),
		fault.Within("exit_cents", f.ExitCents, 0, f.Cents),
	); err != nil {
		return err
	}
	if dayOf(f.StartsOn) < dayOf(f.SignedOn) {
		return fault.New(fault.OutOfRange, "starts_on", "min", f.SignedOn, "max", "—")
	}
	if f.Notice >= f.Months {
		return fault.New(fault.OutOfRange, "notice_months", "min", "0", "max", strconv.Itoa(f.Months-1))
	}
	for i, c := range f.Covers {
		if err := text.OneOf("covers."+strconv.Itoa(i), c, warranty.Causes()...); err != nil {
			return err
		}
	}
	return checkEntitled(f.Entitled)
}

func checkEntitled(list []Entitlement) error {
	if len(list) > MaxEntitled {
		return fault.New(fault.TooLong, "entitled", "limit", strconv.Itoa(MaxEntitled))
	}
	for i, e := range list {
		at := "entitled." + strconv.Itoa(i) + "."
		if e.What == "" {
			return fault.New(fault.Missing, at+"what")
		}
		if err := fault.First(text.Code(at+"what", e.What, MaxCode), fault.Within(at+"n", int64(e.N), 0, MaxUses)); err != nil {
			return err
		}
		if slices.ContainsFunc(list[:i], func(o Entitlement) bool { return o.What == e.What }) {
			return fault.New(fault.Twice, at+"what")
		}
	}
	return nil
}

// Use checks a use and fills in its day. Beyond what the term gives somebody has
// to have allowed it by name.
func (c Contract) Use(f UsedFacts, today civil.Date, t Terms) (UsedFacts, error) {
	if f.On == "" {
		f.On = today.String()
	}
	if f.N == 0 {
		f.N = 1
	}
	if err := fault.First(
		text.Date("on", f.On), fault.Within("n", int64(f.N), 1, MaxUses), fault.Within("cost_cents", f.Cents, 0, maxCents),
	); err != nil {
		return f, err
	}
	on := dayOf(f.On)
	if on > today {
		return f, fault.New(fault.OutOfRange, "on", "min", c.Signed.StartsOn, "max", today.String())
	}
	if !c.Covers(on, t) {
		return f, fault.New(NotCovered, "on", "on", f.On)
	}
	left, bounded, given := c.Left(f.What, on, t)
	if !given {
		return f, fault.New(NotEntitled, "what", "what", f.What)
	}
	if f.Beyond = 0; bounded {
		f.Beyond = max(0, f.N-max(0, left))
	}
	switch {
	case !f.Answered():
		return f, fault.New(NoneLeft, "approved_by", "what", f.What, "n", strconv.Itoa(max(0, left)))
	case f.Beyond == 0:
		f.By = ""
	}
	return f, nil
}

// Notice checks a letter that went out and says of which term it tells.
func (c Contract) Notice(f NoticedFacts, today civil.Date, t Terms) (NoticedFacts, error) {
	if f.On == "" {
		f.On = today.String()
	}
	if err := fault.First(
		text.OneOf("channel", f.Channel, "letter", "email"), text.Date("on", f.On),
		text.Line("proof", f.Proof, MaxRef), fault.Within("cents", f.Cents, 0, maxCents),
	); err != nil {
		return f, err
	}
	if c.End != nil || !c.Signed.Renews {
		return f, fault.New(NotRunning, "id")
	}
	on := dayOf(f.On)
	term := c.At(on, t)
	if on > today {
		return f, fault.New(fault.OutOfRange, "on", "min", term.NoticeFrom.String(), "max", today.String())
	}
	if t.protects(c.Signed.Buyer) && !term.inWindow(on) {
		return f, fault.New(OutOfWindow, "on", "from", term.NoticeFrom.String(), "until", term.NoticeUntil.String())
	}
	f.Term, f.Until = term.N, term.RefuseUntil.String()
	return f, nil
}

// Pay checks a payment of a term, or what went back.
func (c Contract) Pay(f PaidFacts, t Terms) error {
	if err := fault.First(
		needDay("on", f.On), text.Line("ref", f.Ref, MaxRef), fault.Within("cents", f.Cents, -maxCents, maxCents),
		fault.Within("term", int64(f.Term), 0, maxTerms),
	); err != nil {
		return err
	}
	same := func(p PaidFacts) bool { return f.Receipt != "" && p.Receipt == f.Receipt }
	switch {
	case f.Cents == 0:
		return fault.New(fault.Missing, "cents")
	case f.Receipt == "" && text.Blank(f.Ref):
		return fault.New(fault.Missing, "receipt")
	case slices.ContainsFunc(c.Paid, same):
		return fault.New(PaidBefore, "receipt", "number", f.Receipt)
	case f.Cents > 0 && dayOf(f.On) < c.PayFrom(t):
		return fault.New(PaidTooSoon, "on", "from", c.PayFrom(t).String())
	case f.Cents < 0 && -f.Cents > c.PaidCents():
		return fault.New(fault.OutOfRange, "cents", "min", strconv.FormatInt(-c.PaidCents(), 10), "max", "0")
	}
	return nil
}

func needDay(field, s string) error {
	if s == "" {
		return fault.New(fault.Missing, field)
	}
	return text.Date(field, s)
}
