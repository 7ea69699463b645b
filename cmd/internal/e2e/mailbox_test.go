package e2e_test

import (
	"net/http"
	"os"
	"regexp"
	"strconv"
	"strings"
	"time"

	"github.com/rogpeppe/go-internal/testscript"

	"etabli/app/post/mail/mailtest"
)

// mailbag holds the mail server of a script.
type mailbag struct {
	server *mailtest.Server
	box    *mailtest.Box
}

// mailbox is a real mail server, of each script that asks for one:
//
//	mailbox start            sets MAIL to its address and writes mail.pem
//	mailbox takes|busy|refuses|holds   says what it does from now on
//	mailbox has N            waits until it took N letters, and there are no more
//	mailbox open             starts an IMAP server as well: BOX is its address, box.pem its certificate
//	mailbox put FILE         lays a letter into it; mailbox empty waits until all are seen
//	mailbox header N NAME REGEXP, mailbox text N REGEXP   read one, from 1
//	mailbox stops N          ends such messages as its reader's program does, by one click
func mailbox(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) == 0 {
		ts.Fatalf("usage: mailbox start | takes | busy | refuses | holds | has N | header N NAME REGEXP | text N REGEXP")
	}
	if args[0] == "start" {
		s, stop, err := mailtest.Open()
		ts.Check(err)
		ts.Defer(stop)
		ts.Setenv("MAIL", s.Address)
		ts.Check(os.WriteFile(ts.MkAbs("mail.pem"), s.PEM, 0o600))
		ts.Value("mailbox").(*mailbag).server = s
		return
	}
	bag := ts.Value("mailbox").(*mailbag)
	if bag.letters(ts, args) {
		return
	}
	s := bag.server
	modes := map[string]mailtest.Mode{"takes": mailtest.Takes, "busy": mailtest.Busy, "refuses": mailtest.Refuses, "holds": mailtest.Holds}
	if m, ok := modes[args[0]]; ok {
		s.Be(m)
		return
	}
	n, err := strconv.Atoi(args[1])
	ts.Check(err)
	deadline := time.Now().Add(patience)
	for len(s.Taken()) < n {
		if time.Now().After(deadline) {
			ts.Fatalf("the mail server took %d letters, not %d", len(s.Taken()), n)
		}
		time.Sleep(20 * time.Millisecond)
	}
	taken := s.Taken()
	switch {
	case args[0] == "has" && len(taken) != n:
		ts.Fatalf("the mail server took %d letters, not %d", len(taken), n)
	case args[0] == "header":
		matches(ts, taken[n-1].Header(args[2]), args[3])
	case args[0] == "stops":
		oneClick(ts, taken[n-1].Header("List-Unsubscribe"), taken[n-1].Header("List-Unsubscribe-Post"))
	case args[0] == "text":
		matches(ts, taken[n-1].Text(), args[2])
	}
}

// letters does what concerns letters that come in.
func (bag *mailbag) letters(ts *testscript.TestScript, args []string) bool {
	switch args[0] {
	case "open":
		box, stop, err := mailtest.OpenBox()
		ts.Check(err)
		ts.Defer(stop)
		ts.Setenv("BOX", box.Address)
		ts.Check(os.WriteFile(ts.MkAbs("box.pem"), box.PEM, 0o600))
		bag.box = box
	case "put":
		ts.Check(bag.box.Put(os.Expand(ts.ReadFile(args[1]), ts.Getenv)))
	case "empty":
		for deadline := time.Now().Add(patience); ; time.Sleep(20 * time.Millisecond) {
			left, err := bag.box.Unseen()
			ts.Check(err)
			if left == 0 {
				break
			}
			if time.Now().After(deadline) {
				ts.Fatalf("%d letters were not taken", left)
			}
		}
	default:
		return false
	}
	return true
}

// oneClick ends messages as RFC 8058 says: the address of the header gets a form of
// one field, and nothing else.
func oneClick(ts *testscript.TestScript, list, field string) {
	link := regexp.MustCompile("<(http[^>]+)>").FindStringSubmatch(list)
	if link == nil {
		ts.Fatalf("no address in %q", list)
	}
	resp, err := http.Post(link[1], "application/x-www-form-urlencoded", strings.NewReader(field))
	ts.Check(err)
	defer resp.Body.Close()
	if resp.StatusCode != http.StatusOK {
		ts.Fatalf("%s answers %s", link[1], resp.Status)
	}
	ts.Setenv("STOP", link[1])
}
