package stock_test

import (
	"strings"
	"testing"

	"pgregory.net/rapid"

	"etabli/app/domain/fault"
	"etabli/app/domain/stock"
	"etabli/app/domain/warranty"
)

func code(err error) fault.Code {
	if err == nil {
		return ""
	}
	return fault.Of(err).Code
}

func TestPlacesAreShopsAndTheirSpots(t *testing.T) {
	for place, promisable := range map[stock.Place]bool{
		"LIL.shop": true, "LIL.swap": true, "ROU.van4": true, "ROU.vana1": true,
		"LIL.quarantine": false, "LIL.old": false, "LIL.supplier": false,
	} {
		if err := stock.CheckPlace("place", place); err != nil {
			t.Errorf("%s: %v", place, err)
		}
		if place.Promisable() != promisable {
			t.Errorf("%s: promisable %v", place, place.Promisable())
		}
	}
	for _, place := range []stock.Place{"", "LIL", "LIL.", "LIL.van", "LIL.cellar", "lil.shop", "LIL.vanA", "LIL.van" + stock.Place(strings.Repeat("x", 10))} {
		if got := code(stock.CheckPlace("place", place)); got != fault.Malformed {
			t.Errorf("%q: %q", place, got)
		}
	}
	if p := stock.At("LIL", stock.Shop); p.Site() != "LIL" || p.Spot() != stock.Shop {
		t.Errorf("%s is %s, %s", p, p.Site(), p.Spot())
	}
}

func TestPartsAreChecked(t *testing.T) {
	good := stock.PartFacts{Ref: "PMP-12", Label: "Pompe de vidange", GTIN: "4006381333931", CostCents: 1200, Currency: "EUR"}
	if err := stock.CheckPart(good); err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		change func(*stock.PartFacts)
		want   fault.Code
	}{
		{func(f *stock.PartFacts) { f.Ref = " " }, fault.Missing},
		{func(f *stock.PartFacts) { f.Label = "" }, fault.Missing},
		{func(f *stock.PartFacts) { f.GTIN = "4006381333932" }, fault.Malformed},
		{func(f *stock.PartFacts) { f.Tracking = "colour" }, fault.Malformed},
		{func(f *stock.PartFacts) { f.Price = -1 }, fault.OutOfRange},
		{func(f *stock.PartFacts) { f.Currency = "" }, fault.Malformed},
		{func(f *stock.PartFacts) { f.Fits = make([]string, 31) }, fault.TooLong},
	} {
		f := good
		c.change(&f)
		if got := code(stock.CheckPart(f)); got != c.want {
			t.Errorf("%+v: %q, want %q", f, got, c.want)
		}
	}
	if stock.RefForm(" pmp 12") != stock.RefForm("PMP12") {
		t.Error("a reference depends on how it is typed")
	}
}

func TestLinesNameTheirPieces(t *testing.T) {
	line := stock.Line{Part: stock.ID{1}, Place: "LIL.shop", N: 2, Serials: []string{"A", "B"}}
	lot := stock.Line{Part: stock.ID{2}, Place: "LIL.shop", N: 2}
	for _, c := range []struct {
		lines []stock.Line
		as    []stock.Tracking
		want  fault.Code
	}{
		{[]stock.Line{line}, []stock.Tracking{stock.BySerial}, ""},
		{[]stock.Line{line, lot}, []stock.Tracking{stock.BySerial, stock.ByNumber}, ""},
		{[]stock.Line{lot}, []stock.Tracking{stock.BySerial}, stock.NoSerials},
		{[]stock.Line{lot}, []stock.Tracking{stock.ByLot}, stock.NoLot},
		{[]stock.Line{lot, lot}, make([]stock.Tracking, 2), fault.Malformed},
		{nil, nil, fault.Missing},
		{make([]stock.Line, 31), make([]stock.Tracking, 31), fault.TooLong},
		{[]stock.Line{{Place: "LIL.shop"}}, make([]stock.Tracking, 1), fault.OutOfRange},
	} {
		if got := code(stock.CheckLines("lines", c.lines, c.as)); got != c.want {
			t.Errorf("%+v: %q, want %q", c.lines, got, c.want)
		}
	}
}

func TestACountSaysWhyItDiffers(t *testing.T) {
	for _, c := range []struct {
		line stock.CountedLine
		want fault.Code
	}{
		{stock.CountedLine{Counted: 3, Books: 3}, ""},
		{stock.CountedLine{Counted: 2, Books: 3}, stock.NoReason},
		{stock.CountedLine{Counted: 2, Books: 3, Reason: "broken"}, ""},
		{stock.CountedLine{Counted: -1, Reason: "x"}, fault.OutOfRange},
	} {
		f := stock.CountedFacts{Place: "LIL.shop", Lines: []stock.CountedLine{c.line}}
		if got := code(stock.CheckCounted(f)); got != c.want {
			t.Errorf("%+v: %q, want %q", c.line, got, c.want)
		}
	}
}

func TestAReceiptForAFileNamesIt(t *testing.T) {
	for _, c := range []struct {
		line stock.ReceivedLine
		want fault.Code
	}{
		{stock.ReceivedLine{For: stock.ForFile}, stock.NoFile},
		{stock.ReceivedLine{For: stock.ForShelf, File: stock.ID{1}}, stock.NoFile},
		{stock.ReceivedLine{For: stock.ForFile, File: stock.ID{1}}, ""},
		{stock.ReceivedLine{}, ""},
	} {
		if got := code(stock.CheckReceived("lines.0.", c.line)); got != c.want {
			t.Errorf("%+v: %q, want %q", c.line, got, c.want)
		}
	}
}

func TestOnlyWhatLiesForUseIsPromised(t *testing.T) {
	if got := code(stock.CheckPromised(stock.PromisedFacts{Place: "LIL.quarantine", N: 1})); got != stock.NotPromisable {
		t.Errorf("%q", got)
	}
	if err := stock.CheckPromised(stock.PromisedFacts{Place: "LIL.shop", N: 1, Channel: "page"}); err != nil {
		t.Error(err)
	}
}

func TestAvailabilityNeverSaysMoreThanWouldBePromised(t *testing.T) {
	for _, c := range []struct {
		rights, onHand, age int64
		want                stock.Availability
	}{
		{1, 1, 10, stock.Available},
		{0, 1, 10, stock.ToConfirm},
		{1, 1, 61, stock.ToConfirm},
		{0, 0, 10, stock.Absent},
		{0, 0, 61, stock.ToConfirm},
		{1, 1, -1, stock.ToConfirm},
	} {
		if got := stock.Say(c.rights, c.onHand, c.age, 60); got != c.want {
			t.Errorf("%+v: %s", c, got)
		}
	}
	rapid.Check(t, func(rt *rapid.T) {
		n := rapid.Int64Range(-3, 3)
		rights, onHand, age := n.Draw(rt, "rights"), n.Draw(rt, "on hand"), rapid.Int64Range(-5, 100).Draw(rt, "age")
		if stock.Say(rights, onHand, age, 60) == stock.Available && (rights < 1 || onHand < 1 || age > 60) {
			rt.Errorf("available with %d rights, %d on hand, %d minutes old", rights, onHand, age)
		}
	})
}

func TestAnExchangeUnderTheLegalGuaranteeIsFreeAndNew(t *testing.T) {
	good := stock.ExchangedFacts{
		OldSerial: "A", NewSerial: "B", Label: "Aspirateur X", Condition: warranty.New, Layer: warranty.LGC,
		Owner: true, DataLoss: true, LockOff: true,
	}
	if err := stock.CheckExchanged(good); err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		change func(*stock.ExchangedFacts)
		want   fault.Code
	}{
		{func(f *stock.ExchangedFacts) { f.CoreCents, f.Currency = 100, "EUR" }, stock.MustBeFree},
		{func(f *stock.ExchangedFacts) { f.Condition = warranty.Refurbished }, stock.MustBeNew},
		{func(f *stock.ExchangedFacts) { f.Condition, f.Asked = warranty.Refurbished, true }, ""},
		{func(f *stock.ExchangedFacts) { f.NewSerial = "A" }, stock.SameSerial},
		{func(f *stock.ExchangedFacts) { f.Owner = false }, stock.NoConsent},
		{func(f *stock.ExchangedFacts) { f.LockOff = false }, stock.NoConsent},
		{func(f *stock.ExchangedFacts) { f.Layer, f.Advance, f.CoreCents, f.Currency = "", true, 100, "EUR" }, fault.Missing},
	} {
		f := good
		c.change(&f)
		if got := code(stock.CheckExchanged(f)); got != c.want {
			t.Errorf("%+v: %q, want %q", f, got, c.want)
		}
	}
	for _, c := range []struct {
		state string
		open  bool
		cents int64
		want  fault.Code
	}{
		{"received", true, 0, ""}, {"waived", true, 5000, ""}, {"invoiced", true, 5000, ""},
		{"received", false, 0, stock.CoreNotOpen}, {"invoiced", true, 0, stock.CoreNoPrice}, {"gone", true, 0, fault.Malformed},
	} {
		if got := code(stock.CheckCore(stock.CoreFacts{State: c.state}, c.open, c.cents)); got != c.want {
			t.Errorf("%+v: %q", c, got)
		}
	}
}

func TestATransferEndsWhenAllCameOrSomebodySaysSo(t *testing.T) {
	for _, c := range []struct {
		arrived, even, closed bool
		want                  stock.TransferStatus
		open                  bool
	}{
		{false, false, false, stock.OnTheWay, true},
		{true, true, false, stock.Arrived, false},
		{true, false, false, stock.ArrivedOdd, true},
		{true, false, true, stock.TransferClosed, false},
		{false, false, true, stock.TransferClosed, false},
	} {
		if got := stock.TransferStands(c.arrived, c.even, c.closed); got != c.want || got.Open() != c.open {
			t.Errorf("%+v: %s, open %v", c, got, got.Open())
		}
	}
}

func TestSuppliersAnswersAreChecked(t *testing.T) {
	for _, c := range []struct {
		f    stock.AnsweredFacts
		want fault.Code
	}{
		{stock.AnsweredFacts{Line: 1, State: stock.Late, DueOn: "2026-12-24"}, ""},
		{stock.AnsweredFacts{Line: 3, State: stock.Late}, stock.WrongOrder},
		{stock.AnsweredFacts{Line: 1, State: stock.Substituted}, fault.Missing},
		{stock.AnsweredFacts{Line: 1, State: "eaten"}, fault.Malformed},
	} {
		if got := code(stock.CheckAnswered(c.f, 2)); got != c.want {
			t.Errorf("%+v: %q, want %q", c.f, got, c.want)
		}
	}
}
