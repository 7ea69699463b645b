package fold

import (
	"fmt"
	"strconv"
	"strings"

	"etabli/app/domain/kind"
	"etabli/app/domain/product"
	"etabli/app/domain/stock"
	"etabli/storage/journal"
)

// The fields of parts, accounts and transfers.
const (
	FieldPartFacts = "part_facts"
	FieldPart      = "part"  // id
	FieldStored    = "place" // where an account is
	FieldCount     = "count" // the last count: what the books said, what was found
	FieldReorder   = "reorder"
	FieldTo        = "to"
	FieldReason    = "reason"
	FieldSent      = "sent"
	FieldArrived   = "arrived"
	FieldClosed    = "closed"
	FieldToldEnd   = "told_end"   // HQ told that a transfer was ended
	FieldToldStock = "told_stock" // facts of what HQ told of an account
	FieldToldN     = "told_n"     // its figure alone
)

// The beginnings of names of fields and sums that an entity has many of.
const (
	GroupSerial  = "serial/"  // in or out
	GroupLot     = "lot/"     // pieces
	GroupUsed    = "used/"    // pieces of a part that went into a device
	GroupSent    = "sent/"    // pieces of a part, as a field
	GroupArrived = "arrived/" // pieces of a part, as a sum
	GroupPriced  = "priced/"  // of a part: facts, by first day
	GroupTold    = "told/"    // pieces of a part that arrived, as HQ told
)

// The values of a serial number's field.
const (
	SerialIn  = "in"
	SerialOut = "out"
)

var stockKinds = kinds{
	kind.PartSaved:       {partSaved},
	kind.PartPriced:      {partPriced},
	kind.StockReceived:   {stockReceived},
	kind.ReceiptAssigned: {receiptAssigned},
	kind.StockMoved:      {stockMoved},
	kind.StockUsed:       {stockUsed},
	kind.StockAdjusted:   {stockAdjusted},
	kind.StockCounted:    {stockCounted},
	kind.ReorderSaid:     {reorderSaid},
	kind.TransferSent:    {transferSent, transferSentKept},
	kind.TransferArrived: {transferArrived, transferArrivedKept},
	kind.TransferClosed:  {transferClosed},
	kind.TransferTold:    {transferTold},
	kind.StockTold:       {stockTold},
	kind.SupplierSaved:   {supplierSaved},
	kind.OrderPlaced:     {orderPlaced},
	kind.OrderAnswered:   {orderAnswered},
	kind.OrderCancelled:  {orderCancelled},
	kind.SentBack:        {sentBack},
	kind.BackCredited:    {backCredited},
}

func partSaved(a *act, e journal.Entity, x *effects) error {
	f, err := facts[stock.PartFacts](a)
	if err != nil || !is(e, kind.Part) {
		return err
	}
	return x.setFacts(FieldPartFacts, f)
}

// partPriced notes a price from a day on: two that were said of one day without
// knowing of each other stand in "À vérifier".
func partPriced(a *act, e journal.Entity, x *effects) error {
	f, err := facts[stock.PricedFacts](a)
	if err != nil || !is(e, kind.Part) {
		return err
	}
	return x.setFacts(GroupPriced+f.From, f)
}

// lines lets an account take the lines that are about it.
func (x *effects) lines(e journal.Entity, lines []stock.Line, serial string, sign int64) {
	for _, l := range lines {
		if stock.AccountID(l.Part, l.Place) == stock.ID(e.ID) {
			x.line(l, serial, sign)
		}
	}
}

func (x *effects) line(l stock.Line, serial string, sign int64) {
	x.set(FieldPart, journal.EntityID(l.Part).String())
	x.set(FieldStored, string(l.Place))
	for _, s := range l.Serials {
		x.set(GroupSerial+product.Classify(s).Normalised, serial)
	}
	if l.Lot != "" {
		x.addGoods(GroupLot+l.Lot, sign*l.N)
	}
}

func stockMoved(a *act, e journal.Entity, x *effects) error {
	f, err := facts[stock.MovedFacts](a)
	if err != nil || !is(e, kind.Account) {
		return err
	}
	x.lines(e, f.Lines, SerialOut, -1)
	for _, l := range f.Lines {
		l.Place = f.To
		x.lines(e, []stock.Line{l}, SerialIn, 1)
	}
	return nil
}

func stockUsed(a *act, e journal.Entity, x *effects) error {
	f, err := facts[stock.UsedFacts](a)
	switch {
	case err != nil:
		return err
	case is(e, kind.Account):
		x.lines(e, f.Lines, SerialOut, -1)
		x.lines(e, f.Old, SerialIn, 1)
	case is(e, kind.Repair):
		for _, l := range f.Lines {
			x.add(GroupUsed+journal.EntityID(l.Part).String(), l.N)
		}
	case is(e, kind.Promise):
		x.become(string(stock.Kept))
	}
	return nil
}

func stockAdjusted(a *act, e journal.Entity, x *effects) error {
	f, err := facts[stock.AdjustedFacts](a)
	if err != nil || !is(e, kind.Account) {
		return err
	}
	serial := SerialIn
	if f.Line.N < 0 {
		serial = SerialOut
	}
	x.lines(e, []stock.Line{f.Line}, serial, 1)
	return nil
}

// stockCounted notes what was found. Two counts that did not know each other
// both corrected the books, so they always differ.
func stockCounted(a *act, e journal.Entity, x *effects) error {
	f, err := facts[stock.CountedFacts](a)
	if err != nil {
		return err
	}
	if is(e, kind.Count) {
		x.set(FieldStored, string(f.Place))
		return x.setFacts(FieldCount, f)
	}
	for _, l := range f.Lines {
		if !is(e, kind.Account) || stock.AccountID(l.Part, f.Place) != stock.ID(e.ID) {
			continue
		}
		x.set(FieldPart, journal.EntityID(l.Part).String())
		x.set(FieldStored, string(f.Place))
		found := fmt.Sprintf("%d → %d", l.Books, l.Counted)
		if l.Books != l.Counted {
			found = strings.TrimSpace(found+" "+l.Reason) + " (" + a.ref.String() + ")"
		}
		x.set(FieldCount, found)
		for _, s := range l.Serials {
			x.set(GroupSerial+product.Classify(s).Normalised, SerialIn)
		}
		for _, s := range l.Gone {
			x.set(GroupSerial+product.Classify(s).Normalised, SerialOut)
		}
	}
	return nil
}

func reorderSaid(a *act, e journal.Entity, x *effects) error {
	f, err := facts[stock.ReorderFacts](a)
	if err != nil || !is(e, kind.Account) {
		return err
	}
	x.set(FieldPart, journal.EntityID(f.Part).String())
	x.set(FieldStored, string(f.Place))
	return x.setFacts(FieldReorder, f)
}

func transferSent(a *act, e journal.Entity, x *effects) error {
	f, err := facts[stock.SentFacts](a)
	switch {
	case err != nil:
		return err
	case is(e, kind.Account):
		x.lines(e, f.Lines, SerialOut, -1)
	case is(e, kind.Transfer):
		x.setNumber(f.Number)
		x.set(FieldTo, string(f.To))
		if f.File != (stock.ID{}) {
			x.set(FieldFile, journal.EntityID(f.File).String())
		}
		x.onTheWay(f.Lines)
		x.set(FieldSent, yes)
	}
	return nil
}

// transferSentKept ends the promises of pieces that leave with their file.
func transferSentKept(a *act, e journal.Entity, x *effects) error {
	if is(e, kind.Promise) {
		x.become(string(stock.Kept))
		return nil
	}
	return transferSent(a, e, x)
}

// transferArrivedKept keeps what arrived for the file it came with: one promise a
// line, in their order.
func transferArrivedKept(a *act, e journal.Entity, x *effects) error {
	if !is(e, kind.Promise) {
		return transferArrived(a, e, x)
	}
	f, err := facts[stock.ArrivedFacts](a)
	if err != nil {
		return err
	}
	line := 0
	for _, other := range a.entry.Header.Entities {
		if is(other, kind.Promise) && other != e {
			line++
		}
		if other == e {
			break
		}
	}
	if line >= len(f.Lines) {
		return nil
	}
	l := f.Lines[line]
	x.about(a, map[uint8]string{kind.Repair: FieldFile})
	x.set(FieldAccount, journal.EntityID(stock.AccountID(l.Part, l.Place)).String())
	x.become(string(stock.Asked))
	x.become(string(stock.Reserved))
	x.used(a, f.HQ)
	return x.setFacts(FieldPromise, stock.PromisedFacts{Part: l.Part, Place: l.Place, N: l.N, Confirmed: true, HQ: f.HQ})
}

// onTheWay notes what was sent. The sending and what HQ tells of it say the same.
func (x *effects) onTheWay(lines []stock.Line) {
	pieces := map[stock.ID]int64{}
	for _, l := range lines {
		x.set(FieldStored, string(l.Place))
		pieces[l.Part] += l.N
		x.set(GroupSent+journal.EntityID(l.Part).String(), itoa(pieces[l.Part]))
	}
}

func transferTold(a *act, e journal.Entity, x *effects) error {
	f, err := facts[stock.ToldFacts](a)
	if err == nil && is(e, kind.Transfer) {
		x.setNumber(f.Number)
		x.set(FieldTo, string(f.To))
		x.onTheWay(f.Lines)
		x.set(FieldStored, string(f.From))
		x.set(FieldTold, yes)
		for _, l := range f.Arrived {
			x.set(GroupTold+journal.EntityID(l.Part).String(), itoa(l.N))
			x.set(FieldArrived, yes)
		}
		if f.Closed != "" {
			x.set(FieldReason, f.Closed)
			x.set(FieldClosed, yes)
			x.set(FieldToldEnd, yes)
		}
	}
	return err
}

// stockTold lets an account of another shop be seen. Where its books are known,
// they count.
func stockTold(a *act, e journal.Entity, x *effects) error {
	f, err := facts[stock.FiguresToldFacts](a)
	if err != nil || !is(e, kind.Account) {
		return err
	}
	for _, l := range f.Lines {
		if stock.AccountID(l.Part, l.Place) == stock.ID(e.ID) {
			x.set(FieldPart, journal.EntityID(l.Part).String())
			x.set(FieldStored, string(l.Place))
			x.set(FieldToldN, itoa(l.N))
			return x.setFacts(FieldToldStock, l)
		}
	}
	return nil
}

// transferArrived may come where nobody has heard of the sending; whether all
// came is seen from the sums of both.
func transferArrived(a *act, e journal.Entity, x *effects) error {
	f, err := facts[stock.ArrivedFacts](a)
	switch {
	case err != nil:
		return err
	case is(e, kind.Account):
		x.lines(e, f.Lines, SerialIn, 1)
	case is(e, kind.Transfer):
		for _, l := range f.Lines {
			x.add(GroupArrived+journal.EntityID(l.Part).String(), l.N)
		}
		x.setKnown(FieldReason, f.Reason)
		x.setNumber(f.Number)
		x.set(FieldArrived, yes)
	}
	return nil
}

func transferClosed(a *act, e journal.Entity, x *effects) error {
	f, err := facts[stock.TransferClosedFacts](a)
	if err == nil && is(e, kind.Transfer) {
		x.set(FieldReason, f.Reason)
		x.set(FieldClosed, yes)
	}
	return err
}

func itoa(n int64) string { return strconv.FormatInt(n, 10) }
