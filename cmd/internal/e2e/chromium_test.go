package e2e_test

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"os/exec"
	"regexp"
	"strings"
	"sync"
	"time"
)

// chromium is one window of a real browser, driven through WebDriver (W3C): what is
// clicked must be visible and in nobody's way, what is typed goes through the keyboard.
type chromium struct{ session string }

// driver is Debian's chromedriver, started once for all scripts.
type driver struct {
	once sync.Once
	cmd  *exec.Cmd
	base string
	err  error
}

var chromedriver driver

var errNoDriver = errors.New("chromedriver is missing: run scripts/setup test")

// start answers the address of the running chromedriver.
func (d *driver) start() (string, error) {
	d.once.Do(func() {
		path, err := exec.LookPath("chromedriver")
		if err != nil {
			d.err = errNoDriver
			return
		}
		addr, err := freeAddress()
		if err != nil {
			d.err = err
			return
		}
		d.cmd = exec.Command(path, "--port="+addr[strings.LastIndex(addr, ":")+1:], "--log-level=SEVERE")
		if d.err = d.cmd.Start(); d.err != nil {
			return
		}
		d.base = "http://" + addr
		for deadline := time.Now().Add(patience); ; time.Sleep(50 * time.Millisecond) {
			if said, err := get(d.base + "/status"); err == nil && strings.Contains(said, `"ready":true`) {
				return
			}
			if time.Now().After(deadline) {
				d.err = errors.New("chromedriver never became ready")
				return
			}
		}
	})
	return d.base, d.err
}

// stop ends it, and with it every window.
func (d *driver) stop() {
	if d.cmd != nil && d.cmd.Process != nil {
		_ = d.cmd.Process.Kill()
		_ = d.cmd.Wait() // it was killed
	}
}

// window is how a browser is set up.
type window struct {
	Width, Height int
	Language      string // what its reader asks pages for
	Downloads     string // folder of what is saved
}

// openWindow opens a browser as a phone has it.
func openWindow(w window) (*chromium, error) {
	base, err := chromedriver.start()
	if err != nil {
		return nil, err
	}
	prefs := map[string]any{
		"intl.accept_languages": w.Language, "download.default_directory": w.Downloads,
		"download.prompt_for_download": false, "plugins.always_open_pdf_externally": true,
	}
	options := map[string]any{
		"args":            []string{"--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--disable-background-networking"},
		"prefs":           prefs,
		"mobileEmulation": map[string]any{"deviceMetrics": map[string]any{"width": w.Width, "height": w.Height, "pixelRatio": 2, "mobile": true, "touch": true}},
	}
	asked := map[string]any{"capabilities": map[string]any{"alwaysMatch": map[string]any{
		"browserName": "chrome", "goog:chromeOptions": options, "goog:loggingPrefs": map[string]string{"browser": "ALL"},
	}}}
	var got struct {
		SessionID string `json:"sessionId"`
	}
	if err := speak(http.MethodPost, base+"/session", asked, &got); err != nil {
		return nil, err
	}
	return &chromium{base + "/session/" + got.SessionID}, nil
}

// do sends one command to the window.
func (c *chromium) do(path string, body, into any) error {
	return speak(http.MethodPost, c.session+path, body, into)
}

func (c *chromium) close() { _ = speak(http.MethodDelete, c.session, nil, nil) }

// speak is one exchange with chromedriver.
func speak(method, to string, body, into any) error {
	if body == nil {
		body = struct{}{}
	}
	raw, err := json.Marshal(body)
	if err != nil {
		return err
	}
	req, err := http.NewRequest(method, to, bytes.NewReader(raw))
	if err != nil {
		return err
	}
	resp, err := http.DefaultClient.Do(req)
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	said, err := io.ReadAll(resp.Body)
	if err != nil {
		return err
	}
	if resp.StatusCode != http.StatusOK {
		return fmt.Errorf("chromedriver answers %s: %.600s", resp.Status, said)
	}
	if into == nil {
		return nil
	}
	return json.Unmarshal(said, &struct {
		Value any `json:"value"`
	}{into})
}

func (c *chromium) open(link string) error {
	return c.do("/url", map[string]string{"url": link}, nil)
}

// run evaluates a function's body in the page.
func (c *chromium) run(into any, body string, args ...any) error {
	if args == nil {
		args = []any{}
	}
	return c.do("/execute/sync", map[string]any{"script": body, "args": args}, into)
}

// spaces that no line breaks at are spaces to who reads.
var spaces = strings.NewReplacer("\u00a0", " ", "\u202f", " ")

// text is what the page shows, as its reader sees it.
func (c *chromium) text() (string, error) {
	var text string
	err := c.run(&text, "return document.body ? document.body.innerText : ''")
	return spaces.Replace(text), err
}

// element is a place of the page, by the name that WebDriver gave it.
type element map[string]string

func (e element) id() string {
	for _, id := range e {
		return id
	}
	return ""
}

var errNoElement = errors.New("the page shows no such thing")

func (c *chromium) find(body string, args ...any) (element, error) {
	var e element
	if err := c.run(&e, body, args...); err != nil {
		return nil, err
	}
	if e.id() == "" {
		return nil, errNoElement
	}
	return e, nil
}

func (c *chromium) click(e element) error { return c.do("/element/"+e.id()+"/click", nil, nil) }

func (c *chromium) typeInto(e element, text string) error {
	return c.do("/element/"+e.id()+"/value", map[string]string{"text": text}, nil)
}

// print is the page on paper, as a PDF.
func (c *chromium) print() (base64 string, err error) {
	err = c.do("/print", map[string]any{"page": map[string]float64{"width": 21, "height": 29.7}}, &base64)
	return base64, err
}

// complaints are what the browser held against the page: what its policy forbids, what
// did not load, what failed in a script.
func (c *chromium) complaints() (out []string, err error) {
	var said []struct{ Level, Message string }
	err = c.do("/se/log", map[string]string{"type": "browser"}, &said)
	for _, m := range said {
		if m.Level != "INFO" && m.Level != "DEBUG" && !expected.MatchString(m.Message) {
			out = append(out, m.Level+" "+m.Message)
		}
	}
	return out, err
}

// expected is what a page answers on purpose: an address that has ended, a form that
// was refused.
var expected = regexp.MustCompile(`status of 4\d\d`)
