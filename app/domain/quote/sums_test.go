package quote_test

import (
	"slices"
	"testing"

	"pgregory.net/rapid"

	"etabli/app/domain/quote"
	"etabli/app/domain/warranty"
)

func TestASumIsDividedByRateOfTax(t *testing.T) {
	for _, c := range []struct {
		name  string
		lines []quote.Line
		want  []quote.RateSum
	}{
		{"a screen for 110.00 with tax", []quote.Line{line(quote.Part, 11000)}, []quote.RateSum{{Rate: 200, Net: 9167, Tax: 1833, Gross: 11000}}},
		{"two rates, the highest first", []quote.Line{
			{Kind: quote.Labour, Label: "h", Quantity: 1500, UnitCents: 6000, Rate: 100},
			line(quote.Part, 12000),
		}, []quote.RateSum{{Rate: 200, Net: 10000, Tax: 2000, Gross: 12000}, {Rate: 100, Net: 8182, Tax: 818, Gross: 9000}}},
		{"thirds are rounded once a rate", []quote.Line{line(quote.Part, 10), line(quote.Part, 10), line(quote.Part, 10)}, []quote.RateSum{{Rate: 200, Net: 25, Tax: 5, Gross: 30}}},
		{"a reduction", []quote.Line{line(quote.Part, 12000), line(quote.Reduction, 6000)}, []quote.RateSum{{Rate: 200, Net: 5000, Tax: 1000, Gross: 6000}}},
		{"what a guarantee bears costs nothing", []quote.Line{{Kind: quote.Part, Label: "p", Quantity: 1000, UnitCents: 9900, Rate: 200, Layer: warranty.LGC}}, nil},
	} {
		if got := quote.ByRate(c.lines); !slices.Equal(got, c.want) {
			t.Errorf("%s: got %+v, want %+v", c.name, got, c.want)
		}
	}
}

func drawLines(t *rapid.T) []quote.Line {
	return rapid.SliceOfN(rapid.Custom(func(t *rapid.T) quote.Line {
		return quote.Line{
			Kind:      rapid.SampledFrom(quote.LineKinds()).Draw(t, "kind"),
			Label:     "x",
			Quantity:  rapid.Int64Range(1, 20_000).Draw(t, "quantity"),
			UnitCents: rapid.Int64Range(0, 500_000).Draw(t, "cents"),
			Rate:      rapid.SampledFrom([]int{0, 21, 55, 100, 200}).Draw(t, "rate"),
			Layer:     rapid.SampledFrom([]warranty.Layer{warranty.NoLayer, warranty.LGC, warranty.GOOD}).Draw(t, "layer"),
			CostCents: rapid.Int64Range(0, 100_000).Draw(t, "cost"),
		}
	}), 0, 12).Draw(t, "lines")
}

func TestThePartsAlwaysAddUpToTheTotal(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		lines := drawLines(t)
		var sum int64
		for _, s := range quote.ByRate(lines) {
			if s.Net+s.Tax != s.Gross {
				t.Fatalf("%+v does not add up", s)
			}
			if taxed := s.Net * int64(s.Rate); taxed-s.Tax*quote.One > quote.One || s.Tax*quote.One-taxed > quote.One {
				t.Fatalf("%+v is further than a cent from its rate", s)
			}
			sum += s.Gross
		}
		if sum != quote.Total(lines) {
			t.Fatalf("the rates come to %d, the total is %d", sum, quote.Total(lines))
		}
	})
}

func TestTheMarginLeavesOutWhatOthersBear(t *testing.T) {
	part := line(quote.Part, 12000)
	part.CostCents = 6000
	covered := part
	covered.Layer = warranty.LGC
	if cents, share, known := quote.Margin([]quote.Line{part, covered}); cents != 4000 || share != 400 || !known {
		t.Errorf("got %d, %d, %v", cents, share, known)
	}
	for _, lines := range [][]quote.Line{nil, {covered}, {line(quote.Part, 5000)}} {
		if _, _, known := quote.Margin(lines); known {
			t.Errorf("%+v has a margin", lines)
		}
	}
}
