// Package waste knows what repairs leave behind: old parts, batteries, devices
// that customers gave up, each in the stream that takes it, with its weight until
// a collector has it, and the slip that proves it.
package waste

import (
	"strconv"

	"etabli/app/domain/fault"
	"etabli/app/domain/text"
)

// Stream is where something goes.
type Stream string

// The streams.
const (
	Large       Stream = "large"        // large appliances, without cold
	Cold        Stream = "cold"         // refrigerators and freezers
	Screens     Stream = "screens"      // televisions, monitors
	Small       Stream = "small"        // small devices and their parts
	Lamps       Stream = "lamps"        //
	Batteries   Stream = "batteries"    //
	BadLithium  Stream = "bad_lithium"  // damaged cells, apart from all others
	Cardboard   Stream = "cardboard"    //
	Inks        Stream = "inks"         // toner and cartridges
	Refrigerant Stream = "refrigerants" // fluids that were taken out
)

// Streams lists the streams.
func Streams() []Stream {
	return []Stream{Large, Cold, Screens, Small, Lamps, Batteries, BadLithium, Cardboard, Inks, Refrigerant}
}

// KeptFacts says that something lies with what a stream will take.
type KeptFacts struct {
	Site   string `cbor:"1,keyasint"`
	Stream Stream `cbor:"2,keyasint"`
	What   string `cbor:"3,keyasint"`
	N      int    `cbor:"4,keyasint,omitempty"` // pieces; 1 when empty
	Grams  int    `cbor:"5,keyasint,omitempty"`
	// Given says that it was the customer's, who gave it up in writing.
	Given bool `cbor:"6,keyasint,omitempty"`
}

// CollectedFacts says that a collector took what a stream had.
type CollectedFacts struct {
	Site      string `cbor:"1,keyasint"`
	Stream    Stream `cbor:"2,keyasint"`
	On        string `cbor:"3,keyasint"`
	Grams     int    `cbor:"4,keyasint"`
	Collector string `cbor:"5,keyasint"`
	Slip      string `cbor:"6,keyasint"` // number of the collector's slip
	N         int    `cbor:"7,keyasint,omitempty"`
}

// The limits.
const (
	MaxLabel = 200
	MaxN     = 10_000
	MaxGrams = 100_000_000
)

// NotGiven says that what is the customer's was not given up.
const NotGiven fault.Code = "waste_not_given"

// CheckKept checks what lies with a stream.
func CheckKept(f KeptFacts) error {
	return fault.First(
		text.OneOf("stream", f.Stream, Streams()...),
		text.Needed("what", f.What, MaxLabel),
		fault.Within("n", int64(f.N), 0, MaxN),
		fault.Within("grams", int64(f.Grams), 0, MaxGrams),
	)
}

// CheckCollected checks what a collector took: weight, name and slip are the proof.
func CheckCollected(f CollectedFacts) error {
	if f.Grams < 1 || f.Grams > MaxGrams {
		return fault.New(fault.OutOfRange, "grams", "min", "1", "max", strconv.Itoa(MaxGrams))
	}
	return fault.First(
		text.OneOf("stream", f.Stream, Streams()...),
		text.Date("on", f.On),
		text.Needed("collector", f.Collector, MaxLabel),
		text.Needed("slip", f.Slip, MaxLabel),
		fault.Within("n", int64(f.N), 0, MaxN),
	)
}
