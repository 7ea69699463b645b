package portal_test

import (
	"compress/gzip"
	"context"
	"errors"
	"io"
	"net/http"
	"net/http/httptest"
	"net/netip"
	"net/url"
	"strings"
	"testing"
	"time"

	"etabli/app/domain/repair"
	"etabli/app/portal"
	"etabli/app/portal/portaltest"
)

const (
	token   = "zs0x2v6k9m4n7p1q3r5t8w0y2c" // 16 bytes in letters
	unknown = "0123456789abcdefghjkmnpqrg"
)

// visit is one request and what its answer must and must not hold.
type visit struct {
	name    string
	method  string
	path    string
	header  map[string]string
	repair  func(*portal.Repair)
	code    int
	want    []string
	never   []string
	headers map[string]string
}

func laptop() portal.Repair {
	for _, f := range portaltest.Fixtures() {
		if f.Name == string(repair.Diag) {
			return f.Repair
		}
	}
	return portal.Repair{}
}

func newPortal(book *portaltest.Book) *portal.Portal {
	return portal.New(portal.Options{Repairs: book, Now: func() time.Time { return portaltest.Now }})
}

func (v visit) ask(p http.Handler) *httptest.ResponseRecorder {
	method := v.method
	if method == "" {
		method = http.MethodGet
	}
	r := httptest.NewRequest(method, v.path, nil)
	for name, value := range v.header {
		r.Header.Set(name, value)
	}
	w := httptest.NewRecorder()
	p.ServeHTTP(w, r)
	return w
}

func TestThePageSaysWhatACustomerMayKnow(t *testing.T) {
	french, english := map[string]string{"Accept-Language": "fr-BE,fr;q=0.9"}, map[string]string{"Accept-Language": "en-US,en;q=0.5"}
	for _, v := range []visit{
		{
			name: "a repair in French", path: "/r/" + token, header: french, code: 200,
			want: []string{`<html lang="fr">`, "LIL2-00430-W7K", "Nous cherchons la panne.", "…7Q2X", "ven. 27 nov.", "tel:0320000000",
				"Nouvelles du 21\u00a0nov.\u00a0à\u00a014:02, en direct de l’atelier.", `content="noindex`, `aria-current="step"`},
			never:   []string{"⟦", "style=", "<script>", "onclick", "€"},
			headers: map[string]string{"Cache-Control": "no-store", "Content-Type": "text/html; charset=utf-8", "Set-Cookie": ""},
		},
		{
			name: "a repair in English", path: "/r/" + token, header: english, code: 200,
			want: []string{`<html lang="en">`, "We are looking for the fault.", "Fri 27 Nov", `href="?lang=fr"`}, never: []string{"⟦", "Nous"},
		},
		{
			name: "the language that is asked for", path: "/r/" + token + "?lang=en", header: french, code: 200,
			want: []string{"We are looking for the fault."},
		},
		{
			name: "a language that nobody wrote", path: "/r/" + token + "?lang=<script>", header: map[string]string{"Accept-Language": "de"}, code: 200,
			want: []string{`<html lang="fr">`}, never: []string{"&lt;script"},
		},
		{
			name: "the address in capitals, as the QR code has it", path: "/R/" + strings.ToUpper(token), code: 200,
			want: []string{"LIL2-00430-W7K"},
		},
		{
			name: "the address typed by hand", path: "/r/" + strings.NewReplacer("0", "O", "1", "l").Replace(token), code: 200,
			want: []string{"LIL2-00430-W7K"},
		},
		{
			name: "a serial number that came in full", path: "/r/" + token, code: 200,
			repair: func(r *portal.Repair) { r.SerialEnd = "356938035643809" },
			want:   []string{"…3809"}, never: []string{"356938", "0356"},
		},
		{
			name: "words that want to be markup", path: "/r/" + token, code: 200,
			repair: func(r *portal.Repair) { r.Product, r.Kind = `<img src=x onerror=alert(1)>`, "" },
			want:   []string{"&lt;img"}, never: []string{"<img"},
		},
		{
			name: "a telephone number that wants to be a link", path: "/r/" + token, code: 200,
			repair: func(r *portal.Repair) { r.Shop.Phone = `+33 3 20"><b>` },
			want:   []string{`href="tel:&#43;33320"`}, never: []string{`20"><b>`},
		},
		{
			name: "a shop that is away", path: "/r/" + token, code: 200,
			repair: func(r *portal.Repair) { r.Shop.Online = false },
			want:   []string{"hors connexion depuis le 21\u00a0nov.\u00a0à\u00a014:55", "Nouvelles du 21\u00a0nov.\u00a0à\u00a014:02."}, never: []string{"en direct"},
		},
		{
			name: "a quote that waits for its answer", path: "/r/" + token, code: 200,
			repair: func(r *portal.Repair) {
				r.Status, r.Quote = repair.QuoteSent, portal.Quote{Waiting: true, Version: 2, ValidUntil: "2026-12-21"}
			},
			want: []string{"Votre devis n°\u00a02", "21\u00a0déc.\u00a02026", "Appeler l’atelier"}, never: []string{"€", "EUR"},
		},
		{
			name: "a promise that was not kept", path: "/r/" + token, code: 200,
			repair: func(r *portal.Repair) { r.PromisedOn = "2026-11-20" },
			want:   []string{"Cette date est passée", "Appeler l’atelier"},
		},
		{
			name: "a promise for today", path: "/r/" + token, code: 200,
			repair: func(r *portal.Repair) { r.PromisedOn = "2026-11-21" },
			want:   []string{"sam. 21 nov."}, never: []string{"Cette date est passée"},
		},
		{
			name: "a promise that was moved", path: "/r/" + token, code: 200,
			repair: func(r *portal.Repair) { r.PromisedWas = "2026-11-23" },
			want:   []string{"lun.\u00a023\u00a0nov.", "ven. 27 nov."},
		},
		{
			name: "a status of a newer version", path: "/r/" + token, code: 200,
			repair: func(r *portal.Repair) { r.Status = "levitating" },
			want:   []string{"Il y a du nouveau", "Appeler l’atelier"}, never: []string{"levitating", "⟦"},
		},
		{name: "robots", path: "/robots.txt", code: 200, want: []string{"Disallow: /"}},
		{name: "health", path: "/healthz", code: 200, want: []string{"ok"}, headers: map[string]string{"Cache-Control": "no-store"}},
		{name: "the root", path: "/", code: 404, want: []string{"Scannez encore une fois"}},
		{name: "a file that is not there", path: "/assets/secret.txt", code: 404, want: []string{"Scannez encore une fois"}},
		{name: "a file outside", path: "/assets/../portal/repair.html", code: 307},
		{name: "a writing request", method: "POST", path: "/r/" + token, code: 405, headers: map[string]string{"Allow": "GET, HEAD"}},
		{name: "the head alone", method: "HEAD", path: "/r/" + token, code: 200, never: []string{"LIL2"}},
		{name: "a deeper address", path: "/r/" + token + "/quote", code: 404, never: []string{"LIL2"}},
	} {
		t.Run(v.name, func(t *testing.T) {
			book := &portaltest.Book{}
			r := laptop()
			if v.repair != nil {
				v.repair(&r)
			}
			book.Set(token, r)
			w := v.ask(newPortal(book))
			if w.Code != v.code {
				t.Fatalf("answered %d, want %d", w.Code, v.code)
			}
			body := w.Body.String()
			for _, text := range v.want {
				if !strings.Contains(body, text) {
					t.Errorf("the answer lacks %q", text)
				}
			}
			for _, text := range v.never {
				if strings.Contains(body, text) {
					t.Errorf("the answer holds %q", text)
				}
			}
			for name, value := range v.headers {
				if got := w.Header().Get(name); got != value {
					t.Errorf("%s is %q, want %q", name, got, value)
				}
			}
		})
	}
}

func TestEveryAnswerCarriesTheSafeguards(t *testing.T) {
	book := &portaltest.Book{}
	book.Set(token, laptop())
	for _, path := range []string{"/r/" + token, "/r/" + unknown, "/", "/robots.txt", "/healthz", "/assets/x"} {
		w := visit{path: path}.ask(newPortal(book))
		for name, want := range map[string]string{
			"X-Robots-Tag":           "noindex, nofollow, noarchive",
			"X-Content-Type-Options": "nosniff",
			"Referrer-Policy":        "no-referrer",
		} {
			if got := w.Header().Get(name); got != want {
				t.Errorf("%s: %s is %q", path, name, got)
			}
		}
		policy := w.Header().Get("Content-Security-Policy")
		for _, rule := range []string{"default-src 'none'", "frame-ancestors 'none'", "base-uri 'none'", "script-src 'self'"} {
			if !strings.Contains(policy, rule) {
				t.Errorf("%s: the policy lacks %s", path, rule)
			}
		}
		if strings.Contains(policy, "unsafe") || w.Header().Get("Permissions-Policy") == "" {
			t.Errorf("%s: policy %q", path, policy)
		}
		if w.Header().Get("Strict-Transport-Security") != "" {
			t.Errorf("%s: promises TLS without TLS", path)
		}
	}
	secure := portal.New(portal.Options{Repairs: book, Now: func() time.Time { return portaltest.Now }, HTTPS: true})
	if w := (visit{path: "/"}).ask(secure); w.Header().Get("Strict-Transport-Security") == "" {
		t.Error("no promise of TLS behind a proxy that speaks it")
	}
}

// Nobody may learn from an answer whether a token was ever given out.
func TestUnknownExpiredAndMistypedTokensGetOneAnswer(t *testing.T) {
	book := &portaltest.Book{}
	book.Set(token, laptop())
	book.Remove(token)
	p := newPortal(book)
	want := visit{path: "/r/" + unknown}.ask(p)
	if want.Code != http.StatusNotFound || !strings.Contains(want.Body.String(), "30 jours") {
		t.Fatalf("answered %d", want.Code)
	}
	for _, path := range []string{
		"/r/" + token, "/R/" + unknown, "/r/", "/r/x", "/r/" + strings.Repeat("a", 4000), "/r/%00%ff", "/r/" + unknown + "/live", "/r/UUUUUUUUUUUUUUUUUUUUUUUUUU",
	} {
		got := visit{path: path}.ask(newPortal(book))
		if got.Code != want.Code || got.Body.String() != want.Body.String() {
			t.Errorf("%.40s: answered %d, not the one answer", path, got.Code)
		}
	}
}

func TestAFailureIsNotTakenForAnUnknownToken(t *testing.T) {
	book := &portaltest.Book{}
	book.Set(token, laptop())
	book.Fail(errors.New("the disk is away"))
	w := visit{path: "/r/" + token}.ask(newPortal(book))
	if w.Code != http.StatusServiceUnavailable || w.Header().Get("Retry-After") == "" {
		t.Errorf("answered %d", w.Code)
	}
	if body := w.Body.String(); !strings.Contains(body, "Votre réparation n’est pas touchée") || strings.Contains(body, "disk") {
		t.Errorf("the answer is not for a customer:\n%s", body)
	}
}

func TestAReaderThatHasSaidAllStillGetsThePage(t *testing.T) {
	book := &portaltest.Book{}
	book.Set(token, laptop())
	left, leave := context.WithCancel(t.Context())
	leave()
	w := httptest.NewRecorder()
	newPortal(book).ServeHTTP(w, httptest.NewRequestWithContext(left, http.MethodGet, "/r/"+token, nil))
	if w.Code != http.StatusOK {
		t.Errorf("answered %d", w.Code)
	}
}

func TestTheFirstLoadIsSmall(t *testing.T) {
	const limit, styleLimit = 40 << 10, 10 << 10
	book := &portaltest.Book{}
	book.Set(token, laptop())
	p := newPortal(book)
	zip := map[string]string{"Accept-Encoding": "br;q=0, gzip"}
	page := visit{path: "/r/" + token, header: zip}.ask(p)
	total := page.Body.Len()
	z, err := gzip.NewReader(page.Body)
	if err != nil {
		t.Fatal(err)
	}
	html, err := io.ReadAll(z)
	if err != nil {
		t.Fatal(err)
	}
	found := 0
	for part := range strings.SplitSeq(string(html), `"`) {
		if !strings.HasPrefix(part, "/assets/") {
			continue
		}
		found++
		w := visit{path: part, header: zip}.ask(p)
		total += w.Body.Len()
		if w.Code != 200 || !strings.Contains(w.Header().Get("Cache-Control"), "immutable") {
			t.Errorf("%s: answered %d, %s", part, w.Code, w.Header().Get("Cache-Control"))
		}
		if plain := (visit{path: part}).ask(p); strings.HasSuffix(part, ".css") && plain.Body.Len() > styleLimit {
			t.Errorf("the style has %d bytes", plain.Body.Len())
		}
	}
	if found != 3 || total > limit {
		t.Errorf("%d files beside the page, %d bytes in all", found, total)
	}
}

func TestABrowserThatTakesNoGzipGetsNone(t *testing.T) {
	book := &portaltest.Book{}
	book.Set(token, laptop())
	for _, accept := range []string{"", "identity", "br", "gzip;q=0", "gzip; q=0.0"} {
		w := visit{path: "/r/" + token, header: map[string]string{"Accept-Encoding": accept}}.ask(newPortal(book))
		if w.Header().Get("Content-Encoding") != "" || !strings.Contains(w.Body.String(), "<h1>") {
			t.Errorf("%q: got %q", accept, w.Header().Get("Content-Encoding"))
		}
	}
}

func TestWhoAsksTooOftenWaits(t *testing.T) {
	book := &portaltest.Book{}
	book.Set(token, laptop())
	now := portaltest.Now
	p := portal.New(portal.Options{
		Repairs: book, Now: func() time.Time { return now }, Proxies: []netip.Prefix{netip.MustParsePrefix("10.0.0.0/8")},
	})
	ask := func(from, forwarded, path string) int {
		r := httptest.NewRequest(http.MethodGet, path, nil)
		r.RemoteAddr = from
		if forwarded != "" {
			r.Header.Set("X-Forwarded-For", forwarded)
		}
		w := httptest.NewRecorder()
		p.ServeHTTP(w, r)
		return w.Code
	}
	until := func(from, forwarded, path string) (n int) {
		for n = 0; ask(from, forwarded, path) != http.StatusTooManyRequests; n++ {
			if n > 1000 {
				t.Fatalf("%s %s is never stopped", from, path)
			}
		}
		return n
	}
	if n := until("192.0.2.1:1", "", "/r/"+token); n != 40 {
		t.Errorf("one repair was shown %d times at once", n)
	}
	if ask("192.0.2.2:1", "", "/r/"+token) != http.StatusTooManyRequests {
		t.Error("the budget of a repair is not shared by its readers")
	}
	if n := until("192.0.2.3:1", "", "/r/"+unknown); n > 12 {
		t.Errorf("tokens were tried %d times at once", n)
	}
	if n := until("[2001:db8::1]:1", "", "/"); ask("[2001:db8::2]:1", "", "/") != http.StatusTooManyRequests {
		t.Errorf("a neighbour address has a budget of its own after %d", n)
	}
	// A stranger cannot take another address; a proxy of ours can tell it.
	until("198.51.100.7:1", "203.0.113.9", "/")
	if ask("198.51.100.7:1", "203.0.113.10", "/") != http.StatusTooManyRequests {
		t.Error("a stranger chose its own address")
	}
	until("10.1.1.1:1", "1.2.3.4, 203.0.113.11", "/")
	if ask("10.1.1.2:1", "203.0.113.11", "/") != http.StatusTooManyRequests {
		t.Error("the address that the proxy told was not counted")
	}
	if ask("10.1.1.1:1", "203.0.113.12", "/") != http.StatusNotFound {
		t.Error("the proxy was counted instead of its client")
	}
	now = now.Add(time.Hour)
	if code := ask("192.0.2.1:1", "", "/r/"+token); code != http.StatusOK {
		t.Errorf("an hour later: %d", code)
	}
}

// A telephone may take the end of a sentence for the end of an address.
func TestAnAddressAtTheEndOfASentenceLeadsToItsRepair(t *testing.T) {
	book := &portaltest.Book{}
	book.Set(token, laptop())
	p := newPortal(book)
	for _, end := range []string{".", ",", ")", "…"} {
		w := httptest.NewRecorder()
		p.ServeHTTP(w, httptest.NewRequest(http.MethodGet, "/r/"+token+url.PathEscape(end), nil))
		if found := w.Code == http.StatusOK; found != (end != "…") {
			t.Errorf("%q answers %d", end, w.Code)
		}
	}
}

// Whoever sends a form where there is none reads what to do.
func TestAFormThatThePageDoesNotHaveGetsAPlainAnswer(t *testing.T) {
	w := httptest.NewRecorder()
	newPortal(&portaltest.Book{}).ServeHTTP(w, httptest.NewRequest(http.MethodPost, "/r/"+token, nil))
	if w.Code != http.StatusMethodNotAllowed || !strings.Contains(w.Body.String(), "n’est plus valable") {
		t.Errorf("%d: %s", w.Code, w.Body)
	}
}
