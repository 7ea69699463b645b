package views_test

import (
	"strings"
	"testing"

	"etabli/app/domain/claim"
	"etabli/app/domain/discount"
	"etabli/app/domain/kind"
	"etabli/app/domain/preorder"
	"etabli/app/domain/quote"
	"etabli/app/domain/till"
	"etabli/storage/journal"
)

// An offer counts beside what was granted before.
func TestSomebodyAnswersForOffersTogether(t *testing.T) {
	offer := func(n int, cents int64) claim.DecidedFacts {
		return claim.DecidedFacts{N: n, Measures: []claim.Measure{{Do: claim.Refund, Cents: cents}}, CapCents: 3_000}
	}
	for _, c := range []struct {
		name   string
		answer claim.Answer
		second claim.DecidedFacts
		fault  string
	}{
		{"beyond together", claim.Yes, offer(2, 1_500), "nobody answers for what it costs"},
		{"within together", claim.Yes, offer(2, 1_000), ""},
		{"the first was refused", claim.No, offer(2, 2_500), ""},
	} {
		w := newWorld(1)
		on := []journal.Entity{{Type: journal.EntityType(kind.Claim), ID: id("it")}}
		w.devices[0].write(entry{kind: kind.ClaimDecided, entities: on, facts: offer(1, 2_000)})
		w.devices[0].write(entry{kind: kind.ClaimReplied, entities: on, facts: claim.RepliedFacts{N: 1, Answer: c.answer, AtMS: 1}})
		w.devices[0].write(entry{kind: kind.ClaimDecided, entities: on, facts: c.second})
		if faults, _ := audited(t, w); (c.fault == "") != (faults == "") || !strings.Contains(faults, c.fault) {
			t.Errorf("%s: %q", c.name, faults)
		}
	}
}

// What goes beyond what its author may is in the name of somebody who may.
func TestSomebodyAnswersForWhatGoesBeyond(t *testing.T) {
	lines := []quote.Line{{Kind: quote.Labour, Label: "Pose", Quantity: quote.One, UnitCents: 6_000, CostCents: 4_900, Rate: 200}}
	thin := quote.Facts{Version: 1, TotalCents: 6_000, Currency: "EUR", Work: "Pose", ValidUntil: "2026-12-24", Lines: lines, Floor: 200}
	approved, fat := thin, thin
	approved.Approved = make([]byte, 16)
	fat.Floor = 10
	refund := claim.DecidedFacts{N: 1, Measures: []claim.Measure{{Do: claim.Refund, Cents: 8_900}}, CapCents: 3_000}
	allowed, small := refund, refund
	allowed.ApprovedBy, small.CapCents = "claire", 8_900
	lowered := func(by, why string) preorder.PlacedFacts {
		return preorder.PlacedFacts{
			Site: "LIL", Number: "CC-LIL-1", Lines: []till.Line{{Label: "Pompe", Unit: 100, Cents: 100}}, Total: 100,
			Lowered: &discount.Facts{Permille: 400, Cents: 40, CapPermille: 100, ApprovedBy: by, Why: why},
		}
	}
	for _, c := range []struct {
		name  string
		of    uint8
		kind  kind.Kind
		facts any
		fault string
	}{
		{"a margin that somebody approved", kind.Repair, kind.RepairQuoted, approved, ""},
		{"a margin above the floor", kind.Repair, kind.RepairQuoted, fat, ""},
		{"a thin margin", kind.Repair, kind.RepairQuoted, thin, "nobody answers for its margin"},
		{"an offer that somebody allowed", kind.Claim, kind.ClaimDecided, allowed, ""},
		{"an offer within one's own", kind.Claim, kind.ClaimDecided, small, ""},
		{"an offer above it", kind.Claim, kind.ClaimDecided, refund, "nobody answers for what it costs"},
		{"an order that somebody allowed", kind.Preorder, kind.PreorderPlaced, lowered("claire", "delay"), ""},
		{"an order that nobody allowed", kind.Preorder, kind.PreorderPlaced, lowered("", ""), "order CC-LIL-1: nobody answers"},
		{"an order without a reason", kind.Preorder, kind.PreorderPlaced, lowered("claire", ""), "order CC-LIL-1: nobody answers"},
	} {
		w := newWorld(1)
		e := entry{kind: c.kind, entities: []journal.Entity{{Type: journal.EntityType(c.of), ID: id("it")}}, facts: c.facts}
		if c.kind == kind.RepairQuoted {
			e.version = 2
		}
		w.devices[0].write(e)
		if faults, _ := audited(t, w); (c.fault == "") != (faults == "") || !strings.Contains(faults, c.fault) {
			t.Errorf("%s: %q", c.name, faults)
		}
	}
}
