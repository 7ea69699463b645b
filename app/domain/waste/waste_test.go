package waste_test

import (
	"testing"

	"etabli/app/domain/fault"
	"etabli/app/domain/waste"
)

func TestACollectionIsProvedByWeightCollectorAndSlip(t *testing.T) {
	good := waste.CollectedFacts{Stream: waste.Small, On: "2026-11-28", Grams: 12_400, Collector: "Ecosystem", Slip: "BSD-1"}
	if err := waste.CheckCollected(good); err != nil {
		t.Fatal(err)
	}
	for field, change := range map[string]func(*waste.CollectedFacts){
		"grams":     func(f *waste.CollectedFacts) { f.Grams = 0 },
		"collector": func(f *waste.CollectedFacts) { f.Collector = " " },
		"slip":      func(f *waste.CollectedFacts) { f.Slip = "" },
		"stream":    func(f *waste.CollectedFacts) { f.Stream = "bin" },
	} {
		f := good
		change(&f)
		if err := waste.CheckCollected(f); err == nil || fault.Of(err).Field != field {
			t.Errorf("%s: %v", field, err)
		}
	}
}
