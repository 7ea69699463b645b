package fold

import (
	"strconv"

	"etabli/app/domain/claim"
	"etabli/app/domain/kind"
	"etabli/storage/journal"
)

// The fields of claims. Each statement, offer, answer and refund has a field of
// its own, so that two of them never hide each other.
const (
	FieldClaim     = "claim"    // facts: what it began with
	FieldClaimed   = "claimed"  // private: the customer's first words
	GroupHeard     = "heard/"   // facts, by entry
	GroupHeardIn   = "heards/"  // private, by entry
	GroupAnswered  = "answer/"  // facts, by entry
	GroupOffer     = "offer/"   // facts, by number
	GroupOfferSaid = "offered/" // private, by number
	GroupConfirmed = "confirm/" // facts, by number
	GroupReply     = "reply/"   // facts, by number
	GroupRefund    = "refund/"  // facts, by number of the offer
	FieldBank      = "bank"     // private: of the customer, for a transfer
	FieldMediation = "mediation"
	GroupMediated  = "mediated/" // facts, by step
	FieldThread    = "thread"
	FieldVisit     = "visit"
	FieldParcel    = "parcel"
	FieldTillNo    = "receipt"
	GroupPaidBack  = "paid_back/" // cents, by number of the till's refund
	FieldAuthority = "authority"  // of a site
)

var claimKinds = kinds{
	kind.ClaimOpened:    {claimOpened},
	kind.ClaimHeard:     {claimHeard},
	kind.ClaimAnswered:  {claimAnswered},
	kind.ClaimDecided:   {claimDecided},
	kind.ClaimConfirmed: {claimConfirmed},
	kind.ClaimReplied:   {claimReplied},
	kind.RefundStepped:  {refundStepped},
	kind.ClaimMediated:  {claimMediated},
	kind.ClaimEnded:     {claimEnded},
	kind.ClaimReopened:  {claimReopened},
	kind.ClaimLinked:    {claimLinked},
	kind.AuthoritySaid:  {authoritySaid},
}

var aboutClaim = map[uint8]string{
	kind.Repair: FieldRepair, kind.Customer: FieldOf, kind.Thread: FieldThread, kind.Visit: FieldVisit,
	kind.Parcel: FieldParcel,
}

func claimOpened(a *act, e journal.Entity, x *effects) error {
	f, err := facts[claim.OpenedFacts](a)
	if err != nil || !is(e, kind.Claim) {
		return err
	}
	return x.beginsClaim(a, e, f)
}

func (x *effects) beginsClaim(a *act, e journal.Entity, f claim.OpenedFacts) error {
	x.become(string(claim.Open))
	x.set(FieldSite, f.Site)
	x.setKnown(FieldTillNo, f.Receipt)
	x.about(a, aboutClaim)
	x.setPrivate(FieldClaimed, a, e, journal.File)
	return x.setFacts(FieldClaim, f)
}

func claimHeard(a *act, e journal.Entity, x *effects) error {
	f, err := facts[claim.HeardFacts](a)
	if err != nil || !is(e, kind.Claim) {
		return err
	}
	x.about(a, aboutClaim)
	x.setPrivate(GroupHeardIn+a.ref.String(), a, e, journal.File)
	return x.setFacts(GroupHeard+a.ref.String(), f)
}

func claimAnswered(a *act, e journal.Entity, x *effects) error {
	f, err := facts[claim.AnsweredFacts](a)
	if err != nil || !is(e, kind.Claim) {
		return err
	}
	return x.setFacts(GroupAnswered+a.ref.String(), f)
}

// claimDecided makes an offer. An answer to one that was replaced meanwhile is
// refused, as with quotes.
func claimDecided(a *act, e journal.Entity, x *effects) error {
	f, err := facts[claim.DecidedFacts](a)
	if err != nil || !is(e, kind.Claim) {
		return err
	}
	n := strconv.Itoa(f.N)
	x.become(string(claim.Offered))
	x.quoteVersion = f.N
	x.setPrivate(GroupOfferSaid+n, a, e, journal.File)
	return x.setFacts(GroupOffer+n, f)
}

func claimConfirmed(a *act, e journal.Entity, x *effects) error {
	f, err := facts[claim.ConfirmedFacts](a)
	if err != nil || !is(e, kind.Claim) {
		return err
	}
	return x.setFacts(GroupConfirmed+strconv.Itoa(f.N), f)
}

func claimReplied(a *act, e journal.Entity, x *effects) error {
	f, err := facts[claim.RepliedFacts](a)
	if err != nil || !is(e, kind.Claim) {
		return err
	}
	x.become(string(f.Answer.To()))
	x.answer = &Answer{Version: f.N, Accepted: f.Answer == claim.Yes, Channel: f.Channel}
	return x.setFacts(GroupReply+strconv.Itoa(f.N), f)
}

// refundStepped notes how far a refund has come. Two who paid it back without
// knowing of each other stand side by side in "À vérifier".
func refundStepped(a *act, e journal.Entity, x *effects) error {
	f, err := facts[claim.RefundFacts](a)
	if err != nil || !is(e, kind.Claim) {
		return err
	}
	x.setPrivate(FieldBank, a, e, journal.File) // where there is one
	return x.setFacts(GroupRefund+strconv.Itoa(f.N), f)
}

func claimMediated(a *act, e journal.Entity, x *effects) error {
	f, err := facts[claim.MediatedFacts](a)
	if err != nil || !is(e, kind.Claim) {
		return err
	}
	if f.Step == claim.Referred {
		x.become(string(claim.AtMediator))
	}
	x.set(FieldMediation, string(f.Step))
	return x.setFacts(GroupMediated+string(f.Step), f)
}

func claimEnded(a *act, e journal.Entity, x *effects) error {
	f, err := facts[claim.EndedFacts](a)
	if err == nil && is(e, kind.Claim) {
		x.move = &transition{to: string(claim.Ended), outcome: string(f.Outcome)}
	}
	return err
}

func claimReopened(a *act, e journal.Entity, x *effects) error {
	_, err := facts[claim.ReopenedFacts](a)
	if err == nil && is(e, kind.Claim) {
		x.become(string(claim.Open))
	}
	return err
}

func claimLinked(a *act, e journal.Entity, x *effects) error {
	f, err := facts[claim.LinkedFacts](a)
	if err == nil && is(e, kind.Claim) {
		x.setKnown(FieldTillNo, f.Receipt)
		x.about(a, aboutClaim)
	}
	return err
}

func authoritySaid(a *act, e journal.Entity, x *effects) error {
	f, err := facts[claim.AuthorityFacts](a)
	if err != nil || !is(e, kind.Site) {
		return err
	}
	return x.setFacts(FieldAuthority, f)
}
