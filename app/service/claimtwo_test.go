package service_test

import (
	"slices"
	"testing"
	"time"

	"etabli/app/domain/claim"
	"etabli/app/service"
)

func TestTwoOffersThatWereAcceptedAreBothPaid(t *testing.T) {
	now := noon
	app := shopAt(t, &now)
	sophie := hire(t, app, "Sophie M.", "manager")
	id := dispute(t, app, "")
	for n, cents := range []string{"2000", "500"} {
		do(t, app, "claim.decide", `{"staff":"`+sophie+`","id":"`+id+`","why":"our_fault","channel":"email","words":"Voici","measures":[{"do":"refund","cents":`+cents+`}]}`)
		do(t, app, "claim.reply", `{"id":"`+id+`","n":`+[]string{"1", "2"}[n]+`,"answer":"accepted"}`)
	}
	refuse(t, app, "claim.refund", `{"id":"`+id+`","n":3,"state":"ordered"}`, claim.NoRefund, "id")
	do(t, app, "claim.refund", `{"id":"`+id+`","n":2,"state":"executed","ref":"VIR 2"}`)
	refuse(t, app, "claim.end", `{"id":"`+id+`","outcome":"settled"}`, claim.RefundOpen, "id")
	do(t, app, "claim.refund", `{"id":"`+id+`","state":"executed","ref":"VIR 1"}`)
	c := claimed(t, app, id)
	if c.Offers[0].Refund.Ref != "VIR 1" || c.Offers[1].Refund.Ref != "VIR 2" || len(c.Risks) > 0 {
		t.Errorf("%+v %+v %v", c.Offers[0].Refund, c.Offers[1].Refund, c.Risks)
	}
	do(t, app, "claim.end", `{"id":"`+id+`","outcome":"settled"}`)
	if left := ask[[]service.TimedClaim](t, app, "claim.list", `{"list":"refunds"}`); len(left) != 1 {
		t.Errorf("what has not arrived is still listed: %d", len(left))
	}
}

func TestAnOfferIsAcceptedAfterItsLastDayOnlyBySomebody(t *testing.T) {
	now := noon
	app := shopAt(t, &now)
	sophie := hire(t, app, "Sophie M.", "manager")
	id := dispute(t, app, "")
	do(t, app, "claim.decide", `{"staff":"`+sophie+`","id":"`+id+`","why":"goodwill","channel":"phone","words":"Un bon","measures":[{"do":"voucher","cents":500}]}`)
	now = now.Add(17 * 24 * time.Hour)
	if c := claimed(t, app, id); !slices.Contains(c.Risks, claim.OfferOver) {
		t.Errorf("risks %v", c.Risks)
	}
	if p := ask[service.Pressing](t, app, "shop.pressing", `{}`); len(p.Claims) != 1 || p.Claims[0].ID.String() != id {
		t.Errorf("it presses: %+v", p.Claims)
	}
	refuse(t, app, "claim.reply", `{"id":"`+id+`","n":1,"answer":"accepted","by":"page"}`, claim.OfferGone, "n")
	do(t, app, "claim.reply", `{"staff":"`+sophie+`","id":"`+id+`","n":1,"answer":"accepted","by":"phone"}`)
}
