package portal_test

import (
	"bytes"
	"fmt"
	"mime/multipart"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"

	"etabli/app/domain/repair"
	"etabli/app/portal"
	"etabli/app/portal/portaltest"
)

// part is one field of a form with pictures; a file has a name.
type part struct{ name, file, value string }

// letter posts a form with pictures and answers what the page says, or the status.
func (c *customer) letter(parts ...part) (said string, code int) {
	var body bytes.Buffer
	form := multipart.NewWriter(&body)
	for _, p := range parts {
		to, err := form.CreateFormField(p.name)
		if p.name == "photo" {
			to, err = form.CreateFormFile(p.name, p.file)
		}
		if err == nil {
			_, err = to.Write([]byte(p.value))
		}
		if err != nil {
			c.t.Fatal(err)
		}
	}
	if err := form.Close(); err != nil {
		c.t.Fatal(err)
	}
	return c.sendBody(form.FormDataContentType(), &body)
}

func (c *customer) sendBody(kind string, body *bytes.Buffer) (said string, code int) {
	r := httptest.NewRequest(http.MethodPost, "/r/"+token+"/message", body)
	r.Header.Set("Content-Type", kind)
	w := httptest.NewRecorder()
	c.p.ServeHTTP(w, r)
	c.told = w.Body.String()
	if to, err := url.Parse(w.Header().Get("Location")); err == nil {
		said = to.Query().Get("said")
	}
	c.look()
	return said, w.Code
}

func (c *customer) only() portal.Words {
	c.t.Helper()
	if len(c.desk.Said) != 1 {
		c.t.Fatalf("%d messages", len(c.desk.Said))
	}
	for _, w := range c.desk.Said {
		return w
	}
	return portal.Words{}
}

func TestALetterBringsPicturesAndAWish(t *testing.T) {
	c := newCustomer(t)
	ticket := part{name: "ticket", value: c.ticket()}
	said, code := c.letter(ticket, part{name: "wish", value: "more_time:2026-12-04"}, part{name: "text", value: "Merci"},
		part{"photo", "IMG_0001.jpg", "\xff\xd8\xffone"}, part{"photo", "", ""})
	if got := c.only(); said != "written" || got.Text != "Merci" || len(got.Pictures) != 1 || got.Wish.Ask != "more_time" || got.Wish.For != "2026-12-04" {
		t.Errorf("%q, %d: %+v", said, code, got)
	}
	c.open()
	for _, want := range []string{"1 photo jointe", "jusqu’au ven. 4 déc."} {
		if !strings.Contains(strings.ReplaceAll(c.page, "\u00a0", " "), want) {
			t.Errorf("the page does not say %q", want)
		}
	}
}

func TestAWishNeedsNoWordsAndMustBeOneOfThePages(t *testing.T) {
	c := newCustomer(t)
	ticket := part{name: "ticket", value: c.ticket()}
	for _, wish := range []string{"more_time:2030-01-01", "collect_at:ZZZ", "free_repair:", "\x00"} {
		if said, _ := c.letter(ticket, part{name: "wish", value: wish}, part{name: "text", value: "x"}); said != "unwritten" {
			t.Errorf("%q is asked for: %q", wish, said)
		}
	}
	if said, _ := c.letter(ticket, part{name: "wish", value: ""}, part{name: "text", value: ""}); said != "unwritten" {
		t.Errorf("nothing at all: %q", said)
	}
	if len(c.desk.Said) != 0 {
		t.Errorf("kept %+v", c.desk.Said)
	}
	if said, _ := c.letter(ticket, part{name: "wish", value: "collect_at:ROU"}); said != "written" || c.only().Wish.Place != "Atelier de Roubaix" {
		t.Errorf("%q: %+v", said, c.desk.Said)
	}
}

func TestAHostileLetterKeepsNothing(t *testing.T) {
	c := newCustomer(t)
	ticket := part{name: "ticket", value: c.ticket()}
	large := part{"photo", "a.jpg", "\xff\xd8\xff" + strings.Repeat("x", 12<<20)}
	small := part{"photo", "a.jpg", "\xff\xd8\xff"}
	for _, one := range []struct {
		name  string
		parts []part
		code  int
	}{
		{"no ticket", []part{{name: "text", value: "x"}}, http.StatusForbidden},
		{"a ticket that comes late", []part{{name: "text", value: "x"}, ticket}, http.StatusForbidden},
		{"a ticket of another page", []part{{name: "ticket", value: "AAAA"}, {name: "text", value: "x"}}, http.StatusForbidden},
		{"a giant picture", []part{ticket, large}, http.StatusRequestEntityTooLarge},
		{"too many pictures", []part{ticket, small, small, small, small, small}, http.StatusRequestEntityTooLarge},
		{"a giant text", []part{ticket, {name: "text", value: strings.Repeat("x", 30<<10)}}, http.StatusRequestEntityTooLarge},
	} {
		if said, code := c.letter(one.parts...); code != one.code || said != "" || !strings.Contains(c.told, `href="/r/`+token+`"`) {
			t.Errorf("%s: %q, %d", one.name, said, code)
		}
	}
	cut := bytes.NewBufferString("--b\r\nContent-Disposition: form-data; name=\"ticket\"\r\n\r\n" + ticket.value + "\r\n--b\r\nContent-Disposition: form-data; name=\"photo\"; filename=\"../../etc/x\"\r\n\r\n\xff\xd8")
	if said, code := c.sendBody("multipart/form-data; boundary=b", cut); code != http.StatusForbidden || said != "" {
		t.Errorf("a letter that broke off: %q, %d", said, code)
	}
	if len(c.desk.Said) != 0 {
		t.Errorf("kept %d letters", len(c.desk.Said))
	}
}

func TestPicturesWithoutEndAreHeldBack(t *testing.T) {
	c := newCustomer(t)
	held := 0
	for range 8 {
		_, code := c.letter(part{name: "ticket", value: c.ticket()}, part{"photo", "a.jpg", "1"}, part{"photo", "b.jpg", "2"})
		if code == http.StatusTooManyRequests {
			held++
		}
	}
	if held != 2 {
		t.Errorf("%d of 8 letters with two pictures each are held back", held)
	}
}

func TestACustomerIsAskedOnceHowItWent(t *testing.T) {
	c := newCustomer(t)
	if strings.Contains(c.page, `id="rate"`) {
		t.Error("asked before the device is back")
	}
	book := &portaltest.Book{}
	done := portaltest.Waiting()
	done.Status, done.Quote.Waiting = repair.Returned, false
	book.Set(token, done)
	c.p = portal.New(portal.Options{Repairs: book, Acts: c.desk, Letters: c.desk, Now: c.clock(), Secret: [32]byte{1}})
	if !strings.Contains(c.look(), "Comment cela s’est-il passé") {
		t.Fatal("not asked")
	}
	for _, score := range []string{"", "0", "6", "5.0", "très bien"} {
		if said, _ := c.send("rate", url.Values{"score": {score}}); said != "unrated" {
			t.Errorf("%q rates: %q", score, said)
		}
	}
	if said, _ := c.send("rate", url.Values{"score": {"4"}, "text": {"Un peu long"}}); said != "rated" || len(c.desk.Ratings) != 1 {
		t.Errorf("%q: %+v", said, c.desk.Ratings)
	}
	done.Score = 4
	book.Set(token, done)
	if c.look(); strings.Contains(c.page, `name="score"`) || !strings.Contains(c.page, "4 sur 5") {
		t.Error("asked again, or not thanked")
	}
}

func TestWhetherAllIsWellIsAskedFirstAndANoNeedsWords(t *testing.T) {
	c := newCustomer(t)
	book := &portaltest.Book{}
	done := portaltest.Waiting()
	done.Status, done.Quote.Waiting, done.AskedWell = repair.Returned, false, true
	book.Set(token, done)
	c.p = portal.New(portal.Options{Repairs: book, Acts: c.desk, Letters: c.desk, Now: c.clock(), Secret: [32]byte{1}})
	if c.look(); !strings.Contains(c.page, "Tout va bien") || strings.Contains(c.page, `name="score"`) {
		t.Fatal("not asked, or asked two things at once")
	}
	for _, form := range []url.Values{{}, {"well": {"perhaps"}}, {"well": {"no"}}, {"well": {"no"}, "text": {"  "}}} {
		if said, _ := c.send("well", form); said != "unwell" || len(c.desk.Opinions) != 0 {
			t.Errorf("%v: %q", form, said)
		}
	}
	if said, _ := c.send("well", url.Values{"well": {"no"}, "text": {"Elle fuit encore"}}); said != "not_well" || len(c.desk.Opinions) != 1 {
		t.Errorf("%q: %+v", said, c.desk.Opinions)
	}
	done.Well = "no"
	book.Set(token, done)
	if c.look(); strings.Contains(c.page, `name="well"`) || strings.Contains(c.page, `name="score"`) || !strings.Contains(c.page, "un dossier est ouvert") {
		t.Error("asked again, or not told what follows")
	}
}

func TestPapersAndSilenceAreForTheCustomerAlone(t *testing.T) {
	c := newCustomer(t)
	get := func(path string) *httptest.ResponseRecorder {
		r := httptest.NewRequest(http.MethodGet, path, nil)
		r.Header.Set("Cookie", c.cookie)
		w := httptest.NewRecorder()
		c.p.ServeHTTP(w, r)
		return w
	}
	if w := get("/r/" + token + "/paper/deposit.pdf"); w.Code != http.StatusSeeOther || !strings.Contains(w.Header().Get("Location"), "said=ended") {
		t.Errorf("whoever has the link gets %d", w.Code)
	}
	if said, _ := c.send("tell", url.Values{"by": {"none"}}); said != "ended" || len(c.desk.Ways) != 0 {
		t.Errorf("whoever has the link silences: %q", said)
	}
	if said, _ := c.send("data", url.Values{"for": {"erasure"}}); said != "ended" || len(c.desk.Asked) != 0 {
		t.Errorf("whoever has the link has somebody erased: %q", said)
	}
	if said, _ := c.send("collect", url.Values{"name": {"Un voleur"}}); said != "ended" || len(c.desk.Collectors) != 0 {
		t.Errorf("whoever has the link names who collects: %q", said)
	}
	c.open()
	if !strings.Contains(c.page, `href="/r/`+token+`/paper/deposit.pdf`) {
		t.Error("no paper is offered")
	}
	w := get("/r/" + token + "/paper/deposit.pdf?lang=en")
	if w.Code != http.StatusOK || w.Header().Get("Content-Type") != "application/pdf" || w.Header().Get("Cache-Control") != "no-store" || !strings.Contains(w.Body.String(), "deposit en") {
		t.Errorf("%d %v", w.Code, w.Header())
	}
	for _, path := range []string{"hand-back.pdf", "deposit", "..%2f..%2fetc%2fpasswd.pdf", "deposit.pdf%0d%0aSet-Cookie:x", ".pdf"} {
		if w := get("/r/" + token + "/paper/" + path); w.Code != http.StatusNotFound {
			t.Errorf("%s: %d", path, w.Code)
		}
	}
	if said, _ := c.send("tell", url.Values{"by": {"none"}}); said != "untold" || len(c.desk.Ways) != 1 {
		t.Errorf("%q: %v", said, fmt.Sprint(c.desk.Ways))
	}
	if _, code := c.send("tell", url.Values{"by": {"pigeon"}}); code != http.StatusForbidden {
		t.Errorf("by pigeon: %d", code)
	}
}

func TestACustomerAsksForTheirDataOnThePage(t *testing.T) {
	c := newCustomer(t)
	c.open()
	if said, _ := c.send("data", url.Values{"for": {"erasure"}}); said != "data" || len(c.desk.Asked) != 1 {
		t.Fatalf("%q: %v", said, c.desk.Asked)
	}
	if !strings.Contains(c.page, "effacer mes données. Réponse le 21\u00a0déc.\u00a02026") || strings.Contains(c.page, `<option value="erasure"`) {
		t.Error("the page does not say that it waits, or asks again")
	}
	if _, code := c.send("data", url.Values{"for": {"everything"}}); code != http.StatusForbidden || len(c.desk.Asked) != 1 {
		t.Errorf("everything: %d", code)
	}
}

func TestACustomerSaysWhoElseMayCollect(t *testing.T) {
	c := newCustomer(t)
	c.open()
	if said, _ := c.send("collect", url.Values{"name": {"  \n "}}); said != "unnamed" || len(c.desk.Collectors) != 0 {
		t.Errorf("nobody: %q", said)
	}
	if said, _ := c.send("collect", url.Values{"name": {"Luc <b>Durand</b>"}}); said != "collected" || len(c.desk.Collectors) != 1 {
		t.Fatalf("%q: %v", said, c.desk.Collectors)
	}
	if !strings.Contains(c.page, "Luc &lt;b&gt;Durand&lt;/b&gt;") {
		t.Error("the page does not show who may")
	}
	if said, _ := c.send("collect", url.Values{"gone": {c.desk.Collectors[0].Key}}); said != "uncollected" || len(c.desk.Collectors) != 0 {
		t.Errorf("%q: %v", said, c.desk.Collectors)
	}
	if strings.Contains(c.page, "Luc") {
		t.Error("who no longer may still stands there")
	}
}
