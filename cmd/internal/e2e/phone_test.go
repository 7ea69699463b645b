package e2e_test

import (
	"encoding/base64"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"time"

	"github.com/rogpeppe/go-internal/testscript"
)

// phone is the customer's own, of each script that asks for one: a real Chromium, 320
// pixels wide. What it finds it finds by the words that people read.
//
//	phone takes [fr|en]              takes it up; French
//	phone opens LINK                 scans a code or follows a link
//	[!] phone reads REGEXP           waits until the page shows it; !: until it does not
//	phone types LABEL TEXT           into the field of that label
//	phone picks LABEL OPTION         from a list
//	phone ticks WORDS                a box or one of several answers
//	phone adds LABEL FILE            a photo
//	phone presses WORDS              a button, a link or what unfolds
//	phone saves WORDS FILE           what is behind a link
//	phone prints FILE                the page as a PDF
//	phone fits                       nothing is wider than the screen, the browser complained of nothing
func phone(ts *testscript.TestScript, neg bool, args []string) {
	if len(args) == 0 || neg && args[0] != "reads" {
		ts.Fatalf("usage: phone takes | opens | reads | types | picks | ticks | adds | presses | saves | prints | fits")
	}
	h := ts.Value("phone").(*handset)
	if args[0] == "takes" {
		h.takes(ts, args[1:])
		return
	}
	if h.window == nil {
		h.takes(ts, nil)
	}
	act, known := map[string]func(*testscript.TestScript, []string){
		"opens": h.opens, "types": h.types, "picks": h.picks, "ticks": h.ticks, "adds": h.adds,
		"presses": h.presses, "saves": h.saves, "prints": h.prints, "fits": h.fits,
		"reads": func(ts *testscript.TestScript, args []string) { h.reads(ts, neg, args[0]) },
	}[args[0]]
	if !known {
		ts.Fatalf("a phone does not know %s", args[0])
	}
	act(ts, args[1:])
}

// handset is a window and where it saves.
type handset struct {
	window *chromium
	saved  string
}

func (h *handset) takes(ts *testscript.TestScript, how []string) {
	if h.window != nil {
		h.window.close()
	}
	h.saved = ts.MkAbs("saved")
	ts.Check(os.MkdirAll(h.saved, 0o700))
	w := window{Width: 320, Height: 640, Language: "fr", Downloads: h.saved}
	if slices.Contains(how, "en") {
		w.Language = "en"
	}
	c, err := openWindow(w)
	ts.Check(err)
	h.window = c
	ts.Defer(func() { c.close() })
}

func (h *handset) opens(ts *testscript.TestScript, args []string) {
	ts.Check(h.window.open(args[0]))
}

func (h *handset) reads(ts *testscript.TestScript, neg bool, want string) {
	re := regexp.MustCompile(want)
	for deadline := time.Now().Add(patience); ; time.Sleep(100 * time.Millisecond) {
		text, err := h.window.text()
		if err == nil && re.MatchString(text) != neg {
			return
		}
		if time.Now().After(deadline) {
			ts.Fatalf("%q read: %v (%v), in\n%s", want, neg, err, text)
		}
	}
}

// must finds something, waiting until it is there.
func (h *handset) must(ts *testscript.TestScript, words, body string) element {
	for deadline := time.Now().Add(patience / 4); ; time.Sleep(100 * time.Millisecond) {
		e, err := h.window.find(same+body, words)
		if err == nil {
			return e
		}
		if time.Now().After(deadline) {
			text, _ := h.window.text()
			ts.Fatalf("%q: %v, in\n%s", words, err, text)
		}
	}
}

// same compares words as people read them: spaces are spaces, and a beginning is enough.
const same = `
const plain = (s) => s.replace(/\s+/g, " ").trim();
const want = plain(arguments[0]);
const shown = (e) => e.getClientRects().length > 0;
const says = (e) => shown(e) && plain(e.innerText).startsWith(want);
`

const (
	fieldOf  = `return [...document.querySelectorAll("label")].filter(says).map((l) => l.control).find((c) => c) || null`
	labelOf  = `return [...document.querySelectorAll("label")].find((l) => says(l) && l.control) || null`
	buttonOf = `return [...document.querySelectorAll("button, a, summary")].find(says) || null`
)

func (h *handset) types(ts *testscript.TestScript, args []string) {
	field := h.must(ts, args[0], fieldOf)
	ts.Check(h.window.do("/element/"+field.id()+"/clear", nil, nil))
	ts.Check(h.window.typeInto(field, args[1]))
}

func (h *handset) picks(ts *testscript.TestScript, args []string) {
	list := h.must(ts, args[0], fieldOf)
	option, err := h.window.find(`const plain = (s) => s.replace(/\s+/g, " ").trim();
return [...arguments[0].options].find((o) => plain(o.label).startsWith(arguments[1])) || null`, list, args[1])
	ts.Check(err)
	ts.Check(h.window.click(option))
}

func (h *handset) ticks(ts *testscript.TestScript, args []string) {
	ts.Check(h.window.click(h.must(ts, args[0], labelOf)))
}

func (h *handset) adds(ts *testscript.TestScript, args []string) {
	ts.Check(h.window.typeInto(h.must(ts, args[0], fieldOf), ts.MkAbs(args[1])))
}

func (h *handset) presses(ts *testscript.TestScript, args []string) {
	ts.Check(h.window.click(h.must(ts, args[0], buttonOf)))
}

func (h *handset) saves(ts *testscript.TestScript, args []string) {
	h.presses(ts, args[:1])
	for deadline := time.Now().Add(patience); ; time.Sleep(50 * time.Millisecond) {
		all, err := filepath.Glob(filepath.Join(h.saved, "*"))
		ts.Check(err)
		if len(all) == 1 && !strings.HasSuffix(all[0], ".crdownload") {
			ts.Check(os.Rename(all[0], ts.MkAbs(args[1])))
			return
		}
		if time.Now().After(deadline) {
			ts.Fatalf("%q saved nothing: %q", args[0], all)
		}
	}
}

func (h *handset) prints(ts *testscript.TestScript, args []string) {
	text, err := h.window.print()
	ts.Check(err)
	raw, err := base64.StdEncoding.DecodeString(text)
	ts.Check(err)
	ts.Check(os.WriteFile(ts.MkAbs(args[0]), raw, 0o600))
}

func (h *handset) fits(ts *testscript.TestScript, _ []string) {
	var over int
	ts.Check(h.window.run(&over, "return document.documentElement.scrollWidth - document.documentElement.clientWidth"))
	if over > 0 {
		ts.Fatalf("the page is %d pixels too wide", over)
	}
	said, err := h.window.complaints()
	ts.Check(err)
	if len(said) > 0 {
		ts.Fatalf("the browser complains:\n%s", strings.Join(said, "\n"))
	}
}
