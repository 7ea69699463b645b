package e2e_test

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"io"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"
)

// seedOf is where a test's chances come from: SEED, or 1. A failure is run
// again with the seed that the log names.
func seedOf(t *testing.T) *rand.Rand {
	t.Helper()
	seed, err := strconv.ParseUint(os.Getenv("SEED"), 10, 64)
	if err != nil {
		seed = 1
	}
	t.Logf("seed %d", seed)
	return rand.New(rand.NewPCG(seed, 0))
}

// between draws a duration.
func between(chance *rand.Rand, least, most time.Duration) time.Duration {
	return least + time.Duration(chance.Int64N(int64(most-least)))
}

// took measures how long something takes on this machine, as the scale of
// when to pull the plug.
func took(fn func()) time.Duration {
	started := time.Now()
	fn()
	return time.Since(started)
}

// done is how a process ended.
type done struct {
	out, errOut []byte
	code        int // -1: it was killed
}

// process is one call of a program.
type process struct {
	cmd *exec.Cmd
	out done
	bufOut,
	bufErr bytes.Buffer
}

// begin starts a program; stdin may be nil.
func begin(t *testing.T, dir, name string, stdin io.Reader, args ...string) *process {
	t.Helper()
	p := &process{cmd: exec.Command(filepath.Join(programs, name), args...)}
	p.cmd.Dir, p.cmd.Stdin, p.cmd.Stdout, p.cmd.Stderr = dir, stdin, &p.bufOut, &p.bufErr
	p.cmd.Env = append(os.Environ(), "HOME="+dir, "ETABLI_KEYRING=off")
	if err := p.cmd.Start(); err != nil {
		t.Fatalf("start %s: %v", name, err)
	}
	return p
}

// wait waits for the end.
func (p *process) wait(t *testing.T) done {
	t.Helper()
	err := p.cmd.Wait()
	var exit *exec.ExitError
	if err != nil && !errors.As(err, &exit) {
		t.Fatalf("%v: %v", p.cmd.Args, err)
	}
	p.out = done{p.bufOut.Bytes(), p.bufErr.Bytes(), p.cmd.ProcessState.ExitCode()}
	return p.out
}

// killAfter pulls the plug after a while, unless the process is done before.
func (p *process) killAfter(t *testing.T, d time.Duration) done {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), d)
	defer cancel()
	stop := context.AfterFunc(ctx, func() { _ = p.cmd.Process.Kill() })
	defer stop()
	return p.wait(t)
}

// counter is a device of a shop, in a folder.
type counter struct {
	t     *testing.T
	dir   string
	store string
}

func (c counter) begin(input string, args ...string) *process {
	c.t.Helper()
	all := append([]string{"--json", "--store", c.store}, args...)
	return begin(c.t, c.dir, "etablictl", strings.NewReader(input), all...)
}

// must runs a command that has to succeed and reads its answer into into.
func (c counter) must(into any, input string, args ...string) {
	c.t.Helper()
	p := c.begin(input, args...).wait(c.t)
	if p.code != 0 {
		c.t.Fatalf("%s: %v ended with %d: %s%s", c.store, args, p.code, p.out, p.errOut)
	}
	if into == nil {
		return
	}
	if err := json.Unmarshal(p.out, into); err != nil {
		c.t.Fatalf("%s: %v answered %q: %v", c.store, args, p.out, err)
	}
}

// received is what an intake answers.
type received struct {
	Repeated bool `json:"repeated"`
	Data     struct {
		ID     string `json:"id"`
		Number string `json:"number"`
	} `json:"data"`
}

// listed is a line of a list.
type listed struct {
	ID     string `json:"id"`
	Number string `json:"number"`
	Status string `json:"status"`
}

// all lists every repair, and finds that no number names two of them.
func (c counter) all() []listed {
	c.t.Helper()
	var list []listed
	c.must(&list, "", "list", "--scope", "all", "--limit", "0")
	ids, numbers := map[string]bool{}, map[string]bool{}
	for _, row := range list {
		if ids[row.ID] || numbers[row.Number] {
			c.t.Errorf("%s: %s %s is there twice", c.store, row.ID, row.Number)
		}
		ids[row.ID], numbers[row.Number] = true, true
	}
	return list
}

// verify proves the device's store.
func (c counter) verify() {
	c.t.Helper()
	c.must(nil, "", "verify")
}

// export is a file of all repairs.
func (c counter) export(format string) string {
	c.t.Helper()
	p := c.begin("", "export", "--format", format, "--out", "-").wait(c.t)
	if p.code != 0 {
		c.t.Fatalf("%s: export ended with %d: %s%s", c.store, p.code, p.out, p.errOut)
	}
	return string(p.out)
}
