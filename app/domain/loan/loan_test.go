package loan_test

import (
	"errors"
	"testing"

	"etabli/app/domain/civil"
	"etabli/app/domain/domaintest"
	"etabli/app/domain/fault"
	"etabli/app/domain/loan"
	"etabli/app/domain/repair"
	"etabli/app/domain/warranty"
)

var day = domaintest.Day

func code(err error) fault.Code {
	if err == nil {
		return ""
	}
	return fault.Of(err).Code
}

func TestALoanIsDueAfterTheReadyNotice(t *testing.T) {
	model := loan.Agreement{ReturnDays: 30, ExtensionDays: 15}
	fixed := model
	fixed.DueOn = "2026-12-05"
	for _, c := range []struct {
		name  string
		a     loan.Agreement
		ready string
		extra int
		want  string
	}{
		{"ready", model, "2026-11-21", 0, "2026-12-21"},
		{"extended", model, "2026-11-21", 15, "2027-01-05"},
		{"not ready", model, "", 0, ""},
		{"a day was agreed", fixed, "2026-11-21", 0, "2026-12-05"},
		{"a day was agreed and moved", fixed, "", 3, "2026-12-08"},
	} {
		if got := loan.Due(c.a, day(t, c.ready), c.extra); got != day(t, c.want) {
			t.Errorf("%s: due on %s, want %s", c.name, got, c.want)
		}
	}
}

func TestTheLadderOfAnOverdueLoan(t *testing.T) {
	ladder := loan.Ladder{Before: 3, Every: 7, Notice: 30}
	due := day(t, "2026-12-21")
	for on, want := range map[string]struct {
		standing loan.Standing
		step     int
	}{
		"2026-12-17": {loan.NotDue, loan.StepNone},
		"2026-12-18": {loan.DueSoon, loan.StepSoon},
		"2026-12-21": {loan.DueSoon, loan.StepSoon},
		"2026-12-22": {loan.Overdue, loan.StepDue},
		"2026-12-27": {loan.Overdue, loan.StepDue},
		"2026-12-28": {loan.Overdue, loan.StepAgain},
		"2027-01-04": {loan.Overdue, loan.StepAgain + 1},
		"2027-01-19": {loan.Overdue, loan.StepAgain + 3},
		"2027-01-20": {loan.Overdue, loan.StepNotice},
		"2028-01-20": {loan.Overdue, loan.StepNotice},
	} {
		if standing, step := loan.Stand(day(t, on), due, ladder); standing != want.standing || step != want.step {
			t.Errorf("%s: %s, step %d; want %s, step %d", on, standing, step, want.standing, want.step)
		}
	}
	if standing, step := loan.Stand(day(t, "2030-01-01"), civil.None, ladder); standing != loan.NotDue || step != loan.StepNone {
		t.Errorf("a loan without a day: %s, step %d", standing, step)
	}
}

func TestAHandBackStopsAtALoanerThatIsOutUnlessTheLawOrAPersonSaysNo(t *testing.T) {
	for _, c := range []struct {
		name       string
		out        bool
		policy     loan.Policy
		lgc, named bool
		want       loan.Answer
	}{
		{"nothing is out", false, loan.Block, false, false, loan.GoOn},
		{"block", true, loan.Block, false, false, loan.Stop},
		{"nothing was chosen", true, "", false, false, loan.Stop},
		{"warn", true, loan.Warn, false, false, loan.Careful},
		{"under the legal guarantee", true, loan.Block, true, false, loan.Careful},
		{"with a name and a reason", true, loan.Block, false, true, loan.Careful},
	} {
		if got := loan.AtHandBack(c.out, c.policy, c.lgc, c.named); got != c.want {
			t.Errorf("%s: %s, want %s", c.name, got, c.want)
		}
	}
}

func TestUnderTheLegalGuaranteeALoanCostsNothing(t *testing.T) {
	asked := loan.Agreement{ValueCents: 30000, DepositCents: 10000, DepositBy: "preauth", Currency: "EUR"}
	if err := loan.CheckAgreement(asked); err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		name   string
		change func(*loan.Agreement)
		want   fault.Code
	}{
		{"deposit", func(a *loan.Agreement) { a.Layer = warranty.LGC }, loan.MustBeFree},
		{"price", func(a *loan.Agreement) { a.Layer, a.DepositCents, a.PriceCents = warranty.LGC, 0, 500 }, loan.MustBeFree},
		{"nothing", func(a *loan.Agreement) { a.Layer, a.DepositCents, a.DepositBy = warranty.LGC, 0, "" }, ""},
		{"a deposit over the value", func(a *loan.Agreement) { a.DepositCents = 30001 }, loan.DepositTooHigh},
		{"a deposit by nothing", func(a *loan.Agreement) { a.DepositBy = "" }, fault.Malformed},
		{"no deposit by card", func(a *loan.Agreement) { a.DepositCents = 0 }, fault.Malformed},
		{"another layer", func(a *loan.Agreement) { a.Layer = "moon" }, fault.Malformed},
		{"no currency", func(a *loan.Agreement) { a.Currency = "" }, fault.Malformed},
	} {
		a := asked
		c.change(&a)
		if got := code(loan.CheckAgreement(a)); got != c.want {
			t.Errorf("%s: %q, want %q", c.name, got, c.want)
		}
	}
}

func TestALoanGoesOutAndComesBackSigned(t *testing.T) {
	if got := code(loan.CheckIssued(loan.IssuedFacts{})); got != loan.NotSigned {
		t.Errorf("unsigned: %q", got)
	}
	signature := []repair.Attachment{{Role: "signature", Hash: make([]byte, 32), Size: 9, Type: "image/png"}}
	for _, f := range []loan.IssuedFacts{{Paper: true}, {Attachments: signature}} {
		if err := loan.CheckIssued(f); err != nil {
			t.Error(err)
		}
	}
	if got := code(loan.CheckReturned(loan.ReturnedFacts{Damage: make([]loan.Damage, 1), Paper: true}, loan.Agreement{})); got != fault.Missing {
		t.Errorf("damage without words: %q", got)
	}
	worse := loan.ReturnedFacts{Damage: []loan.Damage{{What: "Écran", Cents: 9000}, {What: "Dos", Cents: 6000}}, Paper: true}
	if got := code(loan.CheckReturned(worse, loan.Agreement{ValueCents: 14999, Currency: "EUR"})); got != loan.DamageTooHigh {
		t.Errorf("damage above the value: %q", got)
	}
	if err := loan.CheckReturned(worse, loan.Agreement{ValueCents: 15000, Currency: "EUR"}); err != nil {
		t.Error(err)
	}
}

func TestWhatComesBackWorseIsDamaged(t *testing.T) {
	gone := []repair.AccessoryCheck{{Name: "Chargeur", State: "missing"}}
	for want, f := range map[loan.Status][]loan.ReturnedFacts{
		loan.Returned: {{}, {Accessories: []repair.AccessoryCheck{{Name: "Chargeur", State: "returned"}}}},
		loan.Damaged:  {{Damage: []loan.Damage{{What: "Écran fêlé", Cents: 4000}}}, {Accessories: gone}},
	} {
		for _, f := range f {
			if got := f.Outcome(); got != want {
				t.Errorf("%+v is %s, want %s", f, got, want)
			}
		}
	}
}

func TestAUnitIsNotLentAgainBeforeItIsFit(t *testing.T) {
	fit := loan.CheckedFacts{Wiped: true, AccountsOff: true, Tested: true, Charged: true}
	if err := loan.CheckChecked(fit); err != nil {
		t.Fatal(err)
	}
	fit.Wiped = false
	var f *fault.Error
	if err := loan.CheckChecked(fit); !errors.As(err, &f) || f.Code != loan.NotFit || f.Field != "wiped" {
		t.Errorf("got %v", err)
	}
	for status, want := range map[loan.UnitStatus]bool{loan.Available: true, loan.Kept: true, loan.Lent: false, loan.ToCheck: false, loan.Gone: false, loan.Retired: false} {
		if got := status.Lendable(); got != want {
			t.Errorf("%s: %v", status, got)
		}
	}
}

func TestAnExtensionKeepsToTheAgreement(t *testing.T) {
	a := loan.Agreement{ReturnDays: 30, ExtensionDays: 15}
	for _, c := range []struct {
		days, before int
		want         fault.Code
	}{{15, 0, ""}, {16, 0, loan.TooLongExtra}, {5, 10, ""}, {6, 10, loan.TooLongExtra}, {0, 0, loan.TooLongExtra}} {
		if got := code(loan.CheckExtended(loan.ExtendedFacts{Days: c.days}, a, c.before)); got != c.want {
			t.Errorf("%d more days after %d: %q, want %q", c.days, c.before, got, c.want)
		}
	}
}

func TestADepositIsGivenBackOrKeptWithAReason(t *testing.T) {
	for _, c := range []struct {
		f    loan.DepositFacts
		held int64
		want fault.Code
	}{
		{loan.DepositFacts{Act: "released", Cents: 10000}, 10000, ""},
		{loan.DepositFacts{Act: "kept", Cents: 4000, Reason: "screen"}, 10000, ""},
		{loan.DepositFacts{Act: "kept", Cents: 4000}, 10000, fault.Missing},
		{loan.DepositFacts{Act: "released", Cents: 10001}, 10000, loan.MoreThanHeld},
		{loan.DepositFacts{Act: "released", Cents: 1}, 0, loan.DepositDone},
		{loan.DepositFacts{Act: "eaten", Cents: 1}, 1, fault.Malformed},
	} {
		if got := code(loan.CheckDeposit(c.f, c.held, "EUR")); got != c.want {
			t.Errorf("%+v of %d: %q, want %q", c.f, c.held, got, c.want)
		}
	}
}

func TestALoanThatEndedStaysEnded(t *testing.T) {
	all := []loan.Status{loan.Asked, loan.Reserved, loan.Out, loan.Returned, loan.Damaged, loan.Lost, loan.Sold, loan.Cancelled}
	for _, from := range all {
		for _, to := range all {
			if !from.Open() && loan.CanMove(from, to) {
				t.Errorf("%s may become %s", from, to)
			}
		}
	}
	if err := loan.Move(loan.Lost, loan.Returned); err != nil {
		t.Errorf("a lost unit that is found: %v", err)
	}
	if got := code(loan.Move(loan.Returned, loan.Out)); got != loan.WrongStatus {
		t.Errorf("%q", got)
	}
}
