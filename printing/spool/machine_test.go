package spool_test

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"

	"etabli/printing/spool"
)

// world runs the machine over printers that fail in every way they can, on a
// virtual clock, and pulls the plug between any two outputs. A seed decides what
// happens next.
type world struct {
	t        *testing.T
	random   *rand.Rand
	nowMS    int64
	machine  *spool.Machine
	setup    spool.Setup
	printers map[string]*printer

	disk     map[spool.ID]spool.Job // rows
	history  map[spool.ID]spool.Job
	payloads map[string]spool.ID
	made     int
	last     spool.ID
	mail     []spool.Input // answers on their way
	crashes  int           // still to come

	asked, moved, booted int
}

// printer is a virtual one. A deaf one tells nothing of what it was sent; the
// other keeps a list of jobs as CUPS does, until it forgets.
type printer struct {
	w     *world
	name  string
	deaf  bool
	away  bool              // nobody can reach it
	empty bool              // it has no paper
	list  map[string]string // remote → "", "pending", "out", "cancelled"
	paper []spool.ID
}

const virtualHour = 3_600_000

func newWorld(t *testing.T, seed uint64) *world {
	t.Helper()
	w := &world{
		t: t, random: rand.New(rand.NewPCG(seed, 7)), nowMS: 1_790_000_000_000,
		disk: map[spool.ID]spool.Job{}, history: map[spool.ID]spool.Job{}, payloads: map[string]spool.ID{},
		printers: map[string]*printer{},
	}
	w.setup.Roles = map[spool.Role][]string{spool.ReceiptRole: {"deaf", "other"}, spool.PageRole: {"listed"}}
	for _, p := range []spool.Printer{
		{Name: "deaf", Format: "80mm", As: "escpos"}, {Name: "listed", Format: "a4", As: "pdf"}, {Name: "other", Format: "58mm", As: "escpos"},
	} {
		w.setup.Printers = append(w.setup.Printers, p)
		w.printers[p.Name] = &printer{w: w, name: p.Name, deaf: p.Name != "listed", list: map[string]string{}}
	}
	w.boot()
	return w
}

// boot is a start of the program: all it knows is what is on disk.
func (w *world) boot() {
	w.booted++
	w.machine = spool.NewMachine(w.random.Uint64())
	w.mail = nil
	for payload, id := range w.payloads {
		if w.disk[id].Payload != payload {
			delete(w.payloads, payload)
		}
	}
	var jobs []spool.Job
	for _, j := range w.disk {
		jobs = append(jobs, j)
	}
	slices.SortFunc(jobs, func(a, b spool.Job) int { return int(a.ID) - int(b.ID) })
	w.step(spool.Loaded{Jobs: jobs, Setup: w.setup})
	w.step(spool.Begin{})
}

// step carries out what the machine wants; now and then the power goes amid it.
func (w *world) step(in spool.Input) {
	for _, out := range w.machine.Step(in, w.nowMS) {
		if w.crashes > 0 && w.random.IntN(40) == 0 {
			w.crashes--
			w.boot()
			return
		}
		w.do(out)
	}
}

func (w *world) do(out spool.Output) {
	switch out := out.(type) {
	case spool.DoSave:
		w.save(out.Job)
	case spool.DoErase:
		delete(w.payloads, out.Payload)
	case spool.DoClaim:
		w.answer(w.printers[out.Job.Printer].claim(out))
	case spool.DoSend:
		if got := w.disk[out.Job.ID]; got.State != spool.Sending || got.Remote != out.Job.Remote {
			w.t.Errorf("job %d leaves while the disk says %s %q", out.Job.ID, got.State, got.Remote)
		}
		w.answer(w.printers[out.Job.Printer].send(out))
	case spool.DoAsk:
		w.answer(w.printers[out.Job.Printer].ask(out.Job, out.Try))
	case spool.DoCancel:
		if out.Job.State != spool.Sending { // else its sending ends by itself
			w.answer(w.printers[out.Job.Printer].cancel(out))
		}
	case spool.DoMake:
		w.made++
		d := spool.Stored{Payload: fmt.Sprint("p", w.made)}
		w.payloads[d.Payload] = out.Job.ID
		w.answer(spool.Made{ID: out.Job.ID, Document: d})
	}
}

func (w *world) answer(in spool.Input) { w.mail = append(w.mail, in) }

func (w *world) save(j spool.Job) {
	if old, ok := w.disk[j.ID]; ok && old.Printer != j.Printer && old.State == spool.Waiting {
		w.moved++
	}
	if j.State.Final() {
		delete(w.disk, j.ID)
		w.history[j.ID] = j
		return
	}
	w.disk[j.ID] = j
}

func (w *world) add(printer string, role spool.Role) {
	w.last++
	w.made++
	j := spool.Job{ID: w.last, Printer: printer, Role: role, State: spool.Waiting, Payload: fmt.Sprint("p", w.made), AddedMS: w.nowMS, SinceMS: w.nowMS}
	w.payloads[j.Payload] = j.ID
	w.disk[j.ID] = j
	w.step(spool.Added{Job: j})
}

func (p *printer) claim(out spool.DoClaim) spool.Input {
	if p.away || p.empty && p.deaf {
		reason := spool.PaperOut
		if p.away {
			reason = spool.Offline
		}
		return spool.Troubled{ID: out.Job.ID, Try: out.Try, Reason: reason}
	}
	remote := ""
	if !p.deaf {
		remote = fmt.Sprint("r", p.w.random.Uint64())
		p.list[remote] = ""
	}
	return spool.Claimed{ID: out.Job.ID, Try: out.Try, Remote: remote}
}

func (p *printer) send(out spool.DoSend) spool.Input {
	told := spool.Told{ID: out.Job.ID, Try: out.Try}
	luck := p.w.random.IntN(6)
	switch {
	case p.away:
		told.Progress = spool.Progress{Standing: spool.NotArrived, Reason: spool.Offline}
	case p.deaf && luck == 0: // the connection broke before the end
	case p.deaf:
		p.paper = append(p.paper, out.Job.ID)
		told.Progress.Standing = spool.CameOut
		if luck == 1 { // and here after it
			told.Progress = spool.Progress{Reason: spool.Lost}
		}
	default:
		p.list[out.Job.Remote] = "pending"
		told.Progress.Standing = spool.Accepted
		if luck == 0 {
			told.Progress = spool.Progress{Reason: spool.Lost}
		}
	}
	return told
}

// live prints what a printer has, or loses its memory.
func (p *printer) live() {
	if p.empty || p.away {
		return
	}
	for remote, state := range p.list {
		switch {
		case state == "pending" && p.w.random.IntN(3) == 0:
			p.list[remote] = "out"
			for _, j := range p.w.disk {
				if j.Remote == remote {
					p.paper = append(p.paper, j.ID)
				}
			}
		case state == "out" && p.w.random.IntN(60) == 0:
			delete(p.list, remote)
		}
	}
}

func (p *printer) standing(j spool.Job) spool.Progress {
	state, known := p.list[j.Remote]
	switch {
	case p.deaf || !known:
		return spool.Progress{}
	case state == "":
		return spool.Progress{Standing: spool.NotArrived}
	case state == "out":
		return spool.Progress{Standing: spool.CameOut}
	case state == "cancelled":
		return spool.Progress{Standing: spool.Withdrawn}
	case p.empty && p.w.random.IntN(2) == 0:
		return spool.Progress{Standing: spool.Accepted, Reason: spool.PaperOut}
	}
	return spool.Progress{Standing: spool.Accepted}
}

func (p *printer) ask(j spool.Job, try int) spool.Input {
	if p.away && !p.deaf {
		return spool.Troubled{ID: j.ID, Try: try, Reason: spool.Offline}
	}
	return spool.Told{ID: j.ID, Try: try, Progress: p.standing(j)}
}

func (p *printer) cancel(out spool.DoCancel) spool.Input {
	if !p.away && p.list[out.Job.Remote] == "pending" {
		p.list[out.Job.Remote] = "cancelled"
	}
	return p.ask(out.Job, out.Try)
}

// out tells how often a job is on paper.
func (w *world) out(id spool.ID) (n int) {
	for _, p := range w.printers {
		for _, j := range p.paper {
			if j == id {
				n++
			}
		}
	}
	return n
}

// person looks at the paper and says what is so.
func (w *world) person(j spool.Job, rash bool) {
	switch {
	case j.State == spool.Doubt:
		w.asked++
		w.step(spool.Person{ID: j.ID, Act: spool.ActCameOut, Yes: w.out(j.ID) > 0, By: "anna"})
	case j.State == spool.Held:
		w.step(spool.Person{ID: j.ID, Act: spool.ActRetry, By: "anna"})
	case rash && w.random.IntN(4) == 0:
		w.step(spool.Person{ID: j.ID, Act: spool.ActCancel, By: "anna"})
	case rash && w.random.IntN(4) == 1:
		w.step(spool.Person{ID: j.ID, Act: spool.ActHold, By: "anna"})
	case rash:
		names := []string{"deaf", "listed", "other"}
		w.step(spool.Person{ID: j.ID, Act: spool.ActMove, Printer: names[w.random.IntN(3)], By: "anna"})
	}
}

// pass lets a while pass.
func (w *world) pass(rash bool) {
	w.nowMS += 1 + w.random.Int64N(3000)
	for _, p := range w.printers {
		p.live()
	}
	for len(w.mail) > 0 && w.random.IntN(8) > 0 {
		i := w.random.IntN(len(w.mail))
		in := w.mail[i]
		w.mail = slices.Delete(w.mail, i, i+1)
		w.step(in)
	}
	w.step(spool.Tick{})
	if list := w.machine.Jobs(); len(list) > 0 && w.random.IntN(6) == 0 {
		w.person(list[w.random.IntN(len(list))], rash && w.random.IntN(4) == 0)
	}
}

// Goal: nothing is lost and nothing comes out twice, whatever fails. Method:
// printers come and go, lose paper and memory, the program dies between any two
// things it does; somebody who looks at the paper answers the questions. In the
// end everything works again and every job is on paper once.
func TestNothingIsLostAndNothingComesOutTwice(t *testing.T) {
	var asked, moved, booted int
	for seed := range uint64(300) {
		w := newWorld(t, seed)
		for range 150 {
			switch w.random.IntN(12) {
			case 0:
				w.add("deaf", spool.ReceiptRole)
			case 1:
				w.add("listed", spool.PageRole)
			case 2:
				w.add("deaf", "")
			case 3:
				w.crashes++
			case 4, 5:
				p := w.printers[[]string{"deaf", "listed", "other"}[w.random.IntN(3)]]
				p.away, p.empty = w.random.IntN(3) == 0, w.random.IntN(3) == 0
			}
			w.pass(true)
			w.check(seed)
		}
		w.heal(seed)
		if t.Failed() {
			return
		}
		asked, moved, booted = asked+w.asked, moved+w.moved, booted+w.booted
	}
	t.Logf("%d questions, %d moves, %d starts", asked, moved, booted)
	if asked < 300 || moved < 300 || booted < 600 {
		t.Error("too little went wrong: this proves nothing")
	}
}

// heal makes everything well and waits until all is out.
func (w *world) heal(seed uint64) {
	w.crashes = 0
	for _, p := range w.printers {
		p.away, p.empty = false, false
	}
	end := w.nowMS + virtualHour
	for len(w.disk) > 0 && w.nowMS < end {
		w.pass(false)
		w.check(seed)
	}
	for id, j := range w.disk {
		w.t.Errorf("seed %d: job %d is %s %q after an hour with everything well, wish %+v", seed, id, j.State, j.Reason, j.Wish)
	}
	for id := spool.ID(1); id <= w.last; id++ {
		j, ok := w.history[id]
		if n := w.out(id); !ok || n > 1 || n != 1 && j.State == spool.Done {
			w.t.Errorf("seed %d: job %d of %s came out %d times and ended as %s:\n%+v", seed, id, j.Printer, n, j.State, j.Events)
		}
	}
	if len(w.payloads) > 0 {
		w.t.Errorf("seed %d: documents are left: %v", seed, w.payloads)
	}
}

func (w *world) check(seed uint64) {
	for id := spool.ID(1); id <= w.last; id++ {
		if n := w.out(id); n > 1 {
			w.t.Fatalf("seed %d: job %d came out %d times:\n%+v", seed, id, n, append(w.disk[id].Events, w.history[id].Events...))
		}
		if _, waits := w.disk[id]; !waits && w.history[id].ID == 0 {
			w.t.Fatalf("seed %d: job %d is lost", seed, id)
		}
	}
}
