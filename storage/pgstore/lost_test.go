package pgstore_test

import (
	"errors"
	"fmt"
	"net"
	"net/url"
	"path/filepath"
	"sync"
	"testing"
	"time"

	"etabli/storage"
	"etabli/storage/pgstore"
	"etabli/storage/pgstore/pgtest"
)

// fate is what a proxy does with the next bytes in either direction.
type fate int

const (
	pass       fate = iota
	dropAsked       // what the client sends never arrives
	dropHalf        // half of it arrives
	dropAnswer      // all of it arrives, the answer is lost
)

// proxy stands between a store and the server and loses what it is told to.
type proxy struct {
	target, dir string
	mu          sync.Mutex
	next        fate
}

func newProxy(t *testing.T, target string) *proxy {
	p := &proxy{target: target, dir: t.TempDir()}
	l, err := net.Listen("unix", filepath.Join(p.dir, ".s.PGSQL.5432"))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = l.Close() })
	go func() {
		for {
			client, err := l.Accept()
			if err != nil {
				return
			}
			server, err := net.Dial("unix", p.target)
			if err != nil {
				_ = client.Close()
				continue
			}
			go p.pump(client, server)
			go p.answer(server, client)
		}
	}()
	return p
}

func (p *proxy) lose(f fate) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.next = f
}

func (p *proxy) take(which ...fate) fate {
	p.mu.Lock()
	defer p.mu.Unlock()
	for _, f := range which {
		if p.next == f {
			p.next = pass
			return f
		}
	}
	return pass
}

func (p *proxy) pump(client, server net.Conn) {
	defer client.Close()
	defer server.Close()
	buf := make([]byte, 64<<10)
	for {
		n, err := client.Read(buf)
		if err != nil {
			return
		}
		switch p.take(dropAsked, dropHalf) {
		case dropAsked:
			return
		case dropHalf:
			_, _ = server.Write(buf[:n/2])
			return
		}
		if _, err := server.Write(buf[:n]); err != nil {
			return
		}
	}
}

func (p *proxy) answer(server, client net.Conn) {
	defer client.Close()
	defer server.Close()
	buf := make([]byte, 64<<10)
	for {
		n, err := server.Read(buf)
		if err != nil || p.take(dropAnswer) == dropAnswer {
			return
		}
		if _, err := client.Write(buf[:n]); err != nil {
			return
		}
	}
}

// through is the URL of a database behind a proxy.
func through(t *testing.T, at string) (*proxy, string) {
	t.Helper()
	u, err := url.Parse(at)
	if err != nil {
		t.Fatal(err)
	}
	q := u.Query()
	p := newProxy(t, filepath.Join(q.Get("host"), ".s.PGSQL.5432"))
	q.Set("host", p.dir)
	u.RawQuery = q.Encode()
	return p, u.String()
}

// TestALostCommitIsAnsweredTruly loses connections at every point of a commit:
// what the store says was done is there once, whatever was lost.
func TestALostCommitIsAnsweredTruly(t *testing.T) {
	at := pgtest.Start(t).Database(t)
	p, behind := through(t, at)
	s, beside := open(t, behind), open(t, at)
	want := uint64(0)
	for round := range 4 {
		for _, lost := range []fate{pass, dropAsked, dropHalf, dropAnswer} {
			runs := 0
			err := s.Update(t.Context(), func(tx storage.Tx) error {
				if err := errors.Join(tx.Lock([]byte("head")), increment(tx, "count")); err != nil {
					return err
				}
				// Big and small transactions are cut at different messages.
				if err := tx.Put([]byte("weight"), make([]byte, round*20<<10)); err != nil {
					return err
				}
				if runs++; runs == 1 {
					p.lose(lost)
				}
				return nil
			})
			if err != nil {
				t.Fatalf("round %d, fate %d: %v", round, lost, err)
			}
			want++
			if n := read(t, beside, "count"); n != want {
				t.Fatalf("round %d, fate %d: counted to %d, want %d", round, lost, n, want)
			}
		}
	}
}

func TestACutConnectionRunsTheTransactionAgain(t *testing.T) {
	server := pgtest.Start(t)
	url := server.Database(t)
	s := open(t, url)
	runs := 0
	err := s.Update(t.Context(), func(tx storage.Tx) error {
		if err := increment(tx, "count"); err != nil {
			return err
		}
		if runs++; runs == 1 {
			server.Cut(t, url)
			// Whatever is made of this error, it is no failure of the function.
			if _, err := tx.Get([]byte("other")); err != nil && !errors.Is(err, storage.ErrNotFound) {
				return fmt.Errorf("a function that blames itself: %w", err)
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	if n := read(t, s, "count"); n != 1 || runs != 2 {
		t.Errorf("counted to %d in %d runs, want 1 in 2", n, runs)
	}
}

// TestAReaderThatLosesItsSnapshotSaysSo keeps a reader from going on with
// another snapshot.
func TestAReaderThatLosesItsSnapshotSaysSo(t *testing.T) {
	server := pgtest.Start(t)
	url := server.Database(t)
	s := open(t, url)
	err := s.View(t.Context(), func(r storage.Reader) error {
		server.Cut(t, url)
		_, err := r.Get([]byte("a"))
		return err
	})
	if !errors.Is(err, storage.ErrUnavailable) {
		t.Errorf("got %v", err)
	}
	if n := read(t, s, "count"); n != 0 { // the next View finds its way
		t.Errorf("counted to %d", n)
	}
}

func TestAServerThatIsAwayIsSaidSo(t *testing.T) {
	_, err := pgstore.Open(t.Context(), pgstore.Options{URL: "postgres://x:secret@/none?host=" + t.TempDir()})
	if !errors.Is(err, storage.ErrUnavailable) {
		t.Errorf("got %v", err)
	}
}

// TestWorkGoesOnOverARestart writes while the server is crashed and started.
func TestWorkGoesOnOverARestart(t *testing.T) {
	server := pgtest.Start(t)
	all := stores(t, server.Database(t), 2)
	done, acknowledged := make(chan bool), make([]uint64, len(all))
	var working sync.WaitGroup
	for i, s := range all {
		working.Go(func() {
			for {
				err := s.Update(t.Context(), func(tx storage.Tx) error {
					return errors.Join(tx.Lock([]byte("head")), increment(tx, "count"))
				})
				if err != nil {
					t.Error(err)
					return
				}
				acknowledged[i]++
				select {
				case <-done:
					return
				default:
				}
			}
		})
	}
	time.Sleep(100 * time.Millisecond)
	server.Crash(t)
	time.Sleep(100 * time.Millisecond)
	close(done)
	working.Wait()
	if n, want := read(t, all[0], "count"), acknowledged[0]+acknowledged[1]; n != want {
		t.Errorf("counted to %d, %d were acknowledged", n, want)
	}
}
