package customer

import (
	"strings"
	"unicode"

	"etabli/app/domain/fault"
	"etabli/app/domain/text"
)

// The limits of a customer's data, in characters.
const (
	MaxName    = 120
	MaxPhone   = 40
	MaxEmail   = 254
	MaxAddress = 300
)

// Check checks what is written down about a customer. Nothing is required: a
// customer may refuse to give a telephone, an e-mail or even a name.
func Check(box ContactBox, saved SavedFacts) error {
	for _, err := range []error{
		text.Line("name", box.Name, MaxName),
		text.Line("phone", box.PhoneRaw, MaxPhone),
		phone(box.PhoneRaw),
		text.Line("email", box.Email, MaxEmail),
		email(box.Email),
		text.Block("address", box.Address, MaxAddress),
		text.OneOf("language", saved.Language, "", "fr", "en"),
		text.OneOf("tell_by", saved.TellBy, "", "sms", "email", "phone", "letter", "none"),
	} {
		if err != nil {
			return err
		}
	}
	return nil
}

// phone refuses only what nobody could dial. A short number, one with an
// extension or a word beside it stays as it was typed.
func phone(s string) error {
	if s != "" && !strings.ContainsFunc(s, unicode.IsDigit) {
		return fault.New(fault.Malformed, "phone", "expected", "phone")
	}
	return nil
}

// email refuses only what cannot be an address: whether one is right, the first
// message to it tells.
func email(s string) error {
	if s == "" {
		return nil
	}
	local, domain, ok := strings.Cut(s, "@")
	dot := strings.LastIndexByte(domain, '.')
	if !ok || local == "" || dot < 1 || dot == len(domain)-1 || strings.ContainsAny(s, " \u00a0\u202f<>,;\"\\") ||
		strings.Contains(domain, "@") || strings.Contains(s, "..") {
		return fault.New(fault.Malformed, "email", "expected", "email")
	}
	return nil
}
