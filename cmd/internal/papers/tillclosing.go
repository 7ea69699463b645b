package papers

import (
	"context"
	"time"

	"etabli/app/domain/till"
	"etabli/app/domain/vat"
	"etabli/app/lang"
	"etabli/app/service"
	"etabli/app/views"
	"etabli/printing/forms"
)

// Closing makes the paper of a closing, the Z, from the record as it was sealed.
func (s Source) Closing(ctx context.Context, of service.PeriodInput, o Order) (Made, error) {
	rec, err := s.App.TillClosing(ctx, &of)
	if err != nil {
		return Made{}, err
	}
	set, err := s.Profiles.OrShipped()
	if err != nil {
		return Made{}, err
	}
	on, err := target(set, o)
	if err != nil {
		return Made{}, err
	}
	m := material{words: lang.For(o.Tag)}
	m.file.Site = rec.Site
	m.sheet = forms.Sheet{Number: rec.Site + rec.Device + "-" + rec.Closed.Period, AtMS: rec.AtMS, Training: rec.Training}
	if err := s.shop(ctx, &m); err != nil {
		return Made{}, err
	}
	in := closing(rec, m.sheet)
	if err := s.counted(ctx, of, rec, &in); err != nil {
		return Made{}, err
	}
	out, err := write(forms.ClosingSheet(in, m.words, on.paper), o, on, rec.AtMS)
	return Made{Bytes: out}, err
}

func closing(rec service.ReceiptSheet, sheet forms.Sheet) forms.Closing {
	c := rec.Closed
	in := forms.Closing{
		Sheet: sheet, Till: rec.Site + rec.Device, Period: string(c.Level), First: c.First, Last: c.Last, Count: c.Totals.Records,
		Currency: "EUR", PeriodCents: c.Totals.Gross, PerpetualCents: rec.Perpetual, AbsoluteCents: rec.PerpetualAbs,
		Software: rec.Software, Seal: rec.Code[:min(sealShown, len(rec.Code))],
	}
	in.FromMS, in.ToMS = span(c, sheet.Zone, rec.AtMS)
	for _, r := range c.Totals.Rates {
		in.Rates = append(in.Rates, vat.Rate{Permille: r.Permille, NetCents: r.Net, TaxCents: r.Tax, GrossCents: r.Gross})
	}
	for _, t := range c.Totals.Tenders {
		in.Tenders = append(in.Tenders, forms.Tender{Means: means(till.Paid{Tender: t.Tender}), Cents: t.Cents})
	}
	return in
}

// counted adds what was counted last on the day, and what should have been there. A
// drawer that several tills share is counted at one of them, for all: every Z of its
// tills says the whole count.
func (s Source) counted(ctx context.Context, of service.PeriodInput, rec service.ReceiptSheet, in *forms.Closing) error {
	if of.Level != till.OfDay {
		return nil
	}
	shared := ""
	if !of.Training {
		now, err := s.App.TillDrawers(ctx, &service.SiteAsked{Site: rec.Site})
		if err != nil {
			return err
		}
		shared = drawerOf(now.Drawers, rec.Device)
	}
	list, err := s.App.TillReceipts(ctx, &service.ReceiptsInput{
		Site: rec.Site, From: of.Period, To: of.Period, Kinds: []till.Kind{till.Count}, Practice: of.Practice,
	})
	last := lastCount(list, rec.Device, shared)
	if err != nil || last == nil {
		return err
	}
	whole := last.Drawer.Counted + last.Drawer.Beside
	in.ExpectedCents, in.CountedCents = last.Drawer.Expected+last.Drawer.Beside, &whole
	if last.Drawer.With != "" {
		in.Drawer, in.OwnCents, in.CountedBy = last.Drawer.With, rec.Closed.Totals.Drawer, last.Site+last.Device
	}
	return nil
}

// lastCount is the latest count of a till, or of the drawer that it shares; nil when
// there is none. The records of several tills are not in the order of their times.
func lastCount(list []service.ReceiptSheet, device, shared string) (last *service.ReceiptSheet) {
	for i := range list {
		c := &list[i]
		own := c.Device == device || shared != "" && c.Drawer != nil && c.Drawer.With == shared
		if own && c.Drawer != nil && (last == nil || c.AtMS > last.AtMS) {
			last = c
		}
	}
	return last
}

// drawerOf is the name of the drawer that a till shares, none when it has its own.
func drawerOf(drawers []views.Drawer, device string) string {
	for _, d := range drawers {
		for _, t := range d.Tills {
			if d.Shared && t.Device == device {
				return d.Name
			}
		}
	}
	return ""
}

// span is from the first moment of a period to the closing.
func span(c *till.Closed, zone *time.Location, closedMS int64) (fromMS, toMS int64) {
	forms := map[till.Level]string{till.OfDay: time.DateOnly, till.OfMonth: "2006-01", till.OfYear: "2006"}
	at, err := time.ParseInLocation(forms[c.Level], c.Period, zone)
	if err != nil {
		return 0, closedMS
	}
	return at.UnixMilli(), closedMS
}
