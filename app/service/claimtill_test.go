package service_test

import (
	"strings"
	"testing"

	"etabli/app/domain/claim"
)

func TestARefundOfTheTillExecutesThatOfItsClaimAndIsNotPaidTwice(t *testing.T) {
	app := shop(t)
	sophie := hire(t, app, "Sophie M.", "manager")
	sale := do(t, app, "till.sell", `{"lines":[{"label":"Bouilloire","unit_cents":5000,"rate_permille":200}],"payments":[{"tender":"card","cents":5000}]}`)["data"].(map[string]any)["number"].(string)
	id := dispute(t, app, `,"receipt":"`+sale+`"`)
	back := `{"claim":"` + id + `","number":"` + sale + `","reason":"claim","lines":[{"label":"Geste","unit_cents":-2000,"rate_permille":200}],"payments":[{"tender":"card","cents":-2000}]}`
	refuse(t, app, "till.refund", back, claim.NoRefund, "claim")
	do(t, app, "claim.decide", `{"staff":"`+sophie+`","id":"`+id+`","why":"law","channel":"phone","words":"Une part","measures":[{"do":"refund","cents":2000,"legal":true}]}`)
	refuse(t, app, "till.refund", `{"claim":"`+id+`","number":"`+sale+`","reason":"claim"}`, claim.RefundNotThere, "claim")
	half := strings.ReplaceAll(back, "-2000", "-1000")
	do(t, app, "till.refund", half)
	if r := claimed(t, app, id).Offers[0].Refund; r.State != claim.RefundDecided || r.PartCents != 1000 {
		t.Errorf("half of it %+v", r)
	}
	refuse(t, app, "till.refund", back, claim.RefundNotThere, "claim")
	do(t, app, "till.refund", half)
	c := claimed(t, app, id)
	if r := c.Offers[0].Refund; r.State != claim.RefundExecuted || r.Ref != c.PaidBack[0].Receipt+", "+c.PaidBack[1].Receipt || c.PaidTwice {
		t.Errorf("refund %+v of %+v", r, c.PaidBack)
	}
	refuse(t, app, "till.refund", back, claim.RefundNotThere, "claim")
	refuse(t, app, "claim.refund", `{"id":"`+id+`","state":"executed","ref":"VIR 1"}`, claim.RefundNotThere, "state")
	do(t, app, "claim.refund", `{"id":"`+id+`","state":"confirmed","proof":"ticket signé"}`)
	if c = claimed(t, app, id); c.PaidTwice || c.Offers[0].Refund.State != claim.RefundConfirmed {
		t.Errorf("confirmed %+v", c.Offers[0].Refund)
	}
	do(t, app, "claim.end", `{"id":"`+id+`","outcome":"settled"}`)
}
