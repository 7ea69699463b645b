package service

import (
	"etabli/app/domain/fault"
	"etabli/app/domain/kind"
	"etabli/storage"
	"etabli/storage/journal"
)

// The faults of files whose history is not here.
const (
	FileElsewhere fault.Code = "file_elsewhere" // another shop has it
	FileNotHere   fault.Code = "file_not_here"  // its history must come from HQ first
)

// additive are the kinds that may be about a stub: they only add, whatever
// happened before.
func additive(k kind.Kind) bool { return k == kind.RepairNoted || k == kind.PersonErased }

// wholeHere refuses an act on what is not whole here: what it must have seen is
// not known.
func wholeHere(r storage.Reader, d *journal.Draft) error {
	for _, e := range d.Entities {
		stub, err := journal.StubOf(r, e)
		if err != nil {
			return err
		}
		switch {
		case stub == nil || stub.Foreign || stub.Pruned && additive(kind.Kind(d.Kind)):
		case stub.Left:
			return fault.New(FileElsewhere, "id")
		default:
			return fault.New(FileNotHere, "id")
		}
	}
	return nil
}
