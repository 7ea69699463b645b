package portal_test

import (
	"fmt"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"strings"
	"testing"
	"time"

	"etabli/app/portal"
	"etabli/app/portal/portaltest"
)

// A real browser lays out every page in frames of true phone widths, because
// its own window cannot be made so narrow, and measures what does not fit and
// what is too small to touch.
func TestEveryPageFitsAPhone(t *testing.T) {
	chromium, err := exec.LookPath("chromium")
	if err != nil {
		if os.Getenv("CI") == "true" {
			t.Fatal("chromium is missing")
		}
		t.Skip("chromium is missing")
	}
	book := &portaltest.Book{}
	var frames strings.Builder
	for _, f := range portaltest.Fixtures() {
		book.Set(f.Token, f.Repair)
		for width, tag := range map[int]string{320: "fr", 390: "en"} {
			fmt.Fprintf(&frames, `<iframe title="%s at %d" width="%d" height="700" src="/r/%s?lang=%s"></iframe>`, f.Name, width, width, f.Token, tag)
		}
	}
	fmt.Fprint(&frames, `<iframe title="unknown at 320" width="320" height="700" src="/r/nothing"></iframe>`)
	asked := 0
	p := newPortal(book)
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path == "/frames" {
			fmt.Fprint(w, "<!doctype html><body>"+frames.String()+measure)
			return
		}
		asked++
		r.RemoteAddr = fmt.Sprintf("10.0.%d.%d:1", asked/250, asked%250) // a phone each
		p.ServeHTTP(framed{w}, r)
	}))
	defer server.Close()
	out, err := exec.CommandContext(t.Context(), chromium, "--headless", "--no-sandbox", "--disable-gpu",
		"--disable-background-networking", "--user-data-dir="+t.TempDir(), "--window-size=1280,900",
		"--virtual-time-budget=20000", "--dump-dom", server.URL+"/frames").Output()
	if err != nil {
		t.Fatalf("chromium: %v", err)
	}
	_, report, ok := strings.Cut(string(out), "<pre>")
	report, _, _ = strings.Cut(report, "</pre>")
	lines := strings.Split(strings.TrimSpace(report), "\n")
	if !ok || lines[0] != fmt.Sprintf("%d frames", 2*len(portaltest.Fixtures())+1) {
		t.Fatalf("the frames were not measured: %.300s", report)
	}
	for _, line := range lines[1:] {
		t.Error(line)
	}
}

// measure runs in the page that holds the frames.
const measure = `<script>
onload = function () {
  var report = [], frames = document.querySelectorAll("iframe"), seen = 0;
  frames.forEach(function (f) {
    var doc = f.contentDocument, all = doc.querySelectorAll("body *");
    if (doc.querySelector("h1")) { seen++; }
    if (doc.documentElement.scrollWidth > f.clientWidth) { report.push(f.title + " is " + doc.documentElement.scrollWidth + " wide"); }
    if (getComputedStyle(doc.body).backgroundColor !== "rgb(245, 243, 238)") { report.push(f.title + " has no style"); }
    doc.querySelectorAll("a, summary").forEach(function (a) {
      var box = a.getBoundingClientRect();
      if (box.height < 44 || box.width < 32) { report.push(f.title + ": " + a.textContent + " is " + box.width + " × " + box.height); }
    });
  });
  var pre = document.createElement("pre");
  pre.textContent = seen + " frames\n" + report.join("\n");
  document.body.replaceChildren(pre);
};
</script>`

// framed lets the test's own page hold the page in a frame, and nothing else.
type framed struct{ http.ResponseWriter }

func (f framed) WriteHeader(code int) {
	policy := f.Header().Get("Content-Security-Policy")
	f.Header().Set("Content-Security-Policy", strings.Replace(policy, "frame-ancestors 'none'", "frame-ancestors 'self'", 1))
	f.ResponseWriter.WriteHeader(code)
}

func (f framed) Unwrap() http.ResponseWriter { return f.ResponseWriter }

// The script is run by a real browser too: the page it opened follows a change.
func TestAnOpenBrowserFollowsTheRepair(t *testing.T) {
	chromium, err := exec.LookPath("chromium")
	if err != nil {
		if os.Getenv("CI") == "true" {
			t.Fatal("chromium is missing")
		}
		t.Skip("chromium is missing")
	}
	book := &portaltest.Book{}
	book.Set(token, laptop())
	server := httptest.NewUnstartedServer(nil)
	server.Config = portal.NewServer(portal.New(portal.Options{Repairs: book, Now: time.Now}))
	server.Start()
	defer server.Close()
	go func() {
		for book.Watching(token) == 0 {
			if t.Context().Err() != nil {
				return
			}
			time.Sleep(5 * time.Millisecond)
		}
		r := laptop()
		r.Status = "ready"
		book.Set(token, r)
	}()
	out, err := exec.CommandContext(t.Context(), chromium, "--headless", "--no-sandbox", "--disable-gpu",
		"--disable-background-networking", "--user-data-dir="+t.TempDir(), "--virtual-time-budget=3000", "--dump-dom", server.URL+"/r/"+token+"?lang=fr").Output()
	if err != nil {
		t.Fatalf("chromium: %v", err)
	}
	for _, want := range []string{"<h1>Votre appareil est prêt.</h1>", `role="status">Votre appareil est prêt.</p>`} {
		if !strings.Contains(string(out), want) {
			t.Errorf("the page does not hold %s", want)
		}
	}
}
