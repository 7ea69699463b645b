package service

import (
	"cmp"
	"context"
	"strconv"
	"time"

	"etabli/app/domain/civil"
	"etabli/app/domain/fault"
	"etabli/app/domain/figure"
	"etabli/app/domain/site"
	"etabli/storage"
)

// FiguresInput asks for the figures of a shop.
type FiguresInput struct {
	Weeks int    `json:"weeks,omitempty" doc:"how many, 12 when empty"`
	Site  string `json:"site,omitempty" doc:"of one shop; all of them when empty"`
}

// The limits of figures: how many weeks, and how long before them a repair may
// have come in that became ready in them.
const (
	usualWeeks  = 12
	mostWeeks   = 104
	longestTurn = 182 * 24 * time.Hour
)

func (in *FiguresInput) weeks() (int, error) {
	weeks := cmp.Or(in.Weeks, usualWeeks)
	if weeks < 1 || weeks > mostWeeks {
		return 0, fault.New(fault.OutOfRange, "weeks", "min", "1", "max", strconv.Itoa(mostWeeks))
	}
	return weeks, nil
}

// Figures answers how long repairs took, week by week, and what waits.
func (a *App) Figures(ctx context.Context, in *FiguresInput) (figure.Figures, error) {
	weeks, err := in.weeks()
	if err != nil {
		return figure.Figures{}, err
	}
	cases, err := read(ctx, a, func(r storage.Reader) ([]figure.Case, error) {
		return a.views.Cases(r, in.Site, a.casesSinceMS(weeks), nil)
	})
	if err != nil {
		return figure.Figures{}, err
	}
	return figure.Of(figure.Matter{Cases: cases}, a.figuresUntil(), weeks), nil
}

// casesSinceMS is since when a repair may have come in that counts in so many
// weeks.
func (a *App) casesSinceMS(weeks int) int64 {
	return a.now().Add(-time.Duration(7*weeks) * 24 * time.Hour).Add(-longestTurn).UnixMilli()
}

// figuresUntil is the day that figures end with.
func (a *App) figuresUntil() civil.Date { return civil.At(a.now().UnixMilli(), site.Zone("")) }

func figureQuestions() []Question {
	return []Question{
		question("figures.turnaround", "How long repairs took, week by week; what came, left and waits.", (*App).Figures),
		question("figures.table", "How the shop did, week by week: turnaround, repairs that held, repeats, first answers, use of loaners, marks.", (*App).FigureTable),
		question("shop.pressing", "What presses at a shop today beside its repairs: loans, tasks, messages, calls, goods, people.", (*App).Pressing),
	}
}
