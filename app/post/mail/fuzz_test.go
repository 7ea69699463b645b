package mail_test

import (
	"strings"
	"testing"
	"unicode/utf8"

	"etabli/app/domain/message"
)

// Whatever arrives in the mailbox is taken or flagged, once; what is taken is text
// that harms no screen, no file name has a path, and no picture is what it says
// without having been looked at.
func FuzzLetter(f *testing.F) {
	f.Add(plain)
	f.Add("From: a@b.fr\nContent-Type: multipart/mixed; boundary=b\n\n--b\nContent-Type: image/jpeg; name=\"../../x.jpg\"\nContent-Transfer-Encoding: base64\n\n/9j/4AA=\n--b--")
	f.Add("From: \"a\r\nBcc: x\" <a@b.fr>\nSubject: =?utf-8?q?=00=0d=0aBcc:_x?=\nContent-Type: text/html; charset=utf-16\n\n<p>\xff\xfe<style>x")
	f.Add("Auto-Submitted: auto-replied\nFrom:\nIn-Reply-To: <x\nReferences: <<<>\n\n> \n>>> a")
	f.Add("\x00")
	f.Fuzz(func(t *testing.T, raw string) {
		box, d, in := reads(t)
		if err := box.Put(raw); err != nil {
			t.Skip("no mailbox takes it")
		}
		n, err := in.Read(t.Context())
		if err != nil || n > 1 {
			t.Fatalf("%d letters, %v", n, err)
		}
		if left, err := box.Unseen(); n == 1 && (err != nil || left != 0) {
			t.Errorf("taken, and %d stay: %v", left, err)
		}
		for _, m := range d.taken {
			for _, text := range []string{m.Text, m.Subject, m.From} {
				if !utf8.ValidString(text) || strings.ContainsFunc(text, func(c rune) bool { return c < ' ' && c != '\n' && c != '\t' || c == 0x7f }) {
					t.Errorf("taken %.80q", text)
				}
			}
			if strings.ContainsAny(m.Subject+m.From+m.Source, "\r\n") || utf8.RuneCountInString(m.Text) > message.MaxText {
				t.Errorf("taken %.80q of %.80q named %.80q", m.Subject, m.From, m.Source)
			}
			for _, name := range m.Left {
				if strings.ContainsAny(name, "/\\\r\n\x00") {
					t.Errorf("left %.80q", name)
				}
			}
		}
	})
}
