package winspool

import (
	"errors"
	"fmt"
	"unsafe"

	"golang.org/x/sys/windows"

	"etabli/printing/spool"
)

// The calls of the spooler.
var (
	spooler          = windows.NewLazySystemDLL("winspool.drv")
	openPrinter      = spooler.NewProc("OpenPrinterW")
	closePrinter     = spooler.NewProc("ClosePrinter")
	getPrinter       = spooler.NewProc("GetPrinterW")
	enumPrinters     = spooler.NewProc("EnumPrintersW")
	enumJobs         = spooler.NewProc("EnumJobsW")
	setJob           = spooler.NewProc("SetJobW")
	startDocPrinter  = spooler.NewProc("StartDocPrinterW")
	endDocPrinter    = spooler.NewProc("EndDocPrinter")
	abortPrinter     = spooler.NewProc("AbortPrinter")
	startPagePrinter = spooler.NewProc("StartPagePrinter")
	endPagePrinter   = spooler.NewProc("EndPagePrinter")
	writePrinter     = spooler.NewProc("WritePrinter")
)

// call runs a call that answers 0 when it fails.
func call(p *windows.LazyProc, args ...uintptr) (uintptr, error) {
	r, _, err := p.Call(args...)
	if r == 0 {
		return 0, fmt.Errorf("winspool: %s: %w", p.Name, err)
	}
	return r, nil
}

// filled runs a call that first says how much room it needs.
func filled(do func(buf *byte, size uint32, needed *uint32) error) ([]byte, error) {
	var needed uint32
	err := do(nil, 0, &needed)
	if err == nil || needed == 0 {
		return nil, err
	}
	if !errors.Is(err, windows.ERROR_INSUFFICIENT_BUFFER) {
		return nil, err
	}
	buf := make([]byte, needed)
	return buf, do(&buf[0], needed, &needed)
}

// handle is an open printer.
type handle uintptr

// open opens a printer by its name; an error is a *spool.Trouble.
func open(name string) (handle, error) {
	p, err := windows.UTF16PtrFromString(name)
	if err != nil {
		return 0, &spool.Trouble{Reason: spool.UnknownPrinter, Cause: err}
	}
	var h handle
	_, err = call(openPrinter, uintptr(unsafe.Pointer(p)), uintptr(unsafe.Pointer(&h)), 0)
	switch {
	case errors.Is(err, windows.ERROR_ACCESS_DENIED):
		return 0, &spool.Trouble{Reason: spool.Denied, Cause: err}
	case errors.Is(err, windows.ERROR_INVALID_PRINTER_NAME):
		return 0, &spool.Trouble{Reason: spool.UnknownPrinter, Cause: err}
	case err != nil:
		return 0, &spool.Trouble{Reason: spool.Offline, Cause: err}
	}
	return h, nil
}

func (h handle) close() { _, _ = call(closePrinter, uintptr(h)) } // there is nothing to do about it

// status is PRINTER_INFO_6 of the printer.
func (h handle) status() (uint32, error) {
	var status, needed uint32
	_, err := call(getPrinter, uintptr(h), 6, uintptr(unsafe.Pointer(&status)), unsafe.Sizeof(status), uintptr(unsafe.Pointer(&needed)))
	return status, err
}

// docInfo is DOC_INFO_1.
type docInfo struct {
	name, output, datatype *uint16
}

// jobInfo is JOB_INFO_1.
type jobInfo struct {
	id                                                      uint32
	printer, machine, user, document, datatype, statusWords *uint16
	status, priority, position, pages, printed              uint32
	submitted                                               windows.Systemtime
}

// mostJobs is how many jobs of a printer are looked through.
const mostJobs = 1000

// job finds a job by the name of its document.
func (h handle) job(name string) (found jobInfo, ok bool, err error) {
	var n uint32
	buf, err := filled(func(buf *byte, size uint32, needed *uint32) error {
		_, err := call(enumJobs, uintptr(h), 0, mostJobs, 1, uintptr(unsafe.Pointer(buf)), uintptr(size), uintptr(unsafe.Pointer(needed)), uintptr(unsafe.Pointer(&n)))
		return err
	})
	if err != nil || len(buf) == 0 {
		return jobInfo{}, false, err
	}
	for _, j := range unsafe.Slice((*jobInfo)(unsafe.Pointer(&buf[0])), n) {
		if j.document != nil && windows.UTF16PtrToString(j.document) == name {
			return j, true, nil
		}
	}
	return jobInfo{}, false, nil
}

// remove takes a job out of the queue.
func (h handle) remove(id uint32) error {
	const jobDelete = 5
	_, err := call(setJob, uintptr(h), uintptr(id), 0, 0, jobDelete)
	return err
}

// Printers lists the printers of this computer by name.
func Printers() ([]string, error) {
	const here, connected = 2, 4
	type info struct { // PRINTER_INFO_4
		name, server *uint16
		attributes   uint32
	}
	var n uint32
	buf, err := filled(func(buf *byte, size uint32, needed *uint32) error {
		_, err := call(enumPrinters, here|connected, 0, 4, uintptr(unsafe.Pointer(buf)), uintptr(size), uintptr(unsafe.Pointer(needed)), uintptr(unsafe.Pointer(&n)))
		return err
	})
	if err != nil || len(buf) == 0 {
		return nil, err
	}
	var out []string
	for _, p := range unsafe.Slice((*info)(unsafe.Pointer(&buf[0])), n) {
		out = append(out, windows.UTF16PtrToString(p.name))
	}
	return out, nil
}
