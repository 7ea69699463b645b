package e2e_test

import (
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"etabli/storage/journal"
)

// The plug is pulled on real processes: what a program acknowledged before it
// died must be there afterwards, once; what it did not must not hinder.

const (
	importedRows = 4000
	importKills  = 6  // at most; the last run is left to end
	acts         = 24 // commands of the counter that may lose its power
)

func TestAnImportThatIsKilledIsTakenUpAgain(t *testing.T) {
	chance := seedOf(t)
	c := counter{t, t.TempDir(), "store"}
	c.must(nil, "", "init", "--site", "LIL")
	good := rowsFile(t, importedRows)
	bad := spoil(t, good, filepath.Join(c.dir, "rows.csv"))
	whole := counter{t, c.dir, "whole"}
	whole.must(nil, "", "init", "--site", "LIL")
	run := took(func() { whole.must(nil, "", "import", "rows.csv") })
	kills, last := 0, done{code: -1}
	for last.code != 0 {
		patience := between(chance, run/20, run/3)
		if kills == importKills {
			patience = time.Minute
		}
		last = c.begin("", "import", "rows.csv").killAfter(t, patience)
		if last.code > 0 {
			t.Fatalf("import failed: %s%s", last.out, last.errOut)
		}
		if last.code < 0 {
			kills++
		}
	}
	t.Logf("killed %d times", kills)
	if kills == 0 {
		t.Error("no run was killed: this proves nothing")
	}
	checkImport(c, last.out, good, bad)
	c.verify()

	var again imported
	c.must(&again, "", "import", "rows.csv")
	if again.Added != 0 || again.Rejected != bad || again.Known != importedRows {
		t.Errorf("a second run: %+v", again)
	}
}

// imported is what an import answers.
type imported struct{ Rows, Added, Known, Rejected int }

// checkImport finds every good row once, as it was, and every bad one listed once.
func checkImport(c counter, answer []byte, good string, bad int) {
	c.t.Helper()
	var sum imported
	if err := json.Unmarshal(answer, &sum); err != nil {
		c.t.Fatal(err)
	}
	if sum.Added+sum.Known != importedRows || sum.Rejected != bad {
		c.t.Errorf("in the end the import says %+v", sum)
	}
	list, err := os.ReadFile(filepath.Join(c.dir, "rows.csv.rejected.csv"))
	if err != nil || strings.Count(string(list), "\n") != bad+1 {
		c.t.Errorf("%d bad rows, listed as %v:\n%s", bad, err, list)
	}
	if all := c.all(); len(all) != importedRows {
		c.t.Errorf("%d files for %d rows", len(all), importedRows)
	}
	if out := c.export("ords"); out != good {
		c.t.Error("what came out is not what went in")
	}
}

// spoil writes a file of good rows with bad ones in between, and answers how
// many those are.
func spoil(t *testing.T, good, path string) (bad int) {
	t.Helper()
	var out strings.Builder
	for i, line := range strings.SplitAfter(good, "\n") {
		out.WriteString(line)
		if i%37 == 5 {
			out.WriteString("too,few,fields\n")
			bad++
		}
	}
	if err := os.WriteFile(path, []byte(out.String()), 0o600); err != nil {
		t.Fatal(err)
	}
	return bad
}

// act is a command that a caller will not let go of.
type act struct {
	command, input string
	number         string // of an intake, once it was acknowledged
}

func TestACommandThatWasAcknowledgedOutlivesItsProcess(t *testing.T) {
	chance := seedOf(t)
	c := counter{t, t.TempDir(), "store"}
	c.must(nil, "", "init", "--site", "LIL")
	list := dayOf(chance)
	run := took(func() { c.must(nil, "", "status") })
	kills := 0
	for i := range list {
		a := &list[i]
		for tries := 0; ; tries++ {
			patience := between(chance, run/10, 2*run)
			if tries > 2 {
				patience = time.Minute
			}
			p := c.begin(a.input, "do", a.command).killAfter(t, patience)
			if p.code == 0 {
				a.acknowledge(t, p.out)
				break
			}
			if p.code > 0 {
				t.Fatalf("%s %s: %s%s", a.command, a.input, p.out, p.errOut)
			}
			kills++
		}
	}
	t.Logf("killed %d times", kills)
	if kills == 0 {
		t.Error("no command was killed: this proves nothing")
	}
	for i := range list {
		var r received
		c.must(&r, list[i].input, "do", list[i].command)
		if !r.Repeated || r.Data.Number != list[i].number {
			t.Errorf("%s asked again: repeated %v, %q, was %q", list[i].input, r.Repeated, r.Data.Number, list[i].number)
		}
	}
	checkActs(c, list)
	c.verify()
}

// dayOf plans a day: intakes, and every third one an earlier one's next steps.
func dayOf(chance *rand.Rand) []act {
	var list []act
	for i := range acts {
		id := newCommandID(chance)
		if i%3 == 2 {
			intake := journal.CommandIDFrom("kill", fmt.Sprint(i-2))
			list = append(list, act{command: "repair.move", input: fmt.Sprintf(`{"command_id":%q,"id":%q,"to":"diag"}`, id, journal.NewEntityID(intake, 0))})
			continue
		}
		list = append(list, act{command: "repair.receive", input: fmt.Sprintf(`{"command_id":%q,"product":{"label":"Radio %d"}}`, journal.CommandIDFrom("kill", fmt.Sprint(i)), i)})
	}
	return list
}

func newCommandID(chance *rand.Rand) journal.CommandID {
	var id journal.CommandID
	for i := range id {
		id[i] = byte(chance.Uint32())
	}
	return id
}

func (a *act) acknowledge(t *testing.T, out []byte) {
	t.Helper()
	var r received
	if err := json.Unmarshal(out, &r); err != nil || r.Data.Number == "" {
		t.Fatalf("%s answered %q: %v", a.command, out, err)
	}
	a.number = r.Data.Number
}

// checkActs finds each intake once and each move once in its file.
func checkActs(c counter, list []act) {
	c.t.Helper()
	intakes := 0
	for _, a := range list {
		if a.command == "repair.receive" {
			intakes++
			continue
		}
		var file struct {
			Status   string
			Timeline []struct{ Kind uint16 }
		}
		c.must(&file, "", "get", a.number)
		if file.Status != "diag" || len(file.Timeline) != 2 {
			c.t.Errorf("%s is %s with %d acts", a.number, file.Status, len(file.Timeline))
		}
	}
	if all := c.all(); len(all) != intakes {
		c.t.Errorf("%d files for %d intakes", len(all), intakes)
	}
}

const (
	fleetRounds = 8
	fleetRows   = 400 // that each device brings along
)

func TestHQAndDevicesThatAreKilledEndUpWithTheSame(t *testing.T) {
	chance := seedOf(t)
	f := newFleet(t)
	run := took(func() { f.devices[0].must(nil, "", "status") })
	kills := map[string]int{}
	var acknowledged []string
	for round := range fleetRounds {
		for i, c := range f.devices {
			var r received
			c.must(&r, fmt.Sprintf(`{"product":{"label":"Radio %d-%d"}}`, i, round), "do", "repair.receive")
			acknowledged = append(acknowledged, r.Data.ID)
			if round%3 == 1 { // both move the first file, neither knowing of the other
				f.move(c, acknowledged[0])
			}
		}
		kills[f.exchange(chance, between(chance, run/4, 4*run))]++
	}
	t.Logf("killed: %v", kills)
	if kills["nobody"] == fleetRounds {
		t.Error("nobody was killed: this proves nothing")
	}
	f.settle()
	f.same(acknowledged)
}

// fleet is an HQ and two devices, as processes.
type fleet struct {
	t          *testing.T
	dir        string
	sync, page string
	server     *process
	devices    []counter
}

func newFleet(t *testing.T) *fleet {
	t.Helper()
	f := &fleet{t: t, dir: t.TempDir()}
	var err error
	if f.sync, err = freeAddress(); err == nil {
		f.page, err = freeAddress()
	}
	if err != nil {
		t.Fatal(err)
	}
	f.serve()
	t.Cleanup(func() { _ = f.server.cmd.Process.Kill() })
	lines := strings.SplitAfter(rowsFile(t, 2*fleetRows), "\n")
	for i, name := range []string{"one", "two"} {
		var code struct{ Code string }
		f.hq(&code, "enrol", "--site", "LIL")
		c := counter{t, f.dir, name}
		c.must(nil, "", "enrol", code.Code)
		part := lines[0] + strings.Join(lines[1+i*fleetRows:1+(i+1)*fleetRows], "")
		if err := os.WriteFile(filepath.Join(f.dir, name+".csv"), []byte(part), 0o600); err != nil {
			t.Fatal(err)
		}
		c.must(nil, "", "import", name+".csv")
		f.devices = append(f.devices, c)
	}
	return f
}

// serve starts HQ and waits until it answers.
func (f *fleet) serve() {
	f.t.Helper()
	f.server = begin(f.t, f.dir, "etabli-hq", nil, "--dir", "hq", "serve", "--listen", f.sync, "--portal", f.page, "--portal-url", "http://"+f.page)
	f.hq(nil, "wait", "--for", "30s")
}

// hq runs one of HQ's commands.
func (f *fleet) hq(into any, args ...string) {
	f.t.Helper()
	p := begin(f.t, f.dir, "etabli-hq", nil, append([]string{"--json", "--dir", "hq"}, args...)...).wait(f.t)
	if p.code != 0 {
		f.t.Fatalf("HQ: %v ended with %d: %s%s", args, p.code, p.out, p.errOut)
	}
	if into != nil {
		if err := json.Unmarshal(p.out, into); err != nil {
			f.t.Fatalf("HQ: %v answered %q: %v", args, p.out, err)
		}
	}
}

// move moves a file if the device has it already.
func (f *fleet) move(c counter, id string) {
	f.t.Helper()
	p := c.begin(fmt.Sprintf(`{"id":%q,"to":"diag"}`, id), "do", "repair.move").wait(f.t)
	if p.code != 0 && p.code != 4 && p.code != 6 {
		f.t.Fatalf("%s: move ended with %d: %s%s", c.store, p.code, p.out, p.errOut)
	}
}

// exchange lets both devices sync and pulls one plug after a while; it answers
// whose, or nobody's when that one was done by then.
func (f *fleet) exchange(chance *rand.Rand, after time.Duration) string {
	f.t.Helper()
	running := []*process{f.server}
	for _, c := range f.devices {
		running = append(running, c.begin("", "sync"))
	}
	victim := chance.IntN(len(running))
	time.Sleep(after)
	_ = running[victim].cmd.Process.Kill()
	killed := "nobody"
	for i, p := range running[1:] {
		end := p.wait(f.t)
		if end.code < 0 {
			killed = f.devices[i].store
		}
		if end.code > 0 && end.code != 7 {
			f.t.Fatalf("sync of %s ended with %d: %s%s", f.devices[i].store, end.code, end.out, end.errOut)
		}
	}
	if victim == 0 {
		f.server.wait(f.t)
		f.serve()
		killed = "hq"
	}
	return killed
}

// settle syncs until everybody has everything.
func (f *fleet) settle() {
	f.t.Helper()
	for range 2 {
		for _, c := range f.devices {
			var s struct{ Waiting int }
			c.must(&s, "", "sync")
			if s.Waiting != 0 {
				f.t.Errorf("%s still has %d to send", c.store, s.Waiting)
			}
		}
	}
}

// same finds the same files in all three places, each once, and every store whole.
func (f *fleet) same(acknowledged []string) {
	f.t.Helper()
	var hq struct {
		Counts            struct{ All int }
		Held, Quarantined int
	}
	f.hq(&hq, "status")
	want := len(acknowledged) + 2*fleetRows
	if hq.Counts.All != want || hq.Held != 0 || hq.Quarantined != 0 {
		f.t.Errorf("HQ has %+v, want %d files", hq, want)
	}
	var files []string
	for _, c := range f.devices {
		var ids []string
		for _, row := range c.all() {
			ids = append(ids, row.ID)
		}
		if len(ids) != want {
			f.t.Errorf("%s has %d files, want %d", c.store, len(ids), want)
		}
		for _, id := range acknowledged {
			if !slices.Contains(ids, id) {
				f.t.Errorf("%s lost %s", c.store, id)
			}
		}
		files = append(files, c.export("jsonl"))
		c.verify()
	}
	if files[0] != files[1] {
		f.t.Error("the two devices read their files differently")
	}
	if err := f.server.cmd.Process.Signal(os.Interrupt); err != nil {
		f.t.Fatal(err)
	}
	if end := f.server.wait(f.t); end.code != 0 {
		f.t.Errorf("HQ ended with %d: %s", end.code, end.errOut)
	}
	f.hq(nil, "verify")
}
