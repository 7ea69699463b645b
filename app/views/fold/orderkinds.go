package fold

import (
	"strconv"

	"etabli/app/domain/kind"
	"etabli/app/domain/repair"
	"etabli/app/domain/stock"
	"etabli/storage/journal"
)

// The fields of orders, deliveries and what goes back.
const (
	FieldSupplier = "supplier"
	FieldSlip     = "slip"
	FieldBack     = "back"   // facts of what goes back to a supplier
	FieldCredit   = "credit" // facts of its answer
	FieldSeller   = "seller" // facts of a supplier
	FieldLines    = "lines"  // how many
)

// A line of an order or of a delivery has its fields under "line/1/".
const (
	GroupLine   = "line/"
	LinePart    = "/part"
	LinePlace   = "/place"
	LineN       = "/n"
	LineCost    = "/cost_cents"
	LineFile    = "/file"
	LineDue     = "/due_on"
	LineState   = "/state"
	LineInstead = "/instead"
	LineSource  = "/source"
	LineFor     = "/for"
	LineCome    = "/come" // pieces that will come, as the supplier said
	LineIn      = "/in"   // a sum: what came
)

// LineField names a field of a line, from 1.
func LineField(n int, name string) string { return GroupLine + strconv.Itoa(n) + name }

func supplierSaved(a *act, e journal.Entity, x *effects) error {
	f, err := facts[stock.SupplierFacts](a)
	if err != nil || !is(e, kind.Supplier) {
		return err
	}
	return x.setFacts(FieldSeller, f)
}

func orderPlaced(a *act, e journal.Entity, x *effects) error {
	f, err := facts[stock.OrderedFacts](a)
	if err != nil || !is(e, kind.Order) {
		return err
	}
	x.set(FieldSupplier, f.Supplier)
	x.setKnown(FieldNumber, f.Number)
	x.setKnown(FieldCurrency, f.Currency)
	x.set(FieldLines, strconv.Itoa(len(f.Lines)))
	for i, l := range f.Lines {
		n := i + 1
		x.orderLine(n, l.Part, l.Place, l.N, l.CostCents, l.File)
		x.setKnown(LineField(n, LineDue), l.DueOn)
		x.set(LineField(n, LineState), string(stock.Ordered))
	}
	x.become(string(stock.OrderOpen))
	return nil
}

func (x *effects) orderLine(n int, part stock.ID, place stock.Place, pieces, cents int64, file stock.ID) {
	x.set(LineField(n, LinePart), journal.EntityID(part).String())
	x.set(LineField(n, LinePlace), string(place))
	x.set(LineField(n, LineN), itoa(pieces))
	x.set(LineField(n, LineCost), repair.FormatCents(cents))
	if file != (stock.ID{}) {
		x.set(LineField(n, LineFile), journal.EntityID(file).String())
	}
}

func orderAnswered(a *act, e journal.Entity, x *effects) error {
	f, err := facts[stock.AnsweredFacts](a)
	if err != nil || !is(e, kind.Order) {
		return err
	}
	x.set(LineField(f.Line, LineState), string(f.State))
	x.setKnown(LineField(f.Line, LineDue), f.DueOn)
	x.setKnown(LineField(f.Line, LineSource), f.Source)
	if f.N > 0 {
		x.set(LineField(f.Line, LineCome), itoa(f.N))
	}
	if f.CostCents > 0 {
		x.set(LineField(f.Line, LineCost), repair.FormatCents(f.CostCents))
	}
	if f.Part != (stock.ID{}) {
		x.set(LineField(f.Line, LineInstead), journal.EntityID(f.Part).String())
	}
	return nil
}

func orderCancelled(a *act, e journal.Entity, x *effects) error {
	f, err := facts[stock.OrderCancelledFacts](a)
	switch {
	case err != nil || !is(e, kind.Order):
		return err
	case f.Line > 0:
		x.set(LineField(f.Line, LineState), string(stock.LineGone))
	default:
		x.set(FieldReason, f.Reason)
		x.become(string(stock.OrderCancelled))
	}
	return nil
}

// stockReceived is about a delivery, which decides, the order it belongs to, the
// accounts it goes to, and the files it is for.
func stockReceived(a *act, e journal.Entity, x *effects) error {
	f, err := facts[stock.ReceivedFacts](a)
	if err != nil {
		return err
	}
	switch {
	case is(e, kind.Account):
		for _, l := range f.Lines {
			x.lines(e, []stock.Line{l.Line}, SerialIn, 1)
		}
	case is(e, kind.Order) && a.decides:
		x.delivery(&f)
	case is(e, kind.Order):
		for _, l := range f.Lines {
			if l.OrderLine > 0 {
				x.add(LineField(l.OrderLine, LineIn), l.N)
			}
		}
	}
	return nil
}

func (x *effects) delivery(f *stock.ReceivedFacts) {
	x.set(FieldSupplier, f.Supplier)
	x.setKnown(FieldSlip, f.Slip)
	x.set(FieldLines, strconv.Itoa(len(f.Lines)))
	for i, l := range f.Lines {
		x.orderLine(i+1, l.Part, l.Place, l.N, l.CostCents, l.File)
		x.set(LineField(i+1, LineFor), string(l.For))
	}
	x.become(string(stock.Unclaimed))
}

func receiptAssigned(a *act, e journal.Entity, x *effects) error {
	f, err := facts[stock.AssignedFacts](a)
	if err != nil || !is(e, kind.Order) {
		return err
	}
	x.set(LineField(f.Line, LineFor), string(f.For))
	if f.File != (stock.ID{}) {
		x.set(LineField(f.Line, LineFile), journal.EntityID(f.File).String())
	}
	return nil
}

func sentBack(a *act, e journal.Entity, x *effects) error {
	f, err := facts[stock.BackFacts](a)
	switch {
	case err != nil:
		return err
	case is(e, kind.Account):
		x.lines(e, f.Lines, SerialOut, -1)
	case is(e, kind.Order):
		x.set(FieldSupplier, f.Supplier)
		x.become(string(stock.GoingBack))
		return x.setFacts(FieldBack, f)
	}
	return nil
}

func backCredited(a *act, e journal.Entity, x *effects) error {
	f, err := facts[stock.CreditedFacts](a)
	if err != nil || !is(e, kind.Order) {
		return err
	}
	x.become(string(stock.BackDone))
	return x.setFacts(FieldCredit, f)
}
