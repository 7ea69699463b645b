package portal_test

import (
	"net/url"
	"strings"
	"testing"
)

func TestAnOfferIsReadAndAnsweredBehindTheSecondFactor(t *testing.T) {
	c := newCustomer(t)
	if strings.Contains(c.page, "20,00") || strings.Contains(c.page, "moins un jour") {
		t.Fatal("sums and words are shown to whoever has the link")
	}
	if said, _ := c.send("claim", url.Values{"claim": {"c1"}, "offer": {"1"}, "answer": {"accept"}, "yes": {"1"}}); said != "ended" || len(c.desk.Replies) != 0 {
		t.Errorf("an answer without the factor: %q", said)
	}
	c.open()
	for _, want := range []string{"129,00", "20,00", "moins un jour", "Oui, je préfère un bon", "Remboursement, au plus tard le"} {
		if !strings.Contains(c.page, want) {
			t.Errorf("the page does not say %q", want)
		}
	}
	if _, code := c.send("claim", url.Values{"claim": {"c1"}, "offer": {"1"}, "answer": {"accept"}}); code != 409 || !strings.Contains(c.told, "oui exprès") {
		t.Errorf("a voucher where law owes money was taken without a yes: %d", code)
	}
	if _, code := c.send("claim", url.Values{"claim": {"c1"}, "offer": {"2"}, "answer": {"accept"}, "yes": {"1"}}); code != 409 {
		t.Errorf("an offer that was not shown was taken: %d", code)
	}
	if _, code := c.send("claim", url.Values{"claim": {"other"}, "offer": {"1"}, "answer": {"accept"}, "yes": {"1"}}); code != 409 {
		t.Errorf("a claim of somebody else was answered: %d", code)
	}
	ticket := c.ticket()
	for range 2 { // pressed twice
		if said, _ := c.send("claim", url.Values{"ticket": {ticket}, "claim": {"c1"}, "offer": {"1"}, "answer": {"accept"}, "yes": {"1"}}); said != "replied" {
			t.Errorf("the answer led to %q", said)
		}
	}
	if len(c.desk.Replies) != 1 || !strings.Contains(c.page, "Vous avez accepté cette proposition") {
		t.Errorf("%d answers", len(c.desk.Replies))
	}
}

func TestAClaimIsMadeWithOneForm(t *testing.T) {
	c := newCustomer(t)
	for name, fields := range map[string]url.Values{
		"nothing said":    {"about": {"delay"}, "text": {" "}},
		"about nothing":   {"text": {"Rien au point relais"}},
		"about elsewhere": {"about": {"behaviour"}, "text": {"Rien au point relais"}}, // nobody complains of a person by a form
	} {
		if said, _ := c.send("complaint", fields); said != "uncomplained" || len(c.desk.Complaints) != 0 {
			t.Errorf("%s: %q", name, said)
		}
	}
	ticket := c.ticket()
	for range 2 { // pressed twice
		if said, _ := c.send("complaint", url.Values{"ticket": {ticket}, "about": {"pick_up"}, "text": {"Rien au point relais"}}); said != "complained" {
			t.Errorf("the claim led to %q", said)
		}
	}
	if len(c.desk.Complaints) != 1 {
		t.Errorf("%d claims", len(c.desk.Complaints))
	}
	for _, in := range c.desk.Complaints {
		if in.About != "pick_up" || in.Text != "Rien au point relais" {
			t.Errorf("claim %+v", in)
		}
	}
}
