package service

import (
	"cmp"
	"context"
	"slices"

	"etabli/app/domain/civil"
	"etabli/app/domain/figure"
	"etabli/app/domain/guarantor"
	"etabli/app/domain/text"
	"etabli/app/views"
	"etabli/storage"
)

func recourseQuestions() []Question {
	return []Question{
		question("guarantor.list", "Who answers for repairs beside us.", (*App).Guarantors),
		question("recourse.get", "One claim against a guarantor.", (*App).Recourse),
		question("recourse.list", "The claims against guarantors with their risks: open or over.", (*App).Recourses),
		question("recourse.about", "The claims against guarantors about a file.", func(a *App, ctx context.Context, in *ByID) ([]views.Recourse, error) {
			return read(ctx, a, func(r storage.Reader) ([]views.Recourse, error) { return a.views.RecoursesAbout(r, in.ID) })
		}),
		question("recourse.find", "The claims against guarantors that a policy or a reference names.", func(a *App, ctx context.Context, in *ByWords) ([]views.Recourse, error) {
			return read(ctx, a, func(r storage.Reader) ([]views.Recourse, error) { return a.views.FindRecourses(r, in.Words) })
		}),
		question("recourse.ageing", "What guarantors owe, how old it is, what they paid of what was claimed, and why not.", (*App).RecourseAgeing),
	}
}

// RecoursesAsked asks for claims against guarantors.
type RecoursesAsked struct {
	List string `json:"list,omitempty" doc:"open or over; open when empty"`
	Site string `json:"site,omitempty" doc:"all sites when empty"`
}

// RiskyRecourse is a claim with why somebody has to look after it.
type RiskyRecourse struct {
	views.Recourse
	Risks []guarantor.Risk `json:"risks,omitempty"`
}

// Guarantors are who answers for repairs beside us.
func (a *App) Guarantors(ctx context.Context, _ *Anything) ([]guarantor.SavedFacts, error) {
	return read(ctx, a, a.views.Guarantors)
}

// Recourse is one claim against a guarantor with its risks.
func (a *App) Recourse(ctx context.Context, in *ByID) (RiskyRecourse, error) {
	return read(ctx, a, func(r storage.Reader) (RiskyRecourse, error) {
		c, err := a.views.Recourse(r, in.ID)
		if err != nil {
			return RiskyRecourse{}, a.ofRecourse(in.ID).missing(err)
		}
		return a.risky(r, c)
	})
}

// Recourses are claims against guarantors with their risks; those with one first.
func (a *App) Recourses(ctx context.Context, in *RecoursesAsked) ([]RiskyRecourse, error) {
	list := cmp.Or(in.List, views.RecoursesOpen)
	if err := text.OneOf("list", list, views.RecoursesOpen, views.RecoursesOver); err != nil {
		return nil, err
	}
	return read(ctx, a, func(r storage.Reader) ([]RiskyRecourse, error) {
		all, err := a.views.Recourses(r, list, in.Site)
		out := make([]RiskyRecourse, 0, len(all))
		for _, c := range all {
			if err == nil {
				var one RiskyRecourse
				one, err = a.risky(r, c)
				out = append(out, one)
			}
		}
		slices.SortStableFunc(out, func(x, y RiskyRecourse) int { return cmp.Compare(len(y.Risks), len(x.Risks)) })
		return out, err
	})
}

func (a *App) risky(r storage.Reader, c views.Recourse) (RiskyRecourse, error) {
	_, terms, at, err := a.answering(r, c.Guarantor, c.Site)
	if err != nil {
		return RiskyRecourse{Recourse: c}, nil // who is gone is still owed by; nothing says by when
	}
	done := civil.None
	if c.DoneMS != 0 {
		done = civil.At(c.DoneMS, at.zone)
	}
	s := c.Standing(terms, done)
	if c.Status == guarantor.Asked {
		s.AnswerBy = civil.At(c.SinceMS, at.zone).AddDays(terms.Answer)
	}
	return RiskyRecourse{c, terms.Risks(s, at.today)}, nil
}

// Ageing is what one guarantor owes and how well it pays.
type Ageing struct {
	Guarantor     string         `json:"guarantor"`
	Name          string         `json:"name"`
	Open          int            `json:"open"`
	OpenCents     int64          `json:"open_cents"` // claimed and not paid, nor refused
	AgeCents      []int64        `json:"age_cents"`  // of it, by age: up to 30, 60, 90 days and older
	ClaimedCents  int64          `json:"claimed_cents"`
	AcceptedCents int64          `json:"accepted_cents"`
	PaidCents     int64          `json:"paid_cents"`
	LossCents     int64          `json:"loss_cents"`
	Recovery      int64          `json:"recovery_permille"` // accepted of what was claimed and answered; -1 for none
	Reasons       map[string]int `json:"reasons,omitempty"`
}

// RecourseAgeing is what guarantors owe, by guarantor.
func (a *App) RecourseAgeing(ctx context.Context, in *SiteAsked) ([]Ageing, error) {
	return read(ctx, a, func(r storage.Reader) ([]Ageing, error) {
		all, err := a.views.EveryRecourse(r)
		if err != nil {
			return nil, err
		}
		by := map[string]*Ageing{}
		for _, c := range all {
			if in.Site != "" && c.Site != in.Site {
				continue
			}
			at, err := a.lawAt(r, c.Site)
			if err != nil {
				return nil, err
			}
			row := by[c.Guarantor]
			if row == nil {
				row = &Ageing{Guarantor: c.Guarantor, Name: c.Name, AgeCents: make([]int64, len(guarantor.Ages)+1), Reasons: map[string]int{}, Recovery: -1}
				by[c.Guarantor] = row
			}
			row.add(c, at)
		}
		out := make([]Ageing, 0, len(by))
		for _, row := range by {
			out = append(out, *row)
		}
		slices.SortFunc(out, func(x, y Ageing) int {
			return cmp.Or(cmp.Compare(y.OpenCents, x.OpenCents), cmp.Compare(x.Guarantor, y.Guarantor))
		})
		return out, nil
	})
}

func (row *Ageing) add(c views.Recourse, at law) {
	if len(c.Tries) == 0 {
		return // nothing is claimed yet
	}
	row.PaidCents += c.PaidCents
	row.LossCents += c.LossCents
	if c.Status.Answered() || c.Status == guarantor.Dropped {
		row.ClaimedCents += c.ClaimedCents
		row.AcceptedCents += c.AcceptedCents
		row.Recovery = figure.Share(row.AcceptedCents, row.ClaimedCents)
	}
	if c.Reason != "" && c.LossCents > 0 {
		row.Reasons[c.Reason]++
	}
	open := c.AcceptedCents - c.PaidCents
	if c.Status == guarantor.Submitted {
		open = c.ClaimedCents - c.PaidCents
	}
	if c.Status.Over() || open <= 0 {
		return
	}
	row.Open++
	row.OpenCents += open
	first, _ := civil.Parse("on", c.Tries[0].On) // it was checked when it was handed in
	row.AgeCents[guarantor.AgeOf(first.DaysUntil(at.today))] += open
}
