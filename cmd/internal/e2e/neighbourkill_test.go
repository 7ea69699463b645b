package e2e_test

import (
	"bytes"
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"testing"
	"time"
)

const neighbourRounds = 8

// Goal: while HQ is away, two counters exchange over the shop's network and one
// of the two is killed again and again in the middle of it. Nothing that was
// acknowledged is lost, nothing comes twice, and when HQ returns all three have
// the same.
func TestNeighboursThatAreKilledEndUpWithTheSame(t *testing.T) {
	chance := seedOf(t)
	f := newFleet(t)
	if err := f.server.cmd.Process.Kill(); err != nil {
		t.Fatal(err)
	}
	f.server.wait(t)
	run := took(func() { f.devices[0].must(nil, "", "status") })
	kills := map[string]int{}
	var acknowledged []string
	for round := range neighbourRounds {
		for i, c := range f.devices {
			var r received
			c.must(&r, fmt.Sprintf(`{"product":{"label":"Radio %d-%d"}}`, i, round), "do", "repair.receive")
			acknowledged = append(acknowledged, r.Data.ID)
			if round%3 == 1 {
				f.move(c, acknowledged[0])
			}
		}
		after := between(chance, run/4, 5*run)
		if round == neighbourRounds-1 {
			after = time.Minute
		}
		who := f.meet(chance, round%2, after)
		if kills[who]++; who == "nobody" { // done before the plug was pulled: sooner next time
			run /= 2
		}
	}
	t.Logf("killed: %v", kills)
	if kills["nobody"] == neighbourRounds {
		t.Error("nobody was killed: this proves nothing")
	}
	for _, c := range f.devices { // the last round went through: both have all
		if n := len(c.all()); n != len(acknowledged)+2*fleetRows {
			t.Errorf("%s has %d files before HQ returns, want %d", c.store, n, len(acknowledged)+2*fleetRows)
		}
	}
	f.serve()
	f.settle()
	f.same(acknowledged)
}

// meet lets one device listen and the other call it, and pulls the plug of one of
// them after a while. It answers whose, or nobody's when they were done by then.
func (f *fleet) meet(chance *rand.Rand, listens int, after time.Duration) string {
	f.t.Helper()
	address, err := freeAddress()
	if err != nil {
		f.t.Fatal(err)
	}
	host, guest := f.devices[listens], f.devices[1-listens]
	sharing := host.begin("", "share", "--listen", address)
	defer func() { _ = sharing.cmd.Process.Kill() }()
	calling := guest.begin("", "meet", address)
	victim := []*process{sharing, calling}[chance.IntN(2)]
	plug := time.AfterFunc(after, func() { _ = victim.cmd.Process.Kill() })
	end := calling.wait(f.t)
	for end.code == 7 && plug.Stop() { // it called before the other listened
		again := guest.begin("", "meet", address)
		if victim == calling {
			victim = again
		}
		calling = again
		plug = time.AfterFunc(after, func() { _ = victim.cmd.Process.Kill() })
		end = calling.wait(f.t)
	}
	plug.Stop()
	if end.code > 0 && end.code != 7 {
		f.t.Fatalf("meeting of %s ended with %d: %s%s", guest.store, end.code, end.out, end.errOut)
	}
	if err := sharing.cmd.Process.Signal(os.Interrupt); err != nil && !errors.Is(err, os.ErrProcessDone) {
		f.t.Fatal(err)
	}
	switch host := sharing.wait(f.t); {
	case host.code > 0 && !bytes.Contains(host.out, []byte(`"interrupted"`)): // it may not have opened its store yet
		f.t.Fatalf("sharing ended with %d: %s%s", host.code, host.out, host.errOut)
	case host.code < 0:
		return f.devices[listens].store
	case end.code < 0:
		return guest.store
	}
	return "nobody"
}
