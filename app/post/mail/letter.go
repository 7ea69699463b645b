package mail

import (
	"bytes"
	"errors"
	"io"
	"path"
	"regexp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	gomessage "github.com/emersion/go-message"
	_ "github.com/emersion/go-message/charset" // letters come in many
	"github.com/emersion/go-message/mail"
	"golang.org/x/net/html"

	"etabli/app/domain/message"
)

// letter is what is understood of an e-mail.
type letter struct {
	name, from, subject, text string
	answers                   []string // names of the letters that it answers, the latest first
	weight                    message.Weight
	pictures                  []file
	left                      []string
}

type file struct {
	name    string
	content []byte
}

// The limits of one letter.
const (
	maxParts     = 100
	maxTextBytes = 1 << 20
	maxFileBytes = 20 << 20
)

// parse reads a letter as far as it can be read. One of which only the beginning
// is here says so.
func parse(raw []byte, whole bool) (l letter, err error) {
	r, err := mail.CreateReader(bytes.NewReader(raw))
	if r == nil {
		return l, err
	}
	defer r.Close()
	l.head(&r.Header)
	plain, marked := "", ""
	for range maxParts {
		part, err := r.NextPart()
		if part == nil || err != nil && !gomessage.IsUnknownCharset(err) && !gomessage.IsUnknownEncoding(err) {
			if err != nil && !errors.Is(err, io.EOF) && whole {
				l.leave("…")
			}
			break
		}
		l.part(part, &plain, &marked)
	}
	if l.text = own(plain); l.text == "" {
		l.text = own(unmarked(marked))
	}
	l.text = cut(l.text, message.MaxText)
	if !whole {
		l.leave("…")
	}
	return l, nil
}

// head reads who wrote to whom, answering what.
func (l *letter) head(h *mail.Header) {
	if list, err := h.AddressList("From"); err == nil && len(list) > 0 {
		l.from = line(list[0].Address, message.MaxFrom)
	}
	subject, err := h.Subject()
	if err != nil && subject == "" {
		subject = h.Get("Subject")
	}
	l.subject = line(subject, message.MaxSubject)
	if id, err := h.MessageID(); err == nil && id != "" {
		l.name = line(messageID("<"+id+">"), message.MaxSource)
	}
	answers, _ := h.MsgIDList("In-Reply-To")
	before, _ := h.MsgIDList("References")
	slices.Reverse(before)
	l.answers = slices.Concat(answers, before)
	l.weight = weightOf(h)
}

// weightOf says what a letter says of itself: that a machine wrote it, or that a
// server before us took it for spam.
func weightOf(h *mail.Header) message.Weight {
	kind, _, _ := h.ContentType()
	auto := strings.ToLower(strings.TrimSpace(h.Get("Auto-Submitted")))
	switch {
	case strings.EqualFold(strings.TrimSpace(h.Get("X-Spam-Flag")), "yes"):
		return message.Spam
	case auto != "" && auto != "no", kind == "multipart/report",
		slices.Contains([]string{"bulk", "list", "junk"}, strings.ToLower(strings.TrimSpace(h.Get("Precedence")))),
		strings.TrimSpace(h.Get("Return-Path")) == "<>":
		return message.Automatic
	}
	return message.Counts
}

// part takes what one part holds: words, a picture, or something that is left.
func (l *letter) part(p *mail.Part, plain, marked *string) {
	var kind, name string
	attached := false
	switch h := p.Header.(type) {
	case *mail.InlineHeader:
		kind, _, _ = h.ContentType()
		_, params, _ := h.ContentDisposition()
		name = params["filename"]
	case *mail.AttachmentHeader:
		attached = true
		kind, _, _ = h.ContentType()
		name, _ = h.Filename()
	}
	name = line(path.Base(strings.ReplaceAll(name, `\`, "/")), message.MaxSource)
	if name == "" || name == "." || name == "/" {
		name = line(kind, message.MaxSource)
	}
	switch {
	case !attached && kind == "text/plain" && *plain == "":
		*plain = words(p.Body)
	case !attached && kind == "text/html" && *marked == "":
		*marked = words(p.Body)
	case strings.HasPrefix(kind, "image/"), slices.Contains([]string{".jpg", ".jpeg", ".png", ".webp"}, strings.ToLower(path.Ext(name))):
		l.picture(p.Body, name)
	case attached:
		l.leave(name)
	}
}

func (l *letter) picture(body io.Reader, name string) {
	content, err := io.ReadAll(io.LimitReader(body, maxFileBytes+1))
	if err != nil || len(content) > maxFileBytes || len(l.pictures) == maxPictures {
		l.leave(name)
		return
	}
	l.pictures = append(l.pictures, file{name, content})
}

// leave notes that something is not taken.
func (l *letter) leave(name string) {
	if name != "" && len(l.left) < message.MaxLeft {
		l.left = append(l.left, name)
	}
}

func words(body io.Reader) string {
	raw, _ := io.ReadAll(io.LimitReader(body, maxTextBytes)) // what broke off is shown as far as it came
	return strings.ToValidUTF8(string(raw), "�")
}

// said is how programs begin what they repeat of the letter that is answered.
var said = regexp.MustCompile(`(?i)^(le .{4,120} a écrit\s?:|on .{4,120} wrote:|-{3,}\s*(original message|message d['’]origine|message transféré).*)$`)

// own is what somebody wrote themselves: without what their program repeats at the
// end, unless that is all there is.
func own(text string) string {
	text = strings.Map(func(c rune) rune {
		if unicode.IsControl(c) && c != '\n' && c != '\t' || c == '\u2028' || c == '\u2029' {
			return -1
		}
		return c
	}, strings.ReplaceAll(text, "\r\n", "\n"))
	lines := strings.Split(text, "\n")
	for i, line := range lines {
		if said.MatchString(strings.TrimSpace(line)) && strings.TrimSpace(strings.Join(lines[:i], "")) != "" {
			lines = lines[:i]
			break
		}
	}
	end := len(lines)
	for end > 0 && (strings.TrimSpace(lines[end-1]) == "" || strings.HasPrefix(lines[end-1], ">")) {
		end--
	}
	if end == 0 {
		end = len(lines)
	}
	return strings.TrimSpace(strings.Join(lines[:end], "\n"))
}

// unmarked is the text of a page, line by line, without what is not shown.
func unmarked(page string) string {
	var b strings.Builder
	hidden := 0
	for z := html.NewTokenizer(strings.NewReader(page)); ; {
		kind := z.Next()
		if kind == html.ErrorToken {
			return b.String()
		}
		tag, _ := z.TagName()
		switch name := string(tag); {
		case kind == html.TextToken && hidden == 0:
			b.WriteString(strings.Join(strings.Fields(html.UnescapeString(string(z.Text()))), " ") + " ")
		case name == "script" || name == "style" || name == "head" || name == "title":
			if kind == html.StartTagToken {
				hidden++
			} else if kind == html.EndTagToken {
				hidden = max(0, hidden-1)
			}
		case slices.Contains([]string{"br", "p", "div", "tr", "li", "h1", "h2", "h3", "blockquote"}, name):
			b.WriteByte('\n')
		}
	}
}

// line is what a letter says of itself as one line of text, whatever bytes it has.
func line(text string, most int) string {
	return cut(oneLine(strings.ToValidUTF8(text, "�")), most)
}

// cut keeps a text to so many characters.
func cut(text string, most int) string {
	if utf8.RuneCountInString(text) <= most {
		return text
	}
	return string([]rune(text)[:most-1]) + "…"
}
