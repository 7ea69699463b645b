package service

import (
	"context"
	"encoding/hex"
	"strings"

	"etabli/app/domain/bonus"
	"etabli/app/domain/quote"
	"etabli/app/domain/vat"
	"etabli/app/views"
	"etabli/storage"
)

// BonusFile is everything that the form of a body asks for, in one place: it is copied
// there, or taken over by a program.
type BonusFile struct {
	Claim      views.Bonus   `json:"claim"`
	Consumer   BonusConsumer `json:"consumer"`
	Device     BonusDevice   `json:"device"`
	Site       string        `json:"site"` // where it was left and repaired
	RepairedOn string        `json:"repaired_on,omitempty"`
	Fault      string        `json:"fault,omitempty"` // a code, IRIS where the tables are loaded
	FaultText  string        `json:"fault_text,omitempty"`
	Signature  string        `json:"signature,omitempty"` // SHA-256 of the picture of the customer's yes
	Invoice    BonusInvoice  `json:"invoice"`
	Lines      []BonusLine   `json:"lines,omitempty"`
}

// BonusConsumer is who the repair was for.
type BonusConsumer struct {
	Name     string `json:"name,omitempty"`
	Email    string `json:"email,omitempty"`
	Phone    string `json:"phone,omitempty"`
	Address  string `json:"address,omitempty"`
	Postcode string `json:"postcode,omitempty"`
	Town     string `json:"town,omitempty"`
}

// BonusDevice is what was repaired.
type BonusDevice struct {
	Label    string `json:"label,omitempty"`
	Brand    string `json:"brand,omitempty"`
	Category string `json:"category,omitempty"` // of the body's table
	Serial   string `json:"serial,omitempty"`   // or IMEI
}

// BonusInvoice is the bill that the bonus was taken off.
type BonusInvoice struct {
	Number     string `json:"number,omitempty"`
	On         string `json:"on,omitempty"`
	TotalCents int64  `json:"total_cents"`
	NetCents   int64  `json:"net_cents"`
	TaxCents   int64  `json:"tax_cents"`
	Labour     int64  `json:"labour_net_cents"`
	Parts      int64  `json:"parts_net_cents"`
	Travel     int64  `json:"travel_net_cents"`
}

// BonusLine is a line of the work that was agreed, without tax.
type BonusLine struct {
	Kind     quote.LineKind `json:"kind"`
	Label    string         `json:"label"`
	NetCents int64          `json:"net_cents"`
	Origin   quote.Origin   `json:"origin,omitempty"`
}

// BonusFileOf is everything that the form of a body asks for of one claim.
func (a *App) BonusFileOf(ctx context.Context, in *ByID) (BonusFile, error) {
	b, err := a.BonusByID(ctx, in.ID)
	if err != nil {
		return BonusFile{}, err
	}
	return read(ctx, a, func(r storage.Reader) (BonusFile, error) {
		file, err := a.views.Repair(r, b.Repair)
		if err != nil {
			return BonusFile{}, err
		}
		holds, err := a.bonusHolds(r, b, file)
		if err != nil {
			return BonusFile{}, err
		}
		out := BonusFile{
			Claim: b, Site: file.Site, RepairedOn: holds.RepairedOn, Fault: holds.Fault, FaultText: file.Fault, Signature: hex.EncodeToString(b.Proof),
			Consumer: BonusConsumer{Name: holds.Name, Email: holds.Email, Phone: holds.Phone, Address: holds.Address},
			Device:   BonusDevice{Label: file.Product, Brand: file.Brand, Category: b.Category, Serial: file.Serial},
			Invoice:  BonusInvoice{Number: b.Receipt, On: b.InvoicedOn, TotalCents: b.InvoiceCents},
		}
		out.Consumer.Postcode, out.Consumer.Town = bonus.Town(holds.Address)
		if b.Receipt != "" {
			rec, err := a.views.TillRecord(r, b.Receipt)
			if err != nil {
				return out, err
			}
			for _, rate := range rec.Rates {
				out.Invoice.NetCents, out.Invoice.TaxCents = out.Invoice.NetCents+rate.Net, out.Invoice.TaxCents+rate.Tax
			}
		}
		out.work(file.Binding())
		return out, nil
	})
}

// work takes over the lines that the customer pays of what was agreed.
func (f *BonusFile) work(q *views.Quote) {
	if q == nil || q.QuoteDetail == nil {
		return
	}
	for _, l := range q.Facts.Lines {
		if l.Layer != "" {
			continue
		}
		line := BonusLine{Kind: l.Kind, Label: strings.TrimSpace(l.Label), NetCents: vat.NetOf(l.Full(), l.Rate), Origin: l.Origin}
		f.Lines = append(f.Lines, line)
		switch l.Kind {
		case quote.Part:
			f.Invoice.Parts += line.NetCents
		case quote.Travel:
			f.Invoice.Travel += line.NetCents
		default:
			f.Invoice.Labour += line.NetCents
		}
	}
}
