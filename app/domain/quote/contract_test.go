package quote_test

import (
	"slices"
	"testing"

	"etabli/app/domain/fault"
	"etabli/app/domain/quote"
)

// The worked days of L221-10, L221-18 and L221-19.
func TestTheDaysOfAContractFollowFromWhereItWasMade(t *testing.T) {
	tm := terms(t)
	for _, c := range []struct {
		name                 string
		contract             quote.Contract
		on                   string
		necessary            bool
		pay, withdraw, start string
	}{
		{"at home on a Tuesday", quote.Contract{Place: quote.AtHome}, "2026-11-24", false, "2026-12-02", "2026-12-08", "2026-12-09"},
		{"at home, the period ends on a Saturday", quote.Contract{Place: quote.AtHome}, "2026-11-21", false, "2026-11-29", "2026-12-07", "2026-12-08"},
		{"at home, the period ends on Christmas, a Friday", quote.Contract{Place: quote.AtHome}, "2026-12-11", false, "2026-12-19", "2026-12-28", "2026-12-29"},
		{"the customer asked for the visit: all the same", quote.Contract{Place: quote.AtHome, AskedFor: true}, "2026-11-24", false, "2026-12-02", "2026-12-08", "2026-12-09"},
		{"urgent, what was strictly necessary", quote.Contract{Place: quote.AtHome, AskedFor: true, Urgent: true}, "2026-11-24", true, "2026-11-24", "", "2026-11-24"},
		{"urgent, what was not", quote.Contract{Place: quote.AtHome, AskedFor: true, Urgent: true}, "2026-11-24", false, "2026-12-02", "2026-12-08", "2026-12-09"},
		{"necessary, but not urgent", quote.Contract{Place: quote.AtHome, AskedFor: true}, "2026-11-24", true, "2026-12-02", "2026-12-08", "2026-12-09"},
		{"at home, asked to begin at once", quote.Contract{Place: quote.AtHome, StartNow: true}, "2026-11-24", false, "2026-12-02", "2026-12-08", "2026-11-24"},
		{"in the shop", quote.Contract{Place: quote.AtShop}, "2026-11-24", false, "2026-11-24", "", "2026-11-24"},
		{"by telephone", quote.Contract{Place: quote.ByPhone}, "2026-11-24", false, "2026-11-24", "2026-12-08", "2026-12-09"},
		{"on the page", quote.Contract{Place: quote.OnPage, StartNow: true}, "2026-11-24", false, "2026-11-24", "2026-12-08", "2026-11-24"},
		{"a trader at home", quote.Contract{Place: quote.AtHome, Trade: true}, "2026-11-24", false, "2026-11-24", "", "2026-11-24"},
		{"a guarantee at home", quote.Contract{Place: quote.AtHome, Free: true}, "2026-11-24", false, "2026-11-24", "", "2026-11-24"},
	} {
		t.Run(c.name, func(t *testing.T) {
			c.contract.On = day(t, c.on)
			if err := c.contract.Check(); err != nil {
				t.Fatal(err)
			}
			pay, withdraw, start := c.contract.PayFrom(c.necessary, tm), c.contract.WithdrawUntil(c.necessary, tm), c.contract.StartFrom(c.necessary, tm)
			if pay.String() != c.pay || withdraw.String() != c.withdraw || start.String() != c.start {
				t.Errorf("pay %s, withdraw %s, start %s; want %s, %s, %s", pay, withdraw, start, c.pay, c.withdraw, c.start)
			}
		})
	}
}

func TestAtHomeTheBillIsSplitByWhatCouldNotWait(t *testing.T) {
	c := quote.Contract{Place: quote.AtHome, On: day(t, "2026-11-24"), AskedFor: true, Urgent: true}
	pump := line(quote.Part, 8900)
	pump.Necessary = true
	hose := line(quote.Part, 3000)
	got := c.Split([]quote.Line{pump, hose}, terms(t))
	if got != (quote.Split{NowCents: 8900, LaterCents: 3000, LaterFrom: day(t, "2026-12-02")}) {
		t.Errorf("got %+v", got)
	}
	c = quote.Contract{Place: quote.AtShop, On: c.On}
	if got := c.Split([]quote.Line{pump, hose}, terms(t)); got.NowCents != 11900 || got.LaterCents != 0 || got.LaterFrom.Known() {
		t.Errorf("in the shop: %+v", got)
	}
}

func TestEachPlaceHasItsOwnWords(t *testing.T) {
	for place, want := range map[quote.Place][]string{
		quote.AtShop:  {"contract.shop"},
		quote.AtHome:  {"contract.home", "contract.no_payment", "contract.withdrawal", "contract.withdrawal_form"},
		quote.ByPhone: {"contract.phone", "contract.withdrawal", "contract.withdrawal_form"},
		quote.OnPage:  {"contract.page", "contract.withdrawal", "contract.withdrawal_form", "contract.order_button", "contract.withdrawal_button"},
	} {
		if got := (quote.Contract{Place: place}).Wording(); !slices.Equal(got, want) {
			t.Errorf("%s says %v, want %v", place, got, want)
		}
	}
	if got := (quote.Contract{Place: quote.AtHome, Free: true}).Wording(); !slices.Equal(got, []string{"contract.free"}) {
		t.Errorf("a guarantee says %v", got)
	}
}

func TestOnlyAVisitThatWasAskedForIsUrgent(t *testing.T) {
	on := day(t, "2026-11-24")
	wants(t, quote.Contract{Place: quote.AtHome, On: on, Urgent: true}.Check(), fault.Malformed, "urgent")
	wants(t, quote.Contract{Place: quote.AtShop, On: on, Urgent: true, AskedFor: true}.Check(), fault.Malformed, "urgent")
	wants(t, quote.Contract{Place: "moon", On: on}.Check(), fault.Malformed, "place")
	wants(t, quote.Contract{Place: quote.AtShop}.Check(), fault.Missing, "on")
}
