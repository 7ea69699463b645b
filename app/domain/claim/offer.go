package claim

import (
	"slices"
	"strconv"

	"etabli/app/domain/civil"
	"etabli/app/domain/fault"
	"etabli/app/domain/message"
	"etabli/app/domain/text"
)

// Of is the measure of a kind in an offer.
func (f DecidedFacts) Of(do Remedy) (Measure, bool) {
	i := slices.IndexFunc(f.Measures, func(m Measure) bool { return m.Do == do })
	if i < 0 {
		return Measure{}, false
	}
	return f.Measures[i], true
}

// Cost is what an offer costs us.
func (f DecidedFacts) Cost() (cents int64) {
	for _, m := range f.Measures {
		cents += m.Cents
	}
	return cents
}

// AsksYes tells whether the offer gives a voucher where law owes money: then it
// needs the customer's explicit yes.
func (f DecidedFacts) AsksYes() bool {
	m, has := f.Of(Voucher)
	return has && m.Legal
}

// CheckDecided checks an offer: at least one measure, each of a kind once; what
// pays has its sum, and of a refund the day is known.
func CheckDecided(f DecidedFacts, box WordsBox) error {
	if len(f.Measures) == 0 {
		return fault.New(fault.Missing, "measures")
	}
	if len(f.Measures) > MaxMeasures {
		return fault.New(fault.TooLong, "measures", "limit", strconv.Itoa(MaxMeasures))
	}
	for i, m := range f.Measures {
		if err := m.check("measures." + strconv.Itoa(i) + "."); err != nil {
			return err
		}
		if slices.ContainsFunc(f.Measures[:i], func(o Measure) bool { return o.Do == m.Do }) {
			return fault.New(fault.Twice, "measures."+strconv.Itoa(i)+".do")
		}
	}
	return fault.First(
		text.OneOf("why", f.Why, Grounds()...),
		text.OneOf("channel", f.Channel, message.Channels()...),
		text.Date("until", f.Until),
		checkBox(box, true),
	)
}

func (m Measure) check(at string) error {
	least := int64(0)
	if m.Do.Pays() {
		least = 1
	}
	if err := fault.First(
		text.OneOf(at+"do", m.Do, Remedies()...),
		fault.Within(at+"cents", m.Cents, least, maxCents),
		text.Date(at+"by", m.By),
		text.OneOf(at+"means", m.Means, append(AllMeans(), "")...),
	); err != nil {
		return err
	}
	if m.Means != "" && m.Do != Refund {
		return fault.New(fault.Malformed, at+"means", "expected", string(Refund))
	}
	return nil
}

// Dated gives each measure that has no day the one by the rules. A refund that
// law owes is never promised for later than law says.
func (f DecidedFacts) Dated(t Terms, today civil.Date) (DecidedFacts, error) {
	last := t.Refund.After(today, t.Region)
	f.Measures, f.Rules = slices.Clone(f.Measures), t.Version
	for i, m := range f.Measures {
		at := "measures." + strconv.Itoa(i) + ".by"
		by, err := civil.Parse(at, m.By)
		if err != nil {
			return f, err
		}
		switch {
		case m.By == "" && m.Do == Refund:
			f.Measures[i].By = last.String()
		case m.By != "" && by < today, m.Do == Refund && m.Legal && by > last:
			return f, fault.New(fault.OutOfRange, at, "min", today.String(), "max", last.String())
		}
	}
	if f.Until == "" {
		f.Until = t.Offer.After(today, t.Region).String()
	}
	return f, nil
}

// Answered tells whether somebody may decide as much as an offer costs beside what was
// granted before in its claim: within what its author may, or by name of somebody.
func (f DecidedFacts) Answered(before int64) bool {
	return before+f.Cost() <= f.CapCents || f.ApprovedBy != ""
}

// Decide holds an offer to what whoever decides may decide in one claim; before
// is what earlier offers of it cost that were accepted. Somebody who may decide
// as much can approve more.
func (f DecidedFacts) Decide(before, own int64, approver int64) (DecidedFacts, error) {
	sum := before + f.Cost()
	f.CapCents = own
	switch {
	case sum <= own:
		f.ApprovedBy = ""
	case f.ApprovedBy == "" || sum > approver:
		field, limit := "measures", own
		if f.ApprovedBy != "" {
			field, limit = "approved_by", approver
		}
		return f, fault.New(AboveAuthority, field, "cap_cents", strconv.FormatInt(limit, 10), "sum_cents", strconv.FormatInt(sum, 10))
	}
	return f, nil
}
