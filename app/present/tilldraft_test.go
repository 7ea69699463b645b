package present_test

import (
	"strings"
	"testing"
	"time"

	"etabli/app/present"
)

func TestASaleInProgressSurvivesACrash(t *testing.T) {
	d := newDrawer(t)
	atTill(t, d, func(b *bench, p *present.Till, s *screens) {
		ring(b, p, "Câble", "32,90")
		p.Sale.Typed(present.LabelField, "Coque")
		b.pass(time.Second)
	})
	if len(d.drafts) != 1 {
		t.Fatalf("%d drafts lie on disk", len(d.drafts))
	}
	atTill(t, d, func(b *bench, p *present.Till, s *screens) {
		if len(s.sale.Lines) != 1 || s.sale.Text[present.LabelField] != "Coque" || !strings.Contains(s.sale.Notice.Text, "reprise") {
			t.Errorf("it goes on with %+v, %+v, %+v", s.sale.Lines, s.sale.Text, s.sale.Notice)
		}
		p.Sale.AgainPressed()
		b.pass(time.Second)
		if len(d.drafts) != 0 {
			t.Error("a sale that was put away is kept")
		}
	})
}

func TestASaleThatWasBeingRecordedIsRecordedOnce(t *testing.T) {
	d := newDrawer(t)
	atTill(t, d, func(b *bench, p *present.Till, s *screens) {
		ring(b, p, "Câble", "32,90")
		p.Sale.TenderPressed("card")
		b.settle()
		p.SavePressed()
		b.settle() // the receipt is made; the crash comes before the draft is dropped
		left := d.drafts
		b.pass(time.Second)
		if len(d.drafts) != 0 {
			t.Error("a sale that is done is kept")
		}
		d.drafts = left
	})
	if len(d.drafts) != 1 || !strings.Contains(string(d.drafts[0].Body), `"command"`) {
		t.Fatalf("while it is recorded, what lies on disk is %+v", d.drafts)
	}
	atTill(t, d, func(b *bench, p *present.Till, s *screens) {
		if len(d.ids) != 2 || d.ids[0].ID != d.ids[1].ID {
			t.Errorf("it is recorded under %v: the second time is another sale", d.ids)
		}
	})
}
