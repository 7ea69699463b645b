package views_test

import (
	"bytes"
	"testing"

	"pgregory.net/rapid"

	"etabli/app/domain/claim"
	"etabli/app/domain/kind"
	"etabli/app/domain/message"
	"etabli/app/views/fold"
	"etabli/storage"
	"etabli/storage/journal"
)

func claimEntity() journal.Entity {
	return journal.Entity{Type: journal.EntityType(kind.Claim), ID: id("claim")}
}

func ofClaim(k kind.Kind, facts any) entry {
	return entry{kind: k, entities: []journal.Entity{claimEntity(), repairOf("a")}, facts: facts}
}

func drawClaim(t *rapid.T) entry {
	n := rapid.IntRange(1, 2).Draw(t, "offer")
	switch rapid.IntRange(0, 6).Draw(t, "act") {
	case 0:
		return ofClaim(kind.ClaimHeard, claim.HeardFacts{Channel: message.Email, ReceivedMS: startMS + rapid.Int64Range(-5, 5).Draw(t, "at")})
	case 1:
		return ofClaim(kind.ClaimDecided, claim.DecidedFacts{N: n, Why: "goodwill", Channel: message.Phone, Measures: []claim.Measure{
			{Do: claim.Refund, Cents: rapid.SampledFrom([]int64{500, 900}).Draw(t, "cents"), Legal: true, By: "2026-12-01"},
		}})
	case 2:
		return ofClaim(kind.ClaimReplied, claim.RepliedFacts{N: n, Answer: rapid.SampledFrom([]claim.Answer{claim.Yes, claim.No, claim.None}).Draw(t, "answer")})
	case 3:
		state := rapid.SampledFrom(claim.RefundStates()).Draw(t, "state")
		return ofClaim(kind.RefundStepped, claim.RefundFacts{N: n, State: state, Cents: 500, Ref: rapid.SampledFrom([]string{"A", "B"}).Draw(t, "ref")})
	case 4:
		return ofClaim(kind.ClaimEnded, claim.EndedFacts{Outcome: rapid.SampledFrom(claim.Outcomes()).Draw(t, "outcome")})
	case 5:
		return ofClaim(kind.ClaimMediated, claim.MediatedFacts{Step: claim.Referred, On: "2026-12-01"})
	}
	return entry{}
}

// Whatever several counters do to one claim, hearing of each other or not, and in
// whatever order it arrives: the state is the same, money that is owed stands in
// the list until it has arrived, and the claim can be read.
func TestAClaimIsTheSameWhateverTheOrderOfArrival(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		w := newWorld(3)
		w.devices[0].write(intake("LIL2-00431-X7K", "a"))
		w.devices[0].write(ofClaim(kind.ClaimOpened, claim.OpenedFacts{Site: "LIL", Channel: message.Phone, ReceivedMS: startMS, About: "delay"}))
		for _, d := range w.devices[1:] {
			d.hear(w.devices[0])
		}
		for range rapid.IntRange(0, 12).Draw(rt, "acts") {
			d := rapid.SampledFrom(w.devices).Draw(rt, "device")
			if e := drawClaim(rt); e.kind != 0 {
				e.skewMS = rapid.SampledFrom([]int64{0, 0, -3_600_000, 86_400_000}).Draw(rt, "skew")
				d.write(e)
				continue
			}
			d.hear(rapid.SampledFrom(w.devices).Draw(rt, "other"))
		}
		w.order(rapid.IntRange(0, len(w.entries)).Draw(rt, "ordered"), func(free int) int { return rapid.IntRange(0, free-1).Draw(rt, "next") })
		r := newReplica(rt)
		arrivals(rt, r, t, w)
		want, err := fold.Fold(w.of(claimEntity()), claimEntity()).Bytes()
		if err != nil || !bytes.Equal(stateOf(rt, t, r, claimEntity()), want) {
			rt.Fatal("the stored state differs from the fold of the log")
		}
		r.view(t, func(rd storage.Reader) error {
			c, err := r.views.Claim(rd, claimEntity().ID)
			if err != nil {
				return err
			}
			listed, err := r.views.ClaimsIn(rd, "refunds", "LIL", 0)
			o := c.Owed()
			if owed := o != nil && o.Refund.State != claim.RefundConfirmed; owed != (len(listed) == 1) {
				rt.Fatalf("owed %v, listed %d: %+v", owed, len(listed), c.Offers)
			}
			return err
		})
	})
}
