package report

import (
	"context"
	"errors"
	"strconv"
	"time"

	"etabli/app/domain/fault"
	"etabli/app/service"
	"etabli/app/views"
	"etabli/storage"
	"etabli/storage/journal"
)

// Desk is what the rows are made of.
type Desk interface {
	Repair(ctx context.Context, id journal.EntityID) (views.Repair, error)
	Loan(ctx context.Context, id journal.EntityID) (service.LoanStanding, error)
	AccountByID(ctx context.Context, id journal.EntityID) (views.Account, error)
	Claim(ctx context.Context, id journal.EntityID) (service.TimedClaim, error)
	TillRecordsOf(ctx context.Context, day journal.EntityID) ([]views.TillRecord, error)
}

// at is a moment for a column; none when there was none.
func at(ms int64) any {
	if ms == 0 {
		return nil
	}
	return time.UnixMilli(ms).UTC()
}

// on is a day for a column.
func on(iso string) any {
	day, err := time.Parse(time.DateOnly, iso)
	if err != nil {
		return nil
	}
	return day
}

func idOr(id journal.EntityID) any {
	if id.IsZero() {
		return nil
	}
	return id.String()
}

// gone is the row of something that is not there, or not to be read, any more.
func gone(table string, id journal.EntityID, err error) ([]Row, error) {
	if errors.Is(err, storage.ErrNotFound) || errors.Is(err, fault.New(fault.NotFound, "")) {
		return []Row{{Table: table, ID: id.String()}}, nil
	}
	return nil, err
}

var repairColumns = []string{
	"number", "site", "status", "outcome", "category", "brand", "model", "customer_id", "received_at", "promised_on",
	"ready_at", "returned_at", "touched_at", "quote_cents", "quote_answer", "score",
}

func repairRows(ctx context.Context, d Desk, id journal.EntityID) ([]Row, error) {
	r, err := d.Repair(ctx, id)
	if err != nil {
		return gone("repairs", id, err)
	}
	var cents, answer, score any
	if q := r.Quote; q != nil {
		cents = q.TotalCents
		if q.Answer != "" {
			answer = q.Answer
		}
	}
	if r.Score > 0 {
		score = r.Score
	}
	return []Row{{"repairs", id.String(), repairColumns, []any{
		r.Number, r.Site, string(r.Status), string(r.Outcome), r.Category, r.Brand, r.Model, idOr(r.CustomerID), at(r.ReceivedMS), on(r.PromisedOn),
		at(r.ReadyMS), at(r.ReturnedMS), at(r.TouchedMS), cents, answer, score,
	}}}, nil
}

var loanColumns = []string{"unit_id", "repair_id", "site", "status", "issued_at", "due_on", "returned_at", "deposit_cents"}

func loanRows(ctx context.Context, d Desk, id journal.EntityID) ([]Row, error) {
	l, err := d.Loan(ctx, id)
	if err != nil {
		return gone("loans", id, err)
	}
	return []Row{{"loans", id.String(), loanColumns, []any{
		l.UnitID.String(), idOr(l.FileID), l.Site, string(l.Status), at(l.IssuedMS), on(l.DueOn), at(l.ReturnedMS), l.Deposit,
	}}}, nil
}

var stockColumns = []string{"part_id", "ref", "label", "place", "on_hand", "promised", "short"}

func stockRows(ctx context.Context, d Desk, id journal.EntityID) ([]Row, error) {
	a, err := d.AccountByID(ctx, id)
	if err != nil {
		return gone("stock", id, err)
	}
	return []Row{{"stock", id.String(), stockColumns, []any{a.PartID.String(), a.Ref, a.Label, string(a.Place), a.OnHand, a.Promised, a.Short}}}, nil
}

var claimColumns = []string{
	"site", "repair_id", "about", "channel", "status", "outcome", "received_at", "answered_at", "offers", "cost_cents", "refund_cents", "refund_state",
}

func claimRows(ctx context.Context, d Desk, id journal.EntityID) ([]Row, error) {
	c, err := d.Claim(ctx, id)
	if err != nil {
		return gone("claims", id, err)
	}
	var cost, refund int64
	state := ""
	for _, o := range c.Offers {
		if o.Stands {
			cost = o.CostCents
		}
		if o.Refund != nil {
			refund, state = o.Refund.Cents, string(o.Refund.State)
		}
	}
	return []Row{{"claims", id.String(), claimColumns, []any{
		c.Site, idOr(c.Repair), c.About, string(c.Channel), string(c.Status), string(c.Outcome), at(c.ReceivedMS), at(c.AnsweredMS),
		len(c.Offers), cost, refund, state,
	}}}, nil
}

var paymentColumns = []string{"number", "site", "device", "day", "paid_at", "kind", "tender", "cents", "repair_id"}

// paymentRows are those of a day of a till; what was recorded in practice is none.
func paymentRows(ctx context.Context, d Desk, day journal.EntityID) ([]Row, error) {
	records, err := d.TillRecordsOf(ctx, day)
	if err != nil {
		return nil, err
	}
	var out []Row
	for _, rec := range records {
		if rec.Training || !rec.Kind.Numbered() {
			continue
		}
		var file any
		if rec.File != nil {
			file = rec.File.String()
		}
		for i, p := range rec.Payments {
			out = append(out, Row{"payments", rec.Number + "/" + strconv.Itoa(i+1), paymentColumns, []any{
				rec.Number, rec.Site, rec.Device, on(rec.Day), at(rec.AtMS), string(rec.Kind), string(p.Tender), p.Cents, file,
			}})
		}
	}
	return out, nil
}
