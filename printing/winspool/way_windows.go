package winspool

import (
	"context"
	"sync"
	"unsafe"

	"golang.org/x/sys/windows"

	"etabli/printing/spool"
)

// Way implements spool.Way.
type Way struct {
	mu     sync.Mutex
	handed map[string]bool // documents that the spooler took in this run
}

// New returns the way to the printers of this computer.
func New() *Way { return &Way{handed: map[string]bool{}} }

// Claim asks the printer how it is. The job's name is that of its document.
func (w *Way) Claim(_ context.Context, t spool.Task) (string, error) {
	h, err := open(t.Printer.Address)
	if err != nil {
		return "", err
	}
	defer h.close()
	status, err := h.status()
	if err != nil {
		return "", &spool.Trouble{Reason: spool.Offline, Cause: err}
	}
	if r := reason(status, printerSigns); r != "" {
		return "", &spool.Trouble{Reason: r}
	}
	return t.Name, nil
}

// Send hands the document to the spooler, as it is.
func (w *Way) Send(_ context.Context, t spool.Task) spool.Progress {
	h, err := open(t.Printer.Address)
	if err != nil {
		return spool.Progress{Standing: spool.NotArrived, Reason: spool.ReasonOf(err)}
	}
	defer h.close()
	if err := h.begin(t.Name); err != nil {
		return spool.Progress{Standing: spool.NotArrived, Reason: spool.Offline}
	}
	if err := h.write(t.Content); err != nil {
		_, _ = call(abortPrinter, uintptr(h)) // it may have begun to print all the same
		return spool.Progress{Standing: spool.Unknown, Reason: spool.Lost}
	}
	w.mu.Lock()
	defer w.mu.Unlock()
	w.handed[t.Name] = true
	return spool.Progress{Standing: spool.Accepted}
}

// begin opens a document in the spooler.
func (h handle) begin(name string) error {
	words, err := windows.UTF16PtrFromString(name)
	if err != nil {
		return err
	}
	raw, err := windows.UTF16PtrFromString("RAW")
	if err != nil {
		return err
	}
	doc := docInfo{name: words, datatype: raw}
	_, err = call(startDocPrinter, uintptr(h), 1, uintptr(unsafe.Pointer(&doc)))
	return err
}

// write writes one page of bytes and ends the document.
func (h handle) write(content []byte) error {
	if _, err := call(startPagePrinter, uintptr(h)); err != nil {
		return err
	}
	for len(content) > 0 {
		var n uint32
		if _, err := call(writePrinter, uintptr(h), uintptr(unsafe.Pointer(&content[0])), uintptr(len(content)), uintptr(unsafe.Pointer(&n))); err != nil {
			return err
		}
		content = content[n:]
	}
	if _, err := call(endPagePrinter, uintptr(h)); err != nil {
		return err
	}
	_, err := call(endDocPrinter, uintptr(h))
	return err
}

// Ask looks for the job. One that the spooler took in this run and does not list
// any more has come out; of any other that is not there nobody can know.
func (w *Way) Ask(_ context.Context, t spool.Task) (spool.Progress, error) {
	h, err := open(t.Printer.Address)
	if err != nil {
		return spool.Progress{}, err
	}
	defer h.close()
	j, ok, err := h.job(t.Name)
	switch {
	case err != nil:
		return spool.Progress{}, &spool.Trouble{Reason: spool.Offline, Cause: err}
	case ok:
		return standing(j.status, int(j.printed)), nil
	}
	w.mu.Lock()
	defer w.mu.Unlock()
	if w.handed[t.Name] {
		delete(w.handed, t.Name)
		return spool.Progress{Standing: spool.CameOut}, nil
	}
	return spool.Progress{Standing: spool.Unknown}, nil
}

// Cancel takes the job out of the spooler's queue. What had not begun did not
// come out.
func (w *Way) Cancel(ctx context.Context, t spool.Task) (spool.Progress, error) {
	h, err := open(t.Printer.Address)
	if err != nil {
		return spool.Progress{}, err
	}
	defer h.close()
	j, ok, err := h.job(t.Name)
	if err != nil || !ok {
		return w.Ask(ctx, t)
	}
	if err := h.remove(j.id); err != nil {
		return spool.Progress{}, &spool.Trouble{Reason: spool.Offline, Cause: err}
	}
	if j.printed == 0 && j.status&(jobPrinted|jobComplete) == 0 {
		return spool.Progress{Standing: spool.NotArrived}, nil
	}
	return spool.Progress{Standing: spool.Unknown, Pages: int(j.printed)}, nil
}
