package product

import "strings"

// GS1 is what a GS1 code tells about a device.
type GS1 struct {
	GTIN     string // application identifier 01
	Serial   string // 21
	Lot      string // 10
	ExpiryOn string // 17, as YYMMDD
}

// fnc1 separates elements of variable length in a scanned code.
const fnc1 = "\x1d"

// elements are the application identifiers that are read here; length 0 means
// up to twenty characters, until the next separator.
var elements = map[string]struct {
	length int
	set    func(*GS1, string)
}{
	"01": {14, func(g *GS1, v string) { g.GTIN = v }},
	"21": {0, func(g *GS1, v string) { g.Serial = v }},
	"10": {0, func(g *GS1, v string) { g.Lot = v }},
	"17": {6, func(g *GS1, v string) { g.ExpiryOn = v }},
}

const maxElement = 20

// ParseGS1 reads a code that begins with an article number (01) and may go on
// with serial number, lot and expiry: in brackets as printed below a symbol, or
// as a scanner sends it. Anything else is not a GS1 code.
func ParseGS1(raw string) (GS1, bool) {
	s := strings.TrimSpace(raw)
	for _, symbology := range []string{"]C1", "]d2", "]Q3", "]e0"} {
		s = strings.TrimPrefix(s, symbology)
	}
	s = strings.TrimPrefix(s, fnc1)
	var g GS1
	var ok bool
	if strings.HasPrefix(s, "(01)") {
		ok = g.bracketed(s)
	} else if strings.HasPrefix(s, "01") && len(s) > 16 {
		ok = g.scanned(s)
	}
	if !ok || !ValidGTIN(g.GTIN) {
		return GS1{}, false
	}
	return g, true
}

func (g *GS1) bracketed(s string) bool {
	for s != "" {
		if len(s) < 4 || s[0] != '(' || s[3] != ')' {
			return false
		}
		name, rest := s[1:3], s[4:]
		value := rest
		if i := strings.IndexByte(rest, '('); i >= 0 {
			value = rest[:i]
		}
		if !g.take(name, value) {
			return false
		}
		s = rest[len(value):]
	}
	return true
}

func (g *GS1) scanned(s string) bool {
	for s != "" {
		if len(s) < 2 {
			return false
		}
		name, rest := s[:2], s[2:]
		value, after, _ := strings.Cut(rest, fnc1)
		if n := elements[name].length; n > 0 {
			if len(rest) < n {
				return false
			}
			value, after = rest[:n], strings.TrimPrefix(rest[n:], fnc1)
		}
		if !g.take(name, value) {
			return false
		}
		s = after
	}
	return true
}

func (g *GS1) take(name, value string) bool {
	e, known := elements[name]
	if !known || value == "" || len(value) > maxElement || (e.length > 0 && len(value) != e.length) {
		return false
	}
	e.set(g, value)
	return true
}

func (g GS1) identifier(raw string) Identifier {
	if g.Serial == "" {
		return Identifier{Kind: GTIN, Raw: raw, Normalised: g.GTIN, GTIN: g.GTIN}
	}
	id := Classify(g.Serial)
	if id.Kind == GTIN || id.Kind == None {
		id.Kind = Serial
	}
	id.Raw, id.GTIN = raw, g.GTIN
	return id
}
