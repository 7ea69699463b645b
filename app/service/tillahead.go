package service

import (
	"etabli/app/domain/fault"
	"etabli/app/domain/kind"
	"etabli/app/domain/till"
	"etabli/app/views/fold"
	"etabli/storage"
)

// ahead holds a record to what was paid ahead, and tells the days of the receipts
// it names what it takes off again, or gives back.
func (a *App) ahead(r storage.Reader, d *draft, act tillAct, rec *till.Record) error {
	own := fold.TillID(rec.Series, rec.Session)
	for _, l := range rec.Lines {
		if l.Of == "" || l.Deposit == "" || rec.Kind != till.Refund {
			continue
		}
		if named, err := a.named(r, l.Of, act.training); err == nil && named.DayID != own {
			d.also(kind.Till, named.DayID)
		}
	}
	return rec.CheckDeducted(func(field, receipt, deposit string, rate int) (int64, error) {
		if receipt == "" {
			return a.aheadOf(r, act, field, deposit, rate)
		}
		named, err := a.named(r, receipt, act.training)
		if err != nil || named.Record.Kind != till.Sale {
			return 0, fault.New(fault.NotFound, field, "what", "receipt").Because(err)
		}
		if named.DayID != own {
			d.also(kind.Till, named.DayID)
		}
		return named.Record.Taken(deposit, rate) - named.Since.Refunded - named.Since.Deducted, nil
	})
}

// aheadOf is what is left of what was paid ahead for the file of an act. Practice
// leaves nothing on a file, and may deduct what it likes.
func (a *App) aheadOf(r storage.Reader, act tillAct, field, deposit string, rate int) (left int64, err error) {
	if act.file == nil {
		return 0, fault.New(fault.Missing, field)
	}
	if act.training {
		return till.MaxCents, nil
	}
	records, err := a.views.TillOf(r, *act.file)
	for i := range records {
		for _, l := range records[i].Lines {
			if l.Deposit == deposit && l.Rate == rate {
				left += l.Cents
			}
		}
	}
	return left, err
}
