package till

import (
	"slices"
	"strconv"
	"strings"

	"etabli/app/domain/fault"
	"etabli/app/domain/text"
)

// DrawersFacts says which tills of a shop put their cash into one drawer, as a whole.
type DrawersFacts struct {
	Drawers []SharedDrawer `cbor:"1,keyasint" json:"drawers" doc:"that several tills share; a till that is in none has its own"`
}

// SharedDrawer is one drawer that several tills use.
type SharedDrawer struct {
	Name  string   `cbor:"1,keyasint" json:"name"`
	Tills []string `cbor:"2,keyasint" json:"tills" doc:"codes of devices, as receipts begin after the shop: 1, 2"`
}

// Twice says that a till would put its cash into two drawers.
const Twice fault.Code = "till_in_two_drawers" // args: till

// The limits of drawers.
const (
	maxDrawers = 20
	maxTills   = 20
)

// CheckDrawers checks which tills share a drawer.
func CheckDrawers(f DrawersFacts) error {
	if len(f.Drawers) > maxDrawers {
		return fault.New(fault.TooLong, "drawers", "limit", strconv.Itoa(maxDrawers))
	}
	var seen, names []string
	for i, d := range f.Drawers {
		at := "drawers." + strconv.Itoa(i) + "."
		if err := text.Needed(at+"name", d.Name, MaxLabel); err != nil {
			return err
		}
		if slices.Contains(names, d.Name) {
			return fault.New(fault.Malformed, at+"name", "expected", "another_one")
		}
		names = append(names, d.Name)
		if len(d.Tills) < 2 || len(d.Tills) > maxTills {
			return fault.New(fault.OutOfRange, at+"tills", "min", "2", "max", strconv.Itoa(maxTills))
		}
		for n, code := range d.Tills {
			field := at + "tills." + strconv.Itoa(n)
			if code == "" || strings.Trim(code, "0123456789") != "" {
				return fault.New(fault.Malformed, field, "expected", "1, 2")
			}
			if slices.Contains(seen, code) {
				return fault.New(Twice, field, "till", code)
			}
			seen = append(seen, code)
		}
	}
	return nil
}

// Of is the drawer that a till shares, false for one that has its own.
func (f DrawersFacts) Of(code string) (SharedDrawer, bool) {
	i := slices.IndexFunc(f.Drawers, func(d SharedDrawer) bool { return slices.Contains(d.Tills, BareCode(code)) })
	if i < 0 {
		return SharedDrawer{}, false
	}
	return f.Drawers[i], true
}

// BareCode is the code of a device without what tells a later series of it from the
// first: its cash lies where it lay.
func BareCode(code string) string {
	code, _, _ = strings.Cut(code, NameMark)
	return code
}

// OnItsWay is cash that one till gave to another and that did not arrive yet; below
// zero, more arrived than was given.
type OnItsWay struct {
	From  string `json:"from"`
	To    string `json:"to"`
	Cents int64  `json:"cents"`
	Day   string `json:"day"` // of the last act
}

// Handed pairs what tills gave with what others took: the cash records of a shop, the
// oldest first. Only what two of the tills know of each other is paired; a bank or a
// safe is no till.
func Handed(records []Record, known []string) (out []OnItsWay) {
	name := func(s string) string { return strings.ToUpper(strings.Join(strings.Fields(s), "")) }
	add := func(from, to, day string, cents int64) {
		i := slices.IndexFunc(out, func(w OnItsWay) bool { return w.From == from && w.To == to })
		if i < 0 {
			i, out = len(out), append(out, OnItsWay{From: from, To: to})
		}
		out[i].Cents, out[i].Day = out[i].Cents+cents, day
	}
	for i := range records {
		r := &records[i]
		if r.Kind != Cash || r.Drawer == nil || !slices.Contains(known, name(r.Drawer.With)) {
			continue
		}
		own, other := r.Site+BareCode(r.Device), name(r.Drawer.With)
		switch r.Drawer.Why {
		case "out":
			add(own, other, r.Day, -r.Drawer.Cents)
		case "in":
			add(other, own, r.Day, -r.Drawer.Cents)
		}
	}
	return slices.DeleteFunc(out, func(w OnItsWay) bool { return w.Cents == 0 })
}
