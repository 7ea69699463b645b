package service_test

import (
	"slices"
	"testing"

	"etabli/app/domain/erasure"
	"etabli/app/service"
)

func TestAClaimThatStandsKeepsItsPersonAndGoesWithThemOnceItIsEnded(t *testing.T) {
	app := shop(t)
	id := closed(t, app, `{"name":"Ursule Vandenbroucke","phone":"06 39 98 77 66"}`, "Bouilloire", "Elle fuit")
	who := file(t, app, id).CustomerID.String()
	dispute := dispute(t, app, `,"repair":"`+id+`"`)
	plan := ask[service.ErasurePlan](t, app, "erasure.plan", `{"id":"`+who+`"}`)
	if !slices.Contains(plan.Stays, erasure.Stays{What: erasure.Claim, Why: erasure.Dispute, N: 1}) ||
		!slices.Contains(plan.Stays, erasure.Stays{What: erasure.File, Why: erasure.Dispute, N: 1}) {
		t.Errorf("while it stands: %+v", plan.Stays)
	}
	if n := len(ask[[]service.TimedClaim](t, app, "claim.find", `{"words":"chauffage"}`)); n != 1 {
		t.Errorf("its words find %d", n)
	}
	do(t, app, "claim.end", `{"id":"`+dispute+`","outcome":"withdrawn"}`)
	do(t, app, "person.erase", `{"id":"`+who+`"}`)
	if c := claimed(t, app, dispute); c.Said[0].Words != "" || c.CustomerName != "" || c.Outcome != "withdrawn" {
		t.Errorf("its words are left: %+v", c)
	}
	if n := len(ask[[]service.TimedClaim](t, app, "claim.find", `{"words":"chauffage"}`)); n != 0 {
		t.Errorf("its words still find %d", n)
	}
}
