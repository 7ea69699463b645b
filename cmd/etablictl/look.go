package main

import (
	"context"
	"fmt"
	"io"
	"text/tabwriter"

	"etabli/app/domain/fault"
	"etabli/app/service"
	"etabli/app/views"
	"etabli/cmd/internal/device"
	"etabli/storage/journal"
)

type getCmd struct {
	Number string `arg:"" help:"Number of the repair, an old one too, or its id."`
}

// numbered are the repairs that have a number, which several may share, or an id; NotFound
// when there is none.
func (r *run) numbered(d *device.Device, number string) ([]journal.EntityID, error) {
	ids, err := d.App.Find(r.ctx, number)
	if err == nil && len(ids) == 0 {
		err = fault.New(fault.NotFound, "number", "what", "repair")
	}
	return ids, err
}

// Run shows one repair, or the several that share a number.
func (c *getCmd) Run(r *run) error {
	return r.with(func(d *device.Device) error {
		ids, err := r.numbered(d, c.Number)
		if err != nil {
			return err
		}
		for _, id := range ids {
			file, err := d.App.Repair(r.ctx, id)
			if err != nil {
				return err
			}
			verdict, err := d.App.Verdict(r.ctx, id)
			if err != nil {
				return err
			}
			repeat, err := d.App.RepeatOf(r.ctx, id)
			if err != nil {
				return err
			}
			if err := r.Answer(whole{file, verdict, repeat}, nil); err != nil {
				return err
			}
		}
		return nil
	})
}

// whole is a file with what is owed on it today.
type whole struct {
	views.Repair
	Verdict service.Verdict `json:"verdict"`
	Repeat  *service.Repeat `json:"repeat,omitempty"` // it came back soon after a repair
}

type listCmd struct {
	Scope string `default:"open" enum:"open,ready,closed,all,review" help:"open, ready, closed, all or review."`
	Limit int    `default:"50" help:"How many at most; 0 for all."`
}

// The limits of a list: how many rows are read at a time, and how many may be
// asked for by number.
const (
	pageRows  = 200
	maxListed = 1_000_000
)

// Run lists repairs.
func (c *listCmd) Run(r *run) error {
	if c.Limit < 0 || c.Limit > maxListed {
		return fault.New(fault.OutOfRange, "limit", "min", "0", "max", fmt.Sprint(maxListed))
	}
	return r.with(func(d *device.Device) error {
		var rows []views.RepairRow
		err := eachRow(r.ctx, d, views.Filter{Scope: views.Scope(c.Scope)}, func(row views.RepairRow) bool {
			rows = append(rows, row)
			return c.Limit == 0 || len(rows) < c.Limit
		})
		if err != nil {
			return err
		}
		return r.answerRows(rows)
	})
}

// eachRow walks a list page by page until fn says enough.
func eachRow(ctx context.Context, d *device.Device, f views.Filter, fn func(views.RepairRow) bool) error {
	var after views.Cursor
	for {
		page, err := d.App.List(ctx, f, after, pageRows)
		if err != nil {
			return err
		}
		for _, row := range page.Rows {
			if !fn(row) {
				return nil
			}
		}
		if len(page.Next) == 0 {
			return nil
		}
		after = page.Next
	}
}

func (r *run) answerRows(rows []views.RepairRow) error {
	if rows == nil {
		rows = []views.RepairRow{}
	}
	return r.Answer(rows, func(w io.Writer) {
		tw := tabwriter.NewWriter(w, 0, 4, 2, ' ', 0)
		for _, row := range rows {
			waits := ""
			if row.Tentative {
				waits = r.Words.T("ctl.tentative")
			}
			who := row.Customer
			if row.Erased {
				who = r.Words.T("row.erased_customer")
			}
			fmt.Fprintf(tw, "%s\t%s\t%s\t%s\t%s\n", row.Number, r.Words.T("status."+string(row.Status)), row.Product, who, waits)
		}
		_ = tw.Flush()
	})
}

type searchCmd struct {
	Query string `arg:"" help:"Words, a number, a serial or a telephone."`
	Limit int    `default:"20" help:"How many at most."`
}

// Run searches.
func (c *searchCmd) Run(r *run) error {
	if c.Limit < 1 || c.Limit > pageRows {
		return fault.New(fault.OutOfRange, "limit", "min", "1", "max", fmt.Sprint(pageRows))
	}
	return r.with(func(d *device.Device) error {
		hits, err := d.App.Search(r.ctx, c.Query, c.Limit)
		if err != nil {
			return err
		}
		if r.JSON {
			return r.Answer(append([]views.Hit{}, hits...), nil)
		}
		rows := make([]views.RepairRow, len(hits))
		for i, h := range hits {
			rows[i] = h.RepairRow
		}
		return r.answerRows(rows)
	})
}

type reviewCmd struct{}

// Run lists the items of "À vérifier".
func (c *reviewCmd) Run(r *run) error {
	return r.with(func(d *device.Device) error {
		items, err := d.App.Review(r.ctx)
		if err != nil {
			return err
		}
		if items == nil {
			items = []views.ReviewItem{}
		}
		return r.Answer(items, nil)
	})
}
