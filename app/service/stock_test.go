package service_test

import (
	"slices"
	"testing"

	"etabli/app/domain/stock"
	"etabli/app/service"
)

// stocked is a shop with a pump, a board that is told apart by serial numbers,
// and two of each.
func stocked(t *testing.T) *service.App {
	app := shop(t)
	do(t, app, "part.save", `{"ref":"PMP-12","label":"Pompe","cost_cents":1200}`)
	do(t, app, "part.save", `{"ref":"CARTE-7","label":"Carte","tracking":"serial"}`)
	do(t, app, "stock.receive", `{"lines":[{"part":"PMP-12","n":2,"for":"shelf"},{"part":"CARTE-7","serials":["C1","C2"],"for":"shelf"}]}`)
	return app
}

func serialsOf(t testing.TB, app *service.App, part string) []string {
	t.Helper()
	at, err := app.Account(t.Context(), &service.OfAccount{Part: part})
	if err != nil {
		t.Fatal(err)
	}
	return at.Serials
}

func TestASerialNumberThatACountDidNotFindIsGone(t *testing.T) {
	app := stocked(t)
	do(t, app, "stock.count", `{"lines":[{"part":"CARTE-7","counted":1,"serials":["C2"],"reason":"lost"}]}`)
	if got := serialsOf(t, app, "CARTE-7"); !slices.Equal(got, []string{"C2"}) {
		t.Errorf("after a count that found C2 alone the books have %v", got)
	}
	refused(t, app, "stock.count", `{"lines":[{"part":"CARTE-7","counted":3,"serials":["C2"],"reason":"found"}]}`, stock.NoSerials, "lines.0.serials")
}

func TestACountByNumberAloneLeavesSerialNumbersAlone(t *testing.T) {
	app := stocked(t)
	do(t, app, "stock.count", `{"lines":[{"part":"CARTE-7","counted":2}]}`)
	if got := serialsOf(t, app, "CARTE-7"); len(got) != 2 {
		t.Errorf("the books have %v", got)
	}
}

func TestWhatLiesInAnotherShopIsSentAndNotMoved(t *testing.T) {
	app := stocked(t)
	refused(t, app, "stock.move", `{"to":"ROU.shop","lines":[{"part":"PMP-12"}]}`, stock.OtherShop, "to")
	refused(t, app, "stock.receive", `{"lines":[{"part":"PMP-12","place":"ROU.shop","for":"shelf"}]}`, stock.OtherShop, "lines.0.place")
	refused(t, app, "stock.count", `{"place":"ROU.shop","lines":[{"part":"PMP-12","counted":9,"reason":"found"}]}`, stock.OtherShop, "place")
	refused(t, app, "stock.adjust", `{"part":"PMP-12","place":"ROU.shop","n":1,"reason":"found"}`, stock.OtherShop, "place")
	do(t, app, "stock.move", `{"to":"LIL.van4","lines":[{"part":"PMP-12"}]}`)
	do(t, app, "transfer.send", `{"to":"ROU.shop","lines":[{"part":"PMP-12"}]}`)
}

func TestAnOrderOfWhichFewerComeIsDoneWhenTheyAreHere(t *testing.T) {
	app := stocked(t)
	order := put(t, app, "order.place", `{"supplier":"SEB","lines":[{"part":"PMP-12","n":5}]}`, "id")
	do(t, app, "order.answer", `{"id":"`+order+`","line":1,"state":"partial","n":3}`)
	do(t, app, "stock.receive", `{"order":"`+order+`","lines":[{"part":"PMP-12","n":3,"order_line":1}]}`)
	open, err := app.OpenOrders(t.Context())
	if err != nil || len(open) != 0 {
		t.Errorf("of five, three were to come and are here: %+v, %v", open, err)
	}
}

func TestAnotherPartThanWasOrderedFulfilsNoLine(t *testing.T) {
	app := stocked(t)
	order := put(t, app, "order.place", `{"supplier":"SEB","lines":[{"part":"PMP-12","n":1}]}`, "id")
	refused(t, app, "stock.receive", `{"order":"`+order+`","lines":[{"part":"CARTE-7","serials":["C3"],"order_line":1}]}`, stock.NotOrdered, "lines.0.part")
	do(t, app, "order.answer", `{"id":"`+order+`","line":1,"state":"substituted","part":"CARTE-7"}`)
	do(t, app, "stock.receive", `{"order":"`+order+`","lines":[{"part":"CARTE-7","serials":["C3"],"order_line":1}]}`)
}

func TestASerialNumberThatIsNotThereIsNotTaken(t *testing.T) {
	app := stocked(t)
	file := put(t, app, "repair.receive", `{"product":{"label":"Lave-linge"}}`, "id")
	refused(t, app, "stock.use", `{"file":"`+file+`","lines":[{"part":"CARTE-7","serials":["C9"]}]}`, stock.SerialAway, "lines.0.serials")
	do(t, app, "stock.use", `{"file":"`+file+`","lines":[{"part":"CARTE-7","serials":["C9"]}],"anyway":true}`)
	do(t, app, "stock.use", `{"file":"`+file+`","lines":[{"part":"CARTE-7","serials":["C1"]}]}`)
}

func TestAPieceComesInOnceAndALotGivesWhatItHas(t *testing.T) {
	app := stocked(t)
	refused(t, app, "stock.receive", `{"lines":[{"part":"CARTE-7","serials":["C1"],"for":"shelf"}]}`, stock.SerialHere, "lines.0.serials")
	do(t, app, "part.save", `{"ref":"COL-1","label":"Colle","tracking":"lot"}`)
	do(t, app, "stock.receive", `{"lines":[{"part":"COL-1","n":3,"lot":"L22","for":"shelf"}]}`)
	file := put(t, app, "repair.receive", `{"product":{"label":"Radio"}}`, "id")
	refused(t, app, "stock.use", `{"file":"`+file+`","lines":[{"part":"COL-1","n":1,"lot":"L99"}]}`, stock.LotAway, "lines.0.lot")
	do(t, app, "stock.use", `{"file":"`+file+`","lines":[{"part":"COL-1","n":3,"lot":"L22"}]}`)
}
