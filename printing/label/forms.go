package label

import (
	"strconv"
	"strings"

	"etabli/app/lang"
	"etabli/printing/document"
	"etabli/printing/profile"
	"etabli/printing/typeface"
)

// Device is what the label on a device says.
type Device struct {
	Number     string
	ScanCode   string // read by the shop's scanner; the number when empty
	Symbology  Symbology
	Initials   string
	Product    string
	ReceivedOn string // "2006-01-02"
}

// ForDevice makes the label of a device. Errors are ErrTooSmall and those of
// package typeface.
func ForDevice(in Device, c *lang.Catalogue, stock profile.Stock) (Label, error) {
	return set(content{
		number: clean(in.Number), code: fileCode(in),
		rows: []row{
			{part: ProductPart, text: clean(in.Product), face: typeface.SansSemiBold, ratio: 0.58, least: 6.5, most: 24, lines: 4, rank: 1},
			owner(in, c),
		},
	}, stock)
}

// ForAccessories makes a label for each accessory, "Chargeur 1/2": each one
// says how many there are, so that a missing one is seen. Errors are those of
// ForDevice.
func ForAccessories(in Device, names []string, c *lang.Catalogue, stock profile.Stock) ([]Label, error) {
	var some []string
	for _, name := range names {
		if name = clean(name); name != "" {
			some = append(some, name)
		}
	}
	var out []Label
	for i, name := range some {
		label, err := set(content{
			number: clean(in.Number), code: fileCode(in),
			rows: []row{
				{
					part: AccessoryPart, text: name, tail: "\u00a0" + strconv.Itoa(i+1) + "/" + strconv.Itoa(len(some)),
					face: typeface.SansSemiBold, ratio: 0.7, least: 7, most: 28, lines: 2, rank: 3,
				},
				{part: ProductPart, text: clean(in.Product), face: typeface.Sans, ratio: 0.5, least: 6.5, most: 20, lines: 2, rank: 1},
				owner(in, c),
			},
		}, stock)
		if err != nil {
			return nil, err
		}
		out = append(out, label)
	}
	return out, nil
}

// ForNumber makes a label before there is a file: the number that the intake
// will take, and lines to write on.
func ForNumber(number, scanCode string, symbology Symbology, c *lang.Catalogue, stock profile.Stock) (Label, error) {
	in := Device{Number: number, ScanCode: scanCode, Symbology: symbology}
	return set(content{
		number: clean(number), code: fileCode(in),
		rows: []row{
			{part: HandPart, text: c.T("label.hand.name"), face: typeface.Sans, ratio: 0.4, least: 6.5, most: 9, hand: true, rank: 2},
			{part: HandPart, text: c.T("label.hand.device"), face: typeface.Sans, ratio: 0.4, least: 6.5, most: 9, hand: true, rank: 1},
		},
	}, stock)
}

// owner is the initials and the day, all that a label tells of a person.
func owner(in Device, c *lang.Catalogue) row {
	text := clean(in.Initials)
	if in.ReceivedOn != "" {
		day := strings.ReplaceAll(clean(c.Date(in.ReceivedOn)), " ", "\u00a0")
		if text != "" {
			text = strings.ReplaceAll(text, " ", "\u00a0") + "\u00a0· "
		}
		text += day
	}
	return row{part: OwnerPart, text: text, face: typeface.Sans, ratio: 0.5, least: 6.5, most: 20, lines: 2, rank: 2}
}

func fileCode(in Device) *code {
	said := in.ScanCode
	if said == "" {
		said = in.Number
	}
	switch in.Symbology {
	case QR:
		return qrOf(said)
	case Code128:
		bars := barsOf(said)
		bars.weaker = qrOf(said) // for a label that is too narrow for bars
		return bars
	}
	return nil
}

// clean is a text on one line; where it breaks, no line begins with a dot.
func clean(s string) string {
	words := strings.FieldsFunc(document.CleanText(s), func(c rune) bool { return c == ' ' || c == '\n' })
	return strings.ReplaceAll(strings.Join(words, " "), " · ", "\u00a0· ")
}
