package pgtest

import (
	"context"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"syscall"
	"time"

	"github.com/jackc/pgx/v5"
)

// process is the server's main process.
type process struct {
	cmd   *exec.Cmd
	ended chan struct{} // closed when it has
}

// settings are those of a server that must not lose a commit, and small.
var settings = []string{
	"listen_addresses=", "fsync=on", "synchronous_commit=on", "full_page_writes=on",
	"shared_buffers=128MB", "max_connections=200", "max_wal_size=2GB", "checkpoint_timeout=15min",
	"logging_collector=off", "recovery_init_sync_method=syncfs", "log_min_messages=fatal",
}

// command makes a command that runs as the server's user and ends with us.
func (s *Server) command(name string, args ...string) *exec.Cmd {
	cmd := exec.Command(filepath.Join(s.bin, name), args...)
	cmd.Dir = s.dir
	cmd.Env = []string{"PATH=" + s.bin, "LC_ALL=C.UTF-8", "HOME=" + s.dir}
	cmd.SysProcAttr = s.attributes
	return cmd
}

// start starts the server and waits until it answers.
func (s *Server) start() error {
	args := []string{"-D", s.data(), "-k", s.dir, "-p", port}
	for _, setting := range settings {
		args = append(args, "-c", setting)
	}
	log, err := os.OpenFile(filepath.Join(s.dir, "log"), os.O_CREATE|os.O_APPEND|os.O_WRONLY, 0o600)
	if err != nil {
		return err
	}
	defer log.Close()
	p := &process{cmd: s.command("postgres", args...), ended: make(chan struct{})}
	p.cmd.Stdout, p.cmd.Stderr = log, log
	started := make(chan error)
	go func() {
		runtime.LockOSThread() // the child dies with this very thread
		defer runtime.UnlockOSThread()
		err := p.cmd.Start()
		started <- err
		if err == nil {
			_ = p.cmd.Wait() // a signal is how it ends
			close(p.ended)
		}
	}()
	if err := <-started; err != nil {
		return err
	}
	s.process = p
	return s.await()
}

// await waits until the server takes connections.
func (s *Server) await() error {
	ctx, cancel := context.WithTimeout(context.Background(), patience)
	defer cancel()
	for {
		conn, err := pgx.Connect(ctx, s.URL("postgres"))
		if err == nil {
			return conn.Close(ctx)
		}
		select {
		case <-s.process.ended:
			log, _ := os.ReadFile(filepath.Join(s.dir, "log"))
			return fmt.Errorf("the server ended at once:\n%s", log)
		case <-ctx.Done():
			return err
		case <-time.After(20 * time.Millisecond):
		}
	}
}

// stop ends the server with a signal and waits for its end.
func (s *Server) stop(how syscall.Signal) error {
	if err := s.process.cmd.Process.Signal(how); err != nil {
		return err
	}
	select {
	case <-s.process.ended:
		return nil
	case <-time.After(patience):
		return fmt.Errorf("the server did not stop")
	}
}
