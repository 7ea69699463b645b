package stock

import (
	"strconv"

	"etabli/app/domain/fault"
	"etabli/app/domain/repair"
	"etabli/app/domain/text"
)

// OrderStatus is where an order stands as a whole.
type OrderStatus string

// The statuses. A delivery that nobody had ordered is unclaimed until each of
// its lines has a destination.
const (
	OrderOpen      OrderStatus = "open"
	OrderDone      OrderStatus = "done"
	OrderCancelled OrderStatus = "cancelled"
	Unclaimed      OrderStatus = "unclaimed"
	GoingBack      OrderStatus = "going_back" // to the supplier, credit awaited
	BackDone       OrderStatus = "credited"   // or refused
)

// CheckSupplier checks a supplier.
func CheckSupplier(f SupplierFacts) error {
	if f.Days < 0 || f.Days > MaxDays {
		return fault.New(fault.OutOfRange, "days", "min", "0", "max", strconv.Itoa(MaxDays))
	}
	return fault.First(text.Needed("code", f.Code, MaxRef), text.Needed("name", f.Name, repair.MaxLabel))
}

// CheckOrdered checks an order.
func CheckOrdered(f OrderedFacts) error {
	if len(f.Lines) == 0 {
		return fault.New(fault.Missing, "lines")
	}
	if len(f.Lines) > MaxLines {
		return fault.New(fault.TooLong, "lines", "limit", strconv.Itoa(MaxLines))
	}
	for i, l := range f.Lines {
		at := "lines." + strconv.Itoa(i) + "."
		if l.N < 1 || l.N > MaxN {
			return fault.New(fault.OutOfRange, at+"n", "min", "1", "max", strconv.Itoa(MaxN))
		}
		if err := fault.First(
			CheckPlace(at+"place", l.Place),
			amount(at+"cost_cents", l.CostCents, "currency", f.Currency),
			text.Date(at+"due_on", l.DueOn),
		); err != nil {
			return err
		}
	}
	return fault.First(text.Needed("supplier", f.Supplier, MaxRef), text.Line("number", f.Number, MaxRef))
}

// CheckAnswered checks what a supplier said about a line, from 1 to lines.
func CheckAnswered(f AnsweredFacts, lines int) error {
	if err := CheckOrderLine(f.Line, lines); err != nil {
		return err
	}
	if f.N < 0 || f.N > MaxN {
		return fault.New(fault.OutOfRange, "n", "min", "0", "max", strconv.Itoa(MaxN))
	}
	if f.State == Substituted && f.Part == (ID{}) {
		return fault.New(fault.Missing, "part")
	}
	return fault.First(
		text.OneOf("state", f.State, Acknowledged, Partial, Substituted, PriceChanged, Late, LineGone),
		amount("cost_cents", f.CostCents, "currency", "EUR"),
		text.Date("due_on", f.DueOn),
		text.OneOf("source", f.Source, "", "mail", "phone", "portal"),
	)
}

// CheckOrderLine checks the number of a line.
func CheckOrderLine(line, lines int) error {
	if line < 1 || line > lines {
		return fault.New(WrongOrder, "line", "line", strconv.Itoa(line))
	}
	return nil
}

// CheckReason checks why something was given up.
func CheckReason(reason string) error {
	if reason == "" {
		return fault.New(fault.Missing, "reason")
	}
	return text.Code("reason", reason, repair.MaxReason)
}

// CheckBack checks what goes back to a supplier.
func CheckBack(f BackFacts) error {
	return fault.First(
		text.Needed("supplier", f.Supplier, MaxRef),
		text.OneOf("reason", f.Reason, "wrong", "dead_on_arrival", "surplus", "core"),
		text.Line("number", f.Number, MaxRef),
		text.Date("by_on", f.ByOn),
		amount("credit_cents", f.CreditCents, "currency", f.Currency),
	)
}

// CheckCredited checks a supplier's answer.
func CheckCredited(f CreditedFacts) error {
	if err := text.OneOf("state", f.State, "received", "refused"); err != nil {
		return err
	}
	if f.State == "refused" {
		return CheckReason(f.Reason)
	}
	return fault.First(amount("cents", f.Cents, "currency", "EUR"), text.Line("number", f.Number, MaxRef))
}

// TransferStatus is where a transfer stands.
type TransferStatus string

// The statuses.
const (
	OnTheWay       TransferStatus = "sent"
	Arrived        TransferStatus = "arrived"
	ArrivedOdd     TransferStatus = "arrived_odd" // with more or less than was sent
	TransferClosed TransferStatus = "closed"
)

// TransferStands tells where a transfer stands. It may have arrived where nobody
// has heard of its sending; then it is odd until the sending is known.
func TransferStands(arrived, even, closed bool) TransferStatus {
	switch {
	case closed:
		return TransferClosed
	case arrived && even:
		return Arrived
	case arrived:
		return ArrivedOdd
	}
	return OnTheWay
}

// Open tells whether somebody still has to do something about a transfer.
func (s TransferStatus) Open() bool { return s == OnTheWay || s == ArrivedOdd }
