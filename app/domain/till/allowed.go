package till

import (
	"fmt"

	"etabli/app/domain/discount"
)

// Allowed is a discount that somebody allowed, as the technical log keeps it. Permille is of the
// line that was lowered most, amounts are in cents.
type Allowed struct {
	Permille int
	Cents    int64
	Why      string
	By       string // id of staff
}

// AllowedOf is the line of a discount that was allowed by name; not ok for one that needed
// nobody.
func AllowedOf(f *discount.Facts) (a Allowed, ok bool) {
	if f == nil || f.ApprovedBy == "" {
		return a, false
	}
	return Allowed{f.Permille, f.Cents, f.Why, f.ApprovedBy}, true
}

// String is what a line of the log says.
func (a Allowed) String() string { return fmt.Sprintf("%d %d %s %s", a.Permille, a.Cents, a.Why, a.By) }

// ParseAllowed reads it again.
func ParseAllowed(s string) (a Allowed, ok bool) {
	n, err := fmt.Sscanf(s, "%d %d %s %s", &a.Permille, &a.Cents, &a.Why, &a.By)
	return a, err == nil && n == 4
}
