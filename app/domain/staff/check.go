package staff

import (
	"unicode"

	"etabli/app/domain/fault"
	"etabli/app/domain/repair"
	"etabli/app/domain/text"
)

// The limits of a member of staff, in characters.
const (
	MaxDisplay  = 60
	MaxInitials = 4
)

// Check checks a member of staff.
func Check(f SavedFacts) error {
	for _, err := range []error{
		text.Needed("display", f.Display, MaxDisplay),
		text.Line("initials", f.Initials, MaxInitials),
		text.OneOf("role", f.Role, "counter", "technician", "manager"),
	} {
		if err != nil {
			return err
		}
	}
	if !repair.SiteCode(f.Site) {
		return fault.New(fault.Malformed, "site", "expected", "LIL")
	}
	return nil
}

// Initials makes initials of a name: the first letter of each word.
func Initials(display string) string {
	var out []rune
	start := true
	for _, r := range display {
		if start && unicode.IsLetter(r) && len(out) < MaxInitials {
			out = append(out, unicode.ToUpper(r))
		}
		start = !unicode.IsLetter(r) && r != '.'
	}
	return string(out)
}
