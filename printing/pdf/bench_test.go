package pdf_test

import (
	"fmt"
	"io"
	"runtime"
	"testing"

	"github.com/go-pdf/fpdf"

	"etabli/app/lang"
	"etabli/printing/document"
	"etabli/printing/escpos"
	"etabli/printing/label"
	"etabli/printing/layout"
	"etabli/printing/pdf"
	"etabli/printing/profile"
	"etabli/printing/sample"
	"etabli/printing/typeface"
)

// BenchmarkBarePage is what the library asks for one page with one word in each
// of the four faces of a deposit receipt: the measure of the others.
func BenchmarkBarePage(b *testing.B) {
	for b.Loop() {
		file := fpdf.New("P", "mm", "A5", "")
		file.AddPage()
		for _, face := range []typeface.Face{typeface.Sans, typeface.SansSemiBold, typeface.Mono, typeface.MonoSemiBold} {
			data, err := face.Bytes()
			if err != nil {
				b.Fatal(err)
			}
			file.AddUTF8FontFromBytes(face.Name(), "", data)
			file.SetFont(face.Name(), "", 10)
			file.Text(20, 20, "Établi")
		}
		if err := file.Output(io.Discard); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkDepositReceipt(b *testing.B) {
	c := lang.For("fr")
	for _, paper := range []document.Paper{document.A5, document.Roll80} {
		b.Run(string(paper), func(b *testing.B) {
			for b.Loop() {
				if _, err := pdf.Render(sampleDeposit(sample.Deposit("typical"), c.Tag(), paper), pdf.Options{}); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

func BenchmarkDepositReceiptESCPOS(b *testing.B) {
	set, err := profile.Shipped()
	if err != nil {
		b.Fatal(err)
	}
	receipt, _ := set.ReceiptFor(document.Roll80)
	for _, text := range []bool{false, true} {
		b.Run(map[bool]string{false: "dots", true: "letters"}[text], func(b *testing.B) {
			for b.Loop() {
				d := sampleDeposit(sample.Deposit("typical"), "fr", document.Roll80)
				if text {
					if _, err := escpos.Text(d, receipt, escpos.Options{}); err != nil {
						b.Fatal(err)
					}
					continue
				}
				pages, err := layout.Lay(d)
				if err != nil {
					b.Fatal(err)
				}
				if _, err := escpos.Raster(pages, receipt, escpos.Options{}); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

// BenchmarkThousandLabels makes a thousand labels of devices as one PDF.
func BenchmarkThousandLabels(b *testing.B) {
	set, err := profile.Shipped()
	if err != nil {
		b.Fatal(err)
	}
	stock, _ := set.Stock("avery-l7160")
	for b.Loop() {
		var all []label.Label
		for range 1000 {
			made, err := label.ForDevice(label.Device{
				Number: "LIL2-00431-X7K", Initials: "K. B.", Product: "Samsung Galaxy S24 · 256 Go", ReceivedOn: "2026-11-21",
			}, lang.For("fr"), stock)
			if err != nil {
				b.Fatal(err)
			}
			all = append(all, made)
		}
		pages, err := label.Pages(all, stock, 1)
		if err != nil {
			b.Fatal(err)
		}
		if _, err := pdf.Pages(document.Document{Lang: "fr", Title: "x"}, pages, pdf.Options{Monochrome: true}); err != nil {
			b.Fatal(err)
		}
	}
}

// BenchmarkThreeThousandReceipts tells how much is live after the first, after a
// thousand and after three thousand receipts: the same, if nothing is kept.
func BenchmarkThreeThousandReceipts(b *testing.B) {
	live := func() float64 {
		runtime.GC()
		var m runtime.MemStats
		runtime.ReadMemStats(&m)
		return float64(m.HeapAlloc) / (1 << 20)
	}
	for b.Loop() {
		for n := range 3000 {
			in := sample.Deposit("typical")
			in.Number = fmt.Sprintf("LIL2-%05d-X7K", n)
			if _, err := pdf.Render(sampleDeposit(in, "fr", document.Roll80), pdf.Options{}); err != nil {
				b.Fatal(err)
			}
			switch n {
			case 0:
				b.ReportMetric(live(), "MB-after-1")
			case 1000:
				b.ReportMetric(live(), "MB-after-1001")
			}
		}
		b.ReportMetric(live(), "MB-after-3000")
	}
}
