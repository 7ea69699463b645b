package e2e_test

import (
	"io"
	"net/http"
	"net/http/cookiejar"
	"net/url"
	"regexp"
	"strings"

	"github.com/rogpeppe/go-internal/testscript"
)

// browser keeps the cookies of one script, as a customer's phone does.
type browser struct{ http.Client }

func browserOf(ts *testscript.TestScript) *browser {
	if b, ok := ts.Value("browser").(*browser); ok {
		return b
	}
	ts.Fatalf("this script has no browser")
	return nil
}

func newBrowser() (*browser, error) {
	jar, err := cookiejar.New(nil)
	return &browser{http.Client{Jar: jar}}, err
}

var shownTicket = regexp.MustCompile(`name="ticket" value="([^"]+)"`)

// submit sends a form of a customer's page: submit LINK ACT [name=value …] WANT,
// and looks for WANT in the page it leads to.
func submit(ts *testscript.TestScript, neg bool, args []string) {
	if len(args) < 3 {
		ts.Fatalf("usage: submit LINK ACT [name=value …] WANT")
	}
	b, link, act, want := browserOf(ts), args[0], args[1], args[len(args)-1]
	page := b.read(ts, func() (*http.Response, error) { return b.Get(link + "?lang=fr") })
	ticket := shownTicket.FindStringSubmatch(page)
	action := regexp.MustCompile(`action="([^"]+/` + act + `[^"]*)"`).FindStringSubmatch(page)
	if ticket == nil || action == nil {
		ts.Fatalf("the page shows no such form:\n%s", page)
	}
	to, err := url.Parse(link)
	ts.Check(err)
	to, err = to.Parse(action[1])
	ts.Check(err)
	form := url.Values{"ticket": {ticket[1]}}
	for _, field := range args[2 : len(args)-1] {
		name, value, _ := strings.Cut(field, "=")
		form.Set(name, value)
	}
	page = b.read(ts, func() (*http.Response, error) { return b.PostForm(to.String(), form) })
	if found := regexp.MustCompile(want).MatchString(page); found == neg {
		ts.Fatalf("%q found: %v, in\n%s", want, found, page)
	}
}

// look reads a customer's page as its browser shows it: look LINK WANT.
func look(ts *testscript.TestScript, neg bool, args []string) {
	if len(args) != 2 {
		ts.Fatalf("usage: look LINK WANT")
	}
	b := browserOf(ts)
	page := b.read(ts, func() (*http.Response, error) { return b.Get(args[0] + "?lang=fr") })
	if found := regexp.MustCompile(args[1]).MatchString(page); found == neg {
		ts.Fatalf("%q found: %v, in\n%s", args[1], found, page)
	}
}

func (b *browser) read(ts *testscript.TestScript, ask func() (*http.Response, error)) string {
	resp, err := ask()
	ts.Check(err)
	defer resp.Body.Close()
	raw, err := io.ReadAll(resp.Body)
	ts.Check(err)
	return string(raw)
}
