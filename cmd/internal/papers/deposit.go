package papers

import (
	"context"

	"etabli/app/domain/loan"
	"etabli/app/domain/warranty"
	"etabli/printing/forms"
	"etabli/storage/journal"
)

// claimed is the guarantee under which the device was left, as papers name it;
// empty when nobody said one.
func (m material) claimed() string {
	if m.file.Warranty == nil {
		return ""
	}
	switch m.file.Warranty.Layer {
	case warranty.LGC:
		return "lgc"
	case warranty.COM, warranty.DUR, warranty.REP:
		return "commercial"
	case warranty.MNT:
		return "contract"
	}
	return ""
}

// announced is the fee of a diagnosis that the customer was told.
func (m material) announced() forms.DiagnosisFee {
	fee := m.file.Diagnosis
	if fee == nil {
		return forms.DiagnosisFee{}
	}
	return forms.DiagnosisFee{Announced: true, Cents: fee.Cents, Deducted: fee.Deducted}
}

// backup is what the customer said of a copy of their data.
func (m material) backup() string {
	if m.file.Care.Wipe == nil {
		return ""
	}
	switch m.file.Care.Wipe.Backup {
	case "none":
		return "none"
	case "customer":
		return "done"
	}
	return "" // the shop makes one
}

// lentMeanwhile names the units that are out for a file.
func (s Source) lentMeanwhile(ctx context.Context, file journal.EntityID) ([]string, error) {
	loans, err := s.App.LoansOfFile(ctx, file)
	if err != nil {
		return nil, err
	}
	var names []string
	for _, l := range loans {
		if l.Status == loan.Out {
			names = append(names, l.Unit)
		}
	}
	return names, nil
}
