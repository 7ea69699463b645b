package portal_test

import (
	"net/http"
	"net/url"
	"strings"
	"testing"

	"etabli/app/portal"
)

func TestACustomerReadsTheirGuaranteeAndChooses(t *testing.T) {
	c := newCustomer(t)
	if page := c.look(); strings.Contains(page, "Votre garantie") {
		t.Error("the guarantee is shown to whoever has the link")
	}
	c.send("choose", url.Values{"chose": {"replacement"}})
	if len(c.desk.Choices) != 0 {
		t.Error("somebody chose who had not shown to be the customer")
	}
	c.open()
	for _, words := range []string{"Pris en charge", "Garantie légale de conformité, due par nous", "14\u00a0déc.\u00a02026", "Faire remplacer, sans frais", "Suspendre le paiement"} {
		if !strings.Contains(c.page, words) {
			t.Errorf("%q is not on the page", words)
		}
	}
	if said, code := c.send("choose", url.Values{"chose": {"rescission"}}); said != "unchosen" || code != http.StatusSeeOther || len(c.desk.Choices) != 0 {
		t.Errorf("a choice that was not shown: %q, %d", said, code)
	}
	if said, _ := c.send("choose", url.Values{"chose": {"replacement"}}); said != "chosen" || len(c.desk.Choices) != 1 {
		t.Errorf("said %q, kept %v", said, c.desk.Choices)
	}
}

func TestAPassedDayAndADecisionAreSaidPlainly(t *testing.T) {
	c := newCustomer(t)
	c.desk.Guarantee = &portal.Guarantee{Layer: "lgc", Owes: "us", Answer: "covered", LastOn: "2026-11-14", Passed: true}
	c.open()
	if !strings.Contains(c.page, "demander de l’argent") || strings.Contains(c.page, `action="/r/`+token+`/choose`) {
		t.Error("a day that passed is not said, or a choice is offered that there is not")
	}
	c.desk.Guarantee = &portal.Guarantee{Answer: "refused", Why: "L’écran a été cassé par une chute.", Rights: []string{"contest", "mediation"}}
	if page := c.look(); !strings.Contains(page, "cassé par une chute") || !strings.Contains(page, "médiateur") {
		t.Error("a refusal is shown without its reason, or without what can be done")
	}
	c.desk.Guarantee = nil
	if page := c.look(); strings.Contains(page, "Votre garantie") {
		t.Error("a guarantee that there is not")
	}
}
