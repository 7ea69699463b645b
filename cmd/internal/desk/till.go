package desk

import (
	"bytes"
	"context"
	"os"
	"path/filepath"
	"strconv"

	"etabli/app/domain/fault"
	"etabli/app/domain/till"
	"etabli/app/lang"
	"etabli/app/service"
	"etabli/cmd/internal/papers"
	"etabli/cmd/internal/tillarchive"
	"etabli/printing/document"
	"etabli/storage/durable"
)

// onRoll is how the till writes its papers here.
func (d *Desk) onRoll() papers.Order {
	return papers.Order{Format: string(document.Roll80), As: papers.PDF, Tag: d.Preferences().Language}
}

// PrintReceipt prints the receipt of a record, and answers where it went.
func (d *Desk) PrintReceipt(ctx context.Context, number string) (string, error) {
	made, err := d.source.Receipt(ctx, number, d.onRoll())
	if err != nil {
		return "", err
	}
	return d.keepPaper(number+".pdf", made.Bytes)
}

// PrintAgain prints a receipt as a duplicate that is recorded, once there is a
// paper for it.
func (d *Desk) PrintAgain(ctx context.Context, call service.Call, in *service.CopyInput) (string, error) {
	o := d.onRoll()
	if _, err := d.source.Receipt(ctx, in.Number, o); err != nil {
		return "", err
	}
	copied, err := d.TillCopy(ctx, call, in)
	if err != nil {
		return "", err
	}
	if made, ok := copied.Data.(service.Receipt); ok {
		o.Copy = made.Record.Copies
	}
	made, err := d.source.Receipt(ctx, in.Number, o)
	if err != nil {
		return "", err
	}
	return d.keepPaper(in.Number+"-duplicata-"+strconv.Itoa(o.Copy)+".pdf", made.Bytes)
}

// PrintVoucher prints a voucher.
func (d *Desk) PrintVoucher(ctx context.Context, code string) (string, error) {
	made, err := d.source.Voucher(ctx, code, d.onRoll())
	if err != nil {
		return "", err
	}
	return d.keepPaper(code+".pdf", made.Bytes)
}

// PrintClosing prints the Z of a period.
func (d *Desk) PrintClosing(ctx context.Context, level till.Level, period string, training bool) (string, error) {
	made, err := d.source.Closing(ctx, service.PeriodInput{Level: level, Period: period, Practice: service.Practice{Training: training}}, d.onRoll())
	if err != nil {
		return "", err
	}
	name := "Z-" + d.App.Place().Site + d.App.Place().Device + "-" + period
	if training {
		name += "-T"
	}
	return d.keepPaper(name+".pdf", made.Bytes)
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
