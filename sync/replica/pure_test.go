package replica_test

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"
	"time"

	"etabli/storage"
	"etabli/storage/journal"
	"etabli/storage/memstore"
	"etabli/sync/enrol"
	"etabli/sync/fleettest"
	"etabli/sync/hub"
	"etabli/sync/replica"
	"etabli/sync/wire"
)

// world runs HQ's core, its sessions and the devices' machines in one goroutine
// on a virtual clock. A seed decides what happens next.
type world struct {
	t       *testing.T
	random  *rand.Rand
	nowMS   int64
	core    *hub.Core
	store   storage.Store
	devices []*node
}

// node is one device and, while it is connected, HQ's session with it.
type node struct {
	w       *world
	id      enrol.Device
	log     *journal.Log
	store   storage.Store
	machine *replica.Machine
	session *hub.Session
	up      []wire.Frame    // sent, not yet arrived at HQ
	down    []wire.Frame    // sent, not yet arrived here
	answers []replica.Input // answers that are on their way
	cuts    int
}

func newWorld(t *testing.T, seed uint64, n int) *world {
	t.Helper()
	w := &world{t: t, random: rand.New(rand.NewPCG(seed, 3)), nowMS: 1_780_000_000_000, store: memstore.New()}
	var err error
	w.core, err = hub.OpenCore(t.Context(), hub.Options{
		Store: w.store, Folder: orderFolder{}, Clock: newClock(t), Secrets: &fleettest.Secrets{},
		Random: rand.NewChaCha8([32]byte{byte(seed)}), Now: func() time.Time { return time.UnixMilli(w.nowMS) }, Log: quiet(),
	}, w.committed)
	if err != nil {
		t.Fatal(err)
	}
	for i := range n {
		d := &node{w: w, store: memstore.New(), machine: replica.NewMachine(replica.MachineOptions{Seed: seed + uint64(i)})}
		d.id = enrol.Device{ID: enrol.DeviceID{1, byte(i)}, Site: "LIL", Role: enrol.Counter, Code: fmt.Sprint(i + 1)}
		d.log, err = journal.OpenLog(t.Context(), journal.Options{
			Store: d.store, OutboxDir: t.TempDir(), OutboxKey: journal.Key{1}, Folder: orderFolder{}, Clock: newClock(t),
		})
		if err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() { d.log.Close() })
		w.devices = append(w.devices, d)
		d.step(replica.Begin{})
	}
	return w
}

func (w *world) committed(c hub.Committed) {
	for _, d := range w.devices {
		if c.Sites[d.id.Site] {
			d.hear(hub.Moved{})
		}
	}
}

// hear steps HQ's session.
func (d *node) hear(in hub.SessionInput) {
	if d.session == nil {
		return
	}
	ctx := context.Background()
	for _, out := range d.session.Step(in, d.w.nowMS) {
		switch out := out.(type) {
		case hub.DoCheck:
			checked, err := d.w.core.Check(ctx, d.id, out.Hello)
			if err != nil {
				d.w.t.Fatal(err)
			}
			d.hear(checked)
		case hub.DoOrder:
			work := &hub.Work{HandIn: &out.HandIn}
			d.w.core.Settle(ctx, []*hub.Work{work})
			if work.Err != nil {
				d.w.t.Fatal(work.Err)
			}
			d.hear(hub.Ordered{Chain: out.HandIn.Chain, Verdict: work.Verdict})
		case hub.DoLoad:
			page, err := d.w.core.Page(ctx, out.Reading)
			if err != nil {
				d.w.t.Fatal(err)
			}
			d.hear(hub.Loaded{Page: page})
		case hub.DoSend:
			d.down = append(d.down, out.Frames...)
			d.hear(hub.SentOut{})
		case hub.DoStop:
			d.cut()
		}
	}
}

// step steps the device's machine.
func (d *node) step(in replica.Input) {
	for _, out := range d.machine.Step(in, d.w.nowMS) {
		switch out := out.(type) {
		case replica.DoDial:
			if d.w.random.IntN(4) == 0 {
				d.answers = append(d.answers, replica.NoConnection{Code: "unreachable"})
				continue
			}
			d.session = hub.NewSession(d.id, false, d.w.nowMS)
			d.up, d.down = nil, nil
			d.answers = append(d.answers, replica.Dialled{})
		case replica.DoSend:
			if d.session != nil {
				d.up = append(d.up, out.Frames...)
			}
			d.answers = append(d.answers, replica.SentOut{})
		case replica.DoClose:
			d.session, d.up, d.down = nil, nil, nil
		case replica.DoCompare:
		default:
			d.answers = append(d.answers, d.answer(out))
		}
	}
}

// answer asks the journal.
func (d *node) answer(out replica.Output) replica.Input {
	in, err := replica.Answer(context.Background(), d.log, out)
	if err != nil {
		d.w.t.Fatal(err)
	}
	return in
}

func (d *node) cut() {
	if d.session == nil {
		return
	}
	d.cuts++
	d.session, d.up, d.down = nil, nil, nil
	d.answers = append(d.answers, replica.NoConnection{Code: "lost"})
}

// event lets one thing happen.
func (w *world) event(faults bool) {
	d := w.devices[w.random.IntN(len(w.devices))]
	switch n := w.random.IntN(100); {
	case n < 30 && len(d.answers) > 0:
		in := d.answers[0]
		d.answers = d.answers[1:]
		d.step(in)
	case n < 60 && len(d.up) > 0 && d.session.Ready():
		f := d.up[0]
		d.up = d.up[1:]
		d.hear(hub.FrameIn{Frame: f})
	case n < 90 && len(d.down) > 0:
		f := d.down[0]
		d.down = d.down[1:]
		d.step(replica.FrameIn{Frame: f})
	case n < 92 && faults:
		d.cut()
	case n < 94 && faults && len(d.down) > 0:
		d.down = d.down[:len(d.down)-1] // a frame is lost; the sender does not know
		d.cut()
	default:
		w.nowMS += int64(w.random.IntN(200))
		d.step(replica.Tick{})
		d.hear(hub.Tick{})
	}
}

func (w *world) settled() bool {
	for _, d := range w.devices {
		if done, code := d.machine.Settled(); !done || code != wire.CodeNone {
			return false
		}
	}
	return true
}

// Goal: the machines alone, without goroutines, clocks or sockets, bring
// everything everywhere under any interleaving, and then come to rest.
func TestTheMachinesConvergeUnderAnyInterleaving(t *testing.T) {
	for seed := range uint64(12) {
		w := newWorld(t, seed, 3)
		const commits = 60
		for i := range commits {
			d := w.devices[w.random.IntN(len(w.devices))]
			if _, err := d.log.Commit(t.Context(), commandID(), draft(w.random.IntN(9), "x")); err != nil {
				t.Fatal(err)
			}
			d.step(replica.Local{})
			for range w.random.IntN(40) {
				w.event(i < commits)
			}
		}
		began := w.nowMS
		for i := 0; !w.settled(); i++ {
			if w.event(false); i > 200_000 {
				t.Fatalf("seed %d: not settled %d s after the last fault", seed, (w.nowMS-began)/1000)
			}
		}
		theirs := states(t, w.store)
		cuts := 0
		for i, d := range w.devices {
			cuts += d.cuts
			mine := states(t, d.store)
			if len(mine) != len(theirs) {
				t.Fatalf("seed %d: device %d knows %d entities of %d", seed, i, len(mine), len(theirs))
			}
			for key, state := range theirs {
				if mine[key] != state {
					t.Errorf("seed %d: device %d differs", seed, i)
				}
			}
		}
		if cuts == 0 {
			t.Errorf("seed %d: no connection was cut", seed)
		}
		count := 0
		err := w.store.View(t.Context(), func(r storage.Reader) error {
			head, err := hub.HeadOf(r)
			count = int(head.Position)
			return err
		})
		if err != nil || count != commits {
			t.Errorf("seed %d: %d positions, %v", seed, count, err)
		}
	}
}

// Goal: the states in between, seen from the machine alone.
func TestTheMachineGivesUpAndTriesAgainForEver(t *testing.T) {
	m := replica.NewMachine(replica.MachineOptions{Seed: 1})
	now := int64(1_000_000)
	find := func(outs []replica.Output, want replica.Output) bool {
		for _, o := range outs {
			if fmt.Sprintf("%T", o) == fmt.Sprintf("%T", want) {
				return true
			}
		}
		return false
	}
	if !find(m.Step(replica.Begin{}, now), replica.DoPrepare{}) {
		t.Fatal("it does not begin")
	}
	longest := int64(0)
	for try := range 60 {
		if !find(m.Step(replica.Prepared{}, now), replica.DoDial{}) {
			t.Fatalf("try %d: it does not dial", try)
		}
		m.Step(replica.NoConnection{Code: "unreachable"}, now)
		if s := m.Status(); s.State != replica.Offline || s.LastErrorCode != "unreachable" {
			t.Fatalf("status %+v", s)
		}
		wait := m.NextMS(now) - now
		longest = max(longest, wait)
		if wait <= 0 || wait > 30_000 {
			t.Fatalf("try %d: it waits %d ms", try, wait)
		}
		if find(m.Step(replica.Tick{}, now+wait-1), replica.DoPrepare{}) {
			t.Fatalf("try %d: too early", try)
		}
		now += wait
		if !find(m.Step(replica.Tick{}, now), replica.DoPrepare{}) {
			t.Fatalf("try %d: it gave up", try)
		}
	}
	if longest < 15_000 {
		t.Errorf("the pause grew to %d ms only", longest)
	}
}

// serving brings a machine into a session in which HQ has seq entries of its
// chain.
func serving(t *testing.T, head uint64, accepted wire.Accepted) (*replica.Machine, []replica.Output) {
	t.Helper()
	m := replica.NewMachine(replica.MachineOptions{Seed: 1})
	m.Step(replica.Begin{}, 0)
	m.Step(replica.Prepared{Chains: []wire.ChainHead{{Chain: accepted.Chain, Seq: head, Link: journal.Digest{9}}}}, 0)
	m.Step(replica.Dialled{}, 0)
	m.Step(replica.SentOut{}, 0)
	return m, m.Step(replica.FrameIn{Frame: &wire.Welcome{Version: 1, Accepted: []wire.Accepted{accepted}}}, 0)
}

func TestASessionThatDoesNotMoveIsGivenUp(t *testing.T) {
	m, _ := serving(t, 0, wire.Accepted{Chain: journal.ChainID{1}})
	m.Step(replica.TailLoaded{Chain: journal.ChainID{1}, From: 1, Entries: [][]byte{{1}}}, 0)
	m.Step(replica.SentOut{}, 0)
	closed := false
	for now := int64(1000); now < 120_000 && !closed; now += 1000 {
		m.Step(replica.FrameIn{Frame: &wire.Ping{N: 1}}, now) // HQ lives, but nothing moves
		for _, out := range m.Step(replica.Tick{}, now) {
			if _, ok := out.(replica.DoClose); ok {
				closed = true
			}
		}
	}
	if s := m.Status(); !closed || s.LastErrorCode != "stuck" {
		t.Errorf("closed %v, status %+v", closed, s)
	}
}

func TestTheMachineKnowsWhatIsWrongWithItsChain(t *testing.T) {
	chain := journal.ChainID{1}
	for name, c := range map[string]struct {
		head     uint64
		accepted wire.Accepted
		verified *replica.Verified
		state    replica.State
		code     string
	}{
		"HQ has more":               {3, wire.Accepted{Chain: chain, Seq: 5, Link: journal.Digest{1}}, nil, replica.Refused, "lost_tail"},
		"another link at the head":  {5, wire.Accepted{Chain: chain, Seq: 5, Link: journal.Digest{1}}, nil, replica.Refused, "fork"},
		"the same link at the head": {5, wire.Accepted{Chain: chain, Seq: 5, Link: journal.Digest{9}}, nil, replica.CatchingUp, ""},
		"the tail leads elsewhere":  {7, wire.Accepted{Chain: chain, Seq: 5, Link: journal.Digest{1}}, &replica.Verified{Chain: chain}, replica.Refused, "fork"},
		"the tail leads there":      {7, wire.Accepted{Chain: chain, Seq: 5, Link: journal.Digest{1}}, &replica.Verified{Chain: chain, Good: true}, replica.CatchingUp, ""},
	} {
		t.Run(name, func(t *testing.T) {
			m, outs := serving(t, c.head, c.accepted)
			if c.verified != nil {
				outs = append(outs, m.Step(*c.verified, 0)...)
			}
			if s := m.Status(); s.State != c.state || s.LastErrorCode != c.code {
				t.Errorf("status %+v", s)
			}
			pushes := false
			for _, out := range outs {
				_, loads := out.(replica.DoLoadTail)
				pushes = pushes || loads
			}
			if pushes != (c.code == "") {
				t.Errorf("it looks at its tail: %v", pushes)
			}
		})
	}
}

func TestNonsenseOfHQEndsTheSession(t *testing.T) {
	chain := journal.ChainID{1}
	for name, f := range map[string]wire.Frame{
		"a second welcome":          &wire.Welcome{Version: 1, Accepted: []wire.Accepted{{Chain: chain}}},
		"a page of another lineage": &wire.Page{Cursor: wire.Cursor{Lineage: wire.Lineage{Counter: 9}, Position: 1}},
		"a frame of a device":       &wire.Applied{},
	} {
		t.Run(name, func(t *testing.T) {
			m, _ := serving(t, 0, wire.Accepted{Chain: chain})
			m.Step(replica.FrameIn{Frame: f}, 5)
			if s := m.Status(); s.State != replica.Offline || s.LastErrorCode != "unexpected_frame" {
				t.Errorf("status %+v", s)
			}
		})
	}
}

func TestALineageThatGoesBackIsRefused(t *testing.T) {
	known := wire.Progress{Cursor: wire.Cursor{Lineage: wire.Lineage{Counter: 3}, Position: 8}}
	m := replica.NewMachine(replica.MachineOptions{Seed: 1})
	m.Step(replica.Begin{}, 0)
	m.Step(replica.Prepared{Progress: known}, 0)
	m.Step(replica.Dialled{}, 0)
	m.Step(replica.FrameIn{Frame: &wire.Welcome{Version: 1, Lineage: wire.Lineage{Counter: 2}}}, 0)
	if s := m.Status(); s.State != replica.Refused || s.LastErrorCode != "lineage" {
		t.Errorf("status %+v", s)
	}
}

var errJournal = errors.New("disk")

// brokenLog fails every question.
type brokenLog struct{ replica.Log }

func (brokenLog) Cursor(context.Context) ([]byte, error)               { return nil, errJournal }
func (brokenLog) Watch(func(entities []journal.Entity)) (stop func())  { return func() {} }
func (brokenLog) Waiting(context.Context) (n int, at int64, err error) { return 0, 0, errJournal }

func TestAJournalThatFailsIsToldAndTriedAgain(t *testing.T) {
	r := replica.New(replica.Options{
		Log: brokenLog{}, Now: time.Now, Logger: quiet(),
		Dial: func(context.Context) (wire.Conn, error) { return nil, errFault },
	})
	var failed *replica.Error
	if err := r.Once(t.Context()); !errors.As(err, &failed) || failed.Code != "store" {
		t.Errorf("got %v", err)
	}
}

// Goal: where HQ has what it was given back is noted, unless a page may still say it.
func TestThePlaceOfWhatWasGivenBackIsNoted(t *testing.T) {
	m := replica.NewMachine(replica.MachineOptions{Seed: 1})
	progress := wire.Progress{Cursor: wire.Cursor{Position: 5}}
	m.Step(replica.Begin{}, 0)
	m.Step(replica.Prepared{Voids: 2, Progress: progress}, 0)
	m.Step(replica.Dialled{}, 0)
	m.Step(replica.SentOut{}, 0)
	m.Step(replica.FrameIn{Frame: &wire.Welcome{Version: wire.Version, Resume: progress.Cursor}}, 0)
	asked := m.Step(replica.FrameIn{Frame: &wire.Page{Cursor: progress.Cursor}}, 0)
	if !slices.ContainsFunc(asked, func(o replica.Output) bool { _, is := o.(replica.DoLoadVoids); return is }) {
		t.Fatalf("nothing is given back: %+v", asked)
	}
	m.Step(replica.VoidsLoaded{HandBack: &wire.HandBack{}, Last: &journal.Voided{}}, 0)
	at := func(position uint64) wire.Item {
		return wire.Item{Ref: journal.Ref{Chain: journal.ChainID{2}, Seq: position}, Position: position}
	}
	left := wire.ScopeChange{Position: 4, Left: true}
	out := m.Step(replica.FrameIn{Frame: &wire.HandedBack{Placed: []wire.Item{at(4), at(9)}, Scopes: []wire.ScopeChange{left}}}, 0)
	place, ok := out[0].(replica.DoPlace)
	if !ok || len(place.Items) != 1 || place.Items[0].Position != 4 || !slices.Equal(place.Scopes, []wire.ScopeChange{left}) {
		t.Errorf("outputs %+v", out)
	}
}

// Goal: the history of what comes in a page ends at that page. It is not asked for up to an
// earlier one, although the store lists it already: nobody would say the rest.
func TestAHistoryIsNotAskedForWhileTheCursorMoves(t *testing.T) {
	m := replica.NewMachine(replica.MachineOptions{Seed: 1})
	at := func(position uint64) wire.Progress { return wire.Progress{Cursor: wire.Cursor{Position: position}} }
	m.Step(replica.Begin{}, 0)
	m.Step(replica.Prepared{Progress: at(5)}, 0)
	m.Step(replica.Dialled{}, 0)
	m.Step(replica.SentOut{}, 0)
	m.Step(replica.FrameIn{Frame: &wire.Welcome{Version: wire.Version, Resume: at(5).Cursor}}, 0)
	load := func(out []replica.Output) bool {
		return slices.ContainsFunc(out, func(o replica.Output) bool { _, is := o.(replica.DoLoadWants); return is })
	}
	if !load(m.Step(replica.FrameIn{Frame: &wire.Page{Cursor: at(5).Cursor}}, 0)) {
		t.Fatal("nothing is looked for")
	}
	m.Step(replica.FrameIn{Frame: &wire.Page{Cursor: at(9).Cursor, Scopes: []wire.ScopeChange{{Position: 8}}}}, 0)
	loaded := replica.WantsLoaded{Wants: []wire.Want{{}}, All: 1}
	m.Step(loaded, 0)
	if !load(m.Step(replica.PageApplied{Progress: at(9), Wanted: true}, 0)) {
		t.Fatal("it is not looked for again")
	}
	m.Step(replica.SentOut{}, 0)
	for _, out := range m.Step(loaded, 0) {
		send, _ := out.(replica.DoSend)
		for _, f := range send.Frames {
			if ask, is := f.(*wire.Fetch); is && ask.UpTo == 9 {
				return
			}
		}
	}
	t.Error("it is not asked for up to where the page ends")
}
