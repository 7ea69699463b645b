package desk

import (
	"context"
	"errors"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"time"

	"etabli/app/present"
	"etabli/cmd/internal/device"
	"etabli/printing/ipp"
	"etabli/printing/raw"
	"etabli/printing/spool"
)

// The places where printers are looked for.
const cupsServer = "ipp://localhost:631/"

var deviceFiles = []string{"/dev/usb/lp*", "/dev/lp*"}

// findingTime is how long CUPS may take to answer.
const findingTime = 5 * time.Second

// FindPrinters implements present.Printers: those of CUPS, device files, printers
// of the network that take documents as they are, and those of the system. One
// place that does not answer has none.
func (d *Desk) FindPrinters(ctx context.Context) ([]present.FoundPrinter, error) {
	var cups, files, network, system []present.FoundPrinter
	var err error
	var all sync.WaitGroup
	all.Go(func() { cups, err = ofCUPS(ctx) })
	all.Go(func() { files = ofFiles() })
	all.Go(func() { network = ofNetwork(ctx) })
	all.Go(func() { system = ofSystem() })
	all.Wait()
	return slices.Concat(cups, system, files, network), err
}

func ofCUPS(ctx context.Context) (out []present.FoundPrinter, err error) {
	list, err := ipp.NewClient(findingTime).Printers(ctx, cupsServer)
	var trouble *spool.Trouble
	if errors.As(err, &trouble) && trouble.Reason == spool.Denied {
		return nil, device.ExplainPrint(err)
	}
	for _, p := range list {
		out = append(out, present.FoundPrinter{
			Name: p.Name, Way: spool.WayIPP, Address: p.Address, Model: p.Model, Kind: seems(p.Name + " " + p.Model), Reason: string(p.Reason),
		})
	}
	return out, nil
}

func ofFiles() (out []present.FoundPrinter) {
	for _, pattern := range deviceFiles {
		files, _ := filepath.Glob(pattern) // the patterns are right
		for _, f := range files {
			out = append(out, present.FoundPrinter{Name: filepath.Base(f), Way: spool.WayDevice, Address: f, Kind: seems("ticket")})
		}
	}
	return out
}

func ofNetwork(ctx context.Context) (out []present.FoundPrinter) {
	for _, at := range raw.Find(ctx, raw.Neighbours()) {
		out = append(out, present.FoundPrinter{Name: at, Way: spool.WayRaw, Address: at, Kind: seems("ticket")})
	}
	return out
}

func ofSystem() (out []present.FoundPrinter) {
	for _, name := range device.SystemPrinters() {
		out = append(out, present.FoundPrinter{Name: name, Way: spool.WayWindows, Address: name, Kind: seems(name)})
	}
	return out
}

// looks are words in names by which printers are told apart, with what they print.
var looks = []struct{ word, kind string }{
	{"zebra", "zebra-57x32|zpl"}, {"zpl", "zebra-57x32|zpl"}, {"zd4", "zebra-57x32|zpl"}, {"dymo", "dymo-99012|pdf"},
	{"ql-", "brother-62x29|pdf"}, {"niimbot", "niimbot-50x30|pdf"}, {"tm-t", "epson-tm-t20|escpos"}, {"58", "receipt-58mm|escpos"},
	{"ticket", "receipt-80mm|escpos"}, {"receipt", "receipt-80mm|escpos"}, {"escpos", "receipt-80mm|escpos"}, {"esc/pos", "receipt-80mm|escpos"},
	{"pos-80", "receipt-80mm|escpos"}, {"star tsp", "receipt-80mm|escpos"},
}

// seems guesses what a printer prints by its name; sheets when nothing says so.
func seems(name string) string {
	name = strings.ToLower(name)
	for _, l := range looks {
		if strings.Contains(name, l.word) {
			return l.kind
		}
	}
	return "a4|pdf"
}
