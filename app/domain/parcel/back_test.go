package parcel_test

import (
	"errors"
	"testing"

	"etabli/app/domain/civil"
	"etabli/app/domain/fault"
	"etabli/app/domain/parcel"
)

func TestWhatComesBackIsHeldToItsNumberAndItsDay(t *testing.T) {
	until, err := civil.Parse("until", "2026-12-30")
	if err != nil {
		t.Fatal(err)
	}
	if f := (parcel.OpenedFacts{}).Authorise("AR-LIL-7K2M9QX", until); f.Return != "" {
		t.Errorf("what we send has the number %s", f.Return)
	}
	f := parcel.OpenedFacts{Incoming: true}.Authorise("AR-LIL-7K2M9QX", until)
	came := func(read string, days int) (parcel.MovedFacts, error) {
		return parcel.MovedFacts{To: parcel.Received, Return: read}.Came(f.Return, f.ReturnUntil, until.AddDays(days))
	}
	if m, err := came(" ar-lil-7k2m9qx ", 0); err != nil || m.Return != f.Return || m.Expired {
		t.Errorf("on its last day: %+v, %v", m, err)
	}
	if m, err := came("", 1); err != nil || m.Return != "" || !m.Expired {
		t.Errorf("a day later, unread: %+v, %v", m, err)
	}
	if _, err := came("AR-LIL-0000000", 0); !errors.Is(err, fault.New(parcel.OtherReturn, "")) {
		t.Errorf("with another number: %v", err)
	}
	if m, err := (parcel.MovedFacts{To: parcel.InTransit, Return: "x"}).Came(f.Return, f.ReturnUntil, until.AddDays(9)); err != nil || m.Expired || m.Return != "" {
		t.Errorf("on its way: %+v, %v", m, err)
	}
}
