package ipp_test

import (
	"context"
	"fmt"
	"io"
	"net"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"etabli/printing/codetest"
	"etabli/printing/ipp"
	"etabli/printing/spool"
)

// patience bounds every wait. It is no measure of speed: a wait that runs out
// means that what it waited for never came.
const patience = 90 * time.Second

// needs skips a test whose programs are not installed; where everything runs
// that is a failure.
func needs(t *testing.T, names ...string) {
	t.Helper()
	for _, name := range names {
		codetest.Tool(t, name)
	}
}

// run starts a program that ends with the test.
func run(t *testing.T, env []string, name string, args ...string) *exec.Cmd {
	t.Helper()
	cmd := exec.Command(name, args...)
	cmd.Env = append(os.Environ(), env...)
	log, err := os.CreateTemp(t.TempDir(), "log")
	if err != nil {
		t.Fatal(err)
	}
	cmd.Stdout, cmd.Stderr = log, log
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		stop(cmd)
		if t.Failed() {
			said, _ := os.ReadFile(log.Name())
			t.Logf("%s said:\n%.4000s", name, said)
		}
		log.Close()
	})
	return cmd
}

// stop pulls the plug of a program; twice is fine.
func stop(cmd *exec.Cmd) {
	if cmd.ProcessState == nil {
		_ = cmd.Process.Kill()
		_ = cmd.Wait()
	}
}

func freePort(t *testing.T) int {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	return l.Addr().(*net.TCPAddr).Port
}

// eventually waits until something is so.
func eventually(t *testing.T, what string, so func(ctx context.Context) bool) {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), patience)
	defer cancel()
	for !so(ctx) {
		select {
		case <-ctx.Done():
			t.Fatalf("it never came about: %s", what)
		case <-time.After(50 * time.Millisecond):
		}
	}
}

// evePrinter is a printer of the reference implementation: ippeveprinter.
type evePrinter struct {
	t      *testing.T
	port   int
	dir    string // what it printed
	bus    string
	cmd    *exec.Cmd
	client *ipp.Client
}

func newEvePrinter(t *testing.T) *evePrinter {
	t.Helper()
	needs(t, "ippeveprinter", "dbus-daemon")
	p := &evePrinter{t: t, port: freePort(t), dir: t.TempDir(), client: ipp.NewClient(patience)}
	p.bus = "unix:path=" + filepath.Join(p.dir, "bus") // it starts only where it finds one
	run(t, nil, "dbus-daemon", "--session", "--nofork", "--nopidfile", "--address="+p.bus)
	eventually(t, "a bus", func(context.Context) bool {
		_, err := os.Stat(filepath.Join(p.dir, "bus"))
		return err == nil
	})
	script := "#!/bin/sh\nfor last; do :; done\ncp \"$last\" \"" + p.dir + "/out.$$.part\" && mv \"" + p.dir + "/out.$$.part\" \"" + p.dir + "/out.$$\"\n"
	if err := os.WriteFile(filepath.Join(p.dir, "print"), []byte(script), 0o700); err != nil {
		t.Fatal(err)
	}
	p.start()
	return p
}

func (p *evePrinter) uri() string { return fmt.Sprintf("ipp://localhost:%d/ipp/print", p.port) }

func (p *evePrinter) start() {
	p.t.Helper()
	p.cmd = run(p.t, []string{"DBUS_SYSTEM_BUS_ADDRESS=" + p.bus}, "ippeveprinter", "-p", fmt.Sprint(p.port), "-n", "localhost",
		"-d", p.t.TempDir(), "-f", "application/pdf,image/jpeg", "-c", filepath.Join(p.dir, "print"), "-r", "off", "Atelier")
	eventually(p.t, "a printer that answers", func(ctx context.Context) bool {
		_, err := p.client.Look(ctx, p.uri())
		return err == nil
	})
}

// paper loads A4, or takes all of it away.
func (p *evePrinter) paper(there bool) {
	p.t.Helper()
	level := map[bool]string{true: "250", false: "0"}[there]
	res, err := http.Get(fmt.Sprintf("http://localhost:%d/media?size1=iso_a4_210x297mm&type1=stationery&level1=%s&size3=iso_dl_110x220mm&type3=envelope&level3=25", p.port, level))
	if err != nil {
		p.t.Fatal(err)
	}
	defer res.Body.Close()
	if _, err := io.Copy(io.Discard, res.Body); err != nil { // it changes the paper while it answers
		p.t.Fatal(err)
	}
}

// begun waits until it works on what it has: a job called back before that is
// marked so by this printer, then printed none the less.
func (p *evePrinter) begun() {
	p.t.Helper()
	eventually(p.t, "a printer at work", func(context.Context) bool {
		res, err := http.Get(fmt.Sprintf("http://localhost:%d/", p.port))
		if err != nil {
			return false
		}
		defer res.Body.Close()
		page, _ := io.ReadAll(res.Body)
		return strings.Contains(string(page), "Printing")
	})
}

// out is what came out.
func (p *evePrinter) out() (list []string) {
	files, _ := filepath.Glob(filepath.Join(p.dir, "out.*"))
	for _, f := range files {
		if filepath.Ext(f) != ".part" {
			content, _ := os.ReadFile(f)
			list = append(list, string(content))
		}
	}
	return list
}

const page = "%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]>>endobj\ntrailer<</Root 1 0 R>>\n"

func (p *evePrinter) task(name string) spool.Task {
	return spool.Task{
		Printer: spool.Printer{Name: "Atelier", Way: spool.WayIPP, Address: p.uri()}, Name: name, Title: name,
		Type: "application/pdf", Paper: "a4", Content: []byte(page), Note: func(spool.Reason) {},
	}
}

// stands waits until a job stands so.
func stands(t *testing.T, w ipp.Way, job spool.Task, want spool.Standing, reason spool.Reason) {
	t.Helper()
	var got spool.Progress
	var err error
	defer func() {
		if t.Failed() {
			t.Logf("at last: %+v, %v", got, err)
		}
	}()
	eventually(t, fmt.Sprintf("%s stands as %d %q", job.Name, want, reason), func(ctx context.Context) bool {
		got, err = w.Ask(ctx, job)
		return err == nil && got.Standing == want && got.Reason == reason
	})
}

func TestAPrinterIsAskedHandedADocumentAndFollowed(t *testing.T) {
	p := newEvePrinter(t)
	w := ipp.Way{Client: p.client}
	can, err := p.client.Look(t.Context(), p.uri())
	if err != nil || can.Name == "" || len(can.Formats) < 2 || len(can.Media) == 0 || !can.Accepting {
		t.Fatalf("%+v, %v", can, err)
	}
	job := p.task("etabli-1")
	if job.Remote, err = w.Claim(t.Context(), job); err != nil || job.Remote == "" {
		t.Fatalf("claim: %q, %v", job.Remote, err)
	}
	if got, err := w.Ask(t.Context(), job); err != nil || got.Standing != spool.NotArrived {
		t.Errorf("before the document: %+v, %v", got, err)
	}
	if job.Remote, err = w.Claim(t.Context(), job); err != nil {
		t.Fatal(err)
	}
	if got := w.Send(t.Context(), job); got.Standing != spool.Accepted {
		t.Fatalf("sent: %+v", got)
	}
	stands(t, w, job, spool.CameOut, "")
	if out := p.out(); len(out) != 1 || out[0] != page {
		t.Errorf("%d documents came out", len(out))
	}
	job.Type = "application/vnd.escpos"
	if _, err := w.Claim(t.Context(), job); spool.ReasonOf(err) != spool.Refused {
		t.Errorf("what it does not take: %v", err)
	}
}

func TestAPrinterWithoutPaperSaysSoAndGoesOn(t *testing.T) {
	p := newEvePrinter(t)
	w := ipp.Way{Client: p.client}
	p.paper(true)
	job, err := p.task("etabli-1"), error(nil)
	if job.Remote, err = w.Claim(t.Context(), job); err != nil {
		t.Fatal(err)
	}
	p.paper(false)
	if _, err := w.Claim(t.Context(), p.task("etabli-2")); spool.ReasonOf(err) != spool.PaperOut {
		t.Errorf("claim without paper: %v", err)
	}
	if got := w.Send(t.Context(), job); got.Standing != spool.Accepted {
		t.Fatalf("sent: %+v", got)
	}
	stands(t, w, job, spool.Accepted, spool.PaperOut)
	p.paper(true)
	stands(t, w, job, spool.CameOut, "")
	if out := p.out(); len(out) != 1 {
		t.Errorf("%d documents came out", len(out))
	}
}

func TestAJobThatIsCalledBackDoesNotComeOut(t *testing.T) {
	p := newEvePrinter(t)
	w := ipp.Way{Client: p.client}
	p.paper(true)
	job, err := p.task("etabli-1"), error(nil)
	if job.Remote, err = w.Claim(t.Context(), job); err != nil {
		t.Fatal(err)
	}
	p.paper(false)
	w.Send(t.Context(), job)
	stands(t, w, job, spool.Accepted, spool.PaperOut)
	p.begun()
	if _, err := w.Cancel(t.Context(), job); err != nil {
		t.Fatal(err)
	}
	p.paper(true) // this printer notices only then
	stands(t, w, job, spool.Withdrawn, "")
}

func TestAPrinterThatWasOffAndForgotLeavesADoubt(t *testing.T) {
	p := newEvePrinter(t)
	w := ipp.Way{Client: p.client}
	job, err := p.task("etabli-1"), error(nil)
	if job.Remote, err = w.Claim(t.Context(), job); err != nil {
		t.Fatal(err)
	}
	w.Send(t.Context(), job)
	stop(p.cmd)
	if _, err := w.Ask(t.Context(), job); spool.ReasonOf(err) != spool.Offline {
		t.Errorf("while it is off: %v", err)
	}
	p.start()
	stands(t, w, job, spool.Unknown, "")
}
