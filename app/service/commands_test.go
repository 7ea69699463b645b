package service_test

import (
	"errors"
	"strings"
	"testing"

	"etabli/app/domain/fault"
	"etabli/app/domain/repair"
	"etabli/app/service"
)

func TestAnIntakeGivesANumberALinkAndAFile(t *testing.T) {
	app := shop(t)
	out := do(t, app, "repair.receive", `{"customer":{"name":"Hélène Cœur-d’Acier","phone":"06 39 98 00 11"},
		"product":{"label":"Galaxy S24","serial":"490154203237518"},"fault":"S’éteint","accessories":["Coque"]}`)
	data := out["data"].(map[string]any)
	if number := data["number"].(string); !strings.HasPrefix(number, "LIL2-00001-") {
		t.Errorf("number %q", number)
	}
	if link := data["link"].(string); !strings.HasPrefix(link, "https://suivi.example/r/") || len(link) != len("https://suivi.example/r/")+26 {
		t.Errorf("link %q", link)
	}
	f := file(t, app, data["id"].(string))
	if f.Customer != "Hélène Cœur-d’Acier" || f.Fault != "S’éteint" || f.SerialKind != "imei" || f.Status != repair.Received || !f.Tentative {
		t.Errorf("file %+v", f)
	}
	if f.LegalOn != "2026-12-23" {
		t.Errorf("the legal clock ends on %q", f.LegalOn)
	}
	if c, err := app.Customer(t.Context(), f.CustomerID); err != nil || c.Phone != "+33639980011" || len(c.Repairs) != 1 {
		t.Errorf("customer %+v, %v", c, err)
	}
}

func TestNobodyNeedsATelephoneOrAName(t *testing.T) {
	app := shop(t)
	data := do(t, app, "repair.receive", `{"product":{"label":"Montre"}}`)["data"].(map[string]any)
	if f := file(t, app, data["id"].(string)); f.Customer != "" || f.Product != "Montre" {
		t.Errorf("file %+v", f)
	}
}

func TestTheSameCommandIDNeverActsTwice(t *testing.T) {
	app := shop(t)
	input := `{"command_id":"0123456789abcdefghjkmnpqrw","product":{"label":"Radio"}}`
	first := do(t, app, "repair.receive", input)
	second := do(t, app, "repair.receive", input)
	if second["repeated"] != true || first["data"].(map[string]any)["number"] != second["data"].(map[string]any)["number"] {
		t.Errorf("first %v, second %v", first, second)
	}
	if counts, err := app.Counts(t.Context()); err != nil || counts.All != 1 {
		t.Errorf("counts %+v, %v", counts, err)
	}
}

func TestARepairGoesFromDiagnosisToHandBack(t *testing.T) {
	app := shop(t)
	id, number := received(t, app)
	on := `"id":"` + id + `"`
	do(t, app, "repair.move", `{`+on+`,"to":"diag"}`)
	do(t, app, "repair.diagnose", `{`+on+`,"finding":"Nappe débranchée","verdict":"wear"}`)
	do(t, app, "repair.quote", `{`+on+`,"total_cents":8900,"work":"Remplacer la nappe"}`)
	refuse(t, app, "quote.answer", `{`+on+`,"version":3,"accepted":true}`, service.StaleQuote, "version")
	do(t, app, "quote.answer", `{`+on+`,"version":1,"accepted":true}`)
	refuse(t, app, "repair.move", `{`+on+`,"to":"received"}`, service.NotAllowed, "to")
	for _, to := range []string{"repair", "test", "ready"} {
		do(t, app, "repair.move", `{`+on+`,"to":"`+to+`"}`)
	}
	refuse(t, app, "repair.hand_back", `{`+on+`}`, service.AccessoriesOpen, "accessories")
	refuse(t, app, "repair.hand_back", `{`+on+`,"accessories":{"Chargeur":"returned","Souris":"left"}}`, fault.NotFound, "accessories.Souris")
	do(t, app, "repair.hand_back", `{`+on+`,"accessories":{"Chargeur":"returned"},"outcome":"repaired"}`)
	f := file(t, app, id)
	if f.Status != repair.Returned || f.Outcome != repair.Repaired || f.Number != number || f.ReturnedMS == 0 || len(f.Timeline) != 9 {
		t.Errorf("file %+v with %d lines", f, len(f.Timeline))
	}
	if len(f.Returned) != 1 || f.Returned[0].State != "returned" {
		t.Errorf("accessories %+v", f.Returned)
	}
}

func TestEditsAndNotesAreKeptWithTheirHistory(t *testing.T) {
	app := shop(t)
	id, old := received(t, app)
	on := `"id":"` + id + `"`
	do(t, app, "repair.edit", `{`+on+`,"promised_on":"2026-12-10","accessories":["Chargeur","Souris"],"ceiling_cents":5000}`)
	do(t, app, "repair.note", `{`+on+`,"text":"Rappeler avant 17 h"}`)
	do(t, app, "repair.renumber", `{`+on+`}`)
	f := file(t, app, id)
	if f.PromisedOn != "2026-12-10" || len(f.Accessories) != 2 || f.CeilingCents != 5000 {
		t.Errorf("file %+v", f)
	}
	if f.Number == old || len(f.OtherNumbers) != 1 || f.OtherNumbers[0] != old {
		t.Errorf("numbers %q %q", f.Number, f.OtherNumbers)
	}
	if ids, err := app.Find(t.Context(), strings.ToLower(old)); err != nil || len(ids) != 1 || ids[0].String() != id {
		t.Errorf("the old number finds %v, %v", ids, err)
	}
	hits, err := app.Search(t.Context(), "ecran benali", 5)
	if err != nil || len(hits) != 1 {
		t.Errorf("search: %v, %v", hits, err)
	}
}

func TestInputThatIsWrongIsAFaultThatNamesTheField(t *testing.T) {
	app := shop(t)
	id, _ := received(t, app)
	for _, c := range []struct {
		command, input string
		code           fault.Code
		field          string
	}{
		{"repair.fly", `{}`, fault.UnknownName, ""},
		{"repair.receive", `[]`, fault.Malformed, ""},
		{"repair.receive", `{"product":{"label":"x"}`, fault.Malformed, ""},
		{"repair.receive", `{"product":{"label":"x"}} tail`, fault.Malformed, ""},
		{"repair.receive", `{"product":{"label":"x"},"colour":"red"}`, fault.UnknownField, "colour"},
		{"repair.receive", `{"product":{"label":"x","weight":3}}`, fault.UnknownField, "product.weight"},
		{"repair.receive", `{"product":{"label":"x"},"fault":1}`, fault.Malformed, "fault"},
		{"repair.receive", `{"product":{"label":"x"},"fault":"a","fault":"b"}`, fault.Malformed, "fault"},
		{"repair.receive", "{\"product\":{\"label\":\"\xff\"}}", fault.BadText, ""},
		{"repair.receive", `{"product":{"label":""}}`, fault.Missing, "product.label"},
		{"repair.receive", `{"product":{"label":"x"},"promised_on":"2026-13-01"}`, fault.Malformed, "promised_on"},
		{"repair.receive", `{"command_id":"short","product":{"label":"x"}}`, fault.Malformed, "command_id"},
		{"repair.receive", `{"customer":{"id":"zzzzzzzzzzzzzzzzzzzzzzzzzw"},"product":{"label":"x"}}`, fault.NotFound, "customer.id"},
		{"repair.move", `{"id":"00000000000000000000000000","to":"diag"}`, fault.NotFound, "id"},
		{"repair.move", `{"id":"LIL2-00431-X7K","to":"diag"}`, fault.Malformed, "id"},
		{"repair.edit", `{"id":"` + id + `"}`, fault.Missing, "promised_on"},
		{"quote.answer", `{"id":"` + id + `","version":1,"accepted":true}`, service.NoQuote, "id"},
		{"review.settle", `{"item":"00","choice":"x"}`, fault.NotFound, "item"},
	} {
		refuse(t, app, c.command, c.input, c.code, c.field)
	}
	if counts, err := app.Counts(t.Context()); err != nil || counts.All != 1 {
		t.Errorf("something was half-done: %+v, %v", counts, err)
	}
}

// refuse runs a command that must fail with a fault.
func refuse(t testing.TB, app *service.App, name, input string, code fault.Code, field string) {
	t.Helper()
	_, err := app.Do(t.Context(), name, []byte(input))
	var f *fault.Error
	if !errors.As(err, &f) || f.Code != code || f.Field != field {
		t.Errorf("%s %s: got %v, want %s (%s)", name, input, err, code, field)
	}
}

func TestATelephoneIsFoundHoweverItIsTyped(t *testing.T) {
	app := shop(t)
	do(t, app, "repair.receive", `{"customer":{"name":"Karim Benali","phone":"06 39 00 00 01"},"product":{"label":"Radio"}}`)
	for _, typed := range []string{"06 39 00 00 01", "0639000001", "+33 6 39 00 00 01", "06.39.00.00.01", "06 39 00 00", "063900"} {
		if hits, err := app.Search(t.Context(), typed, 5); err != nil || len(hits) != 1 {
			t.Errorf("%q finds %d files, %v", typed, len(hits), err)
		}
	}
}

func TestTheItemsOfAListSayTheirFields(t *testing.T) {
	for _, c := range service.Commands() {
		if c.Name != "till.sell" {
			continue
		}
		told := map[string]bool{}
		for _, f := range c.Fields() {
			told[f.Name] = true
		}
		for _, name := range []string{"lines", "lines.n.label", "lines.n.rate_permille", "payments.n.tender", "pieces.n.serials"} {
			if !told[name] {
				t.Errorf("%s is not told", name)
			}
		}
	}
}

func TestEveryCommandListsItsFields(t *testing.T) {
	for _, c := range service.Commands() {
		if c.Summary == "" || len(c.Fields()) < 3 {
			t.Errorf("%s: %q with %d fields", c.Name, c.Summary, len(c.Fields()))
		}
	}
}
