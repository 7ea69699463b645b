package warranty_test

import (
	"testing"

	"etabli/app/domain/warranty"
)

func TestTheDeviceGivenInExchangeIsCoveredAsTheLawSays(t *testing.T) {
	by := warranty.Replacement{DeliveredOn: day(t, "2026-10-28"), Condition: warranty.New}
	for _, c := range []struct {
		name  string
		chose warranty.Remedy
		under warranty.Layer
		end   string
	}{
		{"anew when it came instead of the repair that was chosen", warranty.ByRepair, warranty.LGC, "2028-10-28"},
		{"for the rest, longer by the days without a device, when it was chosen", warranty.ByReplacement, warranty.LGC, "2027-06-01"},
		{"for the rest when it was given outside that guarantee", warranty.ByRepair, warranty.GOOD, "2027-06-01"},
		{"under the layer of the file when the exchange names none", warranty.ByRepair, warranty.NoLayer, "2028-10-28"},
	} {
		t.Run(c.name, func(t *testing.T) {
			open := warranty.Case{
				On: day(t, "2026-10-28"), Sale: phone(t, "2025-05-05"),
				This: warranty.Intervention{RequestedOn: day(t, "2026-10-01"), HandedOverOn: day(t, "2026-10-01"), Layer: warranty.LGC, Chose: c.chose},
			}
			if end := open.Exchanged(c.under, by, terms(t)).End; end.String() != c.end {
				t.Fatalf("ends %s, want %s", end, c.end)
			}
		})
	}
	if p := (warranty.Case{On: day(t, today)}).Exchanged(warranty.LGC, by, terms(t)); p.End.Known() {
		t.Fatalf("ends %s without a sale", p.End)
	}
}
