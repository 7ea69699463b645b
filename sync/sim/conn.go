package sim

import (
	"time"

	"etabli/sync/hub"
	"etabli/sync/replica"
	"etabli/sync/wire"
)

// flushTime is how long HQ waits for a device to take its last words.
const flushTime = 2 * time.Second

// conn is one connection: an ordered stream each way, as TCP gives it, and
// HQ's session at one end.
type conn struct {
	w       *World
	d       *device
	session *hub.Session
	up      pipe
	down    pipe
	open    bool // HQ believes in it
	ending  bool
	waiting []wire.Frame // arrived at HQ, which is not ready for them
}

// pipe is one direction of a connection.
type pipe struct {
	frames  []packet
	lastMS  int64 // when the last frame arrives
	stallMS int64 // nothing arrives before this
	dark    bool  // nothing arrives any more, and nobody is told
}

// packet is a frame as bytes; the zero packet is the end of the stream.
type packet struct {
	kind    wire.Type
	payload []byte
}

// send puts frames on the way; arrive is called for each when it is there, with
// nil at the end of the stream.
func (c *conn) send(p *pipe, frames []wire.Frame, arrive func(wire.Frame)) {
	for _, f := range frames {
		packet := packet{}
		if f != nil {
			packet.kind, packet.payload = f.Type(), wire.Encode(f)
		}
		p.frames = append(p.frames, packet)
		p.lastMS = max(p.lastMS, c.w.nowMS+c.w.latencyMS())
		c.w.after(p.lastMS-c.w.nowMS, func() { c.pump(p, arrive) })
	}
}

func (c *conn) pump(p *pipe, arrive func(wire.Frame)) {
	switch {
	case p.dark || len(p.frames) == 0:
		return
	case c.w.nowMS < p.stallMS:
		c.w.after(p.stallMS-c.w.nowMS, func() { c.pump(p, arrive) })
		return
	}
	packet := p.frames[0]
	p.frames = p.frames[1:]
	if packet.payload == nil {
		arrive(nil)
		return
	}
	f, err := wire.Decode(packet.kind, packet.payload)
	if err != nil {
		c.w.fail("wire", "%s: a frame does not survive its encoding: %v", c.d.name, err)
		return
	}
	arrive(f)
}

// atHQ takes what arrives from the device.
func (c *conn) atHQ(f wire.Frame) {
	if f == nil {
		c.open = false
		return
	}
	c.waiting = append(c.waiting, f)
	c.drain()
}

func (c *conn) drain() {
	for c.open && len(c.waiting) > 0 && c.session.Ready() {
		f := c.waiting[0]
		c.waiting = c.waiting[1:]
		c.hear(hub.FrameIn{Frame: f})
	}
}

// atDevice takes what arrives from HQ.
func (c *conn) atDevice(f wire.Frame) {
	if c.d.conn != c {
		return
	}
	if f == nil {
		c.d.conn = nil
		c.d.step(replica.NoConnection{Code: "lost"})
		return
	}
	c.d.step(replica.FrameIn{Frame: f})
}

// close ends HQ's end; the device hears of it after what was said before.
func (c *conn) close() {
	if c.open {
		c.open = false
		c.send(&c.down, []wire.Frame{nil}, c.atDevice)
	}
}

// hangUp ends the device's end.
func (c *conn) hangUp() {
	c.d.conn = nil
	c.send(&c.up, []wire.Frame{nil}, c.atHQ)
}

// hear steps HQ's session and carries out what it asks for.
func (c *conn) hear(in hub.SessionInput) {
	if !c.open {
		return
	}
	hq := c.w.hq
	steps := c.session.Step(in, hq.wallMS())
	for len(steps) > 0 && c.open {
		out := steps[0]
		steps = steps[1:]
		switch out := out.(type) {
		case hub.DoCheck:
			steps = append(steps, c.session.Step(hq.check(c, out), hq.wallMS())...)
		case hub.DoOrder:
			hq.order(c, out.HandIn)
		case hub.DoTakeBack:
			hq.takeBack(c, out.In)
		case hub.DoLoad:
			steps = append(steps, c.session.Step(hq.load(c, out), hq.wallMS())...)
		case hub.DoFetch:
			steps = append(steps, c.session.Step(hq.fetch(c, out), hq.wallMS())...)
		case hub.DoSend:
			c.send(&c.down, out.Frames, c.atDevice)
			c.w.after(c.w.random.Int64N(3), func() { c.hear(hub.SentOut{}) })
		case hub.DoStop:
			c.close()
		}
	}
	if c.session.Ending() && !c.ending {
		c.ending = true
		c.w.after(flushTime.Milliseconds(), c.close)
	}
	if len(c.waiting) > 0 && c.session.Ready() {
		c.w.after(0, c.drain)
	}
}

// tick tells the session the time for as long as it lives.
func (c *conn) tick() {
	if c.open {
		c.hear(hub.Tick{})
		c.w.after(c.w.random.between(time.Second, 4*time.Second), c.tick)
	}
}

// cut breaks the connection: what is under way arrives in part, in each
// direction apart, and the ends hear of it one after the other, or never.
func (c *conn) cut(silent bool) {
	w := c.w
	if !silent || w.random.in(2) {
		w.after(w.random.Int64N(300), func() { c.up.dark = true })
	}
	if !silent || w.random.in(2) {
		w.after(w.random.Int64N(300), func() { c.down.dark = true })
	}
	if silent {
		return
	}
	w.after(w.random.Int64N(2000), func() { c.open = false })
	w.after(w.random.Int64N(2000), func() { c.atDevice(nil) })
}

// dark lets both directions go silent at once.
func (c *conn) dark() { c.up.dark, c.down.dark = true, true }
