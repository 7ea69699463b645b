package badgerstore_test

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"testing"

	"etabli/storage"
	"etabli/storage/badgerstore"
)

// noDeadline is the context of a child, which ends by being killed.
var noDeadline = context.Background()

// Kills a process that writes, again and again, at different moments. After
// each kill everything it had acknowledged is there, pairs are whole, and the
// store opens.
func TestAKilledWriterLosesNothingItAcknowledged(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "store")
	for round := range 10 {
		acknowledged := writeAndKill(t, dir, 1+round*37)
		if !badgerstore.Suspect(dir) {
			t.Error("a killed store is not suspect")
		}
		o := options(dir)
		if round%5 == 4 {
			o.CheckProgram = ownProgram(t)
		}
		s, err := badgerstore.Open(t.Context(), o)
		if err != nil {
			t.Fatalf("round %d: %v", round, err)
		}
		rows := countNumbered(t, s)
		if rows < acknowledged || rows%2 != 0 {
			t.Fatalf("round %d: %d rows, %d were acknowledged", round, rows, acknowledged)
		}
		if err := s.Close(); err != nil {
			t.Fatal(err)
		}
		if badgerstore.Suspect(dir) {
			t.Error("a closed store is suspect")
		}
	}
}

func ownProgram(t testing.TB) string {
	t.Helper()
	own, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	return own
}

func countNumbered(t testing.TB, s storage.Store) (rows int) {
	t.Helper()
	err := s.View(t.Context(), func(r storage.Reader) (err error) {
		rows, err = checkNumbered(r)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return rows
}

// writeAndKill starts a writer, kills it after some acknowledgements, and
// returns the last one it gave.
func writeAndKill(t *testing.T, dir string, after int) (acknowledged int) {
	t.Helper()
	cmd := exec.CommandContext(t.Context(), ownProgram(t))
	cmd.Env = append(os.Environ(), writerVariable+"="+dir)
	cmd.Stderr = os.Stderr
	out, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	lines := bufio.NewScanner(out)
	for n := 0; lines.Scan(); n++ {
		if acknowledged, err = strconv.Atoi(lines.Text()); err != nil {
			t.Fatal(err)
		}
		if n == after {
			if err := cmd.Process.Kill(); err != nil {
				t.Fatal(err)
			}
		}
	}
	_ = cmd.Wait() // it was killed
	if acknowledged == 0 {
		t.Fatal("the writer wrote nothing")
	}
	return acknowledged
}

func TestASecondProcessIsRefused(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "store")
	s := open(t, options(dir))
	if _, err := badgerstore.Open(t.Context(), options(dir)); !errors.Is(err, storage.ErrInUse) {
		t.Errorf("second opening: %v", err)
	}
	if err := badgerstore.CheckInChild(t.Context(), ownProgram(t), dir, testKey); !errors.Is(err, storage.ErrInUse) {
		t.Errorf("check from another process: %v", err)
	}
	if _, err := badgerstore.MoveAside(dir); !errors.Is(err, storage.ErrInUse) {
		t.Errorf("move aside: %v", err)
	}
	if err := s.Update(t.Context(), func(tx storage.Tx) error { return tx.Put([]byte("a"), nil) }); err != nil {
		t.Errorf("the first process was disturbed: %v", err)
	}
}

func TestTwoOpeningsThatNeverCameBackMeanDamage(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "store")
	if err := open(t, options(dir)).Close(); err != nil {
		t.Fatal(err)
	}
	mark := filepath.Join(dir, "opening")
	write(t, mark, "1\n")
	if err := open(t, options(dir)).Close(); err != nil {
		t.Fatal(err)
	}
	if _, err := os.Stat(mark); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("an opening that came back left its mark: %v", err)
	}
	write(t, mark, "2\n")
	if _, err := badgerstore.Open(t.Context(), options(dir)); !errors.Is(err, storage.ErrDamaged) {
		t.Fatalf("third opening: %v", err)
	}
	aside, err := badgerstore.MoveAside(dir)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := os.Stat(filepath.Join(aside, "badger", "MANIFEST")); err != nil {
		t.Errorf("the old store is not beside: %v", err)
	}
	open(t, options(dir))
}

// Killing a program again and again while it opens its store must not make the
// store look damaged when a check of it says that it is whole.
func TestACheckThatFindsNothingForgetsOpeningsThatWereKilled(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "store")
	if err := open(t, options(dir)).Close(); err != nil {
		t.Fatal(err)
	}
	write(t, filepath.Join(dir, "opening"), "2\n")
	o := options(dir)
	o.CheckProgram = ownProgram(t)
	if err := open(t, o).Close(); err != nil {
		t.Fatal(err)
	}
	if badgerstore.Suspect(dir) {
		t.Error("a closed store is suspect")
	}
}

// checkerVariable makes the test binary check the store in the folder it names
// in a child, and say so first.
const checkerVariable = "ETABLI_TEST_CHECKER"

func TestACheckEndsWithTheProgramThatAskedForIt(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "store")
	writeAndKill(t, dir, 400)
	cmd := exec.CommandContext(t.Context(), ownProgram(t))
	cmd.Env = append(os.Environ(), checkerVariable+"="+dir)
	out, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	if !bufio.NewScanner(out).Scan() {
		t.Fatal("the check did not begin")
	}
	if err := cmd.Process.Kill(); err != nil {
		t.Fatal(err)
	}
	_ = cmd.Wait()
	o := options(dir)
	o.CheckProgram = ownProgram(t)
	open(t, o)
}

// checkForever checks a store in children until it is killed.
func checkForever(dir string) {
	for {
		program, err := os.Executable()
		if err == nil {
			fmt.Println("checking")
			err = badgerstore.CheckInChild(noDeadline, program, dir, testKey)
		}
		if err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(1)
		}
	}
}

// A process killed between making a log file and filling it leaves it empty.
func TestAnEmptyLogFileIsNoDamage(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "store")
	writeAndKill(t, dir, 20)
	write(t, filepath.Join(dir, "badger", "00009.mem"), "")
	s := open(t, options(dir))
	if rows := countNumbered(t, s); rows < 40 {
		t.Errorf("only %d rows are left", rows)
	}
}

func write(t testing.TB, path, content string) {
	t.Helper()
	if err := os.WriteFile(path, []byte(content), 0o600); err != nil {
		t.Fatal(err)
	}
}
