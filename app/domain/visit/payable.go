package visit

import (
	"etabli/app/domain/civil"
	"etabli/app/domain/quote"
)

// Questions are what decides, with the lines that are strictly necessary, what
// may be paid at a customer's home.
type Questions struct {
	Asked  bool `cbor:"1,keyasint,omitempty" json:"asked"` // the customer expressly asked for it
	Urgent bool `cbor:"2,keyasint,omitempty" json:"urgent"`
	// StartNow says that they expressly asked that work begins before the period to
	// withdraw is over.
	StartNow bool `cbor:"3,keyasint,omitempty" json:"start_now,omitempty"`
}

// Line is one line of what is charged.
type Line struct {
	Label     string `cbor:"1,keyasint" json:"label"`
	Cents     int64  `cbor:"2,keyasint" json:"cents"`
	Necessary bool   `cbor:"3,keyasint,omitempty" json:"necessary,omitempty"` // strictly, for the urgent repair
}

// Under says by what a visit is owed already.
type Under string

// What a visit may be owed by. Such visits make no new contract.
const (
	Nothing   Under = ""
	Guarantee Under = "guarantee"
	Contract  Under = "contract"
)

// Payable is what of a visit's lines may be paid when, and until when the
// customer may withdraw.
type Payable struct {
	Now        []Line     `json:"now,omitempty"`
	Later      []Line     `json:"later,omitempty"`
	NowCents   int64      `json:"now_cents"`
	LaterCents int64      `json:"later_cents"`
	LaterOn    civil.Date `json:"later_on,omitzero"`    // first day on which the rest may be paid
	WithdrawBy civil.Date `json:"withdraw_by,omitzero"` // last day; none when there is nothing to withdraw from
	RiskCents  int64      `json:"risk_cents,omitempty"` // who withdraws need not pay it: they did not ask that it is begun
}

// ContractOf is the contract that a visit makes, if a guarantee or a contract
// does not owe it already.
func ContractOf(made quote.Place, under Under, q Questions, on civil.Date) quote.Contract {
	return quote.Contract{
		Place: made, On: on, Free: under != Nothing, AskedFor: q.Asked,
		Urgent: made == quote.AtHome && q.Asked && q.Urgent, StartNow: q.StartNow,
	}
}

// Split divides what a visit costs by the days of its contract. At home only an
// urgent repair, expressly asked for, may be paid at once, and of it only what
// is strictly necessary. What is taken off comes off what is paid now, as far as
// that goes: nobody pays more at once than what is left of the necessary.
func Split(c quote.Contract, lines []Line, t quote.Terms) Payable {
	var p Payable
	var off []Line
	for _, l := range lines {
		if l.Cents < 0 {
			off = append(off, l)
			continue
		}
		p.WithdrawBy = civil.Later(p.WithdrawBy, c.WithdrawUntil(l.Necessary, t))
		if c.StartFrom(l.Necessary, t) > c.On {
			p.RiskCents += l.Cents
		}
		if from := c.PayFrom(l.Necessary, t); from > c.On {
			p.Later, p.LaterCents = append(p.Later, l), p.LaterCents+l.Cents
			p.LaterOn = civil.Later(p.LaterOn, from)
			continue
		}
		p.Now, p.NowCents = append(p.Now, l), p.NowCents+l.Cents
	}
	for _, l := range off {
		p.takeOff(l)
	}
	return p
}

// takeOff takes a discount off what is paid now, and its rest off what is paid
// later; what exceeds both stays with what is paid now.
func (p *Payable) takeOff(l Line) {
	now := l
	if rest := p.NowCents + l.Cents; rest < 0 && p.LaterCents > 0 {
		later := l
		later.Cents = max(rest, -p.LaterCents)
		now.Cents -= later.Cents
		p.Later, p.LaterCents = append(p.Later, later), p.LaterCents+later.Cents
	}
	if now.Cents != 0 {
		p.Now, p.NowCents = append(p.Now, now), p.NowCents+now.Cents
	}
}
