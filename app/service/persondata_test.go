package service_test

import (
	"encoding/json"
	"strings"
	"testing"

	"etabli/app/service"
)

func TestAPersonGetsTheirDataAndNobodyElses(t *testing.T) {
	app := shop(t)
	nadia := do(t, app, "staff.save", `{"display":"Nadia Bensaïd","role":"counter"}`)["data"].(map[string]any)["id"].(string)
	id := closed(t, app, `{"name":"Ursule Vandenbroucke","phone":"06 39 98 77 66"}`, "Bouilloire", "Elle fuit")
	who := file(t, app, id).CustomerID.String()
	do(t, app, "customer.save_person", `{"id":"`+who+`","name":"Gontran Leneveu","phone":"06 39 98 11 22","roles":["collector"]}`)
	do(t, app, "repair.name_party", `{"id":"`+id+`","role":"payer","name":"Odilon Voisin"}`)
	do(t, app, "repair.note", `{"staff":"`+nadia+`","id":"`+id+`","text":"Le voisin Odilon passe la prendre"}`)
	do(t, app, "repair.note", `{"staff":"`+nadia+`","id":"`+id+`","text":"Joint remplacé","for_customer":true}`)
	do(t, app, "message.receive", `{"channel":"sms","from":"0639987766","text":"Est-ce prêt ?"}`)
	do(t, app, "customer.consent", `{"id":"`+who+`","to":"surveys","given":true,"proof":"paper"}`)
	lend(t, app, id)
	takeIn(t, app, "Paul Martin", "06 39 98 12 34", "Galaxy")

	data := ask[service.PersonData](t, app, "person.data", `{"id":"`+who+`"}`)
	raw, err := json.Marshal(data)
	if err != nil {
		t.Fatal(err)
	}
	for _, theirs := range []string{"Ursule Vandenbroucke", "+33639987766", "Elle fuit", "Joint remplacé", "Est-ce prêt ?", "surveys", "Galaxy A15", `"sold_cents":5000`, "open_loan", "L123-22"} {
		if !strings.Contains(string(raw), theirs) {
			t.Errorf("%s is missing: %s", theirs, raw)
		}
	}
	for _, others := range []string{"Gontran", "Odilon", "Nadia", "Martin", "639981122"} {
		if strings.Contains(string(raw), others) {
			t.Errorf("%s is among them: %s", others, raw)
		}
	}
	with := ask[service.PersonData](t, app, "person.data", `{"id":"`+who+`","notes":true}`)
	if n := with.Files[0].Notes; len(n) != 2 || !n[0].ForColleague || n[1].ForColleague {
		t.Errorf("with the notes for colleagues: %+v", n)
	}
}
