package main

import (
	"io"

	"etabli/app/domain/repair"
	"etabli/app/service"
	"etabli/cmd/internal/cli"
	"etabli/cmd/internal/device"
)

type letterheadCmd struct {
	Site   string  `help:"Code of the shop; this one when empty."`
	Logo   string  `help:"Picture file: PNG, JPEG or WebP."`
	NoLogo bool    `help:"Take the logo away."`
	Colour *string `help:"Colour of titles, #rrggbb; empty for none."`
	Email  *string `help:"E-mail of the shop."`
	VAT    *string `name:"vat-number" help:"VAT number, where it is not on an account's invoice by itself."`
	Legal  *string `help:"Legal form, capital, trade register."`
	Terms  *string `help:"Version of the terms of sale that are given."`
	IBAN   *string `name:"iban" help:"Account that businesses pay into."`

	DiagnosisCents    *int64 `help:"Fee of a diagnosis that intakes announce, with tax; 0: free."`
	DiagnosisDeducted bool   `help:"It is deducted from the repair when the quote is accepted."`
	NoDiagnosis       bool   `help:"Intakes announce no fee."`

	Preview string `help:"Write a picture of a paper with it to this file."`
	Format  string `default:"a5" help:"Of the preview: a4, a5, 80mm or 58mm."`
}

// Run changes what is named, leaves the rest, and answers what the papers carry.
func (c *letterheadCmd) Run(r *run) error {
	return r.with(func(d *device.Device) error {
		now, err := d.App.Letterhead(r.ctx, c.Site)
		if err != nil {
			return err
		}
		changed, err := c.change(&now)
		if err != nil {
			return err
		}
		if changed {
			if err := c.save(r, d, &now); err != nil {
				return err
			}
		}
		if c.Preview != "" {
			if err := c.draw(r, d); err != nil {
				return err
			}
		}
		return r.Answer(map[string]any{
			"site": now.Site, "logo_bytes": len(now.Logo), "colour": now.Colour, "email": now.Email, "vat_number": now.VAT,
			"legal": now.Legal, "terms": now.Terms, "iban": now.IBAN, "diagnosis": now.Diagnosis,
		}, nil)
	})
}

// change takes over what is named on the command line.
func (c *letterheadCmd) change(into *service.Letterhead) (changed bool, err error) {
	for _, field := range []struct {
		from *string
		to   *string
	}{{c.Colour, &into.Colour}, {c.Email, &into.Email}, {c.VAT, &into.VAT}, {c.Legal, &into.Legal}, {c.Terms, &into.Terms}, {c.IBAN, &into.IBAN}} {
		if field.from != nil {
			*field.to, changed = *field.from, true
		}
	}
	if c.DiagnosisCents != nil {
		into.Diagnosis, changed = &repair.DiagnosisFee{Cents: *c.DiagnosisCents, Deducted: c.DiagnosisDeducted}, true
	}
	if c.NoDiagnosis {
		into.Diagnosis, changed = nil, true
	}
	if c.NoLogo {
		into.Logo, changed = nil, true
	}
	if c.Logo == "" {
		return changed, nil
	}
	f, err := cli.OpenFile("logo", c.Logo)
	if err != nil {
		return false, err
	}
	defer f.Close()
	into.Logo, err = io.ReadAll(io.LimitReader(f, service.MaxPictureBytes+1))
	return true, err
}

func (c *letterheadCmd) save(r *run, d *device.Device, in *service.Letterhead) error {
	call, err := d.App.NewCall([16]byte{})
	if err != nil {
		return err
	}
	res, err := d.App.SaveLetterhead(r.ctx, call, in)
	if err != nil {
		return err
	}
	*in = res.Data.(service.Letterhead)
	return nil
}

// draw writes a paper that needs no file.
func (c *letterheadCmd) draw(r *run, d *device.Device) error {
	source, err := papersOf(d)
	if err != nil {
		return err
	}
	look, err := source.Look(r.ctx, c.Format, r.Words.Tag())
	if err != nil {
		return err
	}
	return toFile(c.Preview, func(w io.Writer) error {
		_, err := w.Write(look)
		return err
	})
}
