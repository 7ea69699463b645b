package warranty

import (
	"slices"
	"strconv"

	"etabli/app/domain/fault"
	"etabli/app/domain/rules"
	"etabli/app/domain/text"
)

const (
	hashBytes = 32
	maxMonths = 600
)

// Check checks what was told of a purchase. The name of a private seller is
// nobody's business.
func (f SaleFacts) Check() error {
	if err := f.Sale().check(); err != nil {
		return shorter(err)
	}
	for _, err := range []error{text.Date("sold_on", f.SoldOn), text.Date("delivered_on", f.DeliveredOn)} {
		if err != nil {
			return err
		}
	}
	if f.Seller != "" && f.By != SoldByTrader {
		return fault.New(fault.Malformed, "seller", "expected", string(SoldByTrader))
	}
	for i, e := range f.Evidence {
		at := "evidence." + strconv.Itoa(i) + "."
		if err := text.Date(at+"on", e.On); err != nil {
			return err
		}
		if n := len(e.Photo); n != 0 && n != hashBytes {
			return fault.New(fault.Malformed, at+"photo", "expected", "SHA-256")
		}
	}
	if f.empty() {
		return fault.New(fault.Missing, "delivered_on")
	}
	return nil
}

func (f SaleFacts) empty() bool {
	return f.SoldOn == "" && f.DeliveredOn == "" && f.Condition == "" && f.Buyer == "" && f.By == "" && f.Seller == "" && len(f.Evidence) == 0
}

// shorter names a field as the command does, without the "sale." of a case.
func shorter(err error) error {
	f := fault.Of(err)
	if len(f.Field) > len("sale.") && f.Field[:len("sale.")] == "sale." {
		f.Field = f.Field[len("sale."):]
	}
	return f
}

// Sale is what a case is made from.
func (f SaleFacts) Sale() Sale {
	s := Sale{
		SoldOn: day(f.SoldOn), DeliveredOn: day(f.DeliveredOn), Condition: f.Condition, Buyer: f.Buyer, By: f.By, SellerName: f.Seller,
	}
	for _, e := range f.Evidence {
		s.Evidence = append(s.Evidence, Evidence{Kind: e.Kind, On: day(e.On), Ref: e.Ref})
	}
	return s
}

// Check checks what the customer asked for.
func (f RemedyFacts) Check() error {
	for _, err := range []error{
		text.OneOf("by", f.By, "", "page", "phone", "counter", "email", "sms", "letter"),
		text.OneOf("chose", f.Chose, NoRemedy, ByRepair, ByReplacement, PriceReduction, Rescission),
		text.Date("appeared_on", f.AppearedOn),
		text.Date("returned_on", f.ReturnedOn),
		text.Date("discovered_on", f.DiscoveredOn),
	} {
		if err != nil {
			return err
		}
	}
	return nil
}

// Aftermath is what makes the customer free to want money.
func (f RemedyFacts) Aftermath() Aftermath {
	return Aftermath{
		Persists: f.Persists, Refused: f.Refused, Serious: f.Serious, Inconvenient: f.Inconvenient, Minor: f.Minor,
		ReturnedOn: day(f.ReturnedOn),
	}
}

// Hidden is what was said of a hidden defect.
func (f RemedyFacts) Hidden() Hidden {
	return Hidden{DiscoveredOn: day(f.DiscoveredOn), Expertise: f.Expertise}
}

// Check checks one settlement against those that are known; again says that it
// was opened before.
func (f NegotiatedFacts) Check(before []NegotiatedFacts, again bool) error {
	at := slices.IndexFunc(before, func(n NegotiatedFacts) bool { return n.ID == f.ID })
	if again && at < 0 {
		return fault.New(fault.NotFound, "negotiation", "what", "negotiation")
	}
	opened := f.OpenedOn
	if again && opened == "" {
		opened = before[at].OpenedOn
	}
	for _, err := range []error{
		text.Date("opened_on", f.OpenedOn), text.Date("closed_on", f.ClosedOn),
		inOrder("closed_on", day(opened), day(f.ClosedOn)),
	} {
		if err != nil {
			return err
		}
	}
	if opened == "" {
		return fault.New(fault.Missing, "opened_on")
	}
	return nil
}

// Negotiation is what a case is made from.
func (f NegotiatedFacts) Negotiation() Negotiation {
	return Negotiation{OpenedOn: day(f.OpenedOn), ClosedOn: day(f.ClosedOn)}
}

// Check checks a guarantee beyond the legal ones: one by contract has an end,
// the others have a length.
func (f GuaranteeFacts) Check() error {
	for _, err := range []error{
		text.OneOf("layer", f.Layer, COM, DUR, MNT, INS),
		text.Line("name", f.Name, MaxName),
		text.OneOf("by", f.By, Us, Seller, Producer, Guarantor, Insurer),
		text.Date("starts_on", f.StartsOn),
		text.Date("ends_on", f.EndsOn),
		inOrder("ends_on", day(f.StartsOn), day(f.EndsOn)),
	} {
		if err != nil {
			return err
		}
	}
	contract := f.Layer == MNT || f.Layer == INS
	switch {
	case f.StartsOn == "":
		return fault.New(fault.Missing, "starts_on")
	case contract && f.EndsOn == "":
		return fault.New(fault.Missing, "ends_on")
	case !contract && (f.Months < 1 || f.Months > maxMonths):
		return fault.New(fault.OutOfRange, "months", "min", "1", "max", strconv.Itoa(maxMonths))
	}
	for i, c := range f.Covers {
		if err := text.OneOf("covers."+strconv.Itoa(i), c, Causes()...); err != nil {
			return err
		}
	}
	return nil
}

// Into adds the guarantee to a case.
func (f GuaranteeFacts) Into(c *Case) {
	from, to := day(f.StartsOn), day(f.EndsOn)
	if f.Layer == MNT || f.Layer == INS {
		c.Contracts = append(c.Contracts, Contract{Layer: f.Layer, Name: f.Name, By: f.By, From: from, To: to, Covers: f.Covers})
		return
	}
	c.Commercial = append(c.Commercial, Commercial{
		Durability: f.Layer == DUR, Guarantor: f.By, Name: f.Name, StartsOn: from,
		Length: rules.Span{N: f.Months, Unit: rules.Months}, Covers: f.Covers,
	})
}
