package sim

import (
	"context"
	"time"

	"etabli/sync/replica"
)

// step steps the device's machine and carries out what it asks for.
func (d *device) step(in replica.Input) {
	if !d.on {
		return
	}
	for _, out := range d.machine.Step(in, d.wallMS()) {
		d.do(out)
	}
	d.tickLater()
}

// tickLater sees to it that the machine hears of the time when it wants to. In
// a long silence it hears of it less often, as on a device that sleeps.
func (d *device) tickLater() {
	if d.ticking {
		return
	}
	d.ticking = true
	wait := max(0, d.machine.NextMS(d.wallMS())-d.wallMS())
	if d.conn != nil {
		wait = max(wait, d.w.random.between(time.Second, 4*time.Second))
	}
	wait = min(max(wait, (d.outMS-d.w.nowMS)/40), time.Hour.Milliseconds())
	d.awake++
	awake := d.awake
	d.later(wait, func() {
		if awake != d.awake {
			return // it was woken before
		}
		d.ticking = false
		d.step(replica.Tick{})
		d.tickLater()
	})
}

// wake ends a long silence.
func (d *device) wake() {
	d.ticking = false
	d.step(replica.Tick{})
}

// later lets something happen in this life of the device.
func (d *device) later(ms int64, do func()) {
	life := d.life
	d.w.after(ms, func() {
		if d.on && d.life == life {
			do()
		}
	})
}

func (d *device) diskMS() int64 {
	return d.w.random.Int64N(20 + d.slowMS)
}

func (d *device) do(out replica.Output) {
	switch out := out.(type) {
	case replica.DoDial:
		d.later(d.w.latencyMS(), d.dial)
	case replica.DoSend:
		if d.conn != nil {
			d.w.pushed(d, out.Frames)
			d.conn.send(&d.conn.up, out.Frames, d.conn.atHQ)
		}
		d.later(d.w.random.Int64N(5), func() { d.step(replica.SentOut{}) })
	case replica.DoClose:
		if d.conn != nil {
			d.w.note(d.name, "hangs up: %s", d.machine.Status().LastErrorCode)
			d.conn.hangUp()
		}
	case replica.DoCompare:
		d.hlc.Compare(out.HQMS, out.SentMS, out.ReceivedMS)
		d.tock()
	case replica.DoApply, replica.DoAcknowledge, replica.DoTakeHistories, replica.DoPlace:
		// The effect and the news of it are two moments.
		d.later(d.diskMS(), func() {
			in := d.ask(out)
			d.later(d.diskMS(), func() { d.step(in) })
		})
	default:
		d.later(d.w.random.Int64N(10), func() { d.step(d.ask(out)) })
	}
}

func (d *device) dial() {
	if d.w.nowMS < d.outMS || !d.w.hq.on {
		d.step(replica.NoConnection{Code: "unreachable"})
		return
	}
	d.conn = d.w.hq.connect(d)
	d.step(replica.Dialled{})
}

// ask puts a question to the journal.
func (d *device) ask(question replica.Output) replica.Input {
	d.tock()
	in, err := replica.Answer(context.Background(), d.log, d.w.question(d, question))
	if err != nil {
		d.failed("journal", err)
		return replica.StoreFailed{Question: question}
	}
	d.landed()
	d.noteChain()
	if q, ok := question.(replica.DoApply); ok && len(q.Page.Stubs) > 0 {
		d.w.happened("stubs")
	}
	if p, ok := in.(replica.PageApplied); ok {
		d.w.note(d.name, "has applied up to %d, new chain %v, unusable %d", p.Progress.Cursor.Position, p.NewChain, p.Unusable)
		if d.w.calm || d.w.random.in(3) {
			d.letGo()
		}
	}
	if d.movesTo != "" {
		d.w.after(d.w.random.Int64N(1000), d.depart)
	}
	if _, ok := in.(replica.PlacesTaken); ok {
		d.letGo()
	}
	if _, ok := in.(replica.HistoriesTaken); ok {
		d.w.happened("histories")
	}
	return in
}
