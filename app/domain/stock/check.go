package stock

import (
	"slices"
	"strconv"
	"strings"

	"etabli/app/domain/fault"
	"etabli/app/domain/product"
	"etabli/app/domain/repair"
	"etabli/app/domain/text"
)

// The faults of stock.
const (
	NoSerials     fault.Code = "stock_serials_needed"      // args: n
	NoLot         fault.Code = "stock_lot_needed"          //
	NotThere      fault.Code = "stock_not_there"           // args: books, place
	NoReason      fault.Code = "stock_reason_needed"       // args: part, books, counted
	NotPromisable fault.Code = "stock_not_promisable"      // args: place
	WrongTransfer fault.Code = "transfer_not_open"         // args: status
	WrongOrder    fault.Code = "order_line_unknown"        // args: line
	WrongPromise  fault.Code = "promise_not_in_this_state" // args: status
	NoFile        fault.Code = "receipt_without_file"
	OtherShop     fault.Code = "stock_other_shop"    // what lies there is recorded there; args: place
	NotOrdered    fault.Code = "order_other_part"    // a line is fulfilled by its part alone; args: part
	SerialAway    fault.Code = "stock_serial_absent" // args: serial
	SerialHere    fault.Code = "stock_serial_here"   // args: serial
	LotAway       fault.Code = "stock_lot_absent"    // fewer pieces of a lot are there; args: lot, books
	HQDecides     fault.Code = "rights_from_hq"      // only HQ grants and reclaims
	NoRights      fault.Code = "rights_not_enough"   // args: free
)

// The limits of stock.
const (
	MaxLines = 30 // of one act
	MaxN     = 1_000_000
	MaxRef   = 40
	MaxDays  = 400
)

// CheckPart checks a part.
func CheckPart(f PartFacts) error {
	if f.GTIN != "" && product.Classify(f.GTIN).Kind != product.GTIN {
		return fault.New(fault.Malformed, "gtin", "expected", "4006381333931")
	}
	if len(f.Fits) > MaxLines {
		return fault.New(fault.TooLong, "fits", "limit", strconv.Itoa(MaxLines))
	}
	for i, model := range f.Fits {
		if err := text.Needed("fits."+strconv.Itoa(i), model, repair.MaxItem); err != nil {
			return err
		}
	}
	return fault.First(
		text.Needed("ref", f.Ref, MaxRef),
		text.Needed("label", f.Label, repair.MaxLabel),
		text.Line("brand", f.Brand, repair.MaxBrand),
		text.Line("category", f.Category, repair.MaxLabel),
		text.OneOf("tracking", f.Tracking, ByNumber, BySerial, ByLot),
		text.Line("supplier", f.Supplier, MaxRef),
		amount("cost_cents", f.CostCents, "currency", f.Currency),
		amount("price_cents", f.Price, "currency", f.Currency),
	)
}

// RefForm is how references are compared: without letter case and spaces.
func RefForm(ref string) string { return strings.ToUpper(strings.Join(strings.Fields(ref), "")) }

// CheckLines checks the lines of an act; trackings are those of their parts.
func CheckLines(field string, lines []Line, trackings []Tracking) error {
	if len(lines) == 0 {
		return fault.New(fault.Missing, field)
	}
	if len(lines) > MaxLines {
		return fault.New(fault.TooLong, field, "limit", strconv.Itoa(MaxLines))
	}
	for i, l := range lines {
		at := field + "." + strconv.Itoa(i) + "."
		if err := CheckLine(at, l, trackings[i]); err != nil {
			return err
		}
		same := func(o Line) bool { return o.Part == l.Part && o.Place == l.Place && o.Lot == l.Lot }
		if slices.ContainsFunc(lines[:i], same) {
			return fault.New(fault.Malformed, at+"part", "expected", "once")
		}
	}
	return nil
}

// CheckLine checks one line; its fields are named after at.
func CheckLine(at string, l Line, t Tracking) error {
	if l.N < 1 || l.N > MaxN {
		return fault.New(fault.OutOfRange, at+"n", "min", "1", "max", strconv.Itoa(MaxN))
	}
	if err := fault.First(CheckPlace(at+"place", l.Place), text.Line(at+"lot", l.Lot, MaxRef)); err != nil {
		return err
	}
	for i, s := range l.Serials {
		name := at + "serials." + strconv.Itoa(i)
		if err := text.Needed(name, s, repair.MaxSerial); err != nil {
			return err
		}
		if slices.Contains(l.Serials[:i], s) {
			return fault.New(fault.Malformed, name, "expected", "once")
		}
	}
	switch {
	case t == BySerial && int64(len(l.Serials)) != l.N:
		return fault.New(NoSerials, at+"serials", "n", strconv.FormatInt(l.N, 10))
	case t == ByLot && l.Lot == "":
		return fault.New(NoLot, at+"lot")
	}
	return nil
}

// CheckReceived checks what a line of a delivery says beside its pieces.
func CheckReceived(at string, l ReceivedLine) error {
	if (l.For == ForFile) != (l.File != ID{}) {
		return fault.New(NoFile, at+"file")
	}
	return fault.First(
		text.OneOf(at+"for", l.For, Unknown, ForFile, ForShelf, ForBack),
		amount(at+"cost_cents", l.CostCents, "", "EUR"),
	)
}

// CheckAdjusted checks a correction.
func CheckAdjusted(f AdjustedFacts) error {
	if f.Line.N == 0 || f.Line.N > MaxN || f.Line.N < -MaxN {
		return fault.New(fault.OutOfRange, "n", "min", strconv.Itoa(-MaxN), "max", strconv.Itoa(MaxN))
	}
	return fault.First(
		CheckPlace("place", f.Line.Place),
		text.OneOf("reason", f.Reason, "lost", "broken", "found", "mistake", "sold", "scrapped"),
	)
}

// CheckCounted checks a count: what differs from the books has a reason.
func CheckCounted(f CountedFacts) error {
	if len(f.Lines) == 0 {
		return fault.New(fault.Missing, "lines")
	}
	if len(f.Lines) > MaxLines {
		return fault.New(fault.TooLong, "lines", "limit", strconv.Itoa(MaxLines))
	}
	for i, l := range f.Lines {
		at := "lines." + strconv.Itoa(i) + "."
		if slices.ContainsFunc(f.Lines[:i], func(o CountedLine) bool { return o.Part == l.Part }) {
			return fault.New(fault.Malformed, at+"part", "expected", "once")
		}
		if l.Counted < 0 || l.Counted > MaxN {
			return fault.New(fault.OutOfRange, at+"counted", "min", "0", "max", strconv.Itoa(MaxN))
		}
		if l.Counted != l.Books && l.Reason == "" {
			return fault.New(NoReason, at+"reason", "books", strconv.FormatInt(l.Books, 10), "counted", strconv.FormatInt(l.Counted, 10))
		}
		if err := text.Code(at+"reason", l.Reason, repair.MaxReason); err != nil {
			return err
		}
	}
	return CheckPlace("place", f.Place)
}

// CheckReorder checks a reorder point.
func CheckReorder(f ReorderFacts) error {
	if f.Least < 0 || f.Full < f.Least || f.Full > MaxN {
		return fault.New(fault.OutOfRange, "full", "min", strconv.FormatInt(f.Least, 10), "max", strconv.Itoa(MaxN))
	}
	return CheckPlace("place", f.Place)
}

// CheckPromised checks a promise.
func CheckPromised(f PromisedFacts) error {
	if f.N < 1 || f.N > MaxN {
		return fault.New(fault.OutOfRange, "n", "min", "1", "max", strconv.Itoa(MaxN))
	}
	if err := fault.First(
		CheckPlace("place", f.Place),
		text.Date("needed_on", f.NeededOn),
		text.OneOf("channel", f.Channel, "", "counter", "phone", "page", "visit"),
	); err != nil {
		return err
	}
	if !f.Place.Promisable() {
		return fault.New(NotPromisable, "place", "place", string(f.Place))
	}
	return nil
}

// MovePromise tells whether a promise may go to a status.
func MovePromise(from, to PromiseStatus) error {
	if CanMovePromise(from, to) {
		return nil
	}
	return fault.New(WrongPromise, "id", "status", string(from))
}

func amount(field string, cents int64, currencyField, code string) error {
	if cents < 0 || cents > repair.MaxCents {
		return fault.New(fault.OutOfRange, field, "min", "0", "max", strconv.Itoa(repair.MaxCents))
	}
	if cents > 0 && len(code) != 3 {
		return fault.New(fault.Malformed, currencyField, "expected", "EUR")
	}
	return nil
}
