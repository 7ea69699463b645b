package service

import (
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

// Figures answers how long repairs took, week by week, and what waits.
func (a *App) Figures(ctx context.Context, in *FiguresInput) (figure.Figures, error) {
	weeks := in.Weeks
	if weeks == 0 {
		weeks = usualWeeks
	}
	if weeks < 1 || weeks > mostWeeks {
		return figure.Figures{}, fault.New(fault.OutOfRange, "weeks", "min", "1", "max", strconv.Itoa(mostWeeks))
	}
	now := a.now()
	since := now.Add(-time.Duration(7*weeks) * 24 * time.Hour).Add(-longestTurn)
	samples, err := read(ctx, a, func(r storage.Reader) ([]figure.Sample, error) {
		return a.views.Samples(r, in.Site, since.UnixMilli())
	})
	if err != nil {
		return figure.Figures{}, err
	}
	return figure.Of(samples, civil.At(now.UnixMilli(), site.Zone("")), weeks), nil
}

func figureQuestions() []Question {
	return []Question{
		question("figures.turnaround", "How long repairs took, week by week; what came, left and waits.", (*App).Figures),
		question("shop.pressing", "What presses at a shop today beside its repairs: loans, tasks, messages, calls, goods, people.", (*App).Pressing),
	}
}
