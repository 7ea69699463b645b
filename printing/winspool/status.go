// Package winspool brings documents to the printers of Windows, through its
// spooler and as they are: for printers that understand the language of the
// document by themselves. It is written after the documentation of the spooler
// and has not run against real printers.
//
// The spooler gives a job its number only while it is handed over. So a job goes
// by the name of its document, which is on this device's disk before that.
package winspool

import "etabli/printing/spool"

// Bits of PRINTER_INFO_6.dwStatus.
const (
	printerPaused       = 0x1
	printerError        = 0x2
	printerPaperJam     = 0x8
	printerPaperOut     = 0x10
	printerPaperProblem = 0x40
	printerOffline      = 0x80
	printerNotAvailable = 0x1000
	printerNoToner      = 0x40000
	printerUserNeeded   = 0x100000
	printerDoorOpen     = 0x400000
)

// Bits of JOB_INFO_1.Status.
const (
	jobPaused   = 0x1
	jobError    = 0x2
	jobDeleting = 0x4
	jobOffline  = 0x20
	jobPaperOut = 0x40
	jobPrinted  = 0x80
	jobDeleted  = 0x100
	jobBlocked  = 0x200
	jobUser     = 0x400
	jobComplete = 0x1000
)

// sign is what a bit of a status says.
type sign struct {
	bit    uint32
	reason spool.Reason
}

// printerSigns and jobSigns are what keeps a printer or a job, the more telling
// first.
var printerSigns = []sign{
	{printerDoorOpen, spool.CoverOpen}, {printerPaperOut, spool.PaperOut}, {printerPaperJam | printerPaperProblem, spool.Stopped},
	{printerOffline | printerNotAvailable, spool.Offline}, {printerPaused | printerUserNeeded | printerNoToner, spool.Stopped}, {printerError, spool.Broken},
}

var jobSigns = []sign{
	{jobPaperOut, spool.PaperOut}, {jobOffline, spool.Offline}, {jobPaused | jobUser, spool.Stopped}, {jobBlocked | jobError, spool.Stopped},
}

func reason(status uint32, signs []sign) spool.Reason {
	for _, s := range signs {
		if status&s.bit != 0 {
			return s.reason
		}
	}
	return ""
}

// standing is how a job stands that the spooler still lists.
func standing(status uint32, pages int) spool.Progress {
	switch {
	case status&(jobPrinted|jobComplete) != 0:
		return spool.Progress{Standing: spool.CameOut, Pages: pages}
	case status&(jobDeleted|jobDeleting) != 0 && pages == 0:
		return spool.Progress{Standing: spool.Withdrawn}
	case status&(jobDeleted|jobDeleting) != 0:
		return spool.Progress{Standing: spool.Unknown, Pages: pages}
	}
	return spool.Progress{Standing: spool.Accepted, Reason: reason(status, jobSigns), Pages: pages}
}
