package papers

import (
	"net/url"
	"strings"

	"etabli/app/domain/civil"
)

// signed is the address of a file's page as a code on paper carries it: with what
// proves the deposit before HQ has heard of it. It is in capitals where that means
// the same, because a code of capitals and digits is smaller.
func (s Source) signed(m *material) string {
	at, err := url.Parse(m.plain)
	if err != nil || m.plain == "" || s.Seal == nil {
		return m.plain
	}
	seal := s.Seal(m.file.Token, m.file.Number, civil.At(m.file.ReceivedMS, m.sheet.Zone))
	if seal == "" {
		return m.plain
	}
	before, token, _ := cutLast(m.plain, "/")
	link := before + "/" + seal + "/" + token
	if strings.Count(at.Path, "/") == len([]string{"r", "token"}) { // the page is at the root of its host
		link = strings.ToUpper(link)
	}
	return link
}

func cutLast(s, sep string) (before, after string, found bool) {
	if i := strings.LastIndex(s, sep); i >= 0 {
		return s[:i], s[i+len(sep):], true
	}
	return s, "", false
}
