package sample

import (
	"context"
	"strings"
	"time"

	"etabli/app/domain/claim"
	"etabli/app/domain/fault"
	"etabli/app/domain/message"
	"etabli/app/domain/staff"
	"etabli/app/present"
	"etabli/app/service"
	"etabli/app/views"
)

// disputes are the claims of the shop: one that is late to answer, one to decide, an
// offer that waits, a refund whose day has passed, and one at the mediator.
func disputes() []service.TimedClaim {
	one := func(n byte, who, about string, status claim.Status, by message.Channel, ago time.Duration, words string) service.TimedClaim {
		return service.TimedClaim{Claim: views.Claim{
			ID: ID(n), Site: "LIL", Status: status, About: about, CustomerName: who, Channel: by, ReceivedMS: before(ago),
			Said: []views.Statement{{AtMS: before(ago), Channel: by, WordsBox: claim.WordsBox{Words: words}}},
		}}
	}
	list := []service.TimedClaim{
		one(120, "Jeanne Lopez", "pick_up", claim.Open, message.Phone, 5*time.Hour, "Deux fois au point relais, et rien. On m’avait dit qu’il y était."),
		one(121, "Karim Benali", "damage", claim.Open, message.Email, 50*time.Hour, "La coque est rayée depuis votre réparation. J’attends un geste."),
		one(122, "Amélie Durand", "delay", claim.Offered, message.Web, 73*time.Hour, "Promis le 14, toujours rien. J’ai dû louer une machine."),
		one(123, "Paul Vasseur", "promise", claim.Accepted, message.Letter, 200*time.Hour, "Le technicien n’est pas venu. J’avais posé ma journée."),
		one(124, "Inès Morel", "price", claim.Refused, message.Email, 300*time.Hour, "Le devis disait 80 €, la facture 130 €."),
	}
	list[0].DueMS, list[0].Late, list[0].Risks = before(3*time.Hour), true, []claim.Risk{claim.AnswerLate}
	list[0].Repair, list[0].Number = ID(4), number("2", 428, "MB")
	list[0].Loss, list[0].Said[0].Why = claim.Loss{Trips: 2, Km: 24, Days: 1, Cents: 1_860}, "Une matinée de travail et un entretien à Douai"
	list[0].Sighting = &claim.Sighting{Status: "at_pickup_point", SaidBy: "carrier"}
	list[1].AnsweredMS, list[1].SpentMS, list[1].Wish, list[1].WishCents = before(48*time.Hour), (38 * time.Minute).Milliseconds(), claim.Refund, 4_900
	list[1].Repair, list[1].Number, list[1].Thread = ID(2), number("2", 430, "W3"), ID(111)
	list[2].AnsweredMS, list[2].SpentMS, list[2].Wish = before(70*time.Hour), (95 * time.Minute).Milliseconds(), claim.Refund
	list[2].Repair, list[2].Number, list[2].Loss = ID(1), number("2", 431, "X7"), claim.Loss{Cents: 6_500}
	list[2].Offers = []views.Offer{offer(1, 26*time.Hour, "our_fault", claim.Measure{Do: claim.Voucher, Cents: 3_000}, claim.Measure{Do: claim.Apology})}
	list[2].Risks = []claim.Risk{claim.ConfirmLate}
	list[3].AnsweredMS, list[3].SpentMS = before(190*time.Hour), (20 * time.Minute).Milliseconds()
	list[3].Offers = []views.Offer{
		offer(1, 180*time.Hour, "goodwill", claim.Measure{Do: claim.Voucher, Cents: 2_000}),
		offer(2, 150*time.Hour, "law", claim.Measure{Do: claim.Refund, Cents: 8_900, Legal: true, Means: claim.ByTransfer, By: "2026-11-19"}),
	}
	list[3].Offers[0].Stands, list[3].Offers[0].Reply = false, &views.Reply{Answer: claim.No, By: "phone", AtMS: before(160 * time.Hour)}
	list[3].Offers[1].Reply = &views.Reply{Answer: claim.Yes, By: "email", AtMS: before(140 * time.Hour)}
	list[3].Offers[1].ApprovedBy = "Claire M."
	list[3].Offers[1].Confirmed = &views.Confirmation{AtMS: before(149 * time.Hour), Channel: message.Letter, Proof: "1A 204 556 789 1"}
	list[3].Offers[1].Refund = &views.Refund{State: claim.RefundOrdered, Cents: 8_900, Means: claim.ByTransfer, By: "2026-11-19", AtMS: before(100 * time.Hour)}
	list[3].Risks = []claim.Risk{claim.RefundLate}
	list[4].AnsweredMS, list[4].AnswerBy, list[4].Labelled = before(290*time.Hour), "2026-11-23", true
	list[4].Offers = []views.Offer{offer(1, 280*time.Hour, "no_ground", claim.Measure{Do: claim.Apology})}
	list[4].Offers[0].Reply = &views.Reply{Answer: claim.No, By: "email", AtMS: before(200 * time.Hour)}
	list[4].Risks = []claim.Risk{claim.WrittenDue, claim.MediatorDue}
	return list
}

// offer is what was decided a while ago.
func offer(n int, ago time.Duration, why string, measures ...claim.Measure) views.Offer {
	o := views.Offer{
		N: n, AtMS: before(ago), By: ID(70), ByName: "Nadia B.", Why: why, Measures: measures, Channel: message.Phone, Until: "2026-12-05",
		Words: "Nous sommes désolés, et voici ce que nous pouvons faire.", Stands: true,
	}
	for _, m := range measures {
		o.CostCents += m.Cents
	}
	return o
}

// longestClaim is a claim where everything is as long as it gets.
func (s *Shop) longestClaim() {
	t := &s.Disputed[3]
	t.CustomerName, t.Number, t.Repair = s.Repairs[0].Customer, s.Repairs[0].Number, ID(1)
	t.Said[0].Words = strings.Repeat("Je vous écris au sujet de ma machine à laver, qui fuit. ", 12)
	t.Said[0].Why = strings.Repeat("une journée de congé, ", 9)
	t.Offers[1].Words = t.Said[0].Words
	t.Offers[1].ApprovedBy = "Marie-Françoise de La Rochefoucauld-Montbel"
	t.Risks = []claim.Risk{claim.PaidTwice, claim.RefundLate, claim.WrittenLate, claim.ConfirmLate, claim.MediatorDue}
}

// Claims implements present.Disputes.
func (s *Shop) Claims(_ context.Context, in *service.ClaimsAsked) ([]service.TimedClaim, error) {
	var out []service.TimedClaim
	for _, t := range s.Disputed {
		ended, owed := t.Status == claim.Ended, len(t.Offers) > 0 && t.Offers[len(t.Offers)-1].Refund != nil
		if in.List == views.ClaimsEnded && ended || in.List == views.ClaimsOpen && !ended || in.List == views.ClaimsRefunds && owed {
			out = append(out, t)
		}
	}
	return out, s.broken()
}

// Claim implements present.Disputes.
func (s *Shop) Claim(_ context.Context, id present.ID) (service.TimedClaim, error) {
	for _, t := range s.Disputed {
		if t.ID == id {
			return t, s.broken()
		}
	}
	return service.TimedClaim{}, fault.New(fault.NotFound, "id")
}

// ClaimCaps implements present.Disputes.
func (s *Shop) ClaimCaps(context.Context, *service.SiteAsked) (map[string]int64, error) {
	return map[string]int64{staff.Counter: 3_000, staff.Technician: 1_500, staff.Manager: 30_000}, s.broken()
}

// OpenClaim implements present.ClaimActs.
func (s *Shop) OpenClaim(context.Context, service.Call, *service.ClaimInput) (service.Result, error) {
	return s.taken()
}

// HearClaim implements present.ClaimActs.
func (s *Shop) HearClaim(context.Context, service.Call, *service.HearInput) (service.Result, error) {
	return s.taken()
}

// AnswerClaim implements present.ClaimActs.
func (s *Shop) AnswerClaim(context.Context, service.Call, *service.ClaimAnswerInput) (service.Result, error) {
	return s.taken()
}

// DecideClaim implements present.ClaimActs.
func (s *Shop) DecideClaim(context.Context, service.Call, *service.DecideClaimInput) (service.Result, error) {
	return s.taken()
}

// ConfirmClaim implements present.ClaimActs.
func (s *Shop) ConfirmClaim(context.Context, service.Call, *service.ConfirmClaimInput) (service.Result, error) {
	return s.taken()
}

// ReplyClaim implements present.ClaimActs.
func (s *Shop) ReplyClaim(context.Context, service.Call, *service.ReplyClaimInput) (service.Result, error) {
	return s.taken()
}

// StepRefund implements present.ClaimActs.
func (s *Shop) StepRefund(context.Context, service.Call, *service.StepRefundInput) (service.Result, error) {
	return s.taken()
}

// MediateClaim implements present.ClaimActs.
func (s *Shop) MediateClaim(context.Context, service.Call, *service.MediateInput) (service.Result, error) {
	return s.taken()
}

// EndClaim implements present.ClaimActs.
func (s *Shop) EndClaim(context.Context, service.Call, *service.EndClaimInput) (service.Result, error) {
	return s.taken()
}

// ReopenClaim implements present.ClaimActs.
func (s *Shop) ReopenClaim(context.Context, service.Call, *service.ReopenClaimInput) (service.Result, error) {
	return s.taken()
}
