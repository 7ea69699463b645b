package desk

import (
	"context"
	"time"

	"etabli/cmd/internal/device"
	"etabli/cmd/internal/papers"
	"etabli/printing/document"
	"etabli/printing/spool"
)

// folderPrinter is what stands for the printers of a shop that has none: the
// folder of documents. People see a word of theirs for it.
const folderPrinter = "folder"

// openPrints opens the print queue over the folder of documents.
func (d *Desk) openPrints() (err error) {
	known, err := d.device.Profiles()
	if err != nil {
		return err
	}
	d.source = papers.Source{App: d.App, Now: time.Now, Prove: d.device.Prove, Seal: d.device.Seal, Profiles: known}
	d.prints, err = d.device.Prints(context.Background(), papers.Maker{Source: d.source})
	if err == nil {
		err = d.printToFolder(context.Background())
	}
	return err
}

// printToFolder has whatever no printer is for go to the folder of documents.
func (d *Desk) printToFolder(ctx context.Context) error {
	return d.prints.SetDefault(ctx, &spool.Printer{Name: folderPrinter, Way: spool.WayFolder, Address: d.paperFolder(), As: string(papers.PDF)})
}

// print puts a document into the queue. It is on disk then, and goes out beside
// everything else; the answer is the printer's name, or the folder.
func (d *Desk) print(ctx context.Context, o spool.Order, role spool.Role) (where string, err error) {
	j, err := d.prints.Print(ctx, o, spool.Target{Role: role}, "")
	if err != nil {
		return "", device.ExplainPrint(err)
	}
	if p, ok := d.prints.Setup().Find(j.Printer); ok && p.Way == spool.WayFolder {
		return p.Address, nil
	}
	return j.Printer, nil
}

// LetterheadLook draws a paper with the shop's letterhead, as a PNG, in the language
// of the screen.
func (d *Desk) LetterheadLook(ctx context.Context) ([]byte, error) {
	return d.source.Look(ctx, string(document.A5), d.Preferences().Language)
}
