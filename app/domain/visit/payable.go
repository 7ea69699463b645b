package visit

import (
	"etabli/app/domain/civil"
	"etabli/app/domain/rules"
)

// Questions are what decides, with the lines that are strictly necessary, what
// may be paid at a customer's home.
type Questions struct {
	Asked  bool `cbor:"1,keyasint,omitempty" json:"asked"` // the customer expressly asked for it
	Urgent bool `cbor:"2,keyasint,omitempty" json:"urgent"`
}

// Line is one line of what is charged.
type Line struct {
	Label     string `cbor:"1,keyasint" json:"label"`
	Cents     int64  `cbor:"2,keyasint" json:"cents"`
	Necessary bool   `cbor:"3,keyasint,omitempty" json:"necessary,omitempty"` // strictly, for the urgent repair
}

// Made is where a contract was made; it decides payment and withdrawal.
type Made string

// The places of a contract.
const (
	InShop  Made = "shop"
	AtHome  Made = "home"
	ByPhone Made = "phone"
	OnPage  Made = "page"
)

// Under says by what a visit is owed already.
type Under string

// What a visit may be owed by. Such visits make no new contract.
const (
	Nothing   Under = ""
	Guarantee Under = "guarantee"
	Contract  Under = "contract"
)

// Terms are the days of the law for contracts away from the shop.
type Terms struct {
	Version  string
	Region   civil.Region
	Hold     rules.Span // no payment during these days
	Withdraw rules.Span
}

// TermsOf takes the terms out of the rules of a case.
func TermsOf(set rules.Set, region civil.Region) (Terms, error) {
	hold, err := set.Span("off_premises_hold_days")
	if err != nil {
		return Terms{}, err
	}
	withdraw, err := set.Span("withdrawal_days")
	return Terms{Version: set.Version(), Region: region, Hold: hold, Withdraw: withdraw}, err
}

// Payable is what of a visit's lines may be paid when, and until when the
// customer may withdraw.
type Payable struct {
	Now        []Line     `json:"now,omitempty"`
	Later      []Line     `json:"later,omitempty"`
	NowCents   int64      `json:"now_cents"`
	LaterCents int64      `json:"later_cents"`
	LaterOn    civil.Date `json:"later_on,omitzero"`    // first day on which the rest may be paid
	WithdrawBy civil.Date `json:"withdraw_by,omitzero"` // last day; none when there is nothing to withdraw from
}

// Split divides what a visit costs. A contract that was made in the shop, and a
// visit that a guarantee or a contract already owes, may be paid at once. By
// telephone and on the page nothing bars the payment, but the customer may
// withdraw. At home only an urgent repair, expressly asked for, may be paid at
// once, and of it only what is strictly necessary; the rest waits until the
// days of the ban have passed whole.
func (t Terms) Split(made Made, under Under, q Questions, lines []Line, on civil.Date) Payable {
	var p Payable
	away := under == Nothing && made != InShop
	banned := away && made == AtHome
	exempt := q.Asked && q.Urgent
	for _, l := range lines {
		if banned && !(exempt && l.Necessary) {
			p.Later, p.LaterCents = append(p.Later, l), p.LaterCents+l.Cents
		} else {
			p.Now, p.NowCents = append(p.Now, l), p.NowCents+l.Cents
		}
	}
	if len(p.Later) > 0 {
		p.LaterOn = t.Hold.After(on, t.Region).AddDays(1)
	}
	if away && (len(p.Later) > 0 || !(banned && exempt)) {
		p.WithdrawBy = t.Withdraw.After(on, t.Region).OrNextWorkingDay(civil.Ouvres, t.Region)
	}
	return p
}
