package fold

import (
	"encoding/hex"
	"maps"
	"slices"
	"strconv"
	"strings"

	"etabli/app/domain/kind"
	"etabli/app/domain/repair"
	"etabli/app/domain/stock"
	"etabli/app/domain/till"
	"etabli/storage/journal"
)

// The sums that records of a till leave on a file.
const (
	SumSold = "sold" // what the customer was charged
	SumPaid = "paid" // by whatever means, what is still owed not counted
	SumCash = "cash" // of that, in cash
)

// FieldCardMinimum is what a shop displays: below it no card is taken.
const (
	FieldCardMinimum = "card_minimum"
	FieldReceipts    = "receipts" // when they come out, see till.Printing
	FieldDrawers     = "drawers"  // which tills share one
)

func copied(number string) string { return "copies/" + number }

// The sums of what later records say of one, on the day that holds it.
func refunded(number string) string { return "refunded/" + number }
func owed(number string) string     { return "owed/" + number }
func deducted(number string) string { return "deducted/" + number }
func cashed(number string) string   { return "cashed/" + number }
func returned(number string) string { return "returned/" + number }

// What a record leaves open, on its own day.
const (
	sumLent = "lent/" // owed at the sale
	sumKept = "kept/" // a caution, as it was taken
)

var tillKinds = kinds{
	kind.TillRecorded:   {tillRecorded},
	kind.TillPolicySaid: {tillPolicySaid},
	kind.DrawersSaid:    {drawersSaid},
}

// TillID names a business day of a series.
func TillID(series []byte, session int) journal.EntityID {
	return journal.EntityID(journal.CommandIDFrom("till", hex.EncodeToString(series), strconv.Itoa(session)))
}

// tillRecord is a record on the day it belongs to.
type tillRecord struct {
	record till.Record
	code   []byte
}

func tillRecorded(a *act, e journal.Entity, x *effects) error {
	sealed, err := facts[till.Sealed](a)
	if err != nil {
		return err
	}
	var r till.Record
	if err := journal.UnmarshalFacts(sealed.Record, &r); err != nil {
		return err
	}
	if r.Ref != "" && is(e, kind.Till) {
		follows(&r, x)
	}
	if is(e, kind.Till) {
		deducts(&r, x)
	}
	if !r.Training {
		counts(&r, e, x)
		if r.Kind.Numbered() && (is(e, kind.Till) || is(e, kind.Repair)) {
			x.taken = &taken{Record: r, bounds: sealed.BoundsThen()}
		}
	}
	switch {
	case is(e, kind.Account):
		x.lines(e, sealed.Goods, SerialOut, -1)
		x.lines(e, sealed.Back, SerialIn, 1)
	case is(e, kind.Promise):
		x.become(string(stock.Kept))
	case is(e, kind.Voucher):
		x.set(GroupSpent+r.Number, itoa(VoucherCents(&r, e.ID)))
	case is(e, kind.Till) && e.ID == TillID(r.Series, r.Session):
		x.till = &tillRecord{r, sealed.Code}
		leaves(&r, x)
		x.setKnown(FieldSite, r.Site)
		x.setKnown(FieldCode, r.Device)
	}
	return nil
}

// counts adds a record to the sums of what it is about; practice counts nowhere.
func counts(r *till.Record, e journal.Entity, x *effects) {
	switch {
	case is(e, kind.Repair):
		x.add(SumSold, r.Total)
		x.add(SumPaid, r.PaidNow())
		x.add(SumCash, till.CashOf(r.Payments))
	case is(e, kind.Customer):
		x.add(SumOwed, till.LaterOf(r.Payments))
	case is(e, kind.Claim) && r.Kind == till.Refund:
		x.set(GroupPaidBack+r.Number, itoa(-r.Total))
	case is(e, kind.Bonus):
		bonusTaken(r, x)
	}
}

// follows adds what a record says of the one that it names. It is asked for on
// the day of that one.
func follows(r *till.Record, x *effects) {
	if r.Kind == till.Copy {
		x.add(copied(r.Ref), 1)
		return
	}
	s := till.Since{}.After(r)
	if s.Owed > 0 {
		x.add(sumLent+r.Ref, 0) // a debt of a sale that left none at first
	}
	for _, sum := range []addend{
		{name: refunded(r.Ref), n: s.Refunded}, {name: owed(r.Ref), n: s.Owed},
		{name: cashed(r.Ref), n: s.Cash}, {name: returned(r.Ref), n: s.Returned},
	} {
		if sum.n != 0 {
			x.add(sum.name, sum.n)
		}
	}
}

// deducts adds what a record takes off again of what others took ahead. Each day
// keeps the sums; only that of the receipt reads them.
func deducts(r *till.Record, x *effects) {
	sums := map[string]int64{}
	for _, l := range r.Lines {
		if l.Of != "" && l.Deposit != "" {
			sums[l.Of] -= l.Cents
		}
	}
	for _, number := range slices.Sorted(maps.Keys(sums)) {
		if sums[number] != 0 {
			x.add(deducted(number), sums[number])
		}
	}
}

// leaves notes what a record leaves open: a debt, or a caution that is kept.
func leaves(r *till.Record, x *effects) {
	if lent := r.Owed(till.Since{}); lent > 0 {
		x.add(sumLent+r.Number, lent)
	}
	if kept := r.Kept(till.Since{}); kept > 0 {
		x.add(sumKept+r.Number, kept)
	}
}

// TillOpen tells whether a record of this day is still owed for, or kept.
func (s *State) TillOpen() bool {
	for _, sum := range s.Sums {
		if number, ok := strings.CutPrefix(sum.Name, sumLent); ok && sum.N+s.Sum(owed(number)).N > 0 {
			return true
		}
		if number, ok := strings.CutPrefix(sum.Name, sumKept); ok && sum.N > s.Sum(returned(number)).N {
			return true
		}
	}
	return false
}

func tillPolicySaid(a *act, e journal.Entity, x *effects) error {
	f, err := facts[till.PolicyFacts](a)
	if err == nil && is(e, kind.Site) {
		x.set(FieldCardMinimum, strconv.FormatInt(f.CardMinimum, 10))
		x.set(FieldReceipts, string(f.Receipts))
	}
	return err
}

func drawersSaid(a *act, e journal.Entity, x *effects) error {
	f, err := facts[till.DrawersFacts](a)
	if err != nil || !is(e, kind.Site) {
		return err
	}
	return x.setFacts(FieldDrawers, f)
}

// takeTill goes on to the state after a record. The records of a day come from
// one chain, so the order of the fold is theirs.
func (s *State) takeTill(t *tillRecord) {
	var carry till.Carry
	if s.Till != nil {
		carry = *s.Till
	}
	carry = carry.Take(&t.record, t.code)
	s.Till = &carry
	s.TillSeries, s.TillTraining = t.record.Series, t.record.Training
}

// record notes who wrote a record of a day.
func (f *folder) record(a *act, r *till.Record) {
	if r.Training {
		return
	}
	if f.records == nil {
		f.records = map[int][]Side{}
	}
	value := r.Number
	if r.Kind.Turns() {
		value += " · " + repair.FormatAmount(r.Total, "EUR")
	}
	f.records[r.Seq] = append(f.records[r.Seq], Side{Write: Write{Ref: a.ref, Value: []byte(value), AtMS: a.atMS()}, Shown: len(f.records[r.Seq]) == 0})
}

// receiptsTwice are the items about places of a till's series that two records have:
// the device went on from an earlier state of its disk before it heard of the later one.
func (f *folder) receiptsTwice() (items []Item) {
	for _, seq := range slices.Sorted(maps.Keys(f.records)) {
		if sides := f.records[seq]; len(sides) > 1 {
			items = append(items, newItem(f.entity, ReceiptTwice, "", sides...))
		}
	}
	return items
}

// Copied is how often a receipt that this day holds was printed again.
func (s *State) Copied(number string) int64 { return s.Sum(copied(number)).N }

// Since is what followed a record that this day holds.
func (s *State) Since(number string) till.Since {
	return till.Since{
		Refunded: s.Sum(refunded(number)).N, Owed: s.Sum(owed(number)).N,
		Cash: s.Sum(cashed(number)).N, Returned: s.Sum(returned(number)).N, Deducted: s.Sum(deducted(number)).N,
	}
}
