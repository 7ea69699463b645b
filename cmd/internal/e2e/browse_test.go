package e2e_test

import (
	"bytes"
	"io"
	"mime/multipart"
	"net/http"
	"net/http/cookiejar"
	"net/url"
	"os"
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
// and looks for WANT in the page it leads to. A value that begins with @ is a file
// that goes along.
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
	kind, body := formOf(ts, ticket[1], args[2:len(args)-1])
	page = b.read(ts, func() (*http.Response, error) { return b.Post(to.String(), kind, body) })
	if found := regexp.MustCompile(want).MatchString(page); found == neg {
		ts.Fatalf("%q found: %v, in\n%s", want, found, page)
	}
}

// formOf writes fields as a browser does, the ticket first.
func formOf(ts *testscript.TestScript, ticket string, fields []string) (kind string, body *bytes.Buffer) {
	body = &bytes.Buffer{}
	form, plain, files := multipart.NewWriter(body), url.Values{"ticket": {ticket}}, false
	ts.Check(form.WriteField("ticket", ticket))
	for _, field := range fields {
		name, value, _ := strings.Cut(field, "=")
		plain.Set(name, value)
		if file, is := strings.CutPrefix(value, "@"); is {
			files = true
			to, err := form.CreateFormFile(name, file)
			ts.Check(err)
			_, err = io.WriteString(to, ts.ReadFile(file))
			ts.Check(err)
			continue
		}
		ts.Check(form.WriteField(name, value))
	}
	ts.Check(form.Close())
	if files {
		return form.FormDataContentType(), body
	}
	return "application/x-www-form-urlencoded", bytes.NewBufferString(plain.Encode())
}

// download keeps what is behind a link, with the browser's cookies: download LINK
// FILE. It fails where there is nothing.
func download(ts *testscript.TestScript, neg bool, args []string) {
	if len(args) != 2 {
		ts.Fatalf("usage: download LINK FILE")
	}
	resp, err := browserOf(ts).Get(args[0])
	ts.Check(err)
	defer resp.Body.Close()
	raw, err := io.ReadAll(resp.Body)
	ts.Check(err)
	if found := resp.StatusCode == http.StatusOK; found == neg {
		ts.Fatalf("%s answers %s", args[0], resp.Status)
	}
	ts.Check(os.WriteFile(ts.MkAbs(args[1]), raw, 0o600))
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
