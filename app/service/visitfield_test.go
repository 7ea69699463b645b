package service_test

import (
	"slices"
	"testing"

	"etabli/app/domain/visit"
	"etabli/app/service"
)

func TestWhatFollowsFromTheQuestionsIsKnownBeforeTheReport(t *testing.T) {
	app := dawn(t)
	yann := hire(t, app, "Yann L.", "technician")
	file, _, _ := takeIn(t, app, "Ana Roy", "06 39 98 00 11", "Lave-linge")
	id := planned(t, app, file, yann, slot(9, 11), "")
	lines := `,"lines":[{"label":"Pompe","cents":12000,"necessary":true},{"label":"Détartrage","cents":3000}]`
	terms := func(more string) service.VisitTerms {
		return ask[service.VisitTerms](t, app, "visit.terms", `{"id":"`+id+`"`+more+lines+`}`)
	}
	if got := terms(""); got.NowCents != 0 || got.LaterCents != 15000 || got.LaterOn.String() != "2026-12-01" || !slices.Contains(got.Wording, "contract.no_payment") {
		t.Errorf("at home: %+v", got)
	}
	if got := terms(`,"asked":true,"urgent":true`); got.NowCents != 12000 || got.LaterCents != 3000 || !slices.Contains(got.Wording, "contract.urgent") {
		t.Errorf("urgent: %+v", got)
	}
	if got := terms(`,"made":"shop"`); got.NowCents != 15000 || got.WithdrawBy.Known() {
		t.Errorf("made in the shop: %+v", got)
	}
	// what may be withdrawn from and was not asked to begin may end unpaid
	for more, want := range map[string]int64{
		"": 15000, `,"asked":true,"urgent":true`: 3000, `,"start_now":true`: 0, `,"made":"shop"`: 0, `,"made":"phone"`: 15000,
	} {
		if got := terms(more); got.RiskCents != want {
			t.Errorf("%s: %d cents may end unpaid, want %d", more, got.RiskCents, want)
		}
	}
	owed := planned(t, app, file, yann, slot(12, 13), `,"under":"guarantee"`)
	got := ask[service.VisitTerms](t, app, "visit.terms", `{"id":"`+owed+`"`+lines+`}`)
	if got.LaterCents != 0 || !slices.Equal(got.Wording, []string{"contract.free"}) {
		t.Errorf("under guarantee: %+v", got)
	}
}

func TestAVisitKnowsWhenItsTechnicianCame(t *testing.T) {
	app := dawn(t)
	yann := hire(t, app, "Yann L.", "technician")
	file, _, _ := takeIn(t, app, "Ana Roy", "06 39 98 00 11", "Lave-linge")
	id := planned(t, app, file, yann, slot(9, 11), `,"van":"LIL4"`)
	do(t, app, "visit.step", `{"id":"`+id+`","to":"en_route"}`)
	if v := seen(t, app, id); v.LeftMS == 0 || v.ArrivedMS != 0 || v.Product != "Lave-linge" {
		t.Errorf("on the way: %+v", v)
	}
	do(t, app, "visit.step", `{"id":"`+id+`","to":"on_site"}`)
	if v := seen(t, app, id); v.ArrivedMS < v.LeftMS || v.Status != visit.OnSite {
		t.Errorf("on site: %+v", v)
	}
}

func TestAVanHoldsItsPartsWithTheirPrices(t *testing.T) {
	app := dawn(t)
	do(t, app, "part.save", `{"ref":"PUMP","label":"Pompe","price_cents":8900}`)
	do(t, app, "stock.adjust", `{"part":"PUMP","place":"LIL.van4","n":2,"reason":"found"}`)
	do(t, app, "stock.adjust", `{"part":"PUMP","n":5,"reason":"found"}`)
	list := ask[[]service.VanPart](t, app, "visit.van_stock", `{"van":"LIL4"}`)
	if len(list) != 1 || list[0].Ref != "PUMP" || list[0].OnHand != 2 || list[0].Cents != 8900 {
		t.Errorf("the van holds %+v", list)
	}
	if none := ask[[]service.VanPart](t, app, "visit.van_stock", `{"van":"le camion rouge"}`); len(none) != 0 {
		t.Errorf("no van holds %+v", none)
	}
}
