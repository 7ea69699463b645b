package quote

import "strings"

// kindsOfDevices are the kinds of devices that the law on circular parts names,
// with words by which a file says what it is about, in the order in which they
// are looked for: the more particular first.
var kindsOfDevices = []struct {
	code  string
	words []string
}{
	{"washer_dryer", []string{"lave-linge séchant", "lavante-séchante", "lavante séchante", "washer-dryer", "washer dryer"}},
	{"dishwasher", []string{"lave-vaisselle", "dishwasher"}},
	{"washing_machine", []string{"lave-linge", "machine à laver", "washing machine"}},
	{"refrigerator", []string{"réfrigérateur", "frigo", "combiné froid", "refrigerator", "fridge"}},
	{"television", []string{"téléviseur", "télévision", "television", "tv"}},
	{"monitor", []string{"moniteur", "monitor", "flat screen"}},
	{"laptop", []string{"ordinateur portable", "pc portable", "portable pc", "laptop", "notebook", "macbook", "thinkpad"}},
	{"smartphone", []string{"smartphone", "téléphone portable", "téléphone mobile", "mobile", "iphone"}},
}

// CategoryOf tells the kind of a device from what a file says of it, empty when
// that names none. The category counts before the product.
func CategoryOf(category, product string) string {
	for _, said := range []string{category, product} {
		said = " " + strings.ToLower(said) + " "
		for _, k := range kindsOfDevices {
			for _, word := range k.words {
				if strings.Contains(said, " "+word+" ") || len(word) > 4 && strings.Contains(said, word) {
					return k.code
				}
			}
		}
	}
	return ""
}
