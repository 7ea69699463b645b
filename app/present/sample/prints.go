package sample

import (
	"bytes"
	"context"
	"image"
	"image/color"
	"image/png"
	"strings"
	"time"

	"etabli/app/present"
)

// Prints is the print queue of a shop, with its printers.
type Prints struct {
	Queue present.PrintQueue
	Past  []present.PrintJob
	Found []present.FoundPrinter
	Did   []present.PrintAct // what was asked for with jobs
	Saved []present.Printer
	Uses  []string // what printers were assigned to
	Tests []string
	Again []uint64
}

// Printing is a shop whose printers have their troubles.
func Printing() *Shop {
	s := Typical()
	s.Prints = prints()
	return s
}

// LongestPrints is a queue where everything is as long as it gets.
func LongestPrints() *Shop {
	s := Printing()
	name := strings.Repeat("Imprimante du comptoir de gauche ", 2)[:58]
	for i := range s.Prints.Queue.Jobs {
		s.Prints.Queue.Jobs[i].Printer = name
	}
	for i := range s.Prints.Queue.Printers[:3] {
		s.Prints.Queue.Printers[i].Name, s.Prints.Queue.Printers[i].Address = name[i:], "ipp://"+strings.Repeat("tres-long.", 12)+"local:631/printers/ticket"
	}
	return s
}

func prints() Prints {
	const ticket, zebra, office = "Ticket comptoir", "Étiquettes Zebra", "Bureau A4"
	waits := []string{present.PrintRetry, present.PrintMove, present.PrintHold, present.PrintCancel}
	one := func(id uint64, form, state, reason, printer string, file int, acts ...string) present.PrintJob {
		return present.PrintJob{
			ID: id, Number: number("2", file, "X7"), About: ID(1), Form: form, State: state, Reason: reason, Printer: printer,
			AddedMS: before(time.Duration(70-id) * time.Minute), SinceMS: before(time.Duration(65-id) * time.Minute), Acts: acts,
			Events: []present.PrintEvent{
				{AtMS: before(time.Duration(70-id) * time.Minute), State: "waiting", Printer: printer},
				{AtMS: before(time.Duration(69-id) * time.Minute), State: "sending", Printer: printer},
				{AtMS: before(time.Duration(65-id) * time.Minute), State: state, Reason: reason, Printer: printer},
			},
		}
	}
	out := Prints{Queue: present.PrintQueue{
		Jobs: []present.PrintJob{
			one(41, "deposit-receipt", "doubt", "lost", ticket, 428, present.PrintCameOut, present.PrintCancel),
			one(43, "device-label", "waiting", "paper_out", zebra, 430, waits...),
			one(44, "quote", "held", "refused", office, 430, present.PrintRetry, present.PrintMove, present.PrintCancel),
			one(45, "loan-agreement", "printing", "", office, 431, present.PrintMove, present.PrintCancel),
			one(46, "hand-back", "waiting", "", office, 429, waits...),
		},
		Printers: []present.Printer{
			{Name: ticket, Way: "raw", Address: "192.168.1.50:9100", Kind: "epson-tm-t20|escpos", Answers: "escpos", Roll: true, First: []string{"receipt"}, Jobs: 1,
				Own: present.RollProfile{WidthDots: 576, CodePage: 19, Cutter: "partial", DrawerPin: 2}},
			{Name: zebra, Way: "device", Address: "/dev/usb/lp0", Kind: "zebra-57x32|zpl", Answers: "zpl", First: []string{"label"}, Jobs: 1, Reason: "paper_out", SinceMS: before(8 * time.Minute)},
			{Name: office, Way: "ipp", Address: "ipp://localhost:631/printers/bureau", Kind: "a4|pdf", First: []string{"a4"}, Fallback: []string{"receipt"}, Jobs: 3},
			{Name: "folder", Way: "folder", Address: "~/Documents/Établi", Folder: true},
		},
	}}
	out.Queue.Jobs[1].Attempts, out.Queue.Jobs[1].RetryMS = 7, before(-20*time.Second)
	test := one(40, present.TestPage, "done", "", ticket, 0)
	test.Number, test.About = "", present.ID{}
	again := one(42, "deposit-receipt", "done", "", ticket, 427)
	again.Copy = 1
	out.Past = []present.PrintJob{again, test}
	out.Found = []present.FoundPrinter{
		{Name: "HP LaserJet Pro", Way: "ipp", Address: "ipp://localhost:631/printers/hp", Model: "HP LaserJet Pro M404dn", Kind: "a4|pdf"},
		{Name: "192.168.1.50:9100", Way: "raw", Address: "192.168.1.50:9100", Kind: "receipt-80mm|escpos"},
		{Name: "lp1", Way: "device", Address: "/dev/usb/lp1", Kind: "receipt-80mm|escpos"},
	}
	return out
}

// PrintQueue implements present.Printing.
func (s *Shop) PrintQueue(context.Context) (present.PrintQueue, error) {
	return s.Prints.Queue, s.broken()
}

// WatchPrints implements present.Printing.
func (s *Shop) WatchPrints(func()) (stop func()) { return func() {} }

// PastPrints implements present.Printers.
func (s *Shop) PastPrints(context.Context, int) ([]present.PrintJob, error) {
	return s.Prints.Past, s.broken()
}

// ActOnPrint implements present.Printers.
func (s *Shop) ActOnPrint(_ context.Context, a present.PrintAct) error {
	s.Prints.Did = append(s.Prints.Did, a)
	return s.broken()
}

// Duplicate implements present.Printers.
func (s *Shop) Duplicate(_ context.Context, job uint64, _ string, _ present.ID) error {
	s.Prints.Again = append(s.Prints.Again, job)
	return s.broken()
}

// PrintPicture implements present.Printers: grey lines stand for words.
func (s *Shop) PrintPicture(context.Context, uint64) ([]byte, error) {
	const wide, tall, line = 420, 594, 18
	img := image.NewGray(image.Rect(0, 0, wide, tall))
	for i := range img.Pix {
		x, y := i%wide, i/wide
		img.Pix[i] = 0xff
		if y%line < 6 && y > 3*line && y < tall-3*line && x > 40 && x < wide-40-(y*7)%150 {
			img.Pix[i] = 0xb4
		}
	}
	for x := 40; x < 200; x++ {
		for y := 24; y < 38; y++ {
			img.SetGray(x, y, color.Gray{Y: 0x40})
		}
	}
	var out bytes.Buffer
	err := png.Encode(&out, img)
	return out.Bytes(), err
}

// FindPrinters implements present.Printers.
func (s *Shop) FindPrinters(context.Context) ([]present.FoundPrinter, error) {
	return s.Prints.Found, s.broken()
}

// PrinterKinds implements present.Printers.
func (s *Shop) PrinterKinds() []present.PrinterKind {
	return []present.PrinterKind{
		{ID: "a4|pdf", Role: "a4"}, {ID: "epson-tm-t20|escpos", Name: "Epson TM-T20 / TM-T88", Role: "receipt"},
		{ID: "receipt-80mm|escpos", Name: "ESC/POS 80 mm", Role: "receipt"}, {ID: "receipt-58mm|escpos", Name: "ESC/POS 58 mm", Role: "receipt"},
		{ID: "dymo-99012|pdf", Name: "Dymo 99012 · 89 × 36 mm", Role: "label"}, {ID: "zebra-57x32|zpl", Name: "Zebra Z-Select · 57 × 32 mm", Role: "label"},
	}
}

// SavePrinter implements present.Printers.
func (s *Shop) SavePrinter(_ context.Context, p present.Printer) error {
	s.Prints.Saved = append(s.Prints.Saved, p)
	return s.broken()
}

// RemovePrinter implements present.Printers.
func (s *Shop) RemovePrinter(context.Context, string) error { return s.broken() }

// AssignPrinter implements present.Printers.
func (s *Shop) AssignPrinter(_ context.Context, name string, first, fallback []string) error {
	s.Prints.Uses = append(s.Prints.Uses, name+": "+strings.Join(first, ",")+"/"+strings.Join(fallback, ","))
	return s.broken()
}

// TestPrinter implements present.Printers.
func (s *Shop) TestPrinter(_ context.Context, name string, _ present.ID) error {
	s.Prints.Tests = append(s.Prints.Tests, name)
	return s.broken()
}
