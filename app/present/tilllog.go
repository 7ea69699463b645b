package present

import (
	"cmp"

	"etabli/app/domain/till"
	"etabli/app/service"
)

// logged are the icons and the words of what the technical log says. What is not here was
// written by hand, as a code.
var logged = map[string]struct{ icon, key string }{
	till.SignedIn: {"user", "control.log.signed_in"}, till.SignedOut: {"user", "control.log.signed_out"},
	till.PriceChanged: {"tag", "control.log.price_changed"}, till.TaxChanged: {"percent", "control.log.tax_changed"}, till.PrinterFailed: {"printer", "control.log.printer_failed"},
	till.ArchiveMade: {"download", "control.log.archive_made"}, till.VersionChanged: {"refresh-cw", "control.log.version_changed"},
	till.ClockSetBack: {"clock", "control.log.clock_set_back"}, till.DiscountAllowed: {"percent", "control.log.discount_allowed"},
	till.CeilingAllowed: {"building-2", "control.log.ceiling_allowed"},
	till.SyncLost:       {"cloud-off", "control.log.sync_lost"}, till.SyncBack: {"cloud", "control.log.sync_back"},
}

// logRow is a line of the technical log in words.
func (c *Control) logRow(rec service.ReceiptSheet) LogRow {
	w := c.Words
	row := LogRow{Title: rec.Reason, Sub: joinDots(c.moment(rec.AtMS), rec.Site+rec.Device), Icon: "file-text"}
	said, known := logged[rec.Reason]
	if !known {
		return row
	}
	row.Icon, row.Title = said.icon, w.T(said.key, "what", cmp.Or(rec.Who, rec.Ref))
	switch rec.Reason {
	case till.PriceChanged:
		if p, ok := till.ParseRepriced(rec.Ref); ok {
			row.Title = w.T(said.key, "what", p.Article, "date", w.Date(p.From), "before", w.Money(p.Before, "EUR"), "after", w.Money(p.After, "EUR"))
		}
	case till.PrinterFailed:
		if rec.Ref == "" {
			row.Title = w.T("control.log.no_paper")
		}
	case till.DiscountAllowed:
		row.Title = c.allowedLog(said.key, rec)
	case till.ArchiveMade:
		row.Title = w.T(said.key, "what", rec.Ref[:min(12, len(rec.Ref))])
	}
	return row
}
