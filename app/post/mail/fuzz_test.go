package mail_test

import (
	"strings"
	"testing"
	"unicode/utf8"

	"etabli/app/domain/message"
	"etabli/app/post/mail"
)

// Whatever arrives in the mailbox is read as far as it goes: what is read is text, in
// bounds, and nothing in it could become a header.
func FuzzLetter(f *testing.F) {
	f.Add(plain, true)
	f.Add("From: a@b.fr\nContent-Type: multipart/mixed; boundary=b\n\n--b\nContent-Type: image/jpeg; name=\"../../x.jpg\"\nContent-Transfer-Encoding: base64\n\n/9j/4AA=\n--b--", true)
	f.Add("From: \"a\r\nBcc: x\" <a@b.fr>\nSubject: =?utf-8?q?=00=0d=0aBcc:_x?=\nContent-Type: text/html; charset=utf-16\n\n<p>\xff\xfe<style>x", false)
	f.Add("Auto-Submitted: auto-replied\nFrom:\nIn-Reply-To: <x\nReferences: <<<>\n\n> \n>>> a", true)
	f.Add("\x00", true)
	f.Add("a:b\nContent-Type:\xfe", false) // a kind of part that is no text stands in the place of its name
	f.Fuzz(func(t *testing.T, raw string, whole bool) {
		l, err := mail.Parse([]byte(raw), whole)
		if err != nil {
			return
		}
		if utf8.RuneCountInString(l.Text) > message.MaxText || len(l.Left) > message.MaxLeft {
			t.Errorf("%d runes, %d names", utf8.RuneCountInString(l.Text), len(l.Left))
		}
		for _, text := range append([]string{l.Name, l.From, l.Subject, l.Text}, l.Left...) {
			if !utf8.ValidString(text) {
				t.Errorf("read %.80q", text)
			}
		}
		for _, line := range append([]string{l.Name, l.From, l.Subject}, l.Left...) {
			if strings.ContainsAny(line, "\r\n") {
				t.Errorf("more than a line: %.80q", line)
			}
		}
	})
}
