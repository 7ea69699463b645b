package till

import (
	"fmt"
	"strconv"
	"strings"

	"etabli/app/domain/civil"
)

// Repriced is a price that changed, as the technical log keeps it: from a day on an article
// is sold for something else than before. Amounts are in cents.
type Repriced struct {
	From    string
	Before  int64
	After   int64
	Article string
}

// String is what a line of the log says.
func (p Repriced) String() string {
	return fmt.Sprintf("%s %d %d %s", p.From, p.Before, p.After, p.Article)
}

// Taxed is what a line of the log says of a rate of tax: which, how much, since when.
func Taxed(rule string, permille int, from civil.Date) string {
	return fmt.Sprintf("%s %d %s", rule, permille, from)
}

// ParseRepriced reads it again.
func ParseRepriced(s string) (p Repriced, ok bool) {
	parts := strings.SplitN(s, " ", 4)
	if len(parts) != 4 {
		return p, false
	}
	before, err := strconv.ParseInt(parts[1], 10, 64)
	after, wrong := strconv.ParseInt(parts[2], 10, 64)
	return Repriced{parts[0], before, after, parts[3]}, err == nil && wrong == nil
}
