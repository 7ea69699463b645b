// Package pgtest runs a PostgreSQL server of its own for the tests of one
// program: Debian's binaries, a cluster in a temporary folder that only a Unix
// socket leads to, fsync on, and a database for every test, copied from one
// that has its tables. The server ends with the program, however that ends.
package pgtest

import (
	"context"
	"fmt"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"

	"github.com/jackc/pgx/v5"

	"etabli/storage/pgstore"
)

const (
	port     = "5432" // of the socket's name
	template = "tables"
	// patience bounds a start or a stop of the server.
	patience = 30 * time.Second
)

// Server is the running server.
type Server struct {
	bin, dir   string
	attributes *syscall.SysProcAttr // of the server's processes
	process    *process

	mu sync.Mutex
	n  int // databases made
}

var shared struct {
	once   sync.Once
	server *Server
	err    error
}

// Tests are the tests of a program. Run runs them and stops the server if they
// started it; a TestMain ends with it.
type Tests struct{ M *testing.M }

// Run runs the tests and returns the exit code.
func (tests Tests) Run() int {
	code := tests.M.Run()
	if s := shared.server; s != nil {
		_ = s.stop(syscall.SIGQUIT)
		_ = os.RemoveAll(s.dir)
	}
	return code
}

// Start returns the program's server. Where the binaries are missing the test
// is skipped, in CI it fails.
func Start(t testing.TB) *Server {
	t.Helper()
	bin := binaries()
	if bin == "" {
		if os.Getenv("CI") == "true" {
			t.Fatal("no PostgreSQL server here; scripts/setup test installs one")
		}
		t.Skip("no PostgreSQL server here; scripts/setup test installs one")
	}
	shared.once.Do(func() { shared.server, shared.err = newServer(bin) })
	if shared.err != nil {
		t.Fatalf("start PostgreSQL: %v", shared.err)
	}
	return shared.server
}

// binaries finds the folder of the server's programs, the newest first.
func binaries() string {
	found, _ := filepath.Glob("/usr/lib/postgresql/*/bin/postgres")
	slices.Sort(found)
	if len(found) > 0 {
		return filepath.Dir(found[len(found)-1])
	}
	if path, err := exec.LookPath("initdb"); err == nil {
		return filepath.Dir(path)
	}
	return ""
}

func newServer(bin string) (*Server, error) {
	dir, err := os.MkdirTemp("", "pg")
	if err != nil {
		return nil, err
	}
	s := &Server{bin: bin, dir: dir}
	if err := s.unprivileged(); err != nil {
		return nil, err
	}
	cmd := s.command("initdb", "-D", s.data(), "-U", "postgres", "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8", "--no-sync")
	if out, err := cmd.CombinedOutput(); err != nil {
		return nil, fmt.Errorf("initdb: %w\n%s", err, out)
	}
	if err := s.start(); err != nil {
		return nil, err
	}
	return s, s.makeTemplate()
}

func (s *Server) data() string { return filepath.Join(s.dir, "data") }

// URL names a database.
func (s *Server) URL(name string) string {
	query := url.Values{"host": {s.dir}, "port": {port}, "user": {"postgres"}}
	return "postgres:///" + name + "?" + query.Encode()
}

func (s *Server) makeTemplate() error {
	if err := s.run("create database " + template); err != nil {
		return err
	}
	store, err := pgstore.Open(context.Background(), pgstore.Options{URL: s.URL(template)})
	if err != nil {
		return err
	}
	return store.Close()
}

// Database makes a database that has its tables and no rows, and returns its
// URL.
func (s *Server) Database(t testing.TB) string { return s.database(t, template) }

// Empty makes a database without tables, and returns its URL.
func (s *Server) Empty(t testing.TB) string { return s.database(t, "template0") }

func (s *Server) database(t testing.TB, from string) string {
	t.Helper()
	s.mu.Lock()
	s.n++
	name := fmt.Sprintf("test%d", s.n)
	s.mu.Unlock()
	// The last connection to the template may still be ending.
	s.Exec(t, "select count(pg_terminate_backend(pid)) from pg_stat_activity where datname = '"+from+"'")
	s.Exec(t, "create database "+name+" template "+from)
	t.Cleanup(func() { _ = s.run("drop database " + name + " with (force)") })
	return s.URL(name)
}

// Exec runs a statement as an administrator, outside the test's database.
func (s *Server) Exec(t testing.TB, sql string) {
	t.Helper()
	if err := s.run(sql); err != nil {
		t.Fatal(err)
	}
}

func (s *Server) run(sql string) error {
	ctx, cancel := context.WithTimeout(context.Background(), patience)
	defer cancel()
	conn, err := pgx.Connect(ctx, s.URL("postgres"))
	if err != nil {
		return err
	}
	defer conn.Close(ctx)
	if _, err := conn.Exec(ctx, sql); err != nil {
		return fmt.Errorf("%s: %w", sql, err)
	}
	return nil
}

// Cut ends all connections to a database, as a network does, and tells how many
// there were.
func (s *Server) Cut(t testing.TB, url string) (n int) {
	t.Helper()
	ctx, cancel := context.WithTimeout(context.Background(), patience)
	defer cancel()
	conn, err := pgx.Connect(ctx, s.URL("postgres"))
	if err != nil {
		t.Fatal(err)
	}
	defer conn.Close(ctx)
	const sql = "select count(pg_terminate_backend(pid)) from pg_stat_activity where datname = $1"
	if err := conn.QueryRow(ctx, sql, nameOf(url)).Scan(&n); err != nil {
		t.Fatal(err)
	}
	return n
}

func nameOf(url string) string {
	name, _, _ := strings.Cut(strings.TrimPrefix(url, "postgres:///"), "?")
	return name
}

// Crash stops the server as a power cut does and starts it again; it returns
// when the server takes connections.
func (s *Server) Crash(t testing.TB) {
	t.Helper()
	if err := s.stop(syscall.SIGQUIT); err != nil {
		t.Fatal(err)
	}
	if err := s.start(); err != nil {
		t.Fatal(err)
	}
}
