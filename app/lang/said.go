package lang

// spelled says under which keys the codes lie that an argument of a message
// can have: "status." and the code for a status, and so on.
var spelled = map[string][]string{
	"from": {"status.", "visit.status."}, "to": {"status.", "visit.status."},
	"expected": {"expected."},
	"reason":   {"refusal."},
	"code":     {"point."},
}

// Said is the argument of a message in the words of the language: where the
// program knows the value as a code, the code's words, else the value itself.
func (c *Catalogue) Said(name, value string) string {
	for _, begin := range spelled[name] {
		if value != "" && c.Has(begin+value) {
			return c.T(begin + value)
		}
	}
	return value
}
