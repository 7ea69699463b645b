package portal_test

import (
	"context"
	"fmt"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"strings"
	"sync"
	"testing"
	"time"

	"etabli/app/portal"
	"etabli/app/portal/portaltest"
)

// A real browser lays out every page in frames of true phone widths, because
// its own window cannot be made so narrow, and measures what does not fit and
// what is too small to touch.
func TestEveryPageFitsAPhone(t *testing.T) {
	chromium := browser(t)
	book := &portaltest.Book{}
	var frames strings.Builder
	for _, f := range portaltest.Fixtures() {
		book.Set(f.Token, f.Repair)
		for width, tag := range map[int]string{320: "fr", 390: "en"} {
			fmt.Fprintf(&frames, `<iframe title="%s at %d" width="%d" height="700" src="/r/%s?lang=%s"></iframe>`, f.Name, width, width, f.Token, tag)
		}
	}
	own := newCustomer(t)
	own.open()
	for _, width := range []int{320, 390} {
		for _, state := range []string{"shut", "open"} {
			fmt.Fprintf(&frames, `<iframe title="own part %s at %d" width="%d" height="700" src="/%s/r/%s?said=written"></iframe>`, state, width, width, state, token)
		}
	}
	fmt.Fprint(&frames, `<iframe title="unknown at 320" width="320" height="700" src="/r/nothing"></iframe>`)
	asked := 0
	var counting sync.Mutex
	p := newPortal(book)
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path == "/frames" {
			fmt.Fprint(w, "<!doctype html><body>"+frames.String()+measure)
			return
		}
		if strings.HasSuffix(r.URL.Path, "/live") {
			w.WriteHeader(http.StatusNoContent) // so many listeners would use up the browser's connections
			return
		}
		for _, state := range []string{"shut", "open"} {
			if path, ok := strings.CutPrefix(r.URL.Path, "/"+state); ok {
				r.URL.Path = path
				if state == "open" {
					r.Header.Set("Cookie", own.cookie)
				}
				own.p.ServeHTTP(framed{w}, r)
				return
			}
		}
		counting.Lock()
		asked++
		r.RemoteAddr = fmt.Sprintf("10.0.%d.%d:1", asked/250, asked%250) // a phone each
		counting.Unlock()
		p.ServeHTTP(framed{w}, r)
	}))
	defer server.Close()
	out, err := exec.CommandContext(t.Context(), chromium, "--headless", "--no-sandbox", "--disable-gpu",
		"--disable-background-networking", "--user-data-dir="+profile(t), "--window-size=1280,900",
		"--virtual-time-budget=20000", "--dump-dom", server.URL+"/frames").Output()
	if err != nil {
		t.Fatalf("chromium: %v", err)
	}
	_, report, ok := strings.Cut(string(out), "<pre>")
	report, _, _ = strings.Cut(report, "</pre>")
	lines := strings.Split(strings.TrimSpace(report), "\n")
	if !ok || lines[0] != fmt.Sprintf("%d frames", 2*len(portaltest.Fixtures())+5) {
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
    doc.querySelectorAll("a, summary, button:not([hidden]), input:not([type=hidden]):not([type=radio]):not([type=checkbox]), label.choice, textarea").forEach(function (a) {
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

// The script is run by a real browser too: a page that was open before follows
// a change, and says the new headline to a screen reader. A page around it
// looks on and reports what it reads.
func TestAnOpenBrowserFollowsTheRepair(t *testing.T) {
	chromium := browser(t)
	book := &portaltest.Book{}
	book.Set(token, laptop())
	p := portal.New(portal.Options{Repairs: book, Now: time.Now})
	seen := make(chan string, 1)
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		switch r.URL.Path {
		case "/watch":
			fmt.Fprintf(w, watch, token)
		case "/change":
			changed := laptop()
			changed.Status = "ready"
			book.Set(token, changed)
		case "/seen":
			seen <- r.URL.Query().Get("text")
		default:
			p.ServeHTTP(framed{w}, r)
		}
	}))
	defer server.Close()
	ctx, stop := context.WithTimeout(t.Context(), time.Minute)
	defer stop()
	cmd := exec.CommandContext(ctx, chromium, "--headless", "--no-sandbox", "--disable-gpu", "--remote-debugging-port=0",
		"--disable-background-networking", "--user-data-dir="+profile(t), server.URL+"/watch")
	cmd.Cancel = func() error { return cmd.Process.Signal(os.Interrupt) }
	cmd.WaitDelay = 5 * time.Second
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	text := ""
	select {
	case text = <-seen:
	case <-ctx.Done():
	}
	stop()
	_ = cmd.Wait() // it was told to stop
	if want := "Votre appareil est prêt. / Votre appareil est prêt."; text != want {
		t.Errorf("the browser reads %q, want %q", text, want)
	}
	server.CloseClientConnections()
}

// watch waits for the headline of the framed page to be there, asks for the
// change, and waits for the headline to become another.
const watch = `<!doctype html><iframe src="/r/%s?lang=fr"></iframe><script>
var first = "";
setInterval(function () {
  var doc = document.querySelector("iframe").contentDocument, h = doc && doc.querySelector("h1");
  if (!h) { return; }
  if (!first && doc.readyState === "complete") { first = h.textContent; fetch("/change"); }
  if (first && h.textContent !== first) {
    fetch("/seen?text=" + encodeURIComponent(h.textContent + " / " + doc.querySelector("[role=status]").textContent));
    first = h.textContent;
  }
}, 20);
</script>`

// browser finds chromium. Where everything must be checked, it must be there.
func browser(t *testing.T) string {
	t.Helper()
	chromium, err := exec.LookPath("chromium")
	if err != nil && os.Getenv("CI") == "true" {
		t.Fatal("chromium is missing")
	}
	if err != nil {
		t.Skip("chromium is missing")
	}
	return chromium
}

// profile is a folder for the browser's own files. It is not t.TempDir, because
// the browser's helpers may still write while they leave.
func profile(t *testing.T) string {
	t.Helper()
	dir, err := os.MkdirTemp("", "etabli-browser")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = os.RemoveAll(dir) })
	return dir
}
