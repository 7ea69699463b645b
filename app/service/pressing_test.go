package service_test

import (
	"testing"

	"etabli/app/service"
)

func TestWhatPressesIsLateTasksLoansAndPapers(t *testing.T) {
	app := shop(t)
	quiet := ask[service.Pressing](t, app, "shop.pressing", ``)
	if len(quiet.Late)+len(quiet.Today)+len(quiet.Threads)+len(quiet.Loans)+len(quiet.Below)+len(quiet.Asked)+len(quiet.Expiring) != 0 {
		t.Fatalf("on the first morning it holds %+v", quiet)
	}
	id, _ := received(t, app)
	do(t, app, "task.set", `{"what":"Commander la pompe","on":"2026-11-22"}`)
	do(t, app, "task.set", `{"what":"Compter","on":"2026-11-23"}`)
	do(t, app, "task.set", `{"what":"Plus tard","on":"2026-11-30"}`)
	unit := do(t, app, "loaner.save", `{"label":"Radio de prêt"}`)["data"].(map[string]any)["id"].(string)
	do(t, app, "loan.issue", `{"unit":"`+unit+`","file":"`+id+`","paper":true,"due_on":"2026-11-20"}`)
	yann := hire(t, app, "Yann L.", "technician")
	do(t, app, "staff.qualify", `{"id":"`+yann+`","code":"fluids","until":"2026-12-01"}`)

	p := ask[service.Pressing](t, app, "shop.pressing", ``)
	if len(p.Late) != 1 || len(p.Today) != 1 || p.Late[0].What != "Commander la pompe" {
		t.Errorf("the tasks are %+v and %+v", p.Late, p.Today)
	}
	if len(p.Loans) != 1 || p.Loans[0].DaysLate != 3 {
		t.Errorf("the loans are %+v", p.Loans)
	}
	if len(p.Expiring) != 1 || p.Expiring[0].Ended {
		t.Errorf("the qualifications are %+v", p.Expiring)
	}
	if other := ask[service.Pressing](t, app, "shop.pressing", `{"site":"ROU"}`); len(other.Loans)+len(other.Late) != 0 {
		t.Errorf("another shop has %+v", other)
	}
}
