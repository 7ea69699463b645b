package erasure_test

import (
	"testing"

	"etabli/app/domain/civil"
	"etabli/app/domain/domaintest"
	"etabli/app/domain/erasure"
)

var day = domaintest.Day

func terms(t *testing.T) erasure.Terms {
	t.Helper()
	terms, err := erasure.TermsOf(domaintest.France(t, day(t, "2026-11-28")))
	if err != nil {
		t.Fatal(err)
	}
	return terms
}

func TestWhatIsOverGoesAndWhatIsNotStaysWithItsContact(t *testing.T) {
	terms := terms(t)
	for _, c := range []struct {
		name    string
		thing   erasure.Thing
		why     erasure.Reason // empty: it goes
		contact bool           // it holds the contact back
	}{
		{"a closed file", erasure.Thing{What: erasure.File}, "", false},
		{"an open file", erasure.Thing{What: erasure.File, Open: true}, erasure.OpenFile, true},
		{"a contested file", erasure.Thing{What: erasure.File, Disputed: true}, erasure.Dispute, true},
		{"a file with a debt", erasure.Thing{What: erasure.File, OwedBy: 1}, erasure.Debt, true},
		{"a file that was paid twice", erasure.Thing{What: erasure.File, OwedBy: -1}, "", false},
		{"an open loan", erasure.Thing{What: erasure.Loan, Open: true}, erasure.OpenLoan, true},
		{"a returned loan", erasure.Thing{What: erasure.Loan}, "", false},
		{"a visit to come", erasure.Thing{What: erasure.Visit, Open: true}, erasure.PlannedVisit, true},
		{"a parcel on its way", erasure.Thing{What: erasure.Parcel, Open: true}, erasure.OpenParcel, true},
		{"a contract that runs", erasure.Thing{What: erasure.Contract, Open: true}, erasure.OpenContract, true},
		{"a contract that is over", erasure.Thing{What: erasure.Contract}, "", false},
		{"an incident", erasure.Thing{What: erasure.Incident, Open: true}, erasure.OpenIncident, true},
		{"a claim that is not ended", erasure.Thing{What: erasure.Claim, Open: true}, erasure.Dispute, true},
		{"a claim that is ended", erasure.Thing{What: erasure.Claim}, "", false},
		{"an unread thread", erasure.Thing{What: erasure.Thread, Open: true}, "", false},
		{"a thread about an open file", erasure.Thing{What: erasure.Thread, Held: true}, erasure.WithIt, true},
		{"a receipt", erasure.Thing{What: erasure.Receipt, On: day(t, "2026-03-01")}, erasure.Fiscal, false},
	} {
		v := terms.Judge(c.thing)
		if v.Goes != (c.why == "") || v.Why != c.why || v.HoldsContact() != c.contact {
			t.Errorf("%s: %+v, want %q", c.name, v, c.why)
		}
		if !v.Goes && v.Why != erasure.WithIt && v.Source == "" {
			t.Errorf("%s stays without a source", c.name)
		}
	}
}

func TestAReceiptStaysTenYearsAfterItsYear(t *testing.T) {
	terms := terms(t)
	for on, want := range map[string]string{
		"2026-01-01": "2036-12-31", "2026-12-31": "2036-12-31", "2025-12-31": "2035-12-31", "": "",
	} {
		got := terms.Judge(erasure.Thing{What: erasure.Receipt, On: day(t, on)})
		if got.Until != day(t, want) {
			t.Errorf("a receipt of %q stays until %s, want %s", on, got.Until, want)
		}
	}
}

func TestARequestIsAnsweredWithinAMonth(t *testing.T) {
	if got := terms(t).AnswerBy(day(t, "2026-01-31")); got != day(t, "2026-02-28") {
		t.Errorf("answer by %s", got)
	}
}

func TestAReasonThatTheTableSwitchesOffKeepsNothing(t *testing.T) {
	set, err := domaintest.France(t, civil.None).Choose("keep_open_file", "no")
	if err != nil {
		t.Fatal(err)
	}
	terms, err := erasure.TermsOf(set)
	if err != nil {
		t.Fatal(err)
	}
	if v := terms.Judge(erasure.Thing{What: erasure.File, Open: true}); !v.Goes {
		t.Errorf("an open file stays: %+v", v)
	}
}
