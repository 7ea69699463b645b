package service_test

import (
	"reflect"
	"slices"
	"strings"
	"testing"

	"etabli/app/domain/erasure"
	"etabli/app/domain/fault"
	"etabli/app/domain/figure"
	"etabli/app/domain/staff"
	"etabli/app/service"
	"etabli/app/views"
)

// closed takes a device in for a customer, charges it and hands it back.
func closed(t *testing.T, app *service.App, customer, product, fault string) string {
	t.Helper()
	data := do(t, app, "repair.receive", `{"customer":`+customer+`,"product":{"label":"`+product+`"},"fault":"`+fault+`"}`)["data"].(map[string]any)
	id := data["id"].(string)
	for _, to := range []string{"diag", "repair", "ready"} {
		do(t, app, "repair.move", `{"id":"`+id+`","to":"`+to+`"}`)
	}
	do(t, app, "till.sell", `{"repair":"`+id+`","lines":[{"label":"Réparation","unit_cents":5000,"rate_permille":200}],"payments":[{"tender":"card","cents":5000}]}`)
	do(t, app, "repair.hand_back", `{"id":"`+id+`"}`)
	return id
}

// lend lets a unit go out on a file.
func lend(t *testing.T, app *service.App, file string) (loan string) {
	t.Helper()
	unit := do(t, app, "loaner.save", `{"label":"Galaxy A15"}`)["data"].(map[string]any)["id"].(string)
	return do(t, app, "loan.issue", `{"unit":"`+unit+`","file":"`+file+`","paper":true,"due_on":"2026-12-24"}`)["data"].(map[string]any)["id"].(string)
}

func TestAPersonIsErasedAsFarAsTheLawAllowsAndTheRestFollows(t *testing.T) {
	app := shop(t)
	first := closed(t, app, `{"name":"Ursule Vandenbroucke","phone":"06 39 98 77 66","email":"ursule@example.fr"}`, "Bouilloire", "Elle fuit depuis Pâques")
	who := file(t, app, first).CustomerID.String()
	second := closed(t, app, `{"id":"`+who+`"}`, "Radio", "Grésille chez Ursule")
	lent := lend(t, app, second)
	_, _, other := takeIn(t, app, "Ursule Petit", "06 39 98 00 11", "Fer")
	do(t, app, "message.receive", `{"channel":"sms","from":"0639987766","text":"Merci à Vandenbroucke père"}`)
	do(t, app, "person.ask", `{"id":"`+who+`","for":"erasure","by":"letter","known":"identity"}`)
	figures := ask[figure.Figures](t, app, "figures.turnaround", `{}`)

	plan := ask[service.ErasurePlan](t, app, "erasure.plan", `{"id":"`+who+`"}`)
	if plan.Goes != 3 || plan.Done || len(plan.Asked) != 1 || plan.Asked[0].AnswerBy != "2026-12-23" {
		t.Fatalf("the plan: %+v", plan)
	}
	if want := []erasure.Stays{
		{What: erasure.Contact, Why: erasure.OpenLoan, N: 1}, {What: erasure.Loan, Why: erasure.OpenLoan, N: 1},
		{What: erasure.Receipt, Why: erasure.Fiscal, N: 2, Until: "2036-12-31"},
	}; !slices.Equal(plan.Stays, want) {
		t.Fatalf("what stays: %+v", plan.Stays)
	}
	do(t, app, "person.erase", `{"id":"`+who+`"}`)
	c := ask[views.Customer](t, app, "customer.get", `{"id":"`+who+`"}`)
	if c.Name == "" || c.Erased || c.ErasedMS == 0 || len(c.Stays) != 3 {
		t.Fatalf("with a loan open: %+v", c)
	}
	if f := file(t, app, first); f.Fault != "" || f.Token != "" || f.Number == "" || f.Product != "Bouilloire" || f.Money == nil {
		t.Errorf("an erased file: %+v", f)
	}
	found(t, app, "paques", 0)
	found(t, app, "vandenbroucke", 2) // the contact is still needed
	if threads := ask[[]views.Thread](t, app, "message.find", `{"words":"merci"}`); len(threads) != 0 {
		t.Errorf("an erased message is found: %+v", threads)
	}

	do(t, app, "loan.return", `{"id":"`+lent+`","paper":true}`)
	if n, err := app.GoOnErasing(t.Context()); n != 1 || err != nil {
		t.Fatalf("going on made %d entries, %v", n, err)
	}
	if n, err := app.GoOnErasing(t.Context()); n != 0 || err != nil {
		t.Fatalf("going on again made %d entries, %v", n, err)
	}
	c = ask[views.Customer](t, app, "customer.get", `{"id":"`+who+`"}`)
	if c.Name != "" || c.Phone != "" || c.Email != "" || !c.Erased {
		t.Errorf("erased: %+v", c)
	}
	for _, words := range []string{"vandenbroucke", "0639987766", "gresille", "ursule@example.fr", "639987766"} {
		found(t, app, words, 0)
	}
	found(t, app, "ursule", 1) // somebody else
	found(t, app, "bouilloire", 1)
	if left := ask[service.ErasurePlan](t, app, "erasure.plan", `{"id":"`+who+`"}`); !left.Done || left.Goes != 0 {
		t.Errorf("after all of it: %+v", left)
	}
	if now := ask[figure.Figures](t, app, "figures.turnaround", `{}`); !reflect.DeepEqual(now, figures) {
		t.Errorf("the figures moved from %+v to %+v", figures, now)
	}
	refuse(t, app, "customer.save", `{"id":"`+who+`","name":"Ursule V."}`, erasure.PersonGone, "id")
	refuse(t, app, "repair.receive", `{"customer":{"id":"`+who+`"},"product":{"label":"Radio"}}`, erasure.PersonGone, "customer.id")
	refuse(t, app, "repair.note", `{"id":"`+first+`","text":"Elle est revenue"}`, service.Erased, "")
	refuse(t, app, "person.ask", `{"id":"`+other+`","for":"money","by":"letter","known":"identity"}`, fault.Malformed, "for")
	if list := ask[[]views.Customer](t, app, "erasure.list", ``); len(list) != 1 || list[0].ID.String() != who {
		t.Errorf("erasures: %+v", list)
	}
	if items := ask[[]views.ReviewItem](t, app, "review.list", ``); len(items) != 0 {
		t.Errorf("to verify: %+v", items)
	}
}

func found(t *testing.T, app *service.App, words string, want int) {
	t.Helper()
	hits, err := app.Search(t.Context(), words, 20)
	if err != nil || len(hits) != want {
		t.Errorf("%q finds %d files, want %d (%v)", words, len(hits), want, err)
	}
}

func TestAnOpenFileKeepsItselfAndItsCustomer(t *testing.T) {
	app := shop(t)
	id, _, who := takeIn(t, app, "Ana Roy", "06 39 98 00 11", "Galaxy")
	do(t, app, "person.erase", `{"id":"`+who+`"}`)
	if c := ask[views.Customer](t, app, "customer.get", `{"id":"`+who+`"}`); c.Name != "Ana Roy" {
		t.Errorf("a customer whose device is here: %+v", c)
	}
	plan := ask[service.ErasurePlan](t, app, "erasure.plan", `{"id":"`+who+`"}`)
	i := slices.IndexFunc(plan.Lines, func(l service.ErasureLine) bool { return l.ID.String() == id })
	if i < 0 || plan.Lines[i].Why != erasure.OpenFile || !strings.Contains(plan.Lines[i].Source, "2016/679") {
		t.Errorf("the plan: %+v", plan)
	}
	for _, to := range []string{"diag", "ready"} {
		do(t, app, "repair.move", `{"id":"`+id+`","to":"`+to+`"}`)
	}
	do(t, app, "repair.hand_back", `{"id":"`+id+`"}`)
	if n, err := app.GoOnErasing(t.Context()); n != 1 || err != nil {
		t.Fatalf("%d entries, %v", n, err)
	}
	if c := ask[views.Customer](t, app, "customer.get", `{"id":"`+who+`"}`); c.Name != "" || !c.Erased {
		t.Errorf("after the hand-back: %+v", c)
	}
}

func TestAPersonWithManyFilesIsErasedInAsManyEntriesAsItTakes(t *testing.T) {
	app := shop(t)
	first, _, who := takeIn(t, app, "Ana Roy", "06 39 98 00 11", "Galaxy")
	_, _, twin := takeIn(t, app, "Anna Roy", "06 39 98 00 11", "iPad")
	do(t, app, "customer.merge", `{"id":"`+who+`","other":"`+twin+`"}`)
	for range 40 {
		do(t, app, "repair.receive", `{"customer":{"id":"`+who+`"},"product":{"label":"Radio"},"fault":"Grésille"}`)
	}
	c := ask[views.Customer](t, app, "customer.get", `{"id":"`+who+`"}`)
	if len(c.Repairs) != 42 {
		t.Fatalf("%d files", len(c.Repairs))
	}
	for _, id := range c.Repairs {
		for _, to := range []string{"diag", "ready"} {
			do(t, app, "repair.move", `{"id":"`+id.String()+`","to":"`+to+`"}`)
		}
		do(t, app, "repair.hand_back", `{"id":"`+id.String()+`"}`)
	}
	data := do(t, app, "person.erase", `{"id":"`+twin+`"}`)["data"].(map[string]any)
	if data["goes"].(float64) == 0 || data["customer"] != who {
		t.Fatalf("after one entry: %v left of %v", data["goes"], data["customer"])
	}
	if n, err := app.GoOnErasing(t.Context()); n == 0 || err != nil {
		t.Fatalf("%d more entries, %v", n, err)
	}
	for _, id := range []string{who, twin} {
		if c := ask[views.Customer](t, app, "customer.get", `{"id":"`+id+`"}`); c.Name != "" || !c.Erased {
			t.Errorf("erased: %+v", c)
		}
	}
	found(t, app, "gresille", 0)
	if f := file(t, app, first); f.Fault != "" {
		t.Errorf("a file of theirs: %+v", f)
	}
}

func TestAParcelOnItsWayKeepsItsCustomerAndAnotherGoesWithItsAddress(t *testing.T) {
	app := shop(t)
	id := closed(t, app, `{"name":"Ana Roy","phone":"06 39 98 00 11","address":"12 rue de l’Épée, 59000 Lille"}`, "Galaxy", "Écran")
	who := file(t, app, id).CustomerID.String()
	do(t, app, "carrier.save", `{"code":"post","name":"La Poste","countries":["FR"],"home":true,"lithium":true,"cents":690}`)
	sent := do(t, app, "parcel.open", `{"repair":"`+id+`","carrier":"post","lines":[{"label":"Galaxy"}]}`)["data"].(map[string]any)["id"].(string)
	do(t, app, "parcel.close", `{"id":"`+sent+`","tracking":"8V01234567895"}`)
	plan := ask[service.ErasurePlan](t, app, "erasure.plan", `{"id":"`+who+`"}`)
	if !slices.ContainsFunc(plan.Stays, func(s erasure.Stays) bool { return s.What == erasure.Parcel && s.Why == erasure.OpenParcel }) {
		t.Errorf("what stays: %+v", plan.Stays)
	}
	do(t, app, "parcel.see", `{"id":"`+sent+`","to":"dropped","by":"us"}`)
	do(t, app, "parcel.see", `{"id":"`+sent+`","to":"delivered","by":"carrier"}`)
	do(t, app, "person.erase", `{"id":"`+who+`"}`)
	if p := ask[views.Parcel](t, app, "parcel.get", `{"id":"`+sent+`"}`); p.Place.Address != "" || p.Place.Name != "" || p.Tracking == "" {
		t.Errorf("the parcel of somebody who was erased: %+v", p)
	}
	if c := ask[views.Customer](t, app, "customer.get", `{"id":"`+who+`"}`); !c.Erased {
		t.Errorf("the customer: %+v", c)
	}
}

func TestARequestIsAnsweredOnRecord(t *testing.T) {
	app := shop(t)
	_, _, who := takeIn(t, app, "Ana Roy", "06 39 98 00 11", "Galaxy")
	answer := `{"id":"` + who + `","for":"access","by":"letter","reply":"done"}`
	refuse(t, app, "person.answer", answer, fault.NotFound, "for")
	do(t, app, "person.ask", `{"id":"`+who+`","for":"access","by":"counter","known":"receipt"}`)
	refuse(t, app, "person.answer", `{"id":"`+who+`","for":"access","by":"letter","reply":"refused"}`, fault.Missing, "why")
	refuse(t, app, "person.answer", `{"id":"`+who+`","for":"erasure","by":"letter","reply":"done"}`, fault.NotFound, "for")
	do(t, app, "person.answer", answer)
	asked := ask[views.Customer](t, app, "customer.get", `{"id":"`+who+`"}`).Asked
	if len(asked) != 1 || asked[0].Answer == nil || asked[0].Answer.By != "letter" || asked[0].Answer.Reply != "done" {
		t.Errorf("asked %+v", asked)
	}
	refuse(t, app, "person.answer", answer, fault.NotFound, "for")
}

func TestOnlyAManagerErases(t *testing.T) {
	app := shop(t)
	_, _, who := takeIn(t, app, "Ana Roy", "06 39 98 00 11", "Galaxy")
	counter := do(t, app, "staff.save", `{"display":"Nadia B.","role":"counter"}`)["data"].(map[string]any)["id"].(string)
	boss := do(t, app, "staff.save", `{"display":"Odile M.","role":"manager"}`)["data"].(map[string]any)["id"].(string)
	do(t, app, "person.ask", `{"staff":"`+counter+`","id":"`+who+`","for":"access","by":"counter","known":"receipt"}`)
	refuse(t, app, "person.erase", `{"staff":"`+counter+`","id":"`+who+`"}`, staff.NoRight, "staff")
	do(t, app, "person.erase", `{"staff":"`+boss+`","id":"`+who+`"}`)
	refuse(t, app, "person.erase", `{"id":"`+counter+`"}`, fault.NotFound, "id")
}
