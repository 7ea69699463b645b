package winspool

import (
	"testing"

	"etabli/printing/spool"
)

func TestAPrintersStatusIsSaidAsItsMostTellingReason(t *testing.T) {
	for status, want := range map[uint32]spool.Reason{
		0: "", printerPaperOut | printerError: spool.PaperOut, printerDoorOpen | printerPaperOut: spool.CoverOpen,
		printerOffline: spool.Offline, printerError: spool.Broken, 0x400: "", // printing
	} {
		if got := reason(status, printerSigns); got != want {
			t.Errorf("%#x: %q, want %q", status, got, want)
		}
	}
}

func TestAJobThatWasDeletedAmidItsPagesIsADoubt(t *testing.T) {
	for _, c := range []struct {
		status uint32
		pages  int
		want   spool.Standing
	}{
		{0, 0, spool.Accepted}, {jobPaperOut, 0, spool.Accepted}, {jobPrinted, 1, spool.CameOut}, {jobComplete, 0, spool.CameOut},
		{jobDeleted, 0, spool.Withdrawn}, {jobDeleted, 1, spool.Unknown},
	} {
		if got := standing(c.status, c.pages); got.Standing != c.want {
			t.Errorf("%#x with %d pages: %+v", c.status, c.pages, got)
		}
	}
}
