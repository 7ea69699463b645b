package present

import (
	"context"
	"slices"

	"etabli/app/domain/claim"
	"etabli/app/domain/kind"
	"etabli/app/service"
	"etabli/app/views"
	"etabli/storage/journal"
)

// The parts of the claims: what is ours to do, what waits for the customer, money
// that has not arrived, and what is over.
const (
	ToAnswerScope Scope = "to_answer"
	ToDecideScope Scope = "to_decide"
	ProposedScope Scope = "proposed"
	RefundsScope  Scope = views.ClaimsRefunds
	EndedScope    Scope = views.ClaimsEnded
)

var claimScopes = []Scope{ToAnswerScope, ToDecideScope, ProposedScope, RefundsScope, EndedScope}

// Disputes is what the claims are read from.
type Disputes interface {
	Changes
	Calls
	Approving
	Claims(ctx context.Context, in *service.ClaimsAsked) ([]service.TimedClaim, error)
	Claim(ctx context.Context, id ID) (service.TimedClaim, error)
	ClaimCaps(ctx context.Context, in *service.SiteAsked) (map[string]int64, error)
}

// ClaimActs are the commands on claims.
type ClaimActs interface {
	OpenClaim(ctx context.Context, call service.Call, in *service.ClaimInput) (service.Result, error)
	HearClaim(ctx context.Context, call service.Call, in *service.HearInput) (service.Result, error)
	AnswerClaim(ctx context.Context, call service.Call, in *service.ClaimAnswerInput) (service.Result, error)
	DecideClaim(ctx context.Context, call service.Call, in *service.DecideClaimInput) (service.Result, error)
	ConfirmClaim(ctx context.Context, call service.Call, in *service.ConfirmClaimInput) (service.Result, error)
	ReplyClaim(ctx context.Context, call service.Call, in *service.ReplyClaimInput) (service.Result, error)
	StepRefund(ctx context.Context, call service.Call, in *service.StepRefundInput) (service.Result, error)
	MediateClaim(ctx context.Context, call service.Call, in *service.MediateInput) (service.Result, error)
	EndClaim(ctx context.Context, call service.Call, in *service.EndClaimInput) (service.Result, error)
	ReopenClaim(ctx context.Context, call service.Call, in *service.ReopenClaimInput) (service.Result, error)
	IssueVoucher(ctx context.Context, call service.Call, in *service.IssueVoucherInput) (service.Result, error)
	PrintVoucher(ctx context.Context, code string) (where string, err error)
}

// ClaimPorts are what the claims work with.
type ClaimPorts struct {
	Disputes Disputes
	Acts     ClaimActs
	Files    Files
	Search   Searches
	Papers   Papers
}

// Claims presents the claims: one file and one clock for each, what waits longest
// first.
type Claims struct {
	stay
	sheeted
	ports ClaimPorts
	list  func(ListState)
	show  func(Detail)

	scope    Scope
	parts    map[Scope][]service.TimedClaim
	known    bool
	notice   Notice
	revision int
	lane     lane
	pulse    *pulse

	one  dispute
	read bool
	file ID // about which a claim is being opened
	ask  lane
}

// NewClaims makes the presenter of the claims.
func NewClaims(env Env, ports ClaimPorts, list func(ListState), show func(Detail)) *Claims {
	c := &Claims{stay: stay{Env: env}, ports: ports, list: list, show: show, scope: ToAnswerScope}
	c.pulse = newPulse(env, frame, c.load)
	c.open = newPane(&c.stay, ports.Disputes, c.publish, c.loadOne, c.again)
	return c
}

// Enter begins to show the claims and follows changes.
func (c *Claims) Enter(ctx context.Context) {
	c.enter(ctx)
	c.watch(c.ports.Disputes, c.changed)
	c.until(c.pulse.rest)
	c.until(c.open.pulse.rest)
	c.again()
	c.publish()
}

// Leave ends it.
func (c *Claims) Leave() {
	c.file = ID{}
	c.leave()
}

// Show opens a claim, or begins one about a file.
func (c *Claims) Show(at Route) {
	if !at.Repair.IsZero() && at.Repair != c.file {
		c.beginAbout(at.Repair)
	}
	if at.Open.IsZero() || !c.open.choose(at.Open) {
		return
	}
	c.one, c.read = dispute{}, false
	if c.here() {
		c.open.pulse.kick()
	}
	c.publish()
}

// beginAbout opens the sheet of a new claim about a file.
func (c *Claims) beginAbout(file ID) {
	c.file = file
	ask(&c.stay, &c.ask, func(ctx context.Context) (views.Repair, error) {
		return c.ports.Files.Repair(ctx, file)
	}, func(found views.Repair, err error) {
		if err != nil {
			c.Tell(c.Failure(err))
			return
		}
		c.open.sheets.open(c.openSheet(found))
	})
}

func (c *Claims) changed(touched []journal.Entity) {
	if slices.ContainsFunc(touched, func(e journal.Entity) bool {
		return slices.Contains([]uint8{kind.Claim, kind.Thread, kind.Customer, kind.Repair, kind.Voucher, kind.Staff}, uint8(e.Type))
	}) {
		c.again()
	}
}

// again reads the list and the claim that is open.
func (c *Claims) again() {
	c.pulse.kick()
	if !c.open.id.IsZero() {
		c.open.pulse.kick()
	}
}

func (c *Claims) load() {
	ended := c.scope == EndedScope
	ask(&c.stay, &c.lane, func(ctx context.Context) (map[Scope][]service.TimedClaim, error) {
		out := map[Scope][]service.TimedClaim{}
		open, err := c.ports.Disputes.Claims(ctx, &service.ClaimsAsked{List: views.ClaimsOpen, Limit: views.MaxPage})
		if err != nil {
			return nil, err
		}
		for _, t := range open {
			out[partOf(t)] = append(out[partOf(t)], t)
		}
		if out[RefundsScope], err = c.ports.Disputes.Claims(ctx, &service.ClaimsAsked{List: views.ClaimsRefunds}); err == nil && ended {
			out[EndedScope], err = c.ports.Disputes.Claims(ctx, &service.ClaimsAsked{List: views.ClaimsEnded})
		}
		return out, err
	}, func(now map[Scope][]service.TimedClaim, err error) {
		c.pulse.done()
		if err != nil {
			c.notice = c.retriable(err)
		} else {
			c.parts, c.known, c.notice = now, true, Notice{}
			c.revision++
		}
		c.publish()
	})
}

// partOf says whose turn it is in an open claim.
func partOf(t service.TimedClaim) Scope {
	switch {
	case t.AnsweredMS == 0 && t.Status == claim.Open:
		return ToAnswerScope
	case t.Status == claim.Offered || t.Status == claim.Accepted:
		return ProposedScope
	}
	return ToDecideScope
}

// dispute is one reading of what is open, with who may decide how much.
type dispute struct {
	service.TimedClaim
	team []views.Staff
	caps map[string]int64 // by role
}

func (c *Claims) loadOne() {
	id := c.open.id
	ask(&c.stay, &c.open.lane, func(ctx context.Context) (out dispute, err error) {
		if out.TimedClaim, err = c.ports.Disputes.Claim(ctx, id); err != nil {
			return out, err
		}
		if out.caps, err = c.ports.Disputes.ClaimCaps(ctx, &service.SiteAsked{Site: out.Site}); err == nil {
			out.team, err = c.ports.Disputes.Staff(ctx)
		}
		return out, err
	}, func(found dispute, err error) {
		c.open.pulse.done()
		if err != nil {
			c.open.notice = c.retriable(err)
		} else {
			c.one, c.read = found, true
			if c.open.notice.Retry != "" {
				c.open.notice = Notice{}
			}
		}
		c.publish()
	})
}

// Row is a line of the list.
func (c *Claims) Row(i int) Row {
	if list := c.parts[c.scope]; i >= 0 && i < len(list) {
		return c.claimRow(list[i])
	}
	return Row{}
}

// RowChosen opens the claim of a line.
func (c *Claims) RowChosen(i int) {
	if list := c.parts[c.scope]; i >= 0 && i < len(list) {
		c.Go(Route{Screen: ClaimsScreen, Open: list[i].ID})
	}
}

// ScopeChosen shows another part of the claims.
func (c *Claims) ScopeChosen(s Scope) {
	if c.scope == s || !c.here() {
		return
	}
	c.scope = s
	if s == EndedScope {
		c.known = false
	}
	c.revision++
	c.lane.drop()
	c.pulse.rest()
	c.pulse.kick()
	c.publish()
}

// RetryPressed reads again after a failure.
func (c *Claims) RetryPressed() {
	c.notice, c.open.notice = Notice{}, Notice{}
	c.again()
	c.publish()
}
