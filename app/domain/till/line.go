package till

import (
	"strconv"

	"etabli/app/domain/fault"
	"etabli/app/domain/text"
	"etabli/app/domain/vat"
)

// The limits of a record.
const (
	MaxLines    = 500
	MaxPayments = 20
	MaxLabel    = 200
	MaxCents    = 100_000_000 // a million euros
	One         = 1000        // a quantity of one, in thousandths
)

// Nature says whether a line is of goods or of a service: reports to the tax
// office keep them apart.
type Nature string

// The natures.
const (
	Goods   Nature = "goods"
	Service Nature = "service"
	// Gift is a voucher that is sold: money that is owed in goods. It is no turnover
	// yet, and taxed when it is redeemed, at the rate of what it buys.
	Gift Nature = "voucher"
)

// Line is one thing that was sold.
type Line struct {
	Label    string `cbor:"1,keyasint" json:"label"`
	Quantity int64  `cbor:"2,keyasint" json:"quantity,omitempty" doc:"in thousandths; one when empty"`
	Unit     int64  `cbor:"3,keyasint" json:"unit_cents" doc:"with tax"`
	Discount int64  `cbor:"4,keyasint,omitempty" json:"discount_cents,omitempty" doc:"off the whole line"`
	Rate     int    `cbor:"5,keyasint" json:"rate_permille" doc:"of VAT: 200 is 20 %"`
	Cents    int64  `cbor:"6,keyasint" json:"cents,omitempty" doc:"of the line; computed when empty"`
	Nature   Nature `cbor:"7,keyasint" json:"nature,omitempty" doc:"goods, service or voucher: a gift that is sold, without tax; service when empty"`
	Article  string `cbor:"8,keyasint,omitempty" json:"article,omitempty"`
	Eco      int64  `cbor:"9,keyasint,omitempty" json:"eco_cents,omitempty" doc:"eco-contribution inside the price"`
	// Deposit says that the line is money paid ahead, or deducted again: arrhes
	// or acompte, which law does not treat alike (C. conso. L214-1).
	Deposit string `cbor:"10,keyasint,omitempty" json:"deposit,omitempty" doc:"arrhes or acompte: money paid ahead"`
	// Listed says that the receipt must name the legal guarantee (C. conso. D211-6).
	Listed bool `cbor:"11,keyasint,omitempty" json:"listed,omitempty" doc:"goods whose receipt names the legal guarantee"`
	// Of is the receipt that took the money which the line deducts again; of a gift
	// that goes back, the code of its voucher.
	Of string `cbor:"12,keyasint,omitempty" json:"of,omitempty" doc:"of a deduction: the receipt that took the money ahead; that of the file when empty. Of a gift that goes back: its voucher"`
}

// complete fills in what follows from the rest, and checks it.
func (l Line) complete(at string, negative bool) (Line, error) {
	if l.Quantity == 0 {
		l.Quantity = One
	}
	if l.Nature == "" {
		l.Nature = Service
	}
	if err := fault.First(
		text.Needed(at+"label", l.Label, MaxLabel),
		text.OneOf(at+"nature", string(l.Nature), string(Goods), string(Service), string(Gift)),
		text.OneOf(at+"deposit", l.Deposit, "", "arrhes", "acompte"),
		fault.Within(at+"rate_permille", int64(l.Rate), 0, vat.MaxPermille),
		fault.Within(at+"unit_cents", l.Unit, -MaxCents, MaxCents),
		fault.Within(at+"quantity", l.Quantity, -MaxCents, MaxCents),
		fault.Within(at+"discount_cents", l.Discount, 0, MaxCents),
		fault.Within(at+"eco_cents", l.Eco, 0, MaxCents),
	); err != nil {
		return l, err
	}
	if l.Nature == Gift && (l.Rate != 0 || l.Deposit != "") {
		return l, fault.New(fault.OutOfRange, at+"rate_permille", "min", "0", "max", "0")
	}
	cents, err := vat.Amount(l.Unit, l.Quantity, l.Discount)
	if err != nil {
		return l, err
	}
	if l.Cents != 0 && l.Cents != cents {
		return l, fault.New(LineSum, at+"cents", "sum", strconv.FormatInt(cents, 10))
	}
	l.Cents = cents
	if cents < 0 && !negative && l.Deposit == "" {
		return l, fault.New(fault.OutOfRange, at+"unit_cents", "min", "0", "max", strconv.Itoa(MaxCents))
	}
	return l, nil
}
