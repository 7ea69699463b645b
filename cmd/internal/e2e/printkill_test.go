package e2e_test

import (
	"io"
	"net"
	"sync"
	"testing"
)

// sink is a network printer that keeps what each connection brought.
type sink struct {
	net.Listener
	begun chan struct{} // something arrives
	mu    sync.Mutex
	out   []int // bytes that came out, by document
	side  sync.WaitGroup
}

func newSink(t *testing.T) *sink {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	s := &sink{Listener: l, begun: make(chan struct{}, 100)}
	s.side.Go(func() {
		for {
			conn, err := l.Accept()
			if err != nil {
				return
			}
			s.side.Go(func() { s.take(conn) })
		}
	})
	t.Cleanup(func() {
		l.Close()
		s.side.Wait()
	})
	return s
}

// take leaves the sender waiting for the end while the first document is new.
func (s *sink) take(conn net.Conn) {
	defer conn.Close()
	first := make([]byte, 64)
	n, _ := io.ReadAtLeast(conn, first, 1)
	if n == 0 {
		return // a question whether anybody is there
	}
	s.begun <- struct{}{}
	rest, _ := io.Copy(io.Discard, conn)
	s.mu.Lock()
	defer s.mu.Unlock()
	s.out = append(s.out, n+int(rest))
}

func (s *sink) documents() int {
	s.mu.Lock()
	defer s.mu.Unlock()
	return len(s.out)
}

type printJob struct {
	ID            int
	State, Reason string
}

// Goal: a program that dies while it prints loses no job and prints none twice.
// Method: the process is killed as soon as the first bytes are at the printer.
// Afterwards nothing goes out until somebody says that it did not come out.
func TestAPrintThatIsKilledAsksBeforeItPrintsAgain(t *testing.T) {
	s := newSink(t)
	c := counter{t, t.TempDir(), "store"}
	c.must(nil, "", "init", "--site", "LIL")
	var got received
	c.must(&got, `{"customer":{"name":"Ana"},"product":{"label":"Grille-pain"},"fault":"Ne chauffe plus"}`, "do", "repair.receive")
	c.must(nil, "", "printers", "add", "Ticket", "--way", "raw", "--address", s.Addr().String(), "--format", "80mm", "--as", "escpos")

	p := c.begin("", "print", "--form", "deposit-receipt", "--printer", "Ticket", got.Data.Number)
	<-s.begun
	_ = p.cmd.Process.Kill()
	p.wait(t)

	var jobs []printJob
	for range 2 {
		c.must(&jobs, "", "queue", "run")
		if len(jobs) > 1 {
			t.Fatalf("after the kill: %+v", jobs)
		}
	}
	if len(jobs) == 0 {
		return // it was done before the kill, and is not printed again
	}
	if jobs[0].State != "doubt" || jobs[0].Reason != "interrupted" || s.documents() > 1 {
		t.Fatalf("after the kill: %+v, %d documents", jobs, s.documents())
	}
	before := s.documents()
	var job printJob
	c.must(&job, "", "queue", "came-out", "1", "no")
	if job.State != "done" || s.documents() != before+1 {
		t.Errorf("after the answer: %+v, %d documents", job, s.documents())
	}
	c.must(&jobs, "", "queue", "list")
	if len(jobs) != 0 {
		t.Errorf("left: %+v", jobs)
	}
	c.verify()
}
