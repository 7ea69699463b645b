package service_test

import (
	"errors"
	"strings"
	"testing"

	"etabli/app/domain/custody"
	"etabli/app/domain/fault"
	"etabli/app/domain/loan"
	"etabli/app/service"
)

// put runs a command and answers a field of its data.
func put(t testing.TB, app *service.App, name, input, field string) string {
	t.Helper()
	data, _ := do(t, app, name, input)["data"].(map[string]any)
	text, _ := data[field].(string)
	return text
}

// refused runs a command that is refused with a fault.
func refused(t testing.TB, app *service.App, name, input string, code fault.Code, field string) {
	t.Helper()
	_, err := app.Do(t.Context(), name, []byte(input))
	if !errors.Is(err, fault.New(code, "")) || fault.Of(err).Field != field {
		t.Errorf("%s %s answers %v, want %s at %q", name, input, err, code, field)
	}
}

// lendable is a shop with two files and a unit.
func lendable(t *testing.T) (app *service.App, one, two, unit string) {
	app = shop(t)
	one = put(t, app, "repair.receive", `{"product":{"label":"Galaxy S24"}}`, "id")
	two = put(t, app, "repair.receive", `{"product":{"label":"iPhone 15"}}`, "id")
	unit = put(t, app, "loaner.save", `{"label":"Galaxy A15","serial":"R58N30XYZ","value_cents":15000}`, "id")
	return app, one, two, unit
}

func unitStatus(t testing.TB, app *service.App, unit string) string {
	t.Helper()
	list, err := app.Loaners(t.Context(), "")
	if err != nil {
		t.Fatal(err)
	}
	for _, u := range list {
		if u.ID.String() == unit {
			return string(u.Status)
		}
	}
	t.Fatalf("no unit %s", unit)
	return ""
}

func TestAReservationThatIsGivenUpBringsNoUnitBack(t *testing.T) {
	app, one, two, unit := lendable(t)
	kept := put(t, app, "loan.reserve", `{"unit":"`+unit+`","file":"`+one+`"}`, "id")
	if got := unitStatus(t, app, unit); got != "kept" {
		t.Fatalf("a reserved unit is %s", got)
	}
	do(t, app, "loan.issue", `{"unit":"`+unit+`","file":"`+two+`","paper":true,"anyway":true}`)
	do(t, app, "loan.cancel", `{"id":"`+kept+`"}`)
	if got := unitStatus(t, app, unit); got != "lent" {
		t.Errorf("the reservation of another file was given up, and the unit that is out is %s", got)
	}
}

func TestAReservationThatIsGivenUpFreesItsUnit(t *testing.T) {
	app, one, two, unit := lendable(t)
	kept := put(t, app, "loan.reserve", `{"unit":"`+unit+`","file":"`+one+`"}`, "id")
	do(t, app, "loan.cancel", `{"id":"`+kept+`"}`)
	if got := unitStatus(t, app, unit); got != "available" {
		t.Errorf("it is %s", got)
	}
	do(t, app, "loan.issue", `{"unit":"`+unit+`","file":"`+two+`","paper":true}`)
}

func TestNothingLendsAUnitThatWasNotWiped(t *testing.T) {
	app, one, two, unit := lendable(t)
	out := put(t, app, "loan.issue", `{"unit":"`+unit+`","file":"`+one+`","paper":true}`, "id")
	do(t, app, "loan.return", `{"id":"`+out+`","paper":true}`)
	refused(t, app, "loan.issue", `{"unit":"`+unit+`","file":"`+two+`","paper":true,"anyway":true}`, loan.NotFit, "unit")
}

func TestAFileUnderTheLegalGuaranteeLendsForNothingWithoutBeingTold(t *testing.T) {
	app, one, _, unit := lendable(t)
	boss := put(t, app, "staff.save", `{"display":"Nadia B.","role":"manager"}`, "id")
	do(t, app, "warranty.decide", `{"staff":"`+boss+`","id":"`+one+`","answer":"covered","layer":"lgc","why":"Sous garantie"}`)
	refused(t, app, "loan.issue", `{"unit":"`+unit+`","file":"`+one+`","paper":true,"deposit_cents":100,"deposit_by":"cash"}`, loan.MustBeFree, "deposit_cents")
}

func TestARepairThatTurnsOutToBeUnderTheLegalGuaranteeIsNotHeldBackForALoaner(t *testing.T) {
	app, one, _, unit := lendable(t)
	do(t, app, "loan.issue", `{"unit":"`+unit+`","file":"`+one+`","paper":true}`)
	do(t, app, "repair.move", `{"id":"`+one+`","to":"diag"}`)
	boss := put(t, app, "staff.save", `{"display":"Nadia B.","role":"manager"}`, "id")
	do(t, app, "warranty.decide", `{"staff":"`+boss+`","id":"`+one+`","answer":"covered","layer":"lgc","why":"Défaut d'origine"}`)
	do(t, app, "repair.move", `{"id":"`+one+`","to":"ready","outcome":"repaired"}`)
	if got := put(t, app, "repair.hand_back", `{"id":"`+one+`"}`, "status"); got != "returned" {
		t.Errorf("it is %s", got)
	}
}

// A unit that was kept for a repair and never fetched is free again when the device
// goes home; for a file that is over none is kept.
func TestAUnitThatWasKeptIsFreeWhenTheDeviceGoesHome(t *testing.T) {
	for _, end := range []string{
		`repair.hand_back {"id":"$","outcome":"repaired"}`, `repair.move {"id":"$","to":"returned"}`,
		`repair.batch {"ids":["$"],"to":"returned"}`, `deposit.hand_back {"deposit":"$","files":[{"id":"$"}]}`,
	} {
		name, input, _ := strings.Cut(end, " ")
		t.Run(name, func(t *testing.T) { freeOnceItsFileIsOver(t, name, input) })
	}
}

func freeOnceItsFileIsOver(t *testing.T, name, input string) {
	app, one, two, unit := lendable(t)
	kept := put(t, app, "loan.reserve", `{"unit":"`+unit+`","file":"`+one+`"}`, "id")
	do(t, app, name, strings.ReplaceAll(input, "$", one))
	if got := unitStatus(t, app, unit); got != "available" {
		t.Errorf("the unit is %s", got)
	}
	if l := ask[service.LoanStanding](t, app, "loan.get", `{"id":"`+kept+`"}`); l.Status != loan.Cancelled {
		t.Errorf("the reservation is %s", l.Status)
	}
	refused(t, app, "loan.reserve", `{"unit":"`+unit+`","file":"`+one+`"}`, custody.NotHere, "file")
	again := put(t, app, "loan.reserve", `{"unit":"`+unit+`","file":"`+two+`"}`, "id")
	if l := ask[service.LoanStanding](t, app, "loan.get", `{"id":"`+again+`"}`); l.Status != loan.Reserved {
		t.Errorf("the right was not freed: it is %s", l.Status)
	}
	do(t, app, "deposit.hand_back", `{"deposit":"`+two+`","files":[{"id":"`+two+`","outcome":"repaired"}]}`)
	if got := unitStatus(t, app, unit); got != "available" {
		t.Errorf("after a hand-back of several devices the unit is %s", got)
	}
}
