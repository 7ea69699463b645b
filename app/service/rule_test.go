package service_test

import (
	"crypto/rand"
	"strings"
	"testing"
	"time"

	"etabli/app/domain/fault"
	"etabli/app/domain/figure"
	"etabli/app/domain/repair"
	"etabli/app/domain/rules"
	"etabli/app/domain/vat"
	"etabli/app/service"
	"etabli/app/views"
)

func TestARuleThatIsSaidHoldsFromItsDay(t *testing.T) {
	now := noon
	app := shopAt(t, &now)
	const sale = `{"lines":[{"label":"Câble","unit_cents":1000,"rate_permille":210}],"payments":[{"tender":"card","cents":1000}]}`
	refuse(t, app, "till.sell", sale, vat.UnknownRate, "lines.0.rate_permille")
	refuse(t, app, "rule.say", `{"rule_id":"lgc_month","valid_from":"2026-12-01"}`, rules.NoRule, "rule_id")
	refuse(t, app, "rule.say", `{"rule_id":"vat_standard","valid_from":"2026-12-01","value":210,"verified_on":"2026-11-20"}`, fault.Missing, "source")
	nadia := hire(t, app, "Nadia B.", "counter")
	const row = `"rule_id":"vat_standard","valid_from":"2026-12-01","value":210,"source":"Loi de finances","verified_on":"2026-11-20"`
	refuse(t, app, "rule.say", `{"staff":"`+nadia+`",`+row+`}`, "no_right", "staff")
	do(t, app, "rule.say", `{`+row+`}`)
	refuse(t, app, "till.sell", sale, vat.UnknownRate, "lines.0.rate_permille")
	now = now.AddDate(0, 1, 0)
	do(t, app, "till.sell", sale)
	refuse(t, app, "till.sell", strings.Replace(sale, "210", "200", 1), vat.UnknownRate, "lines.0.rate_permille")
	if terms := ask[service.TillRules](t, app, "till.terms", `{}`); terms.Rates[0] != 210 || len(terms.Rates) != 5 {
		t.Errorf("the till has %v", terms.Rates)
	}
	do(t, app, "rule.say", `{"rule_id":"vat_standard","valid_from":"2026-12-01","gone":true}`)
	do(t, app, "till.sell", strings.Replace(sale, "210", "200", 1))
}

// The days that a repair may take are shortened backwards while a file is open: it
// keeps to what was known when it came in.
func TestAFileKeepsToTheRulesThatItBeganUnder(t *testing.T) {
	now := noon
	app := shopAt(t, &now)
	receive := func() string {
		return put(t, app, "repair.receive", `{"product":{"label":"Radio"},"sale":{"delivered_on":"2026-03-10","by":"us"}}`, "id")
	}
	due := func(id string) string {
		return ask[service.Verdict](t, app, "warranty.verdict", `{"id":"`+id+`"}`).Rules
	}
	file := func(id string) string {
		return ask[views.Repair](t, app, "repair.get", `{"id":"`+id+`"}`).Clocks.LegalOn
	}
	old := receive()
	before := due(old)
	now = now.Add(time.Hour)
	do(t, app, "rule.say", `{"rule_id":"remedy_days","valid_from":"2022-01-01","value":15,"source":"Essai","verified_on":"2026-11-20"}`)
	if got := due(old); got != before {
		t.Errorf("the old file went over from %s to %s", before, got)
	}
	now = now.Add(time.Hour)
	young := receive()
	if got := due(young); got == before {
		t.Error("a new file does not know of it")
	}
	// file, list, verdict and alerts count by the rule that each file keeps
	day := func(n int) string { return noon.AddDate(0, 0, n).Format(time.DateOnly) }
	for id, want := range map[string]string{old: day(30), young: day(15)} {
		verdict := ask[service.Verdict](t, app, "warranty.verdict", `{"id":"`+id+`"}`)
		if got := verdict.Limit.LastOn.String(); got != want {
			t.Errorf("the verdict says %s, want %s", got, want)
		}
		if got := file(id); got != want {
			t.Errorf("the file says %s, want %s", got, want)
		}
	}
	page, err := app.List(t.Context(), views.Filter{Scope: views.Open, ByDue: true}, "", 10)
	if list := page.Rows; err != nil || len(list) != 2 || list[0].ID.String() != young || list[0].LegalOn != day(15) || list[1].LegalOn != day(30) {
		t.Errorf("the list says %+v, %v", list, err)
	}
}

// Where no rules are verified nothing is promised by law, and work goes on all the same.
func TestADeviceIsTakenInWhereNoRulesAreVerified(t *testing.T) {
	now := noon
	var log service.Journal
	countersOver(t, &now, func(l service.Journal) service.Journal { log = l; return l }, "1")
	app := service.New(service.Options{
		Journal: log, Views: views.New(), Now: func() time.Time { return now }, Random: rand.Reader,
		Place: service.Place{Site: "LIL", Device: "1", PortalURL: "https://suivi.example"},
	})
	id := put(t, app, "repair.receive", `{"customer":{"name":"Ada"},"product":{"label":"Perceuse"},"fault":"Muette"}`, "id")
	if got := ask[views.Repair](t, app, "repair.get", `{"id":"`+id+`"}`); got.Clocks.LegalOn != "" || got.Status != repair.Received {
		t.Errorf("it is %s, and due on %q", got.Status, got.Clocks.LegalOn)
	}
}

func TestHoursOfPeopleAreToldWhereTheShopSaidSo(t *testing.T) {
	now := noon
	app := shopAt(t, &now)
	nadia, boss := hire(t, app, "Nadia B.", "technician"), hire(t, app, "Sophie M.", "manager")
	refuse(t, app, "figures.people", `{"staff":"`+nadia+`","on":true}`, "no_right", "staff")
	if _, err := app.Ask(t.Context(), "figures.use", []byte(`{}`)); fault.Of(err).Code != service.NotByPerson {
		t.Errorf("it is told by person: %v", err)
	}
	do(t, app, "figures.people", `{"staff":"`+boss+`","on":true}`)
	id := put(t, app, "repair.receive", `{"product":{"label":"Radio"}}`, "id")
	for _, to := range []string{"diag_wait", "diag"} {
		do(t, app, "repair.move", `{"staff":"`+nadia+`","id":"`+id+`","to":"`+to+`"}`)
	}
	now = now.Add(2 * time.Hour)
	do(t, app, "repair.move", `{"staff":"`+nadia+`","id":"`+id+`","to":"repair"}`)
	now = now.Add(time.Hour)
	do(t, app, "repair.move", `{"staff":"`+nadia+`","id":"`+id+`","to":"test"}`)
	do(t, app, "repair.move", `{"staff":"`+nadia+`","id":"`+id+`","to":"ready","outcome":"repaired"}`)
	got := ask[[]figure.Use](t, app, "figures.use", `{"from":"2026-11-23","to":"2026-11-27"}`)
	if len(got) != 1 || got[0].Name != "Nadia B." || got[0].HandsMS != 3*3600_000 || got[0].Jobs != 1 || got[0].BilledMS != 0 || got[0].Share != 0 {
		t.Errorf("%+v", got)
	}
}

func TestSyncHealthCountsDevicesClashesAndWhatWaits(t *testing.T) {
	app := shop(t)
	do(t, app, "repair.receive", `{"product":{"label":"Radio"}}`)
	if s := ask[figure.Sync](t, app, "figures.sync", `{}`); s.Devices != 1 || s.Heard != 1 || s.Share != 1000 || s.Unordered != s.Entries || s.Entries == 0 || s.Clashes != 0 {
		t.Errorf("%+v", s)
	}
	if s := ask[figure.Sync](t, app, "figures.sync", `{"from":"2020-01-01","to":"2020-01-31"}`); s.Devices != 0 || s.Share != figure.NoCase {
		t.Errorf("of an empty month: %+v", s)
	}
}
