package service

import (
	"cmp"
	"context"

	"etabli/app/domain/fault"
	"etabli/app/domain/repair"
	"etabli/app/views"
	"etabli/storage"
)

// CustodyAsked asks what should be where.
type CustodyAsked struct {
	Place repair.Place `json:"place,omitempty" doc:"one place only; the whole shop when empty"`
}

// CustodyExpected are the files whose devices should be here: what a count by scan
// looks for.
func (a *App) CustodyExpected(ctx context.Context, in *CustodyAsked) ([]views.RepairRow, error) {
	return read(ctx, a, func(r storage.Reader) ([]views.RepairRow, error) {
		out := []views.RepairRow{}
		err := a.eachOpen(r, func(row views.RepairRow) error {
			file, err := a.views.Repair(r, row.ID)
			if err == nil && a.counted(file, in.Place).Here {
				out = append(out, row)
			}
			return err
		})
		return out, err
	})
}

// CustodyScanned is one code of a count.
type CustodyScanned struct {
	Scan  string       `json:"scan" doc:"number on a label, or serial number"`
	Place repair.Place `json:"place,omitempty" doc:"that is counted; the whole shop when empty"`
}

// CustodySeen is what one code of a count is.
type CustodySeen struct {
	File *views.RepairRow `json:"file,omitempty"` // none when no file has the code
	Here bool             `json:"here,omitempty"` // it should be where it was scanned
	// Says is the answer in one word: here, strange (its file is not in custody here), or
	// unknown, and then Found are the things of the register that have the code.
	Says  string           `json:"says"`
	Found []views.Incident `json:"found,omitempty"`
}

// CustodyScan says what one code of a count is.
func (a *App) CustodyScan(ctx context.Context, in *CustodyScanned) (CustodySeen, error) {
	if in.Scan == "" {
		return CustodySeen{}, fault.New(fault.Missing, "scan")
	}
	return read(ctx, a, func(r storage.Reader) (CustodySeen, error) {
		file, known, err := a.scanned(r, in.Scan)
		if err != nil || !known {
			found, lost := a.views.Incidents(r, true, in.Scan)
			return CustodySeen{Says: "unknown", Found: found}, cmp.Or(err, lost)
		}
		if a.counted(file, in.Place).Here {
			return CustodySeen{File: &file.RepairRow, Here: true, Says: "here"}, nil
		}
		return CustodySeen{File: &file.RepairRow, Says: "strange"}, nil
	})
}
