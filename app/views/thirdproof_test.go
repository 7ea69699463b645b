package views_test

import (
	"strings"
	"testing"

	"etabli/app/domain/bonus"
	"etabli/app/domain/guarantor"
	"etabli/app/domain/kind"
	"etabli/app/domain/till"
	"etabli/storage/journal"
)

func TestNoGuarantorTakesMoreThanWasHandedIn(t *testing.T) {
	claim := []journal.Entity{{Type: journal.EntityType(kind.Recourse), ID: id("claim")}}
	lines := []guarantor.Line{{Label: "Pompe", Cents: 5000}}
	for _, c := range []struct {
		answer      guarantor.AnsweredFacts
		paid        int64
		fault, note string
	}{
		{guarantor.AnsweredFacts{N: 1, Cents: 5000, Claimed: 5000}, 5000, "", ""},
		{guarantor.AnsweredFacts{N: 1, Cents: 6000, Claimed: 5000}, 0, "6000 were taken", ""},
		{guarantor.AnsweredFacts{N: 1, Cents: 5000, Claimed: 7000}, 0, "its answer is to 7000", ""},
		{guarantor.AnsweredFacts{N: 1, Cents: 5000, Claimed: 5000}, 5001, "", "5001 were paid of 5000"},
	} {
		w := newWorld(1)
		d := w.devices[0]
		d.write(entry{kind: kind.RecourseOpened, entities: claim, facts: guarantor.OpenedFacts{Site: "LIL", Guarantor: "seb", Lines: lines}})
		d.write(entry{kind: kind.RecourseSubmitted, entities: claim, facts: guarantor.SubmittedFacts{N: 1, On: "2026-11-01", Lines: lines}})
		d.write(entry{kind: kind.RecourseAnswered, entities: claim, facts: c.answer})
		if c.paid > 0 {
			d.write(entry{kind: kind.RecoursePaid, entities: claim, facts: guarantor.PaidFacts{On: "2026-11-02", Cents: c.paid, Ref: "VIR"}})
		}
		faults, notes := audited(t, w)
		if (c.fault == "") != (faults == "") || !strings.Contains(faults, c.fault) || (c.note == "") != (notes == "") || !strings.Contains(notes, c.note) {
			t.Errorf("%+v: %q %q", c.answer, faults, notes)
		}
	}
}

func TestABonusIsWhatTheTillTookOff(t *testing.T) {
	about := []journal.Entity{{Type: journal.EntityType(kind.Bonus), ID: id("bonus")}}
	w := newWorld(1)
	d := w.devices[0]
	d.write(entry{kind: kind.BonusOpened, entities: about, facts: bonus.OpenedFacts{Site: "LIL", Body: "eco", Cents: 2500, How: "sms", On: "2026-11-01"}})
	raw, err := journal.MarshalFacts(till.Record{Kind: till.Sale, Number: "LIL1-1", Day: "2026-11-01", Payments: []till.Paid{{Tender: till.Bonus, Cents: 2500}}})
	if err != nil {
		t.Fatal(err)
	}
	d.write(entry{kind: kind.TillRecorded, entities: about, facts: till.Sealed{Record: raw}})
	d.write(entry{kind: kind.BonusPaid, entities: about, facts: bonus.PaidFacts{On: "2026-11-02", Cents: 2600, Ref: "VIR"}})
	if faults, notes := audited(t, w); faults != "" || !strings.Contains(notes, "2600 were paid of 2500") {
		t.Errorf("%q %q", faults, notes)
	}
}
