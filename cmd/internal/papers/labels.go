package papers

import (
	"context"
	"errors"
	"slices"
	"strconv"
	"time"

	"etabli/app/domain/fault"
	"etabli/app/domain/site"
	"etabli/app/lang"
	"etabli/printing/forms"
	"etabli/printing/label"
	"etabli/printing/profile"
	"etabli/storage/journal"
)

// The faults of labels.
const (
	LabelTooSmall    fault.Code = "label_too_small"    // not even the number fits; args: name
	LabelNoAccessory fault.Code = "label_no_accessory" // the file has none to label
)

// The forms that are labels.
const (
	DeviceLabel     Form = "device-label"
	AccessoryLabels Form = "accessory-labels"
)

// omissions word what had no room on a label.
var omissions = map[label.Part]string{
	label.CodePart:      "label.omitted.code",
	label.AccessoryPart: "label.omitted.accessory",
	label.ProductPart:   "label.omitted.product",
	label.OwnerPart:     "label.omitted.owner",
}

// Omission says what had no room on a label; empty when it has no name.
func Omission(words *lang.Catalogue, part label.Part) string {
	key, ok := omissions[part]
	if !ok {
		return ""
	}
	return words.T(key)
}

// labels makes the label of a device or those of its accessories.
func (s Source) labels(ctx context.Context, id journal.EntityID, o Order, stock profile.Stock) (Made, error) {
	if each := places(stock); o.Start < 0 || o.Start > each {
		return Made{}, fault.New(fault.OutOfRange, "start", "min", "1", "max", strconv.Itoa(each))
	}
	m, err := s.material(ctx, id, o.Tag)
	if err != nil {
		return Made{}, err
	}
	labels, err := m.labels(o.Form, stock)
	if err != nil {
		return Made{}, err
	}
	made := Made{}
	for _, l := range labels {
		for _, part := range l.Omitted {
			if !slices.Contains(made.Omitted, part) {
				made.Omitted = append(made.Omitted, part)
			}
		}
	}
	made.Bytes, err = m.writeLabels(labels, o, stock)
	return made, err
}

func places(stock profile.Stock) int {
	if stock.Sheet == nil {
		return 1
	}
	return stock.Sheet.Each()
}

func (m material) labels(form Form, stock profile.Stock) ([]label.Label, error) {
	in := label.Device{
		Number: m.file.Number, Initials: forms.Initials(m.customer.Name), Product: m.file.Product,
		ReceivedOn: time.UnixMilli(m.file.ReceivedMS).In(m.sheet.Zone).Format(time.DateOnly),
	}
	if m.file.Site == site.TrainingCode {
		in.Product = site.TrainingMark + in.Product
	}
	var out []label.Label
	var err error
	if form == AccessoryLabels {
		if out, err = label.ForAccessories(in, m.file.Accessories, m.words, stock); err == nil && len(out) == 0 {
			return nil, fault.New(LabelNoAccessory, "form")
		}
	} else {
		out = make([]label.Label, 1)
		out[0], err = label.ForDevice(in, m.words, stock)
	}
	if errors.Is(err, label.ErrTooSmall) {
		return nil, fault.New(LabelTooSmall, "format", "name", stock.Name).Because(err)
	}
	return out, err
}
