package present

import "strings"

// telLink calls a number.
func telLink(phone string) string { return "tel:" + phone }

// messageLink writes a message to a number; the person reads it before it goes.
func messageLink(phone, text string) string { return "sms:" + phone + "?body=" + escaped(text) }

// mailLink writes a letter to an address.
func mailLink(to, subject, text string) string {
	return "mailto:" + to + "?subject=" + escaped(subject) + "&body=" + escaped(text)
}

// routeLink leads to an address.
func routeLink(address string) string { return "geo:0,0?q=" + escaped(address) }

// plain are the signs that an address takes as they are.
const plain = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-._~"

// escaped writes a text so that it can be part of an address.
func escaped(text string) string {
	const hex = "0123456789ABCDEF"
	var b strings.Builder
	for _, c := range []byte(text) {
		if strings.IndexByte(plain, c) >= 0 {
			b.WriteByte(c)
			continue
		}
		b.WriteString(string([]byte{'%', hex[c>>4], hex[c&15]}))
	}
	return b.String()
}
