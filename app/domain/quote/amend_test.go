package quote_test

import (
	"testing"

	"etabli/app/domain/quote"
)

// What a part costs more is borne by its line with its tax, and by no other; the quote
// that it comes from stays what the customer accepted.
func TestADearerPartRaisesItsLineByTheRiseAndItsTax(t *testing.T) {
	agreed := quote.Facts{Lines: []quote.Line{
		{Kind: quote.Part, Label: "Pompe", Article: "PMP", Quantity: 2 * quote.One, UnitCents: 4000, CostCents: 1200, Rate: 200},
		{Kind: quote.Labour, Label: "Pose", Quantity: quote.One, UnitCents: 6000, Rate: 100},
	}}
	for _, c := range []struct {
		name    string
		article string
		cents   int64
		unit    int64
		rises   bool
	}{
		{"seven euros more are 8.40 with 20 % of tax", "PMP", 1900, 4840, true},
		{"as counted", "PMP", 1200, 4000, false},
		{"cheaper", "PMP", 900, 4000, false},
		{"another article", "JOINT", 1900, 4000, false},
	} {
		got, rises := agreed.Dearer(c.article, c.cents)
		if rises != c.rises || got.Lines[0].UnitCents != c.unit || got.Lines[1] != agreed.Lines[1] {
			t.Errorf("%s: %v %+v", c.name, rises, got.Lines)
		}
	}
	if agreed.Lines[0].UnitCents != 4000 {
		t.Error("the accepted quote was changed")
	}
}
