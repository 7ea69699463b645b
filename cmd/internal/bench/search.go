package main

import (
	"context"
	"errors"
	"fmt"

	"etabli/app/views"
	"etabli/cmd/internal/device"
)

// search measures the first hits of what people type, letter by letter and whole.
func (b *bench) search(ctx context.Context) error {
	d, err := device.Open(ctx, b.shop, device.Options{})
	if err != nil {
		return err
	}
	return errors.Join(b.searchOn(ctx, d), d.Close())
}

func (b *bench) searchOn(ctx context.Context, d *device.Device) error {
	questions, err := b.questions(ctx, d)
	if err != nil {
		return err
	}
	apart := make([]spans, len(questions))
	var all spans
	for n := range b.sizes.Searches { // in turn, so that none has the caches to itself
		for i, q := range questions {
			if err := q.ask(ctx, d, n, &apart[i]); err != nil {
				return err
			}
		}
	}
	for _, took := range apart {
		all = append(all, took...)
	}
	b.report.most(fmt.Sprintf("search, first %d hits, all sorts, p99", firstHits), all.p99(), mostSearchMS, "ms",
		fmt.Sprintf("p50 %s ms; %d searches", number(all.p50()), len(all)))
	for i, q := range questions {
		b.report.most("· "+q.name+", p99", apart[i].p99(), mostSearchMS, "ms",
			fmt.Sprintf("p50 %s ms; such as “%s”", number(apart[i].p50()), q.texts[0]))
	}
	return nil
}

// ask measures one search and makes sure that it answers what it must.
func (q question) ask(ctx context.Context, d *device.Device, n int, took *spans) error {
	text := q.texts[n%len(q.texts)]
	var hits []views.Hit
	err := took.timed(func() (err error) {
		hits, err = d.App.Search(ctx, text, firstHits)
		return err
	})
	if err == nil && (q.finds == something && len(hits) == 0 || q.finds == nothing && len(hits) > 0) {
		err = fmt.Errorf("%q, %s: %d hits", text, q.name, len(hits))
	}
	return err
}
