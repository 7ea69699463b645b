package device

import (
	"context"
	"errors"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"time"

	"etabli/printing/ipp"
	"etabli/printing/raw"
	"etabli/printing/spool"
)

// CUPS is where the print system of this computer answers.
const CUPS = "ipp://localhost:631/"

var deviceFiles = []string{"/dev/usb/lp*", "/dev/lp*"}

// findingTime is how long CUPS may take to answer.
const findingTime = 5 * time.Second

// Found is a printer that can be set up, with what it seems to print.
type Found struct {
	Name    string       `json:"name"`
	Way     string       `json:"way"`
	Address string       `json:"address"`
	Model   string       `json:"model,omitempty"`
	Formats []string     `json:"formats,omitempty"` // media types it takes
	Media   []string     `json:"media,omitempty"`
	Format  string       `json:"format"` // what it seems to print
	As      string       `json:"as"`
	Role    spool.Role   `json:"role"`
	Reason  spool.Reason `json:"reason,omitempty"`
}

// Printer is it as it can be set up.
func (f Found) Printer() spool.Printer {
	return spool.Printer{Name: f.Name, Way: f.Way, Address: f.Address, Format: f.Format, As: f.As}
}

// FindPrinters looks for those of CUPS, device files, printers of the network that
// take documents as they are, and those of the system. A place that does not answer
// has none.
func FindPrinters(ctx context.Context, cupsServer string) ([]Found, error) {
	var cups, files, network, system []Found
	var err error
	var all sync.WaitGroup
	all.Go(func() { cups, err = ofCUPS(ctx, cupsServer) })
	all.Go(func() { files = ofFiles() })
	all.Go(func() { network = ofNetwork(ctx) })
	all.Go(func() { system = ofSystem() })
	all.Wait()
	return slices.Concat(cups, system, files, network), err
}

func ofCUPS(ctx context.Context, server string) (out []Found, err error) {
	list, err := ipp.NewClient(findingTime).Printers(ctx, server)
	var trouble *spool.Trouble
	if errors.As(err, &trouble) && trouble.Reason == spool.Denied {
		return nil, ExplainPrint(err)
	}
	for _, p := range list {
		one := seems(p.Name+" "+p.Model, Found{Name: p.Name, Way: spool.WayIPP, Address: p.Address, Model: p.Model, Reason: p.Reason})
		one.Formats, one.Media = p.Formats, p.Media
		out = append(out, one)
	}
	return out, nil
}

func ofFiles() (out []Found) {
	for _, pattern := range deviceFiles {
		files, _ := filepath.Glob(pattern) // the patterns are right
		for _, f := range files {
			out = append(out, seems("ticket", Found{Name: filepath.Base(f), Way: spool.WayDevice, Address: f}))
		}
	}
	return out
}

func ofNetwork(ctx context.Context) (out []Found) {
	for _, at := range raw.Find(ctx, raw.Neighbours()) {
		out = append(out, seems("ticket", Found{Name: at, Way: spool.WayRaw, Address: at}))
	}
	return out
}

func ofSystem() (out []Found) {
	for _, name := range SystemPrinters() {
		out = append(out, seems(name, Found{Name: name, Way: spool.WayWindows, Address: name}))
	}
	return out
}

// looks are words in names by which printers are told apart, with what they print.
var looks = []struct {
	word, format, as string
	role             spool.Role
}{
	{"zebra", "zebra-57x32", "zpl", spool.LabelRole}, {"zpl", "zebra-57x32", "zpl", spool.LabelRole}, {"zd4", "zebra-57x32", "zpl", spool.LabelRole},
	{"dymo", "dymo-99012", "pdf", spool.LabelRole}, {"ql-", "brother-62x29", "pdf", spool.LabelRole}, {"niimbot", "niimbot-50x30", "pdf", spool.LabelRole},
	{"tm-t", "epson-tm-t20", "escpos", spool.ReceiptRole}, {"58", "receipt-58mm", "escpos", spool.ReceiptRole},
	{"ticket", "receipt-80mm", "escpos", spool.ReceiptRole}, {"receipt", "receipt-80mm", "escpos", spool.ReceiptRole},
	{"escpos", "receipt-80mm", "escpos", spool.ReceiptRole}, {"esc/pos", "receipt-80mm", "escpos", spool.ReceiptRole},
	{"pos-80", "receipt-80mm", "escpos", spool.ReceiptRole}, {"star tsp", "receipt-80mm", "escpos", spool.ReceiptRole},
}

// seems guesses what a printer prints by its name; sheets when nothing says so.
func seems(name string, f Found) Found {
	name = strings.ToLower(name)
	f.Format, f.As, f.Role = "a4", "pdf", spool.PageRole
	for _, l := range looks {
		if strings.Contains(name, l.word) {
			f.Format, f.As, f.Role = l.format, l.as, l.role
			break
		}
	}
	return f
}
