package sample

import (
	"fmt"

	"etabli/app/lang"
	"etabli/printing/label"
	"etabli/printing/profile"
)

// Labels is one example of labels.
type Labels struct {
	Form string // device, accessories, shelf, stock, number
	Case string // typical, bars, longest, hostile
	Make func(c *lang.Catalogue, stock profile.Stock) ([]label.Label, error)
}

// AllLabels lists all examples of labels in a fixed order.
func AllLabels() []Labels {
	return []Labels{
		{"device", "typical", one(device("LIL2-00431-X7K", "K. B.", "Samsung Galaxy S24 · 256 Go"))},
		{"device", "bars", func(c *lang.Catalogue, stock profile.Stock) ([]label.Label, error) {
			in := device("LIL2-00431-X7K", "K. B.", "Samsung Galaxy S24 · 256 Go")
			in.Symbology = label.Code128
			return one(in)(c, stock)
		}},
		{"device", "longest", one(device("LIL2-99431-X7K", "M. D. L.", longestProduct.Label))},
		{"device", "hostile", one(device("LIL2-00431-X7K", hostile, hostile))},
		{"accessories", "typical", func(c *lang.Catalogue, stock profile.Stock) ([]label.Label, error) {
			return label.ForAccessories(device("LIL2-00431-X7K", "K. B.", "Samsung Galaxy S24 · 256 Go"), []string{"Coque bleue", "Chargeur"}, c, stock)
		}},
		{"shelf", "typical", item(label.Item{Name: "Chargeur USB-C 25 W, câble tressé 1,5 m", GTIN: "4006381333931", PriceCents: 2490, Currency: "EUR"})},
		{"shelf", "longest", item(label.Item{Name: longestProduct.Label, GTIN: "4006381333931", PriceCents: 129900, Currency: "EUR"})},
		{"stock", "typical", item(label.Item{Name: "Batterie d’origine EB-BS921", Ref: "EB-BS921"})},
		{"number", "typical", func(c *lang.Catalogue, stock profile.Stock) ([]label.Label, error) {
			var out []label.Label
			for i := range 3 {
				number := fmt.Sprintf("LIL2-%05d-%s", 501+i, []string{"A4F", "Q8M", "Z2T"}[i])
				made, err := label.ForNumber(number, "", label.QR, c, stock)
				if err != nil {
					return nil, err
				}
				out = append(out, made)
			}
			return out, nil
		}},
	}
}

func device(number, initials, product string) label.Device {
	return label.Device{Number: number, Initials: initials, Product: product, ReceivedOn: "2026-11-21"}
}

func one(in label.Device) func(*lang.Catalogue, profile.Stock) ([]label.Label, error) {
	return func(c *lang.Catalogue, stock profile.Stock) ([]label.Label, error) {
		made, err := label.ForDevice(in, c, stock)
		return []label.Label{made}, err
	}
}

func item(in label.Item) func(*lang.Catalogue, profile.Stock) ([]label.Label, error) {
	return func(c *lang.Catalogue, stock profile.Stock) ([]label.Label, error) {
		made, err := label.ForItem(in, c, stock)
		return []label.Label{made}, err
	}
}
