package badgerstore

import (
	"bytes"
	"context"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"strings"

	"github.com/dgraph-io/badger/v4/options"

	"etabli/storage"
)

// checkVariable asks a program to check the store in the folder it names. The
// key comes on standard input, where no other process can read it.
const checkVariable = "ETABLI_CHECK_STORE"

// The exit codes of a check. A program that dies of a panic exits with 2, one
// that gives up with 1.
const (
	checkedWhole    = 0
	checkedDamaged  = 10
	checkedWrongKey = 11
	checkedInUse    = 12
	checkedFailed   = 13
)

// maxReportBytes bounds what is kept of a check's output.
const maxReportBytes = 4 << 10

// CheckInChild reads the store in dir, or of one that was read whole before it crashed
// what was written last, in a child process, because damaged files can end the process
// that reads them. program must call
// RunCheckIfChild first; "" is the running program. It returns nil for a whole
// store, ErrDamaged, ErrWrongKey or ErrInUse.
func CheckInChild(ctx context.Context, program, dir string, key []byte) error {
	if len(key) != KeyBytes {
		return fmt.Errorf("check store %s: %w: %d bytes long", dir, storage.ErrWrongKey, len(key))
	}
	if program == "" {
		own, err := os.Executable()
		if err != nil {
			return fmt.Errorf("check store: %w", err)
		}
		program = own
	}
	var said report
	cmd := exec.CommandContext(ctx, program)
	cmd.Env = append(os.Environ(), checkVariable+"="+dir)
	cmd.Stderr = &said
	err := runWithKey(cmd, key)
	if ctx.Err() != nil {
		return fmt.Errorf("check store %s: %w", dir, ctx.Err())
	}
	var exit *exec.ExitError
	if err != nil && !errors.As(err, &exit) {
		return fmt.Errorf("check store %s: %w", dir, err)
	}
	if sentinel := verdict(cmd.ProcessState.ExitCode()); sentinel != nil {
		return fmt.Errorf("check store %s: %w: %s", dir, sentinel, said.line())
	}
	return nil
}

// runWithKey runs a check and hands it the key. The pipe stays open until the
// check ends, so that a check whose parent was killed can tell.
func runWithKey(cmd *exec.Cmd, key []byte) error {
	stdin, err := cmd.StdinPipe()
	if err != nil {
		return err
	}
	if err := cmd.Start(); err != nil {
		return err
	}
	_, err = io.WriteString(stdin, hex.EncodeToString(key))
	if end := cmd.Wait(); end != nil {
		return end // a check that ended early has broken the pipe
	}
	return err
}

// verdict translates an exit code; a child that died met damage.
func verdict(code int) error {
	switch code {
	case checkedWhole:
		return nil
	case checkedWrongKey:
		return storage.ErrWrongKey
	case checkedInUse:
		return storage.ErrInUse
	case checkedFailed:
		return errors.New("the check could not be made")
	default:
		return storage.ErrDamaged
	}
}

// RunCheckIfChild checks a store and exits if this process was started for
// that; otherwise it returns at once. A program's main calls it first.
func RunCheckIfChild() {
	dir, asked := os.LookupEnv(checkVariable)
	if !asked {
		return
	}
	err := checkHere(dir, os.Stdin)
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
	}
	os.Exit(exitCode(err))
}

func exitCode(err error) int {
	switch {
	case err == nil:
		return checkedWhole
	case errors.Is(err, storage.ErrDamaged):
		return checkedDamaged
	case errors.Is(err, storage.ErrWrongKey):
		return checkedWrongKey
	case errors.Is(err, storage.ErrInUse):
		return checkedInUse
	default:
		return checkedFailed
	}
}

// checkHere opens the store, which replays its log, with every checksum on: an opening then
// reads every block of every table, several at a time. All values lie in the tables. If the
// program that crashed had read all of them, only the last ones are read: the others are as
// they were, and whoever opens the store reads all again beside its work.
func checkHere(dir string, stdin io.Reader) (err error) {
	text := make([]byte, 2*KeyBytes)
	if _, err := io.ReadFull(stdin, text); err != nil {
		return err
	}
	key, err := hex.DecodeString(string(text))
	if err != nil {
		return err
	}
	go endWithParent(stdin)
	lock, err := lockSoon(context.Background(), dir)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, lock.Close()) }()
	o := badgerOptions(dir, key, nil)
	if readMark(dir, scrubbedMark) == 0 {
		o = o.WithChecksumVerificationMode(options.OnTableAndBlockRead)
	} else if err := checkRecent(dir, o); err != nil {
		return err
	}
	db, err := openBadger(dir, o)
	if err != nil {
		return err
	}
	return db.Close()
}

// endWithParent ends this process when its parent is gone: it would go on
// holding a store that nobody asks about any more.
func endWithParent(stdin io.Reader) {
	_, _ = io.Copy(io.Discard, stdin)
	os.Exit(checkedFailed)
}

// report keeps the beginning of a report, where a panic names its cause.
type report struct{ kept bytes.Buffer }

func (r *report) Write(p []byte) (int, error) {
	r.kept.Write(p[:min(len(p), maxReportBytes-r.kept.Len())])
	return len(p), nil
}

func (r *report) line() string {
	first, _, _ := strings.Cut(strings.TrimSpace(r.kept.String()), "\n")
	return first
}
