package present_test

import (
	"strings"
	"testing"

	"etabli/app/domain/fault"
	"etabli/app/present"
	"etabli/app/present/sample"
)

func TestAPaperIsLookedAtBeforeItIsPrinted(t *testing.T) {
	onBench(t, func(t *testing.T, b *bench) {
		s := sample.Typical()
		var state present.RepairState
		r := present.NewRepair(b.env, present.RepairPorts{Files: s, Acts: s, Quotes: s, Settling: s, Papers: s, Loans: s, Parts: s, Matters: s, Law: s, Warranty: s, Pictures: s},
			func(now present.RepairState) { state = now })
		r.Enter(t.Context())
		r.Show(sample.ID(2))
		b.settle()
		r.ActionPressed("preview")
		b.settle()
		if !state.Sheet.Open || !strings.HasPrefix(string(state.Sheet.Page), "\x89PNG") || state.Sheet.Fields[0].Value != string(present.QuoteA4) {
			t.Fatalf("%+v", state.Sheet.Fields)
		}
		s.Said = map[present.Form]error{present.DepositA5: fault.New(fault.NotFound, "form", "what", "repair")}
		r.SheetTyped("form", string(present.DepositA5))
		b.settle()
		if state.Sheet.Page != nil || state.Sheet.Notice.Text == "" {
			t.Errorf("a paper that cannot be made says %+v", state.Sheet.Notice)
		}
		r.SheetTyped("form", string(present.QuoteA4))
		r.SheetSubmitted()
		b.settle()
		if state.Sheet.Open || !strings.Contains(state.Notice.Text, "Devis A4") {
			t.Errorf("printed: %+v", state.Notice)
		}
		r.Leave()
	})
}
