package kiosk

import (
	"strings"

	"fyne.io/fyne/v2"

	"etabli/app/present"
	"etabli/app/ui/parts"
	"etabli/app/ui/theme"
	"etabli/app/ui/widgets"
	"etabli/app/ui/widgets/icon"
)

// layouts are the keys of a keyboard on the screen, a row a string. A kiosk has
// no other keyboard.
var layouts = map[string][]string{
	"fr":     {"azertyuiop", "qsdfghjklm", "wxcvbnéèç'-"},
	"en":     {"qwertyuiop", "asdfghjkl'", "zxcvbnm.,-"},
	"digits": {"123", "456", "789", "+0"},
	"code":   {"1234567890", "QWERTYUIOP", "ASDFGHJKL-", "ZXCVBNM"},
}

// padShare is how wide the pad of digits is, as a share of the page.
const padShare = 0.42

// keyboard types into whatever the page asks for.
type keyboard struct {
	root  *fyne.Container
	shown string
	typed func(text string)
	value func() string
	low   bool // there is little room
	as    keysAs
}

// keysAs is how the keys are drawn.
type keysAs struct {
	layout string
	low    bool
	share  float32
}

// lowKey is the height of a key where there is little room.
const lowKey float32 = 52

// key is one key; where there is little room its sign is large still, and it is lower.
func (k *keyboard) key(name icon.Name, sign string, pressed func()) fyne.CanvasObject {
	if !k.low {
		return parts.KeyButton(name, sign, pressed)
	}
	now := theme.Current()
	size := min(now.Type(theme.Lead), lowSign)
	content := fyne.CanvasObject(widgets.Line(widgets.Strong.At(size / now.Scaled(1)).Of(sign)))
	if name != icon.None {
		content = widgets.NewIcon(name, size/now.Scaled(1), theme.Ink1)
	}
	look := parts.KeyLook()
	look.Height = func() float32 { return lowKey }
	return widgets.NewTap(look, content, pressed)
}

// lowSign is the size of the sign on a low key.
const lowSign float32 = 34

func newKeyboard(value func() string, typed func(text string)) *keyboard {
	return &keyboard{root: widgets.Z(), value: value, typed: typed}
}

// layoutOf is the keyboard for a question, none without one.
func layoutOf(s present.KioskState) string {
	switch s.Page {
	case present.KioskPhone:
		return "digits"
	case present.KioskFind:
		return "code"
	case present.KioskName, present.KioskModel, present.KioskFault:
		return s.Language
	}
	return ""
}

// show draws the keys of a layout, low ones where there is little room, those of a pad
// as wide as a share of the page.
func (k *keyboard) show(layout string, low bool, share float32) {
	as := keysAs{layout, low, share}
	if k.as == as {
		return
	}
	k.as, k.shown, k.low = as, layout, low
	k.root.Objects = nil
	rows := layouts[layout]
	k.root.Hidden = len(rows) == 0
	if len(rows) == 0 {
		return
	}
	column := widgets.V(theme.Grid)
	for i, row := range rows {
		column.Add(k.row(row, i == len(rows)-1))
	}
	if layout == "fr" || layout == "en" {
		column.Add(k.spaces())
	}
	if layout == "digits" && share < 1 {
		k.root.Objects = []fyne.CanvasObject{widgets.HW(0, []float32{share, 1 - share}, column, widgets.Spacer())}
		return
	}
	k.root.Objects = []fyne.CanvasObject{column}
}

// row is one line of keys; the last one ends with the key that erases.
func (k *keyboard) row(letters string, last bool) fyne.CanvasObject {
	var keys []fyne.CanvasObject
	var weights []float32
	for _, r := range letters {
		sign := string(r)
		keys = append(keys, k.key(icon.None, sign, func() { k.typed(k.capital(sign)) }))
		weights = append(weights, 1)
	}
	if last && (k.shown == "digits" || k.shown == "code") {
		keys = append(keys, k.erase())
		weights = append(weights, max(1, float32(10-len(weights))*weightOf(k.shown)))
	}
	return widgets.HFill(theme.Grid, weights, keys...)
}

// weightOf lets the key that erases fill the last row of a wide keyboard.
func weightOf(layout string) float32 {
	if layout == "code" {
		return 1
	}
	return 0
}

func (k *keyboard) spaces() fyne.CanvasObject {
	digits := widgets.HFill(theme.Grid, nil)
	var weights []float32
	for _, r := range "0123456789" {
		sign := string(r)
		digits.Add(k.key(icon.None, sign, func() { k.typed(k.value() + sign) }))
		weights = append(weights, 1)
	}
	space := k.key(icon.None, "", func() { k.typed(k.value() + " ") }) // blank, as on every keyboard
	row := append([]fyne.CanvasObject{}, digits.Objects...)
	return widgets.HFill(theme.Grid, append(weights, 2, 1.4), append(row, space, k.erase())...)
}

// capital writes the text with one more letter; names begin with a capital.
func (k *keyboard) capital(sign string) string {
	text := k.value()
	if text == "" || strings.HasSuffix(text, " ") || strings.HasSuffix(text, "-") {
		sign = strings.ToUpper(sign)
	}
	return text + sign
}

func (k *keyboard) erase() fyne.CanvasObject {
	return k.key(icon.ArrowLeft, "", func() {
		if signs := []rune(k.value()); len(signs) > 0 {
			k.typed(string(signs[:len(signs)-1]))
		}
	})
}
