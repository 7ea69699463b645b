package views

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"etabli/app/domain/claim"
	"etabli/app/domain/message"
	"etabli/app/views/fold"
)

var claimShape = shape{
	places: func(s *fold.State) []place {
		c := claimOf(s)
		site, list, sort := s.Value(fold.FieldSite), ClaimsOpen, by(c.ReceivedMS)
		if c.Status == claim.Ended {
			list, sort = ClaimsEnded, latest(s.SinceMS)
		}
		out := []place{{list, sort}, {list + "/" + site, sort}}
		for _, o := range c.Offers {
			if r := o.Refund; r != nil && r.State != claim.RefundConfirmed && o.owed() {
				due := daySort(dateIn(r.By))
				out = append(out, place{ClaimsRefunds, due}, place{ClaimsRefunds + "/" + site, due})
				break
			}
		}
		for _, link := range []string{fold.FieldRepair, fold.FieldOf, fold.FieldThread, fold.FieldVisit, fold.FieldParcel} {
			if of := s.Value(link); of != "" {
				out = append(out, place{link + "/" + of, by(c.ReceivedMS)})
			}
		}
		return out
	},
	texts: func(o *opener) []string {
		var box claim.WordsBox
		o.open(fold.FieldClaimed, &box)
		out := []string{box.Words, box.From, o.value(fold.FieldTillNo)}
		for _, ref := range o.state.Group(fold.GroupHeardIn) {
			box = claim.WordsBox{}
			o.open(fold.GroupHeardIn+ref, &box)
			out = append(out, box.Words, box.From)
		}
		return out
	},
}

// owed tells whether the measures of an offer are to be carried out: the
// customer agreed, or law owes them and no later offer took their place.
func (o Offer) owed() bool {
	if o.Reply != nil {
		return o.Reply.Answer == claim.Yes
	}
	m, refunds := o.facts.Of(claim.Refund)
	return o.Stands && refunds && m.Legal
}

// Owes tells whether an offer has a refund that is to be paid, or was.
func (o Offer) Owes() bool { return o.Refund != nil && o.owed() }

// Owed is the offer whose refund is next to be seen to, nil when there is none: the
// first that has not left us, else the first that has not arrived, else the last.
func (c Claim) Owed() *Offer {
	var left, arrived *Offer
	for i := range c.Offers {
		o := &c.Offers[i]
		switch {
		case !o.Owes():
		case !o.Refund.State.Left():
			return o
		case o.Refund.State != claim.RefundConfirmed && left == nil:
			left = o
		default:
			arrived = o
		}
	}
	if left != nil {
		return left
	}
	return arrived
}

// Stands tells whether a claim is not over: not ended, or with money that has not
// left us.
func (c Claim) Stands() bool {
	o := c.Owed()
	return c.Status != claim.Ended || o != nil && !o.Refund.State.Left()
}

// Due is the accepted offer whose voucher is still to be issued, nil when there is
// none.
func (c Claim) Due() *Offer {
	for i := range c.Offers {
		o := &c.Offers[i]
		if _, grants := o.facts.Of(claim.Voucher); grants && o.Voucher.IsZero() && o.Reply != nil && o.Reply.Answer == claim.Yes {
			return o
		}
	}
	return nil
}

// paid takes what the till gave back as the execution of the refunds that are owed:
// whoever stands at the till needs to write nothing twice. Money that went back at
// the till when nothing was owed any more was paid twice.
func (c *Claim) paid() {
	free := slices.Clone(c.PaidBack)
	for _, o := range c.Offers {
		if o.Refund != nil && o.Refund.State.Left() {
			named := strings.Split(o.Refund.Ref, ", ")
			free = slices.DeleteFunc(free, func(p Spent) bool { return slices.Contains(named, p.Receipt) })
		}
	}
	open := false
	for i := range c.Offers {
		if o := &c.Offers[i]; o.Owes() && !o.Refund.State.Left() {
			free = o.take(free)
			open = open || !o.Refund.State.Left()
		}
	}
	c.PaidTwice = len(free) > 0 && !open
}

// take executes a refund with what the till gave back, as far as that is enough,
// and answers the rest. What was given back before it failed does not count.
func (o *Offer) take(free []Spent) []Spent {
	var sum, lastMS int64
	var by []string
	for i, p := range free {
		if o.again && p.AtMS < o.Refund.AtMS {
			continue
		}
		sum, lastMS, by = sum+p.Cents, max(lastMS, p.AtMS), append(by, p.Receipt)
		if sum >= o.Refund.Cents {
			o.Refund.State, o.Refund.Ref, o.Refund.AtMS = claim.RefundExecuted, strings.Join(by, ", "), lastMS
			return free[i+1:]
		}
	}
	o.Refund.PartCents = sum
	return free
}

// Standing is the offer that waits for an answer or has it, nil when there is none.
func (c Claim) Standing() *Offer {
	if len(c.Offers) == 0 {
		return nil
	}
	return &c.Offers[len(c.Offers)-1]
}

// Granted is what offers cost that were accepted, or of which the money is gone.
func (c Claim) Granted() (cents int64) {
	for _, o := range c.Offers {
		if o.Reply != nil && o.Reply.Answer == claim.Yes || o.Refund != nil && o.Refund.State.Left() {
			cents += o.CostCents
		}
	}
	return cents
}

// claimOf is what the state alone tells.
func claimOf(s *fold.State) Claim {
	var f claim.OpenedFacts
	_ = inField(s, fold.FieldClaim, &f) // the fold wrote it
	c := Claim{
		Site: s.Value(fold.FieldSite), Status: claim.Status(s.Status), About: f.About, Wish: f.Wish, WishCents: f.WishCents, Loss: f.Loss,
		Labelled: f.Labelled, AnswerBy: f.AnswerBy, Channel: f.Channel, ReceivedMS: f.ReceivedMS,
		Customer: s.ID(fold.FieldOf), Repair: s.ID(fold.FieldRepair), Thread: s.ID(fold.FieldThread), Visit: s.ID(fold.FieldVisit), Parcel: s.ID(fold.FieldParcel), Sighting: f.Parcel,
		Receipt: s.Value(fold.FieldTillNo), Mediation: claim.Mediation(s.Value(fold.FieldMediation)),
		Next: claim.Steps(claim.Status(s.Status)), BegunMS: s.BegunMS, Tentative: s.Waiting > 0,
	}
	if c.Status == claim.Ended {
		c.Outcome = claim.Outcome(s.Outcome)
	}
	c.hear(s)
	c.offer(s)
	c.PaidBack = spentIn(s, fold.GroupPaidBack)
	c.paid()
	for _, at := range factsIn[claim.AnsweredFacts](s, fold.GroupAnswered) {
		c.answered(at.Channel, at.AtMS)
	}
	c.Mediated = factsIn[claim.MediatedFacts](s, fold.GroupMediated)
	slices.SortStableFunc(c.Mediated, func(a, b claim.MediatedFacts) int { return cmp.Compare(a.On, b.On) })
	return c
}

// factsIn are the facts that a group of fields holds, by name.
func factsIn[T any](s *fold.State, group string) []T {
	var out []T
	for _, name := range s.Group(group) {
		var f T
		if inField(s, group+name, &f) == nil {
			out = append(out, f)
		}
	}
	return out
}

func (c *Claim) hear(s *fold.State) {
	heard := factsIn[claim.HeardFacts](s, fold.GroupHeard)
	slices.SortStableFunc(heard, func(a, b claim.HeardFacts) int { return cmp.Compare(a.ReceivedMS, b.ReceivedMS) })
	for _, h := range heard {
		if h.ReceivedMS < c.ReceivedMS {
			c.ReceivedMS, c.Channel = h.ReceivedMS, h.Channel
		}
		if h.Loss != nil {
			c.Loss = *h.Loss
		}
		if h.Wish != "" {
			c.Wish, c.WishCents = h.Wish, h.WishCents
		}
		if h.AnswerBy != "" && (c.AnswerBy == "" || h.AnswerBy < c.AnswerBy) {
			c.AnswerBy = h.AnswerBy
		}
	}
}

// answered notes an answer of ours; the first one counts, and the first in
// writing.
func (c *Claim) answered(by message.Channel, atMS int64) {
	if c.AnsweredMS == 0 || atMS < c.AnsweredMS {
		c.AnsweredMS = atMS
	}
	if claim.Written(by) && (c.WrittenMS == 0 || atMS < c.WrittenMS) {
		c.WrittenMS = atMS
	}
}

func (c *Claim) offer(s *fold.State) {
	for _, f := range factsIn[claim.DecidedFacts](s, fold.GroupOffer) {
		n := strconv.Itoa(f.N)
		o := Offer{
			N: f.N, Why: f.Why, Measures: f.Measures, CostCents: f.Cost(), CapCents: f.CapCents, Channel: f.Channel, Until: f.Until,
			AsksYes: f.AsksYes(), facts: f,
		}
		if at := s.Shown(fold.GroupOffer + n); at != nil {
			o.AtMS = at.AtMS
			c.answered(f.Channel, at.AtMS)
		}
		var sent claim.ConfirmedFacts
		if s.Value(fold.GroupConfirmed+n) != "" && inField(s, fold.GroupConfirmed+n, &sent) == nil {
			o.Confirmed = &Confirmation{AtMS: sent.AtMS, Channel: sent.Channel, Proof: sent.Proof}
			c.answered(sent.Channel, sent.AtMS)
		}
		var said claim.RepliedFacts
		if s.Value(fold.GroupReply+n) != "" && inField(s, fold.GroupReply+n, &said) == nil {
			o.Reply = &Reply{Answer: said.Answer, By: said.Channel, AtMS: said.AtMS, VoucherYes: said.VoucherYes}
		}
		o.Voucher = s.ID(fold.GroupVoucher + n)
		o.refund(s, n)
		c.Offers = append(c.Offers, o)
	}
	slices.SortFunc(c.Offers, func(a, b Offer) int { return cmp.Compare(a.N, b.N) })
	if last := c.Standing(); last != nil {
		last.Stands = true
	}
}

// refund is how far the refund of an offer is; decided, while nobody took it on.
func (o *Offer) refund(s *fold.State, n string) {
	m, refunds := o.facts.Of(claim.Refund)
	if !refunds {
		return
	}
	o.Refund = &Refund{State: claim.RefundDecided, Cents: m.Cents, Means: m.Means, By: m.By, AtMS: o.AtMS}
	var f claim.RefundFacts
	if s.Value(fold.GroupRefund+n) != "" && inField(s, fold.GroupRefund+n, &f) == nil {
		o.again = f.State == claim.RefundDecided
		o.Refund = &Refund{State: f.State, Cents: m.Cents, Means: f.Means, By: f.By, AtMS: f.AtMS, Ref: f.Ref, Proof: f.Proof}
	}
}
