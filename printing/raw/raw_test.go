package raw_test

import (
	"bytes"
	"context"
	"errors"
	"strings"
	"testing"

	"etabli/printing/raw"
	"etabli/printing/spool"
)

func task(p *printer, answers, content string, n *notes) spool.Task {
	return spool.Task{
		Printer: spool.Printer{Name: "x", Address: p.Addr().String(), Answers: answers},
		Content: []byte(content), Note: n.note,
	}
}

// long is more than printer and system keep between them.
var long = strings.Repeat("Élargir la prise et vérifier.\n", 1<<18)

func TestADocumentIsOutWhenThePrinterSaysSo(t *testing.T) {
	p := newPrinter(t).serve()
	w := raw.Network(quick)
	job := task(p, spool.AnswersESCPOS, "receipt", newNotes())
	if _, err := w.Claim(t.Context(), job); err != nil {
		t.Fatal(err)
	}
	if got := w.Send(t.Context(), job); got.Standing != spool.CameOut || got.Reason != "" {
		t.Errorf("sent: %+v", got)
	}
	if p.paper() != "receipt" {
		t.Errorf("on paper: %q", p.paper())
	}
}

func TestAPrinterSaysWhyItTakesNothing(t *testing.T) {
	p := newPrinter(t).serve()
	w := raw.Network(quick)
	job := task(p, spool.AnswersESCPOS, "receipt", newNotes())
	for _, c := range []struct {
		paper, cover bool
		want         spool.Reason
	}{{true, false, spool.PaperOut}, {false, true, spool.CoverOpen}} {
		p.set(c.paper, c.cover)
		if _, err := w.Claim(t.Context(), job); spool.ReasonOf(err) != c.want {
			t.Errorf("claim: %v, want %s", err, c.want)
		}
	}
	p.Close()
	if _, err := w.Claim(t.Context(), job); spool.ReasonOf(err) != spool.Offline {
		t.Errorf("a printer that is off: %v", err)
	}
	if got := w.Send(t.Context(), job); got.Standing != spool.NotArrived {
		t.Errorf("sent to a printer that is off: %+v", got)
	}
	if p.paper() != "" {
		t.Errorf("on paper: %q", p.paper())
	}
}

func TestPaperThatRunsOutAmidADocumentIsToldAndWaitedFor(t *testing.T) {
	p := newPrinter(t).serve()
	n := newNotes()
	job := task(p, spool.AnswersESCPOS, "a receipt that waits for paper", n)
	w := raw.Network(quick)
	p.set(true, false)
	done := make(chan spool.Progress, 1)
	go func() { done <- w.Send(context.Background(), job) }()
	n.await(t, spool.PaperOut)
	p.set(false, false)
	if got := <-done; got.Standing != spool.CameOut {
		t.Errorf("after new paper: %+v", got)
	}
	if p.paper() != string(job.Content) {
		t.Errorf("on paper: %q", p.paper())
	}
}

func TestABreakAmidADocumentLeavesADoubt(t *testing.T) {
	p := newPrinter(t)
	p.breaksAt = 100_000
	p.serve()
	got := raw.Network(quick).Send(t.Context(), task(p, spool.AnswersESCPOS, long, newNotes()))
	if got.Standing != spool.Unknown || got.Reason != spool.Lost {
		t.Errorf("after a break: %+v", got)
	}
}

func TestAPrinterThatStopsTakingIsToldAndWaitedFor(t *testing.T) {
	p := newPrinter(t)
	p.stallsAt = 50_000
	p.serve()
	n := newNotes()
	done := make(chan spool.Progress, 1)
	go func() {
		done <- raw.Network(quick).Send(context.Background(), task(p, spool.AnswersESCPOS, long, n))
	}()
	n.await(t, spool.Stalled)
	close(p.woken)
	if got := <-done; got.Standing != spool.CameOut {
		t.Errorf("in the end: %+v", got)
	}
	if p.paper() != long {
		t.Errorf("%d bytes on paper of %d", len(p.paper()), len(long))
	}
}

func TestAPrinterThatAnswersNothingIsBelieved(t *testing.T) {
	p := newPrinter(t)
	p.mute = true
	p.serve()
	w := raw.Network(quick)
	job := task(p, spool.AnswersNothing, "label", newNotes())
	if _, err := w.Claim(t.Context(), job); err != nil {
		t.Fatal(err)
	}
	if got := w.Send(t.Context(), job); got.Standing != spool.CameOut || got.Reason != spool.Unconfirmed {
		t.Errorf("sent: %+v", got)
	}
	if p.paper() != "label" {
		t.Errorf("on paper: %q", p.paper())
	}
	job.Printer.Answers = spool.AnswersESCPOS
	if _, err := w.Claim(t.Context(), job); spool.ReasonOf(err) != spool.Offline {
		t.Errorf("one that should answer and does not: %v", err)
	}
}

func TestALabelPrinterAnswersInItsOwnLanguage(t *testing.T) {
	p := newPrinter(t)
	p.zpl = true
	p.serve()
	w := raw.Network(quick)
	job := task(p, spool.AnswersZPL, "^XA^FDx^FS^XZ", newNotes())
	p.set(true, false)
	if _, err := w.Claim(t.Context(), job); spool.ReasonOf(err) != spool.PaperOut {
		t.Errorf("without labels: %v", err)
	}
	p.set(false, true)
	if _, err := w.Claim(t.Context(), job); spool.ReasonOf(err) != spool.CoverOpen {
		t.Errorf("with its head up: %v", err)
	}
	p.set(false, false)
	if _, err := w.Claim(t.Context(), job); err != nil {
		t.Error(err)
	}
	if got := w.Send(t.Context(), job); got.Standing != spool.CameOut || got.Reason != "" {
		t.Errorf("sent: %+v", got)
	}
	if !bytes.Equal([]byte(p.paper()), job.Content) {
		t.Errorf("on paper: %q", p.paper())
	}
}

func TestSendingEndsWhenItIsToldTo(t *testing.T) {
	p := newPrinter(t).serve()
	p.set(true, false)
	n := newNotes()
	ctx, cancel := context.WithCancel(t.Context())
	done := make(chan spool.Progress, 1)
	go func() { done <- raw.Network(quick).Send(ctx, task(p, spool.AnswersESCPOS, "receipt", n)) }()
	n.await(t, spool.PaperOut)
	cancel()
	if got := <-done; got.Standing != spool.Unknown {
		t.Errorf("called off: %+v", got)
	}
}

func TestAFileThatIsNoDeviceIsRefused(t *testing.T) {
	w := raw.Device(quick)
	for _, path := range []string{t.TempDir(), "/etc/hostname"} {
		_, err := w.Claim(t.Context(), spool.Task{Printer: spool.Printer{Address: path}})
		var trouble *spool.Trouble
		if !errors.As(err, &trouble) || trouble.Reason != spool.UnknownPrinter {
			t.Errorf("%s: %v", path, err)
		}
	}
	if _, err := w.Claim(t.Context(), spool.Task{Printer: spool.Printer{Address: t.TempDir() + "/lp0"}}); spool.ReasonOf(err) != spool.Offline {
		t.Errorf("a printer that is unplugged: %v", err)
	}
}
