package profile

import (
	"slices"
	"strconv"

	"etabli/app/domain/fault"
)

// Own is what a shop knows of its receipt printer that is otherwise than the
// profile says.
type Own struct {
	WidthDots int    `json:"width_dots"`
	CodePage  int    `json:"code_page"`
	Cutter    Cutter `json:"cutter"`
	DrawerPin int    `json:"drawer_pin"`
}

// letterDots is the width of a letter of font A.
const letterDots = 12

// Own is what the profile says of what shops may know better.
func (r Receipt) Own() Own {
	return Own{WidthDots: r.WidthDots, CodePage: r.CodePage, Cutter: r.Cutter, DrawerPin: r.DrawerPin}
}

// With is the profile with what the shop knows; nil leaves it as it is. Faults
// name the field.
func (r Receipt) With(o *Own) (Receipt, error) {
	if o == nil {
		return r, nil
	}
	widest := int(paperMM[string(r.Paper)] * r.PerMM())
	switch {
	case o.WidthDots < narrowest || o.WidthDots > widest:
		return r, fault.New(fault.OutOfRange, "width_dots", "min", strconv.Itoa(narrowest), "max", strconv.Itoa(widest))
	case o.WidthDots%8 != 0:
		return r, fault.New(fault.Malformed, "width_dots", "expected", "8 × n")
	case o.CodePage < 0 || o.CodePage > 255:
		return r, fault.New(fault.OutOfRange, "code_page", "min", "0", "max", "255")
	case !slices.Contains([]Cutter{NoCutter, PartialCut, FullCut}, o.Cutter):
		return r, fault.New(fault.UnknownName, "cutter", "name", string(o.Cutter))
	case o.DrawerPin != 0 && o.DrawerPin != 2 && o.DrawerPin != 5:
		return r, fault.New(fault.Malformed, "drawer_pin", "expected", "0, 2, 5")
	}
	if o.WidthDots != r.WidthDots {
		r.Columns = o.WidthDots / letterDots
	}
	r.WidthDots, r.CodePage, r.Cutter, r.DrawerPin = o.WidthDots, o.CodePage, o.Cutter, o.DrawerPin
	return r, nil
}
