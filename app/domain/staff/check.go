package staff

import (
	"slices"
	"strconv"
	"unicode"

	"etabli/app/domain/fault"
	"etabli/app/domain/repair"
	"etabli/app/domain/text"
)

// The limits of a member of staff, in characters.
const (
	MaxDisplay  = 60
	MaxInitials = 4
	MaxCode     = 40
	MaxSites    = 40
)

// Check checks a member of staff.
func Check(f SavedFacts) error {
	for _, err := range []error{
		text.Needed("display", f.Display, MaxDisplay),
		text.Line("initials", f.Initials, MaxInitials),
		text.OneOf("role", f.Role, Roles()...),
	} {
		if err != nil {
			return err
		}
	}
	return siteCode("site", f.Site)
}

// CheckRights checks what is given and taken beside a role.
func CheckRights(f RightsFacts) error {
	if err := rights("give", f.Give); err != nil {
		return err
	}
	if err := rights("take", f.Take); err != nil {
		return err
	}
	if len(f.Sites) > MaxSites {
		return fault.New(fault.TooLong, "sites", "limit", strconv.Itoa(MaxSites))
	}
	for i, s := range f.Sites {
		if err := siteCode("sites."+strconv.Itoa(i), s); err != nil {
			return err
		}
	}
	for i, r := range f.Take {
		if slices.Contains(f.Give, r) {
			return fault.New(fault.Twice, "take."+strconv.Itoa(i))
		}
	}
	return nil
}

func rights(field string, list []Right) error {
	for i, r := range list {
		if err := text.OneOf(field+"."+strconv.Itoa(i), r, Rights()...); err != nil {
			return err
		}
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

func siteCode(field, code string) error {
	if !repair.SiteCode(code) {
		return fault.New(fault.Malformed, field, "expected", "LIL")
	}
	return nil
}
