package vat_test

import (
	"math"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"etabli/app/domain/fault"
	"etabli/app/domain/vat"
)

var lines = rapid.SliceOfN(rapid.Custom(func(t *rapid.T) vat.Line {
	return vat.Line{
		Cents:    rapid.Int64Range(-5_000_000, 5_000_000).Draw(t, "cents"),
		Permille: rapid.SampledFrom([]int{0, 9, 21, 55, 81, 100, 200, 1000}).Draw(t, "permille"),
	}
}), 0, 60)

var bases = rapid.SampledFrom([]vat.Basis{vat.Net, vat.Gross})

func sum(t interface{ Fatal(...any) }, basis vat.Basis, lines []vat.Line) vat.Sums {
	s, err := vat.Sum(basis, lines)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func TestEveryRateAndEverySumAddUp(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		basis, all := bases.Draw(t, "basis"), lines.Draw(t, "lines")
		s := sum(t, basis, all)
		var net, tax, gross, stated int64
		for _, r := range s.Rates {
			if r.NetCents+r.TaxCents != r.GrossCents {
				t.Fatalf("%+v does not add up", r)
			}
			exact := float64(r.NetCents) * float64(r.Permille) / 1000
			if basis == vat.Gross {
				exact = float64(r.GrossCents) * float64(r.Permille) / float64(1000+r.Permille)
			}
			if math.Abs(float64(r.TaxCents)-exact) > 0.5+1e-6 {
				t.Fatalf("%+v is more than half a cent away from %f", r, exact)
			}
			net, tax, gross = net+r.NetCents, tax+r.TaxCents, gross+r.GrossCents
		}
		if net != s.NetCents || tax != s.TaxCents || gross != s.GrossCents {
			t.Fatalf("the sums of %+v are not those of its rates", s)
		}
		for _, l := range all {
			stated += l.Cents
		}
		if basis == vat.Net && stated != s.NetCents || basis == vat.Gross && stated != s.GrossCents {
			t.Fatalf("the lines say %d, the sums %+v", stated, s)
		}
	})
}

func TestACreditNoteOverAllLinesCancelsItsInvoice(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		basis, all := bases.Draw(t, "basis"), lines.Draw(t, "lines")
		back := make([]vat.Line, len(all))
		for i, l := range all {
			back[i] = vat.Line{Cents: -l.Cents, Permille: l.Permille}
		}
		a, b := sum(t, basis, all), sum(t, basis, back)
		if a.NetCents != -b.NetCents || a.TaxCents != -b.TaxCents || a.GrossCents != -b.GrossCents {
			t.Fatalf("%+v and %+v", a, b)
		}
	})
}

func TestTheOrderOfLinesDoesNotMatter(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		basis, all := bases.Draw(t, "basis"), lines.Draw(t, "lines")
		if diff := cmp.Diff(sum(t, basis, all), sum(t, basis, rapid.Permutation(all).Draw(t, "other"))); diff != "" {
			t.Fatal(diff)
		}
	})
}

func TestKnownInvoices(t *testing.T) {
	for name, c := range map[string]struct {
		basis vat.Basis
		lines []vat.Line
		want  vat.Sums
	}{
		"a screen for 110 € with its tax": {vat.Gross, []vat.Line{{11000, 200}}, vat.Sums{
			Rates: []vat.Rate{{200, 9167, 1833, 11000}}, NetCents: 9167, TaxCents: 1833, GrossCents: 11000,
		}},
		"two rates": {vat.Net, []vat.Line{{4500, 200}, {1500, 200}, {999, 55}}, vat.Sums{
			Rates: []vat.Rate{{200, 6000, 1200, 7200}, {55, 999, 55, 1054}}, NetCents: 6999, TaxCents: 1255, GrossCents: 8254,
		}},
		"half a cent goes away from zero": {vat.Net, []vat.Line{{10, 50}, {-10, 150}}, vat.Sums{
			Rates: []vat.Rate{{150, -10, -2, -12}, {50, 10, 1, 11}}, NetCents: 0, TaxCents: -1, GrossCents: -1,
		}},
		"nothing sold": {vat.Net, nil, vat.Sums{}},
	} {
		if diff := cmp.Diff(c.want, sum(t, c.basis, c.lines)); diff != "" {
			t.Errorf("%s: %s", name, diff)
		}
	}
}

func TestALineIsRoundedOnce(t *testing.T) {
	for _, c := range []struct{ unit, milli, discount, want int64 }{
		{4800, 750, 0, 3600}, {4800, 333, 0, 1598}, {5, 500, 0, 3}, {-5, 500, 0, -3}, {1999, 2000, 198, 3800}, {100, 0, 0, 0},
	} {
		if got, err := vat.Amount(c.unit, c.milli, c.discount); err != nil || got != c.want {
			t.Errorf("%+v gives %d, %v", c, got, err)
		}
	}
}

func TestAmountsThatNoSaleHasAreRefused(t *testing.T) {
	for _, l := range []vat.Line{{math.MinInt64, 200}, {math.MaxInt64, 200}, {1, -1}, {1, 1001}} {
		if _, err := vat.Sum(vat.Net, []vat.Line{l}); fault.Of(err).Code != fault.OutOfRange {
			t.Errorf("%+v: %v", l, err)
		}
	}
	many := make([]vat.Line, vat.MaxLines+1)
	if _, err := vat.Sum(vat.Net, many); fault.Of(err).Code != fault.TooLong {
		t.Errorf("too many lines: %v", err)
	}
	for _, a := range [][3]int64{{vat.MaxCents, vat.MaxCents, 0}, {math.MinInt64, 1, 0}, {1, math.MaxInt64, 0}, {1, 1, math.MinInt64}} {
		if _, err := vat.Amount(a[0], a[1], a[2]); fault.Of(err).Code != fault.OutOfRange {
			t.Errorf("%v: %v", a, err)
		}
	}
}
