package ords_test

import (
	"testing"

	"etabli/app/domain/repair"
	"etabli/app/service/ords"
	"etabli/assets"
)

func TestARowIsReadInTheWordsOfTheTrade(t *testing.T) {
	for name, c := range map[string]struct {
		status, barrier string
		outcome         repair.Outcome
		want            ords.Barrier
	}{
		"fixed":                        {"Fixed", "", repair.Repaired, ords.NoBarrier},
		"repairable another day":       {"Repairable", "", repair.Refused, ords.NoBarrier},
		"end of life":                  {"End of life", "", repair.BeyondRepair, ords.NoBarrier},
		"worn out, by the standard":    {"End of life", "Product too worn out", repair.BeyondRepair, ords.WornOut},
		"worn out, by the data":        {"end of  life ", "Item too worn out", repair.BeyondRepair, ords.WornOut},
		"a barrier nobody listed":      {"End of life", "No time left", repair.BeyondRepair, ords.OtherBarrier},
		"a barrier of a fixed product": {"Fixed", "Lack of equipment", repair.Repaired, ords.NoBarrier},
		"not known":                    {"Unknown", "", repair.NoOutcome, ords.NoBarrier},
		"a status nobody listed":       {"Exploded", "", repair.NoOutcome, ords.NoBarrier},
	} {
		t.Run(name, func(t *testing.T) {
			row := ords.Columns{ords.RepairStatus: c.status, ords.RepairBarrier: c.barrier}
			m := row.Meaning()
			if m.Outcome != c.outcome || m.Barrier != c.want || m.Status != repair.Closed {
				t.Errorf("got %+v", m)
			}
		})
	}
}

func TestAnUnknownBrandIsNoBrand(t *testing.T) {
	for text, want := range map[string]string{
		"Unknown": "", "ukendt": "", " Onbekend ": "", "?": "", "????": "", "-": "", "xx": "", "": "",
		" Bosch ": "Bosch", "B&O": "B&O", "X-Box": "X-Box",
	} {
		row := ords.Columns{ords.Brand: text, ords.ProductCategory: "Radio"}
		label := "Radio"
		if want != "" {
			label = want + " Radio"
		}
		if m := row.Meaning(); m.Brand != want || m.Label != label {
			t.Errorf("%q: got brand %q, label %q", text, m.Brand, m.Label)
		}
	}
}

func TestADayOrYearThatIsNoneIsLeftOut(t *testing.T) {
	row := ords.Columns{ords.EventDate: "2024-02-30", ords.YearOfManufacture: "????"}
	if m := row.Meaning(); m.On != "" || m.Year != "" {
		t.Errorf("got %+v", m)
	}
	row = ords.Columns{ords.EventDate: "2024-02-29", ords.YearOfManufacture: "1987"}
	if m := row.Meaning(); m.On != "2024-02-29" || m.Year != "1987" {
		t.Errorf("got %+v", m)
	}
}

func TestEveryRowOfTheSampleHasAMeaning(t *testing.T) {
	rows, _ := rowsOf(t, assets.Demo)
	outcomes, barriers := map[repair.Outcome]int{}, map[ords.Barrier]int{}
	for _, row := range rows {
		m := row.Columns.Meaning()
		if m.Category == "" || m.On == "" || m.Label == "" {
			t.Errorf("line %d: %+v", row.Line, m)
		}
		outcomes[m.Outcome]++
		barriers[m.Barrier]++
	}
	if len(outcomes) != 4 || len(barriers) != 7 || barriers[ords.OtherBarrier] != 0 {
		t.Errorf("outcomes %v, barriers %v", outcomes, barriers)
	}
}
