package quote

import (
	"etabli/app/domain/civil"
	"etabli/app/domain/fault"
	"etabli/app/domain/text"
)

// channels are the ways in which an answer comes, and where the contract is
// made by it.
var channels = map[string]Place{"counter": AtShop, "home": AtHome, "phone": ByPhone, "page": OnPage}

// PlaceOf is where an answer by a channel makes the contract.
func PlaceOf(channel string) Place { return channels[channel] }

// Make completes and checks an answer to a version: the days that follow from
// where it was given, and the choice about circular parts, which has to be
// there before the acceptance. Faults name the field.
func (a AnswerFacts) Make(q Facts, on civil.Date, t Terms) (AnswerFacts, error) {
	for _, err := range []error{
		text.OneOf("channel", a.Channel, "counter", "home", "phone", "page"),
		text.Code("reason", a.Reason, maxCode),
		text.OneOf("circular", a.Circular, NotAsked, Chosen, Declined),
	} {
		if err != nil {
			return AnswerFacts{}, err
		}
	}
	a.On, a.Rules = on.String(), t.Version
	a.Contract.Place = PlaceOf(a.Channel)
	if !a.Accepted {
		return a, nil
	}
	if q.Circular.State == Offered && a.Circular == NotAsked {
		return AnswerFacts{}, fault.New(ChoiceMissing, "circular")
	}
	c := a.contract(q, on)
	if err := c.Check(); err != nil {
		return AnswerFacts{}, err
	}
	a.PayFrom = c.PayFrom(false, t).String()
	a.Withdraw = c.WithdrawUntil(false, t).String()
	a.StartOn = c.StartFrom(false, t).String()
	return a, nil
}

// contract is the contract that an accepted quote makes.
func (a AnswerFacts) contract(q Facts, on civil.Date) Contract {
	f := a.Contract
	return Contract{
		Place: f.Place, On: on, Trade: f.Trade, Free: q.TotalCents == 0,
		AskedFor: f.AskedFor, Urgent: f.Urgent, StartNow: f.StartNow, Known: f.Known,
	}
}

// ContractOf is the contract that an answer made, nil when there is none.
func (a AnswerFacts) ContractOf(q Facts) *Contract {
	on, err := civil.Parse("on", a.On)
	if err != nil || !on.Known() || !a.Accepted {
		return nil
	}
	c := a.contract(q, on)
	return &c
}

// DueOnRefusal is what the customer owes when they refuse a quote: the fee for
// finding the fault, if it had been announced and nobody else bears the file. Who
// accepts pays the total that they read, and nothing beside it.
func (f Facts) DueOnRefusal() int64 {
	if !f.Fee.Announced || f.TotalCents == 0 {
		return 0
	}
	return f.Fee.Cents
}

// Counted is what one piece of an article costs us by the quote, without tax: what the
// line says, and where it says nothing, what the customer pays for it.
func (f Facts) Counted(article string) (cents int64, known bool) {
	for _, l := range f.Lines {
		if l.Kind != Part || l.Article != article {
			continue
		}
		if l.CostCents > 0 {
			return l.CostCents, true
		}
		return l.UnitCents * 1000 / int64(1000+l.Rate), true
	}
	return 0, false
}

// BeyondRepair tells whether the repair costs so much of what a replacement
// would that other ways are to be proposed.
func (f Facts) BeyondRepair(t Terms) bool {
	return f.NewCents > 0 && f.TotalCents*One >= f.NewCents*int64(t.BeyondRepair)
}

// Over tells whether a price is more than what was agreed, so that the customer
// has to agree to an amendment first. Agreed is the accepted quote or, without
// one, what may be spent without asking.
func Over(price int64, accepted *Facts, ceiling int64) bool {
	if accepted != nil {
		return price > max(accepted.TotalCents, accepted.Form.MaxCents)
	}
	return price > ceiling
}
