package desk

import (
	"bytes"
	"context"
	"os"
	"path/filepath"
	"slices"

	"etabli/app/domain/fault"
	"etabli/app/domain/till"
	"etabli/app/lang"
	"etabli/app/service"
	"etabli/cmd/internal/papers"
	"etabli/cmd/internal/tillarchive"
	"etabli/printing/document"
	"etabli/printing/spool"
	"etabli/storage/durable"
)

// onRoll prints a paper of the till.
func (d *Desk) onRoll(ctx context.Context, o spool.Order) (string, error) {
	o.Paper, o.Lang = string(document.Roll80), d.Preferences().Language
	return d.print(ctx, o, spool.ReceiptRole)
}

// onReceipt prints a paper for a customer: in their language where a file names
// them, else in that of the screen.
func (d *Desk) onReceipt(ctx context.Context, o spool.Order, named bool) (string, error) {
	if !named {
		return d.onRoll(ctx, o)
	}
	o.Paper = string(document.Roll80)
	return d.print(ctx, o, spool.ReceiptRole)
}

// PrintReceipt prints the receipt of a record, and answers where it goes. The
// drawer opens for what was paid in cash.
func (d *Desk) PrintReceipt(ctx context.Context, number string) (string, error) {
	rec, err := d.TillRecord(ctx, &service.NumberInput{Number: number})
	if err != nil {
		return "", err
	}
	cash := slices.ContainsFunc(rec.Payments, func(p till.Paid) bool { return p.Tender == till.InCash })
	return d.onReceipt(ctx, spool.Order{Ref: number, Form: string(papers.TillReceipt), Drawer: cash}, rec.File != nil)
}

// PrintTillNotice prints what hangs where people pay.
func (d *Desk) PrintTillNotice(ctx context.Context) (string, error) {
	return d.ofShop(ctx, papers.TillNotice)
}

// PrintShiftList prints what the next team has to know.
func (d *Desk) PrintShiftList(ctx context.Context) (string, error) {
	return d.ofShop(ctx, papers.ShiftList)
}

// ofShop prints a page of this shop, in the language of the screen.
func (d *Desk) ofShop(ctx context.Context, form papers.Form) (string, error) {
	return d.print(ctx, spool.Order{
		Ref: d.SiteCode(), Form: string(form), Paper: string(document.A4), Lang: d.Preferences().Language,
	}, spool.PageRole)
}

// PrintAgain prints a receipt as a duplicate that is recorded, once there is a
// paper for it.
func (d *Desk) PrintAgain(ctx context.Context, call service.Call, in *service.CopyInput) (string, error) {
	if _, err := d.source.Receipt(ctx, in.Number, papers.Order{Format: string(document.Roll80), As: papers.PDF}); err != nil {
		return "", err
	}
	rec, err := d.TillRecord(ctx, &service.NumberInput{Number: in.Number})
	if err != nil {
		return "", err
	}
	copied, err := d.TillCopy(ctx, call, in)
	if err != nil {
		return "", err
	}
	o := spool.Order{Ref: in.Number, Form: string(papers.TillReceipt)}
	if made, ok := copied.Data.(service.Receipt); ok {
		o.Copy = made.Record.Copies
	}
	return d.onReceipt(ctx, o, rec.File != nil)
}

// PrintBill prints the note of a sale, or the credit note of a refund.
func (d *Desk) PrintBill(ctx context.Context, number string) (string, error) {
	rec, err := d.TillRecord(ctx, &service.NumberInput{Number: number})
	if err != nil {
		return "", err
	}
	form := papers.ServiceNote
	if rec.Kind == till.Refund {
		form = papers.CreditNote
	}
	return d.print(ctx, spool.Order{Ref: number, Form: string(form), Paper: string(document.A4)}, spool.PageRole)
}

// PrintVoucher prints a voucher.
func (d *Desk) PrintVoucher(ctx context.Context, code string) (string, error) {
	return d.onRoll(ctx, spool.Order{Ref: code, Form: string(papers.VoucherForm)})
}

// PrintClosing prints the Z of a period.
func (d *Desk) PrintClosing(ctx context.Context, level till.Level, period string, training bool) (string, error) {
	return d.onRoll(ctx, spool.Order{Ref: string(level) + "/" + period, Form: string(papers.TillClosing), Practice: training})
}

// ArchiveTill writes the archive of a year, of all years when it is empty.
func (d *Desk) ArchiveTill(ctx context.Context, year string) (string, error) {
	var out bytes.Buffer
	if _, err := tillarchive.Write(ctx, d.device, lang.For(d.Preferences().Language), year, &out); err != nil {
		return "", err
	}
	name := "archive-caisse-" + d.App.Place().Site + d.App.Place().Device
	if year != "" {
		name += "-" + year
	}
	return d.keepPaper(name+".zip", out.Bytes())
}

// keepPaper writes a document into the folder of documents, and answers the folder.
func (d *Desk) keepPaper(name string, content []byte) (string, error) {
	folder := d.paperFolder()
	if err := os.MkdirAll(folder, 0o700); err != nil {
		return "", fault.New(PrinterFailed, "").Because(err)
	}
	if err := durable.WriteFile(filepath.Join(folder, name), content); err != nil {
		return "", fault.New(PrinterFailed, "").Because(err)
	}
	return folder, nil
}
