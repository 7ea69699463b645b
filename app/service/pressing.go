package service

import (
	"context"
	"errors"
	"slices"

	"etabli/app/domain/kind"
	"etabli/app/domain/loan"
	"etabli/app/views"
	"etabli/app/views/fold"
	"etabli/storage"
	"etabli/storage/journal"
)

// Pressing is what somebody who runs a shop looks at first: everything but the
// repairs themselves that is late, or will be.
type Pressing struct {
	Handover
	Loans     []LoanStanding  `json:"loans_overdue,omitempty"`
	Below     []views.Account `json:"stock_below_zero,omitempty"`
	Asked     []views.Promise `json:"promises_to_confirm,omitempty"`
	Unclaimed []Unclaimed     `json:"unclaimed,omitempty"` // of which a step is due
	Untold    []views.ToTell  `json:"untold,omitempty"`
	Visits    []views.Visit   `json:"visits_moved_often,omitempty"`
	Silent    []views.Visit   `json:"visits_silent,omitempty"`
	Expiring  []Expiring      `json:"expiring,omitempty"`
	Recalls   []RecallHit     `json:"recalls,omitempty"` // devices with us that a list names, nobody said what becomes of them
	Closed    []Clash         `json:"promised_when_closed,omitempty"`
	Cores     []Core          `json:"cores_late,omitempty"`
	Orders    []OrderRisk     `json:"orders_at_risk,omitempty"`
	Credits   []OwedBack      `json:"credits_late,omitempty"`  // suppliers whose last day to take something back is over
	Accounts  []AccountNow    `json:"accounts_over,omitempty"` // businesses that owe more than their ceiling: two tills sold on it
	Claims    []TimedClaim    `json:"claims,omitempty"`        // with something that goes wrong, the worst first
}

// Pressing is what presses at a shop today.
func (a *App) Pressing(ctx context.Context, in *SiteAsked) (Pressing, error) {
	var p Pressing
	var err error
	if p.Handover, err = a.Handover(ctx, in); err != nil {
		return p, err
	}
	p.Loans, err = a.loans(ctx, func(r storage.Reader) ([]views.Loan, error) { return a.views.OpenLoans(r, a.here(in.Site)) },
		func(s LoanStanding) bool { return s.Standing == loan.Overdue })
	if err != nil {
		return p, err
	}
	if p.Visits, err = a.VisitAlerts(ctx, in); err != nil {
		return p, err
	}
	if p.Silent, err = a.SilentVisits(ctx, in); err != nil {
		return p, err
	}
	if p.Expiring, err = a.Expiring(ctx); err != nil {
		return p, err
	}
	if p.Claims, err = a.ClaimRisks(ctx, &SiteAsked{Site: a.here(in.Site)}); err != nil {
		return p, err
	}
	if p.Recalls, err = a.RecallHits(ctx, &Anything{}); err != nil {
		return p, err
	}
	if p.Closed, err = a.Clashes(ctx, in); err != nil {
		return p, err
	}
	owing, err := a.ReturnsAgeing(ctx, &Anything{})
	if err != nil {
		return p, err
	}
	p.Credits = slices.DeleteFunc(owing, func(o OwedBack) bool { return o.Late == 0 })
	all, err := a.Unclaimed(ctx)
	if err != nil {
		return p, err
	}
	for _, u := range all {
		if u.Due != "" && u.Site == a.here(in.Site) {
			p.Unclaimed = append(p.Unclaimed, u)
		}
	}
	_, err = read(ctx, a, func(r storage.Reader) (struct{}, error) { return struct{}{}, a.pressingGoods(r, a.here(in.Site), &p) })
	return p, err
}

// pressingGoods adds the goods that are short, and the customers nobody told.
func (a *App) pressingGoods(r storage.Reader, site string, p *Pressing) error {
	items, err := a.views.Review(r)
	if err != nil {
		return err
	}
	seen := map[journal.EntityID]bool{}
	for _, item := range items {
		if uint8(item.Entity.Type) != kind.Account || item.Rule != fold.BelowZero || seen[item.Entity.ID] {
			continue
		}
		seen[item.Entity.ID] = true
		account, err := a.views.AccountByID(r, item.Entity.ID, a.own())
		if errors.Is(err, storage.ErrNotFound) {
			continue
		}
		if err != nil {
			return err
		}
		if account.Place.Site() == site && account.OnHand < 0 {
			p.Below = append(p.Below, account)
		}
	}
	asked, err := a.views.AskedPromises(r)
	if err != nil {
		return err
	}
	for _, promise := range asked {
		if promise.Place.Site() == site {
			p.Asked = append(p.Asked, promise)
		}
	}
	if p.Cores, err = a.lateCores(r, site); err != nil {
		return err
	}
	if p.Orders, err = a.orderRisks(r, site); err != nil {
		return err
	}
	if p.Accounts, err = a.accountsOver(r); err != nil {
		return err
	}
	p.Untold, err = a.views.ToTell(r, site)
	return err
}
