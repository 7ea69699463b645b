package views

import (
	"cmp"
	"errors"
	"slices"
	"strconv"

	"etabli/app/domain/bank"
	"etabli/app/domain/claim"
	"etabli/app/domain/kind"
	"etabli/app/views/fold"
	"etabli/storage"
	"etabli/storage/journal"
)

// Claim answers a claim; storage.ErrNotFound when there is none.
func (v *Views) Claim(r storage.Reader, id journal.EntityID) (Claim, error) {
	l, err := newLook(r)
	if err != nil {
		return Claim{}, err
	}
	return l.claim(id)
}

// ClaimWritten answers what of a claim is confirmed in writing and has to go out.
func (v *Views) ClaimWritten(r storage.Reader, id journal.EntityID) ([]Words, error) {
	l, err := newLook(r)
	if err != nil {
		return nil, err
	}
	s, err := l.whole(kind.Claim, id)
	if err != nil {
		return nil, err
	}
	return l.toldOf(s), nil
}

func (l *look) claim(id journal.EntityID) (Claim, error) {
	s, err := l.whole(kind.Claim, id)
	if err != nil {
		return Claim{}, err
	}
	c := claimOf(s.state)
	c.ID = id
	l.openClaim(s, &c)
	for i := range c.Offers {
		o := &c.Offers[i]
		at := s.state.Shown(fold.GroupOffer + strconv.Itoa(o.N))
		for k := range s.history {
			if at != nil && s.history[k].Ref() == at.Ref {
				o.By = s.history[k].Header.Author
			}
		}
		if o.ByName, err = l.author(o.By); err != nil {
			return c, err
		}
		var approver journal.EntityID
		_ = approver.UnmarshalText([]byte(o.facts.ApprovedBy)) // nobody, when none was needed
		if o.ApprovedBy, err = l.author(approver); err != nil {
			return c, err
		}
	}
	if err := l.endingOf(s, &c); err != nil {
		return c, err
	}
	if err := l.answeredInThread(&c); err != nil {
		return c, err
	}
	if c.CustomerName, c.Number, err = l.named(c.Customer, c.Repair); err != nil {
		return c, err
	}
	c.Erased = l.isErased(c.Customer)
	c.Items, err = l.items(s.entity, s.state)
	return c, err
}

// openClaim opens what was said and offered.
func (l *look) openClaim(s *subject, c *Claim) {
	var f claim.OpenedFacts
	_ = inField(s.state, fold.FieldClaim, &f) // the fold wrote it
	first := Statement{AtMS: f.ReceivedMS, Channel: f.Channel}
	l.private(s, fold.FieldClaimed, &first.WordsBox)
	c.Said = []Statement{first}
	for _, ref := range s.state.Group(fold.GroupHeard) {
		var h claim.HeardFacts
		_ = inField(s.state, fold.GroupHeard+ref, &h) // the fold wrote it
		more := Statement{AtMS: h.ReceivedMS, Channel: h.Channel}
		l.private(s, fold.GroupHeardIn+ref, &more.WordsBox)
		c.Said = append(c.Said, more)
	}
	slices.SortStableFunc(c.Said, func(a, b Statement) int { return cmp.Compare(a.AtMS, b.AtMS) })
	for i := range c.Offers {
		var box claim.WordsBox
		l.private(s, fold.GroupOfferSaid+strconv.Itoa(c.Offers[i].N), &box)
		c.Offers[i].Words = box.Words
	}
	l.openAccount(s, c)
}

// backTo is the account that money went back to by transfer; nil when none did.
func (l *look) backTo(s *fold.State) *bank.Account {
	shown := s.Shown(fold.FieldBank)
	if shown == nil || shown.Box == nil {
		return nil
	}
	e, err := journal.Get(l.r, shown.Box.Ref)
	var to bank.Account
	if err != nil || !openBox(l.r, &e, shown.Box.Box, &to) || to.IBAN == "" {
		return nil
	}
	to = to.Shown()
	return &to
}

// openAccount shows where the money of transfers goes.
func (l *look) openAccount(s *subject, c *Claim) {
	var to bank.Account
	if l.private(s, fold.FieldBank, &to); to.IBAN == "" {
		return
	}
	for i := range c.Offers {
		if r := c.Offers[i].Refund; r != nil && r.Means == claim.ByTransfer {
			shown := to
			if r.State == claim.RefundConfirmed {
				shown = to.Shown()
			}
			r.Account = &shown
		}
	}
}

// answeredInThread counts what was answered in the conversation about it.
func (l *look) answeredInThread(c *Claim) error {
	if c.Thread.IsZero() {
		return nil
	}
	s, err := l.state(kind.Thread, c.Thread)
	if errors.Is(err, storage.ErrNotFound) {
		return nil // it lies at another shop
	}
	if err != nil {
		return err
	}
	for _, line := range s.Thread().Lines {
		if line.Answer && line.AtMS >= c.ReceivedMS {
			c.answered(line.Channel, line.AtMS)
		}
	}
	return nil
}

// ClaimsIn answers a list of claims of a site, or of all sites, in its order.
func (v *Views) ClaimsIn(r storage.Reader, list, site string, limit int) ([]Claim, error) {
	if site != "" {
		list += "/" + site
	}
	return claimsIn(r, list, limit)
}

// ClaimsAbout answers the claims about a file, the oldest first.
func (v *Views) ClaimsAbout(r storage.Reader, file journal.EntityID) ([]Claim, error) {
	return ofFile(r, file, func(id journal.EntityID) ([]Claim, error) {
		return claimsIn(r, fold.FieldRepair+"/"+id.String(), maxShared)
	})
}

// ClaimsOf answers the claims of a customer, the oldest first.
func (v *Views) ClaimsOf(r storage.Reader, customer journal.EntityID) ([]Claim, error) {
	return claimsIn(r, fold.FieldOf+"/"+customer.String(), maxShared)
}

// FindClaims answers the claims whose words hold these.
func (v *Views) FindClaims(r storage.Reader, words string) ([]Claim, error) {
	return eachFound(r, kind.Claim, words, (*look).claim)
}

func claimsIn(r storage.Reader, list string, limit int) ([]Claim, error) {
	l, err := newLook(r)
	if err != nil {
		return nil, err
	}
	members, err := l.placed(kind.Claim, list, limit)
	if err != nil {
		return nil, err
	}
	out := make([]Claim, 0, len(members))
	for _, m := range members {
		c, err := l.claim(m.ID)
		if err != nil {
			return nil, err
		}
		out = append(out, c)
	}
	return out, nil
}

// Authority is what a site says its roles may decide; nothing when it says none.
func (v *Views) Authority(r storage.Reader, site string) (claim.AuthorityFacts, error) {
	return siteFacts[claim.AuthorityFacts](r, site, fold.FieldAuthority)
}
