// Package recall knows lists of devices that somebody looks for: recalls of a
// maker for safety, campaigns, devices that were reported stolen. A device that is
// on one is looked after by whoever runs the shop; nobody is accused, and a recall
// for safety offers its holder at least two remedies.
package recall

import (
	"strconv"
	"strings"

	"etabli/app/domain/fault"
	"etabli/app/domain/product"
	"etabli/app/domain/text"
)

// Sort is why devices are looked for.
type Sort string

// The sorts.
const (
	Safety   Sort = "safety"   // a recall: GPSR, Regulation (EU) 2023/988
	Campaign Sort = "campaign" // a repair that the maker offers
	Stolen   Sort = "stolen"
)

// ListedFacts is a list, as a whole: single serial numbers, a range of them, or
// every device of a model.
type ListedFacts struct {
	Code     string   `cbor:"1,keyasint" json:"code" doc:"short and unique"`
	Sort     Sort     `cbor:"2,keyasint" json:"sort" doc:"safety, campaign or stolen"`
	Title    string   `cbor:"3,keyasint" json:"title"`
	Brand    string   `cbor:"4,keyasint,omitempty" json:"brand,omitempty"`
	Model    string   `cbor:"5,keyasint,omitempty" json:"model,omitempty" doc:"part of the product's name; every model when empty"`
	Serials  []string `cbor:"6,keyasint,omitempty" json:"serials,omitempty"`
	From     string   `cbor:"7,keyasint,omitempty" json:"from_serial,omitempty" doc:"first serial number of a range"`
	To       string   `cbor:"8,keyasint,omitempty" json:"to_serial,omitempty" doc:"last one; as long as the first"`
	Remedies []string `cbor:"9,keyasint,omitempty" json:"remedies,omitempty" doc:"repair, replace, refund: at least two for safety"`
	Source   string   `cbor:"10,keyasint" json:"source" doc:"where it was read"`
	On       string   `cbor:"11,keyasint" json:"on" doc:"date of the list"`
	Stop     bool     `cbor:"12,keyasint,omitempty" json:"stop_use,omitempty" doc:"nobody should use the device until then"`
	Over     bool     `cbor:"13,keyasint,omitempty" json:"over,omitempty"`
}

// AnsweredFacts is what became of one holder. The file, and the customer with it,
// are entities of its entry.
type AnsweredFacts struct {
	Answer string `cbor:"1,keyasint"` // a remedy, told, refused, not_reached, not_theirs
	On     string `cbor:"2,keyasint"`
}

// The limits.
const (
	MaxCode    = 40
	MaxTitle   = 200
	MaxSerials = 500
	fewest     = 2
)

// NoRemedy says that an answer is none of what the list offers; args: answer.
const NoRemedy fault.Code = "recall_no_remedy"

// Remedies lists what a holder can be offered.
func Remedies() []string { return []string{"repair", "replace", "refund"} }

// Answers lists what becomes of a holder beside a remedy.
func Answers() []string { return []string{"told", "refused", "not_reached", "not_theirs"} }

// Check checks a list.
func Check(f ListedFacts) error {
	if err := fault.First(
		text.Needed("code", f.Code, MaxCode), text.Code("code", f.Code, MaxCode),
		text.OneOf("sort", f.Sort, Safety, Campaign, Stolen),
		text.Needed("title", f.Title, MaxTitle), text.Line("brand", f.Brand, MaxTitle), text.Line("model", f.Model, MaxTitle),
		text.Needed("source", f.Source, MaxTitle), text.Needed("on", f.On, MaxCode), text.Date("on", f.On),
	); err != nil {
		return err
	}
	switch {
	case len(f.Serials) > MaxSerials:
		return fault.New(fault.TooLong, "serials", "limit", strconv.Itoa(MaxSerials))
	case len(f.Serials) == 0 && f.From == "" && f.Model == "":
		return fault.New(fault.Missing, "serials")
	case norm(f.From) != "" && (len(norm(f.From)) != len(norm(f.To)) || norm(f.To) < norm(f.From)):
		return fault.New(fault.Malformed, "to_serial", "expected", f.From)
	case f.Sort == Safety && len(f.Remedies) < fewest:
		return fault.New(fault.OutOfRange, "remedies", "min", strconv.Itoa(fewest), "max", strconv.Itoa(len(Remedies())))
	}
	for i, s := range f.Serials {
		if err := text.Needed("serials."+strconv.Itoa(i), s, MaxCode); err != nil {
			return err
		}
	}
	for i, r := range f.Remedies {
		if err := text.OneOf("remedies."+strconv.Itoa(i), r, Remedies()...); err != nil {
			return err
		}
	}
	return nil
}

// CheckAnswered checks what became of a holder: a remedy is one that is offered.
func CheckAnswered(f AnsweredFacts, list ListedFacts) error {
	for _, r := range append(Answers(), list.Remedies...) {
		if r == f.Answer {
			return text.Date("on", f.On)
		}
	}
	return fault.New(NoRemedy, "answer", "answer", f.Answer)
}

// Matches tells whether a device is on the list.
func (f ListedFacts) Matches(serial, brand, name string) bool {
	if f.Over || f.Brand != "" && !holds(brand, f.Brand) && !holds(name, f.Brand) {
		return false
	}
	if f.Model != "" && !holds(name, f.Model) {
		return false
	}
	if len(f.Serials) == 0 && f.From == "" {
		return true
	}
	is := norm(serial)
	if is == "" {
		return false
	}
	for _, s := range f.Serials {
		if norm(s) == is {
			return true
		}
	}
	from, to := norm(f.From), norm(f.To)
	return from != "" && len(is) == len(from) && from <= is && is <= to
}

func norm(serial string) string { return product.Classify(serial).Normalised }

func holds(whole, part string) bool {
	return strings.Contains(strings.ToLower(whole), strings.ToLower(part))
}
