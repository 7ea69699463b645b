package service

import (
	"context"
	"slices"
	"strings"

	"etabli/app/domain/civil"
	"etabli/app/domain/claim"
	"etabli/app/domain/fault"
	"etabli/app/domain/message"
	"etabli/app/domain/staff"
	"etabli/app/views"
	"etabli/storage"
	"etabli/storage/journal"
)

// TimedClaim is a claim with its clock and its risks.
type TimedClaim struct {
	views.Claim
	DueMS   int64        `json:"due_ms,omitempty"`   // when the first answer should be there
	SpentMS int64        `json:"spent_ms,omitempty"` // of opening hours, until the first answer
	Late    bool         `json:"late,omitempty"`
	Risks   []claim.Risk `json:"risks,omitempty"`
}

// ClaimsAsked asks for a list of claims.
type ClaimsAsked struct {
	List  string `json:"list,omitempty" doc:"open, refunds or ended; open when empty"`
	Site  string `json:"site,omitempty" doc:"all sites when empty"`
	Limit int    `json:"limit,omitempty" doc:"200 when empty"`
}

const defaultClaims = 200

func claimQuestions() []Question {
	return []Question{
		question("claim.get", "One claim with its clock, its offers and how far its refund is.", func(a *App, ctx context.Context, in *ByID) (TimedClaim, error) {
			return a.Claim(ctx, in.ID)
		}),
		question("claim.list", "A list of claims with their clocks, what waits longest first.", (*App).Claims),
		question("claim.risks", "The claims that go wrong unless somebody acts, the worst first.", (*App).ClaimRisks),
		question("claim.find", "The claims whose words hold these.", func(a *App, ctx context.Context, in *ByWords) ([]TimedClaim, error) {
			return a.claims(ctx, func(r storage.Reader) ([]views.Claim, error) { return a.views.FindClaims(r, in.Words) })
		}),
		question("claim.about", "The claims about a file.", (*App).ClaimsAbout),
		question("claim.of", "The claims of a customer.", func(a *App, ctx context.Context, in *ByID) ([]TimedClaim, error) {
			return a.claims(ctx, func(r storage.Reader) ([]views.Claim, error) { return a.views.ClaimsOf(r, in.ID) })
		}),
		question("figures.claims", "How claims went in a period: first answers, offers, cost, refunds, and customers who came back.", (*App).ClaimFigures),
		question("claim.caps", "What each role may decide in one claim.", (*App).ClaimCaps),
	}
}

// Claim is one claim with its clock and its risks.
func (a *App) Claim(ctx context.Context, id journal.EntityID) (TimedClaim, error) {
	return read(ctx, a, func(r storage.Reader) (TimedClaim, error) {
		c, err := a.views.Claim(r, id)
		if err != nil {
			return TimedClaim{}, err
		}
		return a.timedClaim(r, c)
	})
}

// ClaimCaps is what each role may decide in one claim at a site, in cents.
func (a *App) ClaimCaps(ctx context.Context, in *SiteAsked) (map[string]int64, error) {
	return read(ctx, a, func(r storage.Reader) (map[string]int64, error) { return a.authority(r, in.Site) })
}

// ClaimsAbout are the claims about a file, the oldest first.
func (a *App) ClaimsAbout(ctx context.Context, in *ByID) ([]TimedClaim, error) {
	return a.claims(ctx, func(r storage.Reader) ([]views.Claim, error) { return a.views.ClaimsAbout(r, in.ID) })
}

// Claims is a list of claims with their clocks.
func (a *App) Claims(ctx context.Context, in *ClaimsAsked) ([]TimedClaim, error) {
	list, limit := in.List, in.Limit
	if list == "" {
		list = views.ClaimsOpen
	}
	if !slices.Contains(views.Claims(), list) {
		return nil, fault.New(fault.Malformed, "list", "expected", strings.Join(views.Claims(), ", "))
	}
	if limit == 0 {
		limit = defaultClaims
	}
	if limit < 1 || limit > views.MaxPage {
		return nil, fault.New(fault.OutOfRange, "limit", "min", "1", "max", itoa(views.MaxPage))
	}
	return a.claims(ctx, func(r storage.Reader) ([]views.Claim, error) { return a.views.ClaimsIn(r, list, in.Site, limit) })
}

// ClaimRisks are the claims of a site, or of all, that have a risk: the open
// ones, and ended ones whose money never left.
func (a *App) ClaimRisks(ctx context.Context, in *SiteAsked) ([]TimedClaim, error) {
	all, err := a.claims(ctx, func(r storage.Reader) ([]views.Claim, error) {
		open, err := a.views.ClaimsIn(r, views.ClaimsOpen, in.Site, 0)
		if err != nil {
			return nil, err
		}
		owed, err := a.views.ClaimsIn(r, views.ClaimsRefunds, in.Site, 0)
		for _, c := range owed {
			if c.Status == claim.Ended {
				open = append(open, c)
			}
		}
		return open, err
	})
	all = slices.DeleteFunc(all, func(c TimedClaim) bool { return len(c.Risks) == 0 })
	slices.SortStableFunc(all, func(x, y TimedClaim) int { return claim.Worse(x.Risks[0], y.Risks[0]) })
	return all, err
}

func (a *App) claims(ctx context.Context, list func(storage.Reader) ([]views.Claim, error)) ([]TimedClaim, error) {
	return read(ctx, a, func(r storage.Reader) ([]TimedClaim, error) {
		all, err := list(r)
		if err != nil {
			return nil, err
		}
		out := make([]TimedClaim, 0, len(all))
		for _, c := range all {
			one, err := a.timedClaim(r, c)
			if err != nil {
				return nil, err
			}
			out = append(out, one)
		}
		return out, nil
	})
}

// timedClaim adds the clock and the risks. The clock is that of conversations:
// by the channel of what came first, in the hours in which the shop is open.
func (a *App) timedClaim(r storage.Reader, c views.Claim) (TimedClaim, error) {
	out := TimedClaim{Claim: c}
	shop, err := a.views.Calendar(r, c.Site)
	if err != nil {
		return out, err
	}
	nowMS := a.now().UnixMilli()
	asked := message.Line{Inbound: true, Channel: c.Channel, AtMS: c.ReceivedMS, AnsweredMS: c.AnsweredMS}
	clock, _, err := message.Thread{Lines: []message.Line{asked}}.Clock(shop.Targets, shop.Hours, nowMS)
	if err != nil {
		return out, err
	}
	out.DueMS, out.SpentMS, out.Late = clock.DueMS, clock.SpentMS, clock.Late
	out.Risks = watched(c, clock.DueMS).Risks(civil.At(nowMS, shop.Hours.Zone), nowMS)
	return out, nil
}

// watched is what the risks of a claim follow from.
func watched(c views.Claim, dueMS int64) claim.Watched {
	w := claim.Watched{
		Status: c.Status, AnsweredMS: c.AnsweredMS, WrittenMS: c.WrittenMS, AnswerDueMS: dueMS, AnswerBy: dateOr(c.AnswerBy, civil.None),
		MediatorTold: c.Mediation != "", AlertMinutes: message.RiskMinutes,
	}
	if o := c.Standing(); o != nil {
		w.DecidedMS, w.Confirmed, w.Replied, w.OfferUntil = o.AtMS, o.Confirmed != nil || claim.Written(o.Channel), o.Reply != nil, dateOr(o.Until, civil.None)
	}
	w.VoucherOwed, w.PaidTwice = c.Due() != nil, c.PaidTwice
	if o := c.Owed(); o != nil {
		w.RefundOwed, w.Refund, w.RefundBy = true, o.Refund.State, dateOr(o.Refund.By, civil.None)
		w.NoAccount = o.Refund.State.NeedsAccount(o.Refund.Means, o.Refund.Account != nil)
	}
	return w
}

// authority is what each role may decide at a site.
func (a *App) authority(r storage.Reader, site string) (map[string]int64, error) {
	if site == "" {
		site = a.place.Site
	}
	t, _, err := a.claimTerms(r, site)
	if err != nil {
		return nil, err
	}
	said, err := a.views.Authority(r, site)
	out := map[string]int64{}
	for _, role := range staff.Roles() {
		out[role] = t.Cap(role, said)
	}
	return out, err
}
