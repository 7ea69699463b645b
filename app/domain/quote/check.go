package quote

import (
	"slices"
	"strconv"

	"etabli/app/domain/civil"
	"etabli/app/domain/fault"
	"etabli/app/domain/text"
	"etabli/app/domain/vat"
)

// The faults of a quote.
const (
	UnknownRate               = vat.UnknownRate
	BelowFloor     fault.Code = "margin_below_floor"    // a manager has to approve; args: percent, floor
	OfferMissing   fault.Code = "circular_part_missing" // a circular part must be offered or explained; args: category
	ChoiceMissing  fault.Code = "circular_choice_missing"
	RiseNeedsWhy   fault.Code = "price_rise_unexplained" // args: version, total
	NothingToQuote fault.Code = "quote_without_lines"
)

const (
	maxWords = 4000 // characters of what is to be done
	maxCode  = 40
	maxDays  = 365
)

// Draft is what a quote is made from, with what the file knows.
type Draft struct {
	Facts    Facts
	Category string // kind of device, as Terms.Circular names them; empty for others
	Before   *Facts // the latest version, nil for the first
	Agreed   *Facts // the version that was accepted last, nil without one
	On       civil.Date
}

// Make completes and checks a version: its number, its total, how long it is
// valid, whether it amends. Faults name the field.
func (d Draft) Make(t Terms) (Facts, error) {
	f := d.Facts
	f.Version, f.IssuedOn, f.Rules = 1, d.On.String(), t.Version
	if d.Before != nil {
		f.Version = d.Before.Version + 1
	}
	if d.Agreed != nil {
		f.Amends = d.Agreed.Version
	}
	for i, l := range f.Lines {
		if err := l.check("lines."+strconv.Itoa(i)+".", t); err != nil {
			return Facts{}, err
		}
	}
	f.TotalCents = Total(f.Lines)
	var err error
	if f.ValidUntil, err = d.validity(t); err != nil {
		return Facts{}, err
	}
	if f.Circular, err = d.circular(t); err != nil {
		return Facts{}, err
	}
	if err := f.check(); err != nil {
		return Facts{}, err
	}
	if _, _, known := Margin(f.Lines); known {
		f.Floor = t.MarginFloor
	}
	if !f.thin() { // whoever was named allows something else
		f.Approved = nil
	}
	return f, d.checkPrice(f, t)
}

func (f Facts) check() error {
	if len(f.Lines) == 0 {
		return fault.New(NothingToQuote, "lines")
	}
	if len(f.Lines) > MaxLines {
		return fault.New(fault.TooLong, "lines", "limit", strconv.Itoa(MaxLines))
	}
	for _, err := range []error{
		fault.Within("lines", f.TotalCents, 0, MaxCents),
		text.NeededBlock("work", f.Work, maxWords),
		text.Date("ready_on", f.ReadyOn),
		text.Code("reason", f.Reason, maxCode),
		fault.Within("fee.cents", f.Fee.Cents, 0, MaxCents),
		fault.Within("replacement_cents", f.NewCents, 0, MaxCents),
		f.Form.check(),
	} {
		if err != nil {
			return err
		}
	}
	return nil
}

func (f Form) check() error {
	for _, err := range []error{
		text.Block("form.defect", f.Defect, maxWords),
		text.Block("form.method", f.Method, maxWords),
		fault.Within("form.max_cents", f.MaxCents, 0, MaxCents),
		fault.Within("form.days", int64(f.Days), 0, maxDays),
		text.OneOf("form.loaner", f.Loaner, "", "yes", "no"),
		fault.Within("form.loaner_cents", f.LoanerCents, 0, MaxCents),
		text.Line("form.place", f.Place, MaxLabel),
		text.Block("form.services", f.Services, maxWords),
		text.Block("form.more", f.More, maxWords),
	} {
		if err != nil {
			return err
		}
	}
	switch {
	case !f.Printed:
		return nil
	case text.Blank(f.Defect):
		return fault.New(fault.Missing, "form.defect")
	case f.Days == 0:
		return fault.New(fault.Missing, "form.days")
	case f.Method != "" && f.MaxCents == 0:
		return fault.New(fault.Missing, "form.max_cents")
	}
	return nil
}

// validity is the last day of a quote: what was asked for, and never less than
// the rule.
func (d Draft) validity(t Terms) (string, error) {
	least := t.Validity.After(d.On, t.Region)
	if d.Facts.ValidUntil == "" {
		return least.String(), nil
	}
	asked, err := civil.Parse("valid_until", d.Facts.ValidUntil)
	if err == nil && asked < least {
		err = fault.New(fault.OutOfRange, "valid_until", "min", least.String(), "max", "2199-12-31")
	}
	return asked.String(), err
}

// circular checks what is offered of used parts. Work that costs nothing, and
// kinds of devices that the law does not name, need no offer.
func (d Draft) circular(t Terms) (Circular, error) {
	c := d.Facts.Circular
	if err := text.OneOf("circular.state", c.State, NotAsked, Offered, Chosen, Declined, Unavailable, NotApplicable); err != nil {
		return c, err
	}
	if err := text.Code("circular.reason", c.Reason, maxCode); err != nil {
		return c, err
	}
	needed := slices.Contains(t.Circular, d.Category) && Total(d.Facts.Lines) > 0 &&
		slices.ContainsFunc(d.Facts.Lines, func(l Line) bool { return l.Kind == Part })
	switch {
	case c.State == NotAsked && slices.ContainsFunc(d.Facts.Lines, Line.circular):
		c.State = Offered
	case c.State == NotAsked && needed:
		return c, fault.New(OfferMissing, "circular.state", "category", d.Category)
	case c.State == NotAsked:
		c.State = NotApplicable
	case (c.State == Unavailable || needed && c.State == NotApplicable) && c.Reason == "":
		return c, fault.New(fault.Missing, "circular.reason")
	}
	return c, fault.Within("circular.cents", c.Cents, 0, MaxCents)
}

// checkPrice asks for a reason when the price rises above what was agreed, or above
// an offer that still holds, and for a manager when the margin is below the floor.
func (d Draft) checkPrice(f Facts, t Terms) error {
	if b := d.Passed(f.TotalCents); b != nil && f.Reason == "" {
		return fault.New(RiseNeedsWhy, "reason", "version", strconv.Itoa(b.Version), "total", strconv.FormatInt(b.TotalCents, 10))
	}
	if _, got, _ := Margin(f.Lines); !f.Answered() {
		return fault.New(BelowFloor, "approved_by", "percent", percent(got), "floor", percent(t.MarginFloor))
	}
	return nil
}

// thin tells whether less remains of a quote than the floor.
func (f Facts) thin() bool {
	_, got, known := Margin(f.Lines)
	return known && got < f.Floor
}

// Answered tells whether somebody answers for a margin below the floor.
func (f Facts) Answered() bool { return !f.thin() || len(f.Approved) > 0 }

// Passed is what a price goes beyond: what was agreed, or an offer that still holds;
// nil when it goes beyond neither.
func (d Draft) Passed(total int64) *Facts {
	if a := d.Agreed; a != nil && total > a.TotalCents {
		return a
	}
	if b := d.Before; b != nil && total > b.TotalCents && b.Binds(d.On) {
		return b
	}
	return nil
}

// Binds tells whether a version is still valid on a day.
func (f Facts) Binds(on civil.Date) bool {
	until, err := civil.Parse("valid_until", f.ValidUntil)
	return err == nil && until.Known() && on <= until
}

// percent writes thousandths as a percentage, without the sign of percent.
func percent(thousandths int) string {
	sign := ""
	if thousandths < 0 {
		sign, thousandths = "-", -thousandths
	}
	s := sign + strconv.Itoa(thousandths/10)
	if rest := thousandths % 10; rest != 0 {
		s += "," + strconv.Itoa(rest)
	}
	return s
}
