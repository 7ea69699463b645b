package main

import (
	"cmp"
	"context"
	"crypto/sha256"
	"encoding/base32"
	"errors"
	"slices"
	"sync"

	"etabli/app/domain/fault"
	"etabli/app/domain/kind"
	"etabli/app/domain/receipt"
	"etabli/app/follow"
	"etabli/app/portal"
	"etabli/app/service"
	"etabli/app/views"
	"etabli/storage/journal"
)

var tokenText = base32.NewEncoding("0123456789abcdefghjkmnpqrstvwxyz").WithPadding(base32.NoPadding)

// pages gives the customer's page its news from HQ's views.
type pages struct {
	hq   *hq
	stop func()

	mu       sync.Mutex
	watchers map[journal.EntityID]map[chan struct{}]bool
	shops    shops
}

func newPages(h *hq) *pages {
	p := &pages{hq: h, watchers: map[journal.EntityID]map[chan struct{}]bool{}}
	p.stop = h.hub.Watch(p.changed)
	return p
}

// Close ends the watching.
func (p *pages) Close() { p.stop() }

// ByToken finds the repair of a token; see portal.Repairs.
func (p *pages) ByToken(ctx context.Context, token string) (portal.Repair, error) {
	file, err := p.file(ctx, token)
	if err != nil {
		return portal.Repair{}, err
	}
	shop, err := p.shop(ctx, file.Site)
	if err != nil {
		return portal.Repair{}, err
	}
	out := follow.Of(file, shop)
	orders, err := p.hq.app.OrdersOfFile(ctx, file.ID)
	if err != nil {
		return out, err
	}
	out.Part = follow.Parts(orders, file)
	claims, err := p.claims(ctx, file)
	if err != nil {
		return out, err
	}
	out.Claims = follow.Claims(claims)
	parcels, err := p.hq.app.ParcelsAbout(ctx, file.ID)
	if err != nil {
		return out, err
	}
	out.Parcels = follow.Parcels(parcels)
	visits, err := p.hq.app.VisitsOfFile(ctx, file.ID)
	if err != nil {
		return out, err
	}
	out.Visits = follow.Visits(visits)
	loans, err := p.hq.app.LoansOfFile(ctx, file.ID)
	for _, l := range loans {
		out.Loans = append(out.Loans, follow.Loans([]views.Loan{l.Loan})...)
	}
	return out, err
}

// Proven reads the signed part of an address; see portal.Deposits.
func (p *pages) Proven(ctx context.Context, token, proof string) (portal.Deposit, error) {
	raw, err := tokenText.DecodeString(token)
	if err != nil {
		return portal.Deposit{}, portal.ErrUnknown
	}
	said, err := receipt.ReadPage(proof, token, p.hq.receiptKey)
	if err != nil {
		return portal.Deposit{}, portal.ErrUnknown
	}
	hash := sha256.Sum256(raw)
	if given, err := p.hq.app.AddressGiven(ctx, hash[:], said.Number); err != nil || given {
		return portal.Deposit{}, cmp.Or(err, portal.ErrUnknown)
	}
	shop, err := p.shop(ctx, said.Site)
	return portal.Deposit{Number: said.Number, On: said.Day.String(), Shop: shop}, err
}

func (p *pages) file(ctx context.Context, token string) (views.Repair, error) {
	raw, err := tokenText.DecodeString(token)
	if err != nil {
		return views.Repair{}, portal.ErrUnknown
	}
	hash := sha256.Sum256(raw)
	file, err := p.hq.app.ByToken(ctx, hash[:])
	if errors.Is(err, fault.New(fault.NotFound, "")) {
		return views.Repair{}, portal.ErrUnknown
	}
	return file, err
}

// claims are those about a file.
func (p *pages) claims(ctx context.Context, file views.Repair) ([]views.Claim, error) {
	timed, err := p.hq.app.ClaimsAbout(ctx, &service.ByID{ID: file.ID})
	out := make([]views.Claim, len(timed))
	for i, c := range timed {
		out[i] = c.Claim
	}
	return out, err
}

// Watch tells when the repair of a token may have changed; see portal.Repairs.
func (p *pages) Watch(ctx context.Context, token string) <-chan struct{} {
	ch := make(chan struct{}, 1)
	file, err := p.file(ctx, token)
	if err != nil {
		return ch
	}
	p.mu.Lock()
	if p.watchers[file.ID] == nil {
		p.watchers[file.ID] = map[chan struct{}]bool{}
	}
	p.watchers[file.ID][ch] = true
	p.mu.Unlock()
	context.AfterFunc(ctx, func() { p.forget(file.ID, ch) })
	return ch
}

func (p *pages) forget(id journal.EntityID, ch chan struct{}) {
	p.mu.Lock()
	defer p.mu.Unlock()
	delete(p.watchers[id], ch)
	if len(p.watchers[id]) == 0 {
		delete(p.watchers, id)
	}
}

// changed tells the pages of the repairs that new entries are about; nil means
// that it may be any.
func (p *pages) changed(entities []journal.Entity) {
	p.mu.Lock()
	defer p.mu.Unlock()
	// An order may be for any file, and orders are few.
	all := entities == nil || slices.ContainsFunc(entities, func(e journal.Entity) bool { return uint8(e.Type) == kind.Order })
	if all {
		for id := range p.watchers {
			p.signal(id)
		}
	}
	var beside []journal.Entity
	for _, e := range entities {
		switch uint8(e.Type) {
		case kind.Repair:
			p.signal(e.ID)
		case kind.Visit, kind.Parcel, kind.Loan, kind.Claim:
			beside = append(beside, e)
		}
	}
	if len(beside) > 0 && len(p.watchers) > 0 {
		go p.changedBeside(beside) // whoever records does not wait for it
	}
}

// changedBeside tells the pages of the repairs that something is about which is shown
// with them.
func (p *pages) changedBeside(entities []journal.Entity) {
	for _, e := range entities {
		if file, err := p.fileOf(e); err == nil && !file.IsZero() {
			p.mu.Lock()
			p.signal(file)
			p.mu.Unlock()
		}
	}
}

func (p *pages) fileOf(e journal.Entity) (journal.EntityID, error) {
	ctx := context.Background()
	switch uint8(e.Type) {
	case kind.Visit:
		v, err := p.hq.app.Visit(ctx, e.ID)
		return v.Repair, err
	case kind.Parcel:
		v, err := p.hq.app.Parcel(ctx, e.ID)
		return v.Repair, err
	case kind.Claim:
		c, err := p.hq.app.Claim(ctx, e.ID)
		return c.Repair, err
	}
	v, err := p.hq.app.Loan(ctx, e.ID)
	return v.FileID, err
}

func (p *pages) signal(id journal.EntityID) {
	for ch := range p.watchers[id] {
		select {
		case ch <- struct{}{}:
		default: // it has a signal already
		}
	}
}
