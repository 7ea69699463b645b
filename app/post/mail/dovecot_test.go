package mail_test

import (
	"log/slog"
	"net"
	"strconv"
	"strings"
	"testing"

	"etabli/app/post/mail"
	"etabli/app/post/mail/mailtest"
)

// The server of most mailboxes, not written by anybody here, with what people and
// others send: each letter is taken once, or flagged, and stays in its mailbox.
func TestAMailboxOfDovecotIsRead(t *testing.T) {
	at := mailtest.StartDovecot(t)
	huge := "From: a@b.fr\nSubject: long\nMessage-ID: <huge@b.fr>\n\n" + strings.Repeat("x\n", 21<<20)
	letters := map[string]string{
		"1": strings.ReplaceAll(plain, "\n", "\r\n"),
		"2": "\x00\x01\x02", "3": "", "4": "From: <<<>>>\nSubject: =?utf-8?b?////?=\n\n",
		"5": "From: a@b.fr\nSubject: a\n b\rBcc: x@y\nContent-Type: text/plain; charset=nonsense\n\n\x1b[31mrouge\x07",
		"6": huge,
		"7": "From: eve@b.fr\nMessage-ID: <1@exemple.fr>\n\nje prends la place",
		"8": "From: a@b.fr\nContent-Type: multipart/mixed; boundary=b\n\n--b\nContent-Type: image/jpeg\nContent-Transfer-Encoding: base64\n\n!!!!\n--b",
		"9": "From: a@b.fr\nSubject: STOP\nMessage-ID: <9@b.fr>\n\n",
	}
	for name, raw := range letters {
		if err := at.Put(name, raw); err != nil {
			t.Fatal(err)
		}
	}
	read := func(address string, by mail.Security) (*desk, int) {
		host, port, err := net.SplitHostPort(address)
		if err != nil {
			t.Fatal(err)
		}
		n, err := strconv.Atoi(port)
		if err != nil {
			t.Fatal(err)
		}
		d := &desk{calls: map[string]bool{}}
		in := &mail.In{
			Mailbox: mail.Mailbox{Host: host, Port: n, User: mailtest.User, Password: mailtest.Password, Security: by, Roots: at.Roots},
			Desk:    d, Log: slog.New(slog.DiscardHandler),
		}
		taken, err := in.Read(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		return d, taken
	}
	d, n := read(at.Address, mail.StartTLS)
	if n != len(letters) {
		t.Errorf("%d letters of %d", n, len(letters))
	}
	found := map[string]bool{}
	for _, m := range d.taken {
		found[m.Text] = true
		if strings.ContainsAny(m.Text, "\x1b\x07") || strings.ContainsAny(m.Subject, "\r\n") {
			t.Errorf("taken %.80q %q", m.Text, m.Subject)
		}
	}
	if !found["Oui, c’est d’accord."] || !found["je prends la place"] {
		t.Errorf("taken: %d", len(d.taken))
	}
	if _, n := read(at.TLSAddress, mail.TLS); n != 0 {
		t.Errorf("%d letters are taken again", n)
	}
}
