package repair

import (
	"slices"
	"strconv"

	"etabli/app/domain/fault"
	"etabli/app/domain/text"
)

// InspectedFacts is a condition checklist: what was looked at, when, and how it
// was found.
type InspectedFacts struct {
	When   string  `cbor:"1,keyasint"` // in, bench, out
	Points []Point `cbor:"2,keyasint"`
}

// Point is one thing that was looked at.
type Point struct {
	Name  string `cbor:"1,keyasint" json:"name"`
	State string `cbor:"2,keyasint" json:"state"`
	Note  string `cbor:"3,keyasint,omitempty" json:"note,omitempty"`
}

// pointsOf lists what to look at, by kind of device; the first list is for all.
var pointsOf = map[string][]string{
	"":                {"housing", "screen", "power", "buttons", "connectors", "label"},
	"smartphone":      {"housing", "screen", "touch", "power", "buttons", "camera", "speaker", "microphone", "charging", "wireless", "sim", "biometrics", "liquid_mark", "cloud_lock"},
	"laptop":          {"housing", "screen", "keyboard", "touchpad", "power", "charging", "connectors", "camera", "speaker", "wireless", "hinges", "liquid_mark"},
	"television":      {"housing", "screen", "power", "remote", "connectors", "speaker", "stand"},
	"washing_machine": {"housing", "door", "drum", "power", "hoses", "feet", "rating_plate"},
	"dishwasher":      {"housing", "door", "baskets", "power", "hoses", "rating_plate"},
	"refrigerator":    {"housing", "door", "seal", "power", "shelves", "rating_plate"},
}

// PointsOf lists what to look at on a kind of device.
func PointsOf(kind string) []string {
	if list, ok := pointsOf[kind]; ok {
		return slices.Clone(list)
	}
	return slices.Clone(pointsOf[""])
}

const maxPoints = 40

// CheckInspected checks a checklist. Words about a point are about the device.
func CheckInspected(f InspectedFacts) error {
	if err := text.OneOf("when", f.When, "in", "bench", "out"); err != nil {
		return err
	}
	if len(f.Points) == 0 {
		return fault.New(fault.Missing, "points")
	}
	if len(f.Points) > maxPoints {
		return fault.New(fault.TooLong, "points", "limit", strconv.Itoa(maxPoints))
	}
	for i, p := range f.Points {
		at := "points." + strconv.Itoa(i) + "."
		if p.Name == "" {
			return fault.New(fault.Missing, at+"name")
		}
		if err := fault.First(
			text.Code(at+"name", p.Name, MaxReason),
			text.OneOf(at+"state", p.State, "ok", "worn", "scratched", "broken", "missing", "untested"),
			text.Line(at+"note", p.Note, MaxLabel),
		); err != nil {
			return err
		}
		if slices.ContainsFunc(f.Points[:i], func(q Point) bool { return q.Name == p.Name }) {
			return fault.New(fault.Malformed, at+"name", "expected", "once")
		}
	}
	return nil
}
