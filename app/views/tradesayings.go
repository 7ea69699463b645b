package views

import (
	"strings"

	"etabli/app/domain/kind"
	"etabli/app/domain/quote"
	"etabli/app/domain/repair"
	"etabli/app/domain/warranty"
	"etabli/storage/journal"
)

// warrantySayings are those of what is owed and of devices in our care.
var warrantySayings = said(owedSayings, careSayings, intakeSayings)

// owedSayings say what was told of a purchase, judged and decided.
var owedSayings = sayings{
	kind.SaleTold: func(_ *look, e *journal.Positioned, t *TimelineItem) {
		t.What = "timeline.sale_told"
		t.set("on", read[warranty.SaleFacts](e).DeliveredOn)
	},
	kind.ProductTold: func(_ *look, e *journal.Positioned, t *TimelineItem) {
		t.What = "timeline.sale_told"
		t.set("on", read[warranty.ProductFacts](e).Sale.DeliveredOn)
	},
	kind.WarrantyJudged: tellVerdict,
	kind.WarrantyDecided: func(l *look, e *journal.Positioned, t *TimelineItem) {
		tellVerdict(l, e, t)
		t.What, t.Text = "timeline.warranty_decided", l.fileBox(e).Note
	},
	kind.LayerChanged: func(l *look, e *journal.Positioned, t *TimelineItem) {
		f := read[quote.ChangeFacts](e)
		t.What, t.Public, t.Text = "timeline.layer_changed", true, l.fileBox(e).Note
		t.set("from", string(f.From))
		t.set("to", string(f.To))
		t.set("answer", string(f.Said))
	},
	kind.LayerContested: func(l *look, e *journal.Positioned, t *TimelineItem) {
		t.What, t.Public, t.Text = "timeline.layer_contested", true, l.fileBox(e).Note
	},
	kind.Negotiated: func(_ *look, e *journal.Positioned, t *TimelineItem) {
		f := read[warranty.NegotiatedFacts](e)
		t.What = "timeline.negotiation_opened"
		if f.ClosedOn != "" {
			t.What = "timeline.negotiation_closed"
		}
		t.set("on", strings.TrimSpace(f.OpenedOn+" "+f.ClosedOn))
	},
	kind.GuaranteeAdded: func(_ *look, e *journal.Positioned, t *TimelineItem) {
		f := read[warranty.GuaranteeFacts](e)
		t.What, t.Text = "timeline.guarantee_added", f.Name
		t.set("layer", string(f.Layer))
	},
	kind.RemedyAsked: func(_ *look, e *journal.Positioned, t *TimelineItem) {
		t.What = "timeline.remedy_asked"
		t.set("remedy", string(read[warranty.RemedyFacts](e).Chose))
	},
	kind.ProductReserialed: func(_ *look, e *journal.Positioned, t *TimelineItem) {
		t.What = "timeline.product_reserialed"
		t.set("serial", read[repair.ReserialedFacts](e).Serial.Serial)
	},
}

func tellVerdict(_ *look, e *journal.Positioned, t *TimelineItem) {
	f := read[warranty.VerdictFacts](e)
	t.What = "timeline.warranty_judged"
	t.set("layer", string(f.Layer))
	t.set("answer", string(f.Answer))
}
