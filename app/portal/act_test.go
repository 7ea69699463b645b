package portal_test

import (
	"net/http"
	"net/http/httptest"
	"net/url"
	"regexp"
	"strings"
	"testing"
	"time"

	"etabli/app/portal"
	"etabli/app/portal/portaltest"
)

// customer is a browser without a script: it keeps the cookie, and sends the
// forms that it was shown.
type customer struct {
	t      *testing.T
	p      *portal.Portal
	desk   *portaltest.Desk
	now    time.Time
	cookie string
	page   string // as it was last shown
	told   string // what the last form led to, where that is no way back
}

func newCustomer(t *testing.T) *customer {
	c := &customer{t: t, desk: portaltest.NewDesk(), now: portaltest.Now}
	book := &portaltest.Book{}
	book.Set(token, portaltest.Waiting())
	c.p = portal.New(portal.Options{
		Repairs: book, Acts: c.desk, Letters: c.desk, Complaints: c.desk, Now: func() time.Time { return c.now }, HTTPS: true, Secret: [32]byte{1},
	})
	c.look()
	return c
}

func (c *customer) look() string {
	r := httptest.NewRequest(http.MethodGet, "/r/"+token, nil)
	r.Header.Set("Cookie", c.cookie)
	w := httptest.NewRecorder()
	c.p.ServeHTTP(w, r)
	c.page = w.Body.String()
	return c.page
}

var ticketField = regexp.MustCompile(`name="ticket" value="([^"]+)"`)

func (c *customer) ticket() string {
	found := ticketField.FindStringSubmatch(c.page)
	if found == nil {
		c.t.Fatal("the page shows no form")
	}
	return found[1]
}

// send posts a form and answers where it led: what the page says, or the status.
func (c *customer) send(act string, fields url.Values, change ...func(*http.Request)) (said string, code int) {
	if !fields.Has("ticket") {
		fields.Set("ticket", c.ticket())
	}
	r := httptest.NewRequest(http.MethodPost, "/r/"+token+"/"+act, strings.NewReader(fields.Encode()))
	r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	r.Header.Set("Sec-Fetch-Site", "same-origin")
	r.Header.Set("Cookie", c.cookie)
	for _, f := range change {
		f(r)
	}
	w := httptest.NewRecorder()
	c.p.ServeHTTP(w, r)
	c.told = w.Body.String()
	if set := w.Header().Get("Set-Cookie"); set != "" {
		c.cookie, _, _ = strings.Cut(set, ";")
		for _, need := range []string{"HttpOnly", "Secure", "SameSite=Strict", "Path=/"} {
			if !strings.Contains(set, need) {
				c.t.Errorf("the cookie lacks %s: %s", need, set)
			}
		}
	}
	if w.Code == http.StatusSeeOther {
		to, err := url.Parse(w.Header().Get("Location"))
		if err != nil || to.Path != "/r/"+token {
			c.t.Fatalf("sent to %q", w.Header().Get("Location"))
		}
		said = to.Query().Get("said")
	}
	c.look()
	return said, w.Code
}

func (c *customer) open() {
	if said, code := c.send("open", url.Values{"digits": {portaltest.Digits}}); said != "open" {
		c.t.Fatalf("did not open: %q, %d", said, code)
	}
}

func TestAmountsAndMessagesOpenOnlyForTheCustomer(t *testing.T) {
	c := newCustomer(t)
	private := []string{"129,00", "Pompe de vidange", "nous attendons votre réponse"}
	for _, text := range private {
		if strings.Contains(c.page, text) {
			t.Errorf("the shut page shows %q", text)
		}
	}
	if said, _ := c.send("open", url.Values{"digits": {"1234"}}); said != "wrong" || strings.Contains(c.page, "129,00") {
		t.Errorf("wrong digits: %q", said)
	}
	c.open()
	for _, text := range private {
		if !strings.Contains(c.page, text) {
			t.Errorf("the open page does not show %q", text)
		}
	}
	if !strings.Contains(c.page, "avec obligation de payer") {
		t.Error("the accepting button does not say the duty to pay")
	}
	c.now = c.now.Add(31 * time.Minute)
	if strings.Contains(c.look(), "129,00") {
		t.Error("still open after half an hour")
	}
}

func TestTheSecondFactorCannotBeGuessed(t *testing.T) {
	c := newCustomer(t)
	for i := range 5 {
		if said, code := c.send("open", url.Values{"digits": {"0000"}}); said != "wrong" {
			t.Fatalf("try %d: %q, %d", i, said, code)
		}
	}
	if _, code := c.send("open", url.Values{"digits": {portaltest.Digits}}); code != http.StatusTooManyRequests {
		t.Errorf("the sixth try answers %d", code)
	}
	if !strings.Contains(c.told, `href="/r/`+token+`"`) {
		t.Error("no way leads back to the page")
	}
	c.now = c.now.Add(6 * time.Minute)
	c.open()
}

// Enter in the field of the name presses the first button of the form, and
// whoever answers must press the button that says what it means.
func TestAQuoteIsAnsweredByItsButtonsAlone(t *testing.T) {
	c := newCustomer(t)
	c.open()
	_, form, _ := strings.Cut(c.page, "/quote?")
	if first := regexp.MustCompile(`<button[^>]*>`).FindString(form); !strings.Contains(first, " disabled") {
		t.Errorf("Enter presses %s", first)
	}
	for _, answer := range []string{"", "maybe"} {
		if said, code := c.send("quote", url.Values{"version": {"2"}, "name": {"Karim"}, "answer": {answer}}); code != http.StatusForbidden || len(c.desk.Answers) != 0 {
			t.Errorf("the answer %q is taken: %q, %d, %+v", answer, said, code, c.desk.Answers)
		}
	}
}

func TestAQuoteIsAnsweredOnceAsItWasShown(t *testing.T) {
	c := newCustomer(t)
	c.open()
	form := url.Values{"version": {"2"}, "answer": {"accept_used"}, "start": {"1"}, "ticket": {c.ticket()}}
	if said, _ := c.send("quote", form); said != "unsigned" || len(c.desk.Answers) != 0 {
		t.Errorf("without a name: %q, %v", said, c.desk.Answers)
	}
	form.Set("name", " Hélène Cœur-d’Acier\x00 ")
	for range 2 {
		if said, code := c.send("quote", form); said != "answered" {
			t.Errorf("%q, %d", said, code)
		}
	}
	if len(c.desk.Answers) != 1 {
		t.Fatalf("answers %v", c.desk.Answers)
	}
	for _, a := range c.desk.Answers {
		if !a.Accepted || a.Version != 2 || !a.Used || !a.StartNow || a.Name != "Hélène Cœur-d’Acier" {
			t.Errorf("answer %+v", a)
		}
	}
	if !strings.Contains(c.page, "Vous avez accepté ce devis") {
		t.Error("the page does not say what was answered")
	}
}

func TestAnAnswerToAnotherVersionIsRefusedInWords(t *testing.T) {
	c := newCustomer(t)
	c.open()
	_, code := c.send("quote", url.Values{"version": {"1"}, "answer": {"refuse"}})
	if code != http.StatusConflict || len(c.desk.Answers) != 0 {
		t.Errorf("answered %d, %v", code, c.desk.Answers)
	}
}

func TestWhatACustomerWritesArrivesOnce(t *testing.T) {
	c := newCustomer(t)
	form := url.Values{"text": {"Ajoutez une batterie, s’il vous plaît 🙏\r\nMerci"}, "ticket": {c.ticket()}}
	for range 2 {
		if said, code := c.send("message", form); said != "written" {
			t.Errorf("%q, %d", said, code)
		}
	}
	if len(c.desk.Said) != 1 {
		t.Fatalf("messages %v", c.desk.Said)
	}
	for _, w := range c.desk.Said {
		if w.Text != "Ajoutez une batterie, s’il vous plaît 🙏\nMerci" {
			t.Errorf("wrote %q", w.Text)
		}
	}
	if strings.Contains(c.page, "Ajoutez une batterie") {
		t.Error("a message is shown to somebody who has not opened the details")
	}
	for _, text := range []string{"", " \n ", strings.Repeat("é", 2001)} {
		if said, _ := c.send("message", url.Values{"text": {text}}); said != "unwritten" {
			t.Errorf("%.10q: %q", text, said)
		}
	}
}

// A scanned code may have the address in capitals; what was opened is open there
// too, and what one repair opened opens no other.
func TestWhatWasOpenedIsOpenHoweverTheAddressIsWritten(t *testing.T) {
	c := newCustomer(t)
	c.open()
	for _, path := range []string{"/R/" + strings.ToUpper(token), "/r/" + strings.ToUpper(token) + "?lang=fr"} {
		r := httptest.NewRequest(http.MethodGet, path, nil)
		r.Header.Set("Cookie", c.cookie)
		w := httptest.NewRecorder()
		c.p.ServeHTTP(w, r)
		if w.Code != http.StatusOK || !strings.Contains(w.Body.String(), "129,00") {
			t.Errorf("%s: %d, shut", path, w.Code)
		}
	}
}

func TestOnlyAFormOfThisPageActs(t *testing.T) {
	fields := func(c *customer) url.Values { return url.Values{"text": {"x"}, "ticket": {c.ticket()}} }
	for name, try := range map[string]func(*customer) (string, int){
		"without a ticket": func(c *customer) (string, int) { return c.send("message", url.Values{"text": {"x"}, "ticket": {""}}) },
		"with an altered one": func(c *customer) (string, int) {
			return c.send("message", url.Values{"text": {"x"}, "ticket": {strings.ToUpper(c.ticket())}})
		},
		"with an old one": func(c *customer) (string, int) {
			form := fields(c)
			c.now = c.now.Add(13 * time.Hour)
			return c.send("message", form)
		},
		"from another site": func(c *customer) (string, int) {
			return c.send("message", fields(c), func(r *http.Request) { r.Header.Set("Sec-Fetch-Site", "cross-site") })
		},
		"in another type": func(c *customer) (string, int) {
			return c.send("message", fields(c), func(r *http.Request) { r.Header.Set("Content-Type", "text/plain") })
		},
		"of a giant": func(c *customer) (string, int) {
			form := fields(c)
			form.Set("text", strings.Repeat("x", 100_000))
			return c.send("message", form)
		},
	} {
		c := newCustomer(t)
		if said, code := try(c); code != http.StatusForbidden || len(c.desk.Said) != 0 {
			t.Errorf("%s: %q, %d", name, said, code)
		}
		if !strings.Contains(c.told, `href="/r/`+token+`"`) {
			t.Errorf("%s: no way leads back to the page", name)
		}
	}
	c := newCustomer(t)
	form := fields(c)
	r := httptest.NewRequest(http.MethodPost, "/r/"+unknown+"/message", strings.NewReader(form.Encode()))
	r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	w := httptest.NewRecorder()
	c.p.ServeHTTP(w, r)
	if w.Code != http.StatusNotFound {
		t.Errorf("an unknown token answers %d", w.Code)
	}
}

// clock is the customer's.
func (c *customer) clock() func() time.Time { return func() time.Time { return c.now } }
