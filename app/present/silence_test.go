package present_test

import (
	"testing"
	"time"

	"etabli/app/domain/repair"
	"etabli/app/present"
	"etabli/app/service"
	"etabli/app/views"
)

// offered tells whether an act stands in the menu of a file, and under which words.
func offered(state *present.RepairState, id string) (label string, ok bool) {
	for _, a := range state.Actions {
		if a.ID == id {
			return a.Label, true
		}
	}
	return "", false
}

func TestTheWishForNoMoreMessagesIsNotedFromTheFileAndTakenBack(t *testing.T) {
	onBench(t, func(t *testing.T, b *bench) {
		f := aFile(repair.Diag)
		f.CustomerID = id(7)
		s := onFile(t, f)
		of := views.Customer{ID: id(7), Name: "Zoé Blanc"}
		s.customer = func(present.ID) (views.Customer, error) { return of, nil }
		var stopped *service.StopInput
		var again *service.StartInput
		s.silence = func(in *service.StopInput) error {
			stopped, of.Stopped = in, &views.Stopped{AtMS: 1, By: in.By}
			return nil
		}
		s.write = func(in *service.StartInput) error { again = in; return nil }
		r, state := opened(t, b, s)
		if label, _ := offered(state, "silence"); label != "Ne plus écrire au client" {
			t.Fatalf("the act is called %q", label)
		}
		r.ActionPressed("silence")
		r.SheetTyped("by", "phone")
		r.SheetSubmitted()
		b.settle()
		if stopped == nil || stopped.ID != of.ID || stopped.By != "phone" {
			t.Fatalf("it notes %+v", stopped)
		}
		b.pass(time.Second)
		b.settle()
		r.ActionPressed("silence")
		r.SheetTyped("tell_by", "email")
		r.SheetSubmitted()
		b.settle()
		if again == nil || again.ID != of.ID || again.By != "counter" || again.TellBy != "email" {
			t.Errorf("it notes %+v", again)
		}
	})
}

func TestWhereNobodyIsKnownThereIsNobodyToStopWritingTo(t *testing.T) {
	onBench(t, func(t *testing.T, b *bench) {
		f := aFile(repair.Diag)
		f.CustomerID = present.ID{}
		_, state := opened(t, b, onFile(t, f))
		if label, ok := offered(state, "silence"); ok {
			t.Errorf("it is offered: %q", label)
		}
	})
}
