package ipp_test

import (
	"context"
	"fmt"
	"io"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"sync"
	"syscall"
	"testing"

	"etabli/printing/ipp"
	"etabli/printing/spool"
)

// server is a real CUPS in a folder of its own, with one queue to a network
// printer that this test is.
type server struct {
	t      *testing.T
	dir    string
	port   int
	cmd    *exec.Cmd
	client *ipp.Client
	sink   *sink
}

// sink is a printer that can be off and keeps what it gets.
type sink struct {
	address string
	mu      sync.Mutex
	open    net.Listener
	got     []string
	side    sync.WaitGroup
}

func (s *sink) on(t *testing.T) {
	t.Helper()
	l, err := net.Listen("tcp", s.address)
	if err != nil {
		t.Fatal(err)
	}
	s.open, s.address = l, l.Addr().String()
	s.side.Go(func() {
		for {
			conn, err := l.Accept()
			if err != nil {
				return
			}
			data, _ := io.ReadAll(conn)
			conn.Close()
			s.mu.Lock()
			s.got = append(s.got, string(data))
			s.mu.Unlock()
		}
	})
}

func (s *sink) off() {
	s.open.Close()
	s.side.Wait()
}

func (s *sink) out() []string {
	s.mu.Lock()
	defer s.mu.Unlock()
	return append([]string{}, s.got...)
}

func newServer(t *testing.T) *server {
	t.Helper()
	t.Setenv("PATH", os.Getenv("PATH")+":/usr/sbin:/sbin")
	needs(t, "cupsd", "lpadmin", "cupsdisable", "cupsenable")
	if os.Getuid() != 0 {
		if os.Getenv("CI") != "" {
			t.Fatal("a CUPS of one's own runs as root only")
		}
		t.Skip("a CUPS of one's own runs as root only")
	}
	s := &server{t: t, dir: t.TempDir(), port: freePort(t), client: ipp.NewClient(patience), sink: &sink{address: "127.0.0.1:0"}}
	if err := os.Chmod(filepath.Dir(s.dir), 0o755); err != nil { // its parts run as somebody else
		t.Fatal(err)
	}
	for _, name := range []string{"spool", "cache", "state", "tmp", "root", "root/ppd"} {
		if err := os.MkdirAll(filepath.Join(s.dir, name), 0o755); err != nil {
			t.Fatal(err)
		}
	}
	s.write("cupsd.conf", fmt.Sprintf(`Listen 127.0.0.1:%d
LogLevel warn
Browsing No
DefaultAuthType None
WebInterface No
JobRetryInterval 1
ErrorPolicy retry-current-job
<Location />
Order allow,deny
Allow all
</Location>
<Location /admin>
Order allow,deny
Allow all
</Location>
<Policy default>
<Limit All>
Order deny,allow
</Limit>
</Policy>
`, s.port))
	s.write("cups-files.conf", fmt.Sprintf(`ServerRoot %[1]s/root
StateDir %[1]s/state
RequestRoot %[1]s/spool
CacheDir %[1]s/cache
TempDir %[1]s/tmp
AccessLog %[1]s/access
ErrorLog stderr
PageLog %[1]s/page
FileDevice Yes
SystemGroup root
User lp
Group lp
`, s.dir))
	s.sink.on(t)
	t.Cleanup(func() { s.sink.off() })
	s.start()
	s.admin("lpadmin", "-h", s.host(), "-p", "Comptoir", "-E", "-v", "socket://"+s.sink.address, "-m", "raw", "-D", "Imprimante du comptoir")
	return s
}

func (s *server) write(name, text string) {
	s.t.Helper()
	if err := os.WriteFile(filepath.Join(s.dir, name), []byte(text), 0o644); err != nil {
		s.t.Fatal(err)
	}
}

func (s *server) host() string { return fmt.Sprintf("127.0.0.1:%d", s.port) }

func (s *server) start() {
	s.t.Helper()
	s.cmd = run(s.t, nil, "cupsd", "-f", "-c", filepath.Join(s.dir, "cupsd.conf"), "-s", filepath.Join(s.dir, "cups-files.conf"))
	eventually(s.t, "a server that answers", func(ctx context.Context) bool {
		_, err := s.client.Printers(ctx, "ipp://"+s.host()+"/")
		return err == nil
	})
}

func (s *server) admin(name string, args ...string) {
	s.t.Helper()
	if out, err := exec.Command(name, args...).CombinedOutput(); err != nil {
		s.t.Fatalf("%s: %v\n%s", name, err, out)
	}
}

func (s *server) task(name string) spool.Task {
	return spool.Task{
		Printer: spool.Printer{Name: "Comptoir", Way: spool.WayIPP, Address: "ipp://" + s.host() + "/printers/Comptoir"},
		Name:    name, Title: name, Type: "application/vnd.escpos", Content: []byte("\x1b@" + name + "\n"), Note: func(spool.Reason) {},
	}
}

func TestCUPSIsFoundHandedADocumentAndFollowed(t *testing.T) {
	s := newServer(t)
	w := ipp.Way{Client: s.client}
	found, err := s.client.Printers(t.Context(), "ipp://"+s.host()+"/")
	if err != nil || len(found) != 1 || found[0].Name != "Imprimante du comptoir" {
		t.Fatalf("found %+v, %v", found, err)
	}
	job := s.task("etabli-1")
	if job.Remote, err = w.Claim(t.Context(), job); err != nil {
		t.Fatal(err)
	}
	if got := w.Send(t.Context(), job); got.Standing != spool.Accepted {
		t.Fatalf("sent: %+v", got)
	}
	stands(t, w, job, spool.CameOut, "")
	if out := s.sink.out(); len(out) != 1 || out[0] != string(job.Content) {
		t.Errorf("came out: %q", out)
	}
	job.Printer.Address += "x"
	if _, err := w.Claim(t.Context(), job); spool.ReasonOf(err) != spool.UnknownPrinter {
		t.Errorf("a queue that is not there: %v", err)
	}
}

func TestACUPSQueueThatIsStoppedTakesNothingAndOneBehindItIsCalledBack(t *testing.T) {
	s := newServer(t)
	w := ipp.Way{Client: s.client}
	job, err := s.task("etabli-1"), error(nil)
	if job.Remote, err = w.Claim(t.Context(), job); err != nil {
		t.Fatal(err)
	}
	s.admin("cupsdisable", "-h", s.host(), "Comptoir")
	if _, err := w.Claim(t.Context(), s.task("etabli-2")); spool.ReasonOf(err) != spool.Stopped {
		t.Errorf("claim at a stopped queue: %v", err)
	}
	if got := w.Send(t.Context(), job); got.Standing != spool.Accepted {
		t.Fatalf("sent: %+v", got)
	}
	stands(t, w, job, spool.Accepted, spool.Stopped)
	if _, err := w.Cancel(t.Context(), job); err != nil {
		t.Fatal(err)
	}
	stands(t, w, job, spool.Withdrawn, "")
	s.admin("cupsenable", "-h", s.host(), "Comptoir")
	if out := s.sink.out(); len(out) != 0 {
		t.Errorf("came out: %q", out)
	}
}

func TestAJobOutlivesAStopOfCUPSAndOfThePrinter(t *testing.T) {
	s := newServer(t)
	w := ipp.Way{Client: s.client}
	job, err := s.task("etabli-1"), error(nil)
	if job.Remote, err = w.Claim(t.Context(), job); err != nil {
		t.Fatal(err)
	}
	s.sink.off()
	if got := w.Send(t.Context(), job); got.Standing != spool.Accepted {
		t.Fatalf("sent: %+v", got)
	}
	_ = s.cmd.Process.Signal(syscall.SIGTERM)
	_ = s.cmd.Wait()
	if _, err := w.Ask(t.Context(), job); spool.ReasonOf(err) != spool.Offline {
		t.Errorf("while the server is off: %v", err)
	}
	s.sink.on(t)
	s.start()
	stands(t, w, job, spool.CameOut, "")
	if out := s.sink.out(); len(out) != 1 {
		t.Errorf("came out: %q", out)
	}
}
