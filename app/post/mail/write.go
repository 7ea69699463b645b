package mail

import (
	"cmp"
	netmail "net/mail"
	"strings"
	"time"
	"unicode"

	gomail "github.com/wneessen/go-mail"

	"etabli/app/post"
	"etabli/app/service"
)

// write makes the e-mail of a letter. Whatever people wrote stands in its
// header as text of one line: nothing of it can become a header of its own.
func (o *Out) write(l service.Letter) (*gomail.Msg, error) {
	m := gomail.NewMsg(gomail.WithNoDefaultUserAgent())
	from := netmail.Address{Name: oneLine(cmp.Or(o.server.From.Name, l.Shop)), Address: o.server.From.Address}
	if err := m.From(from.String()); err != nil {
		return nil, err
	}
	to, err := netmail.ParseAddress(l.To)
	if err != nil {
		return nil, err
	}
	to.Name = oneLine(l.ToName)
	if err := m.To(to.String()); err != nil {
		return nil, err
	}
	m.SetMessageIDWithValue(post.Name(l.Ref, o.domain))
	m.SetDateWithValue(time.UnixMilli(l.AtMS))
	m.Subject(oneLine(l.Subject))
	m.SetGenHeader(gomail.Header("Content-Language"), l.Language)
	if name := messageID(l.Answers); name != "" {
		m.SetGenHeader(gomail.HeaderInReplyTo, name)
		m.SetGenHeader(gomail.HeaderReferences, name)
	}
	if l.Automatic {
		m.SetGenHeader(gomail.Header("Auto-Submitted"), "auto-generated")
	}
	if l.Stop != "" {
		m.SetGenHeader(gomail.HeaderListUnsubscribe, "<"+l.Stop+">, <mailto:"+o.server.From.Address+"?subject=STOP>")
		m.SetGenHeader(gomail.HeaderListUnsubscribePost, "List-Unsubscribe=One-Click")
	}
	m.SetBodyString(gomail.TypeTextPlain, l.Text)
	return m, nil
}

// oneLine is a text without anything that ends a line or steers a reader.
func oneLine(s string) string {
	return strings.TrimSpace(strings.Map(func(r rune) rune {
		if unicode.IsControl(r) || r == '\u2028' || r == '\u2029' {
			return ' '
		}
		return r
	}, s))
}

// maxNameBytes bounds the name of a message that ours answers.
const maxNameBytes = 250

// messageID is a name as it stands in a header: what people or other programs
// made of it is left out.
func messageID(s string) string {
	if len(s) < 3 || len(s) > maxNameBytes || s[0] != '<' || s[len(s)-1] != '>' || !strings.Contains(s, "@") {
		return ""
	}
	for _, r := range s[1 : len(s)-1] {
		if r <= ' ' || r > '~' || r == '<' || r == '>' {
			return ""
		}
	}
	return s
}
