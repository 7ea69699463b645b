package voucher_test

import (
	"errors"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"etabli/app/domain/civil"
	"etabli/app/domain/domaintest"
	"etabli/app/domain/fault"
	"etabli/app/domain/repair"
	"etabli/app/domain/voucher"
)

var day = domaintest.Day

func TestACodeIsReadAsPeopleTypeIt(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		var random [voucher.CodeChars]byte
		for i := range random {
			random[i] = rapid.Byte().Draw(t, "random")
		}
		code := voucher.FormatCode(random)
		typed := rapid.SampledFrom([]string{code, strings.ToLower(code), strings.ReplaceAll(code, "-", ""), " " + strings.ReplaceAll(code, "-", " ")}).Draw(t, "typed")
		if got, ok := voucher.ParseCode(typed); !ok || got != code {
			t.Fatalf("%q reads %q %v", typed, got, ok)
		}
		// one wrong character, or two neighbours that changed places
		bare := []byte(strings.ReplaceAll(code, "-", ""))
		at := rapid.IntRange(2, len(bare)-1).Draw(t, "at")
		wrong := append([]byte{}, bare...)
		wrong[at] = repair.Alphabet[rapid.IntRange(0, 31).Draw(t, "letter")]
		if rapid.Bool().Draw(t, "swap") && at > 2 {
			wrong = append([]byte{}, bare...)
			wrong[at], wrong[at-1] = wrong[at-1], wrong[at]
		}
		if got, ok := voucher.ParseCode(string(wrong)); ok && string(wrong) != string(bare) {
			t.Fatalf("%s was read as %s", wrong, got)
		}
		if string(wrong) != string(bare) && !voucher.Mistyped(string(wrong)) {
			t.Fatalf("%s is taken for the number of somebody else", wrong)
		}
	})
	for _, other := range []string{"", "CADEAU-2026", "LIL2-00431-X7K", "AV", "AV-0000", strings.Repeat("AV-", 90)} {
		if got, ok := voucher.ParseCode(other); ok {
			t.Errorf("%q is no code of ours, and reads %q", other, got)
		}
		if voucher.Mistyped(other) {
			t.Errorf("%q is refused", other)
		}
	}
}

func TestInThePlaceOfMoneyThatLawOwesAVoucherNeedsAYes(t *testing.T) {
	f := voucher.IssuedFacts{Cents: 5000, Until: "2027-11-28", From: voucher.Credit, Legal: true}
	if err := voucher.CheckIssued(f); !errors.Is(err, fault.New(voucher.NotAgreed, "")) {
		t.Errorf("unasked: %v", err)
	}
	if f.Agreed = true; voucher.CheckIssued(f) != nil {
		t.Error("the customer said yes")
	}
}

func TestAVoucherHasALastDay(t *testing.T) {
	today := day(t, "2026-11-28")
	terms, err := voucher.TermsOf(domaintest.France(t, today), civil.Metropole)
	if err != nil {
		t.Fatal(err)
	}
	f, err := voucher.IssuedFacts{Cents: 1}.Dated(terms, today)
	if err != nil || f.Until != "2027-11-28" {
		t.Errorf("by the rule: %s %v", f.Until, err)
	}
	if _, err := (voucher.IssuedFacts{Cents: 1, Until: "2026-11-27"}).Dated(terms, today); err == nil {
		t.Error("it was over before it began")
	}
	on := voucher.State{Status: voucher.Live, Known: true, Rest: 1, Held: 1, Until: today}
	if on.On(today) != voucher.Live || on.On(today+1) != voucher.Over {
		t.Error("the last day counts")
	}
}

func TestOnlyWhoHoldsTheRightRedeems(t *testing.T) {
	today := day(t, "2026-11-28")
	live := voucher.State{Code: "AV-1", Status: voucher.Live, Known: true, Rest: 6000, Held: 6000, Until: today}
	with := func(change func(*voucher.State)) voucher.State {
		s := live
		change(&s)
		return s
	}
	for _, c := range []struct {
		name   string
		s      voucher.State
		cents  int64
		byName bool
		code   fault.Code
	}{
		{"all of it", live, 6000, false, ""},
		{"a cent more", live, 6001, true, voucher.TooLittle},
		{"without the right", with(func(s *voucher.State) { s.Held = 0 }), 500, false, voucher.NotHeld},
		{"by name within the cap", with(func(s *voucher.State) { s.Held = 0 }), 2000, true, ""},
		{"by name beyond the cap", with(func(s *voucher.State) { s.Held = 0 }), 2001, true, voucher.AboveCap},
		{"by name beyond the cap in parts", with(func(s *voucher.State) { s.Held = -1500 }), 501, true, voucher.AboveCap},
		{"the cap is for what is not held", with(func(s *voucher.State) { s.Held = 3000 }), 5000, true, ""},
		{"of another shop, lent to this one", with(func(s *voucher.State) { s.Known, s.Rest = false, 0 }), 6000, false, ""},
		{"lost", with(func(s *voucher.State) { s.Status = voucher.Lost }), 1, true, voucher.IsLost},
		{"replaced", with(func(s *voucher.State) { s.Status = voucher.Replaced }), 1, true, voucher.IsReplaced},
		{"over", with(func(s *voucher.State) { s.Until = today - 1 }), 1, true, voucher.IsOver},
		{"used up", with(func(s *voucher.State) { s.Rest, s.Held = 0, 0 }), 1, true, voucher.IsSpent},
	} {
		err := c.s.Redeem(c.cents, today, c.byName, 2000)
		if (err == nil) != (c.code == "") || err != nil && fault.Of(err).Code != c.code {
			t.Errorf("%s: %v", c.name, err)
		}
	}
}

// Whatever several tills try, in whatever order, without hearing of each other:
// what they redeem is never more than was issued, as long as nobody goes past the
// right.
func TestTillsThatDoNotHearOfEachOtherNeverRedeemMoreThanWasIssued(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		issued := rapid.Int64Range(1, 20_000).Draw(t, "issued")
		held := [3]int64{issued, 0, 0}
		var redeemed int64
		for range rapid.IntRange(1, 30).Draw(t, "acts") {
			i := rapid.IntRange(0, 2).Draw(t, "till")
			n := rapid.Int64Range(1, 8_000).Draw(t, "cents")
			if rapid.Bool().Draw(t, "moves") { // rights go over to another till
				j := rapid.IntRange(0, 2).Draw(t, "to")
				held[j], held[i] = held[j]+held[i], 0
				continue
			}
			s := voucher.State{Status: voucher.Live, Known: true, Rest: issued, Held: held[i]} // it knows the beginning, and nothing since
			if s.Redeem(n, 1, false, 0) == nil {
				held[i] -= n
				redeemed += n
			}
			if redeemed > issued || held[i] < 0 {
				t.Fatalf("%d of %d redeemed", redeemed, issued)
			}
		}
	})
}
