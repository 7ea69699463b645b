package desk

import (
	"context"
	"slices"

	"etabli/cmd/internal/papers"
	"etabli/printing/spool"
)

// tillPapers are those whose failure the technical log of the till names.
var tillPapers = []papers.Form{papers.TillReceipt, papers.TillClosing, papers.VoucherForm}

// logNoPaper has the till's log know which of its papers did not come out, until ctx ends.
// A printer that is busy with others has failed nobody.
func (d *Desk) logNoPaper(ctx context.Context) {
	wake := make(chan struct{}, 1)
	stop := d.prints.Watch(func() {
		select {
		case wake <- struct{}{}:
		default: // it will look anyway
		}
	})
	defer stop()
	told := map[string]bool{} // what was logged, or could not be
	for {
		for _, j := range d.prints.Overview().Jobs {
			name := j.Token + string(j.Reason)
			if !failed(j) || told[name] {
				continue
			}
			told[name] = true
			if err := d.TillNoPaper(ctx, j.Token, j.Order.Ref, string(j.Reason), j.Order.Practice); err != nil {
				d.device.Logger().Warn("a paper of the till that failed", "error", err)
			}
		}
		select {
		case <-ctx.Done():
			return
		case <-wake:
		}
	}
}

func failed(j spool.Job) bool {
	return slices.Contains(tillPapers, papers.Form(j.Order.Form)) && j.Reason != "" && j.Reason != spool.Busy && j.Reason != spool.OnHold
}
