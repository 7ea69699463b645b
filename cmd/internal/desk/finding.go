package desk

import (
	"context"

	"etabli/app/present"
	"etabli/cmd/internal/device"
)

// FindPrinters implements present.Printers.
func (d *Desk) FindPrinters(ctx context.Context) (out []present.FoundPrinter, err error) {
	list, err := device.FindPrinters(ctx, device.CUPS)
	for _, f := range list {
		out = append(out, present.FoundPrinter{
			Name: f.Name, Way: f.Way, Address: f.Address, Model: f.Model, Kind: kindID(f.Format, f.As), Reason: string(f.Reason),
		})
	}
	return out, err
}
