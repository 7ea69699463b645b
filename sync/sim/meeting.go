package sim

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/binary"
	"errors"
	"slices"
	"time"

	"etabli/storage"
	"etabli/storage/journal"
	"etabli/sync/enrol"
	"etabli/sync/meet"
	"etabli/sync/replica"
	"etabli/sync/wire"
)

// meeting is an exchange of two devices of a site over their own network.
type meeting struct {
	w      *World
	sides  [2]*device
	lives  [2]int
	talks  [2]*meet.Talk
	lastMS [2]int64 // when the last frame from a side arrives
	open   bool
}

// meetings lets a device exchange with another of its site, often while both are
// cut off from HQ.
func meetings(w *World, d *device) {
	other := w.neighbour(d)
	if other == nil {
		return
	}
	if w.random.in(2) {
		until := w.nowMS + w.random.spread(time.Minute, 72*time.Hour)
		for _, d := range []*device{d, other} {
			d.outMS = until
			if d.conn != nil {
				d.conn.dark()
			}
		}
	}
	m := &meeting{w: w, sides: [2]*device{d, other}, lives: [2]int{d.life, other.life}, open: true}
	for i, d := range m.sides {
		hello, err := d.fellow().Hello(context.Background())
		if err != nil {
			d.failed("meet", err)
			return
		}
		m.talks[i] = meet.NewTalk(hello, d.wallMS())
	}
	w.model.met = true
	w.note(d.name, "meets %s", other.name)
	w.after(w.random.spread(5*time.Second, time.Hour), func() { m.open = false })
	for i := range m.sides {
		m.step(i, meet.Recorded{})
		m.tick(i)
	}
}

// neighbour is another device of a device's site that is on; nil when there is
// none. A device and its copy do not meet: they have one name.
func (w *World) neighbour(d *device) *device {
	var near []*device
	for _, o := range w.devices {
		if d.on && o.on && o.enrolled.ID != d.enrolled.ID && o.enrolled.Site == d.enrolled.Site {
			near = append(near, o)
		}
	}
	if len(near) == 0 {
		return nil
	}
	return pick(w.random, near)
}

// later lets something happen at a side for as long as the meeting and this life
// of the device last.
func (m *meeting) later(i int, ms int64, do func()) {
	m.w.after(ms, func() {
		if d := m.sides[i]; m.open && !m.w.calm && d.on && d.life == m.lives[i] {
			do()
		}
	})
}

// tick tells a side of the time, and of what was recorded meanwhile.
func (m *meeting) tick(i int) {
	m.later(i, m.w.random.between(300*time.Millisecond, 5*time.Second), func() {
		m.step(i, meet.Recorded{})
		m.step(i, meet.Ticked{})
		m.tick(i)
	})
}

func (m *meeting) step(i int, in meet.TalkInput) {
	d := m.sides[i]
	for _, out := range m.talks[i].Step(in, d.wallMS()) {
		switch out := out.(type) {
		case meet.DoSend:
			m.w.neighbourSaid(d, out.Frames)
			for _, f := range out.Frames {
				m.send(1-i, f)
			}
			m.later(i, m.w.random.Int64N(5), func() { m.step(i, meet.Sent{}) })
		case meet.DoEnd:
			_, code := m.talks[i].Ended()
			m.w.note(d.name, "ends the meeting: %s", code)
			m.open = false
		default:
			m.later(i, d.diskMS(), func() {
				in := m.ask(i, out)
				m.later(i, d.diskMS(), func() { m.step(i, in) })
			})
		}
	}
}

// send puts a frame on its way to a side.
func (m *meeting) send(to int, f wire.Frame) {
	kind, payload := f.Type(), wire.Encode(f)
	m.lastMS[to] = max(m.lastMS[to], m.w.nowMS+m.w.random.Int64N(30))
	m.later(to, m.lastMS[to]-m.w.nowMS, func() {
		f, err := wire.Decode(kind, payload)
		if err != nil {
			m.w.fail("wire", "a frame between devices does not survive its encoding: %v", err)
			return
		}
		m.step(to, meet.Heard{Frame: f})
	})
}

func (m *meeting) ask(i int, question meet.TalkOutput) meet.TalkInput {
	d := m.sides[i]
	d.tock()
	in, err := d.fellow().Answer(context.Background(), m.sides[1-i].enrolled.ID, question)
	if err != nil {
		d.failed("meet", err)
		return meet.Failed{Code: wire.CodeInternal}
	}
	d.landed()
	d.noteChain()
	if took, ok := in.(meet.Took); ok {
		m.w.happened("rounds between devices")
		m.w.note(d.name, "takes from %s: %v", m.sides[1-i].name, took.Code)
		d.step(replica.Local{})
		if m.w.failure == nil {
			m.w.read(false)
			m.w.checkDevice(d, false)
		}
	}
	return in
}

// fellow is a device's part in meetings.
func (d *device) fellow() *meet.Device {
	return &meet.Device{Log: metLog{d}, Fellow: vouching{d}, Site: d.enrolled.Site, App: "sim", Now: d.wall}
}

// metLog is a device's journal as meetings see it.
type metLog struct{ d *device }

// View implements meet.Log.
func (l metLog) View(ctx context.Context, fn func(storage.Reader) error) error {
	return l.d.log.View(ctx, fn)
}

// Cursor implements meet.Log.
func (l metLog) Cursor(ctx context.Context) ([]byte, error) { return l.d.log.Cursor(ctx) }

// Watch implements meet.Log; here people's acts are told by the clock.
func (l metLog) Watch(func([]journal.Entity)) (stop func()) { return func() {} }

// TakeIn implements meet.Log.
func (l metLog) TakeIn(ctx context.Context, b journal.Brought) (journal.Received, error) {
	return l.d.log.TakeIn(ctx, l.d.w.brought(b))
}

// vouching signs for a device. In the simulated world a signature is a sum that
// nobody but its owner makes.
type vouching struct{ d *device }

// Vouch implements meet.Voucher.
func (v vouching) Vouch(chain journal.ChainID, seq uint64, link journal.Digest) (*wire.Vouch, error) {
	who := slices.Concat(v.d.enrolled.ID[:], []byte(v.d.enrolled.Site))
	return &wire.Vouch{Seq: seq, Link: link, Certificate: who, Signature: seal(who, chain, seq, link)}, nil
}

// Vouched implements meet.Trust.
func (vouching) Vouched(chain journal.ChainID, v *wire.Vouch) (enrol.Device, error) {
	return vouchedFor(chain, v)
}

// Revoked implements meet.Fellow.
func (vouching) Revoked([]byte) ([]enrol.DeviceID, error) { return nil, nil }

// Signed implements meet.Fellow.
func (vouching) Signed() ([]byte, error) { return nil, nil }

var errSeal = errors.New("sim: the seal is wrong")

func vouchedFor(chain journal.ChainID, v *wire.Vouch) (enrol.Device, error) {
	if len(v.Certificate) != 16+3 || !bytes.Equal(v.Signature, seal(v.Certificate, chain, v.Seq, v.Link)) {
		return enrol.Device{}, errSeal
	}
	return enrol.Device{ID: enrol.DeviceID(v.Certificate[:16]), Site: string(v.Certificate[16:]), Role: enrol.Counter, Code: "1"}, nil
}

func seal(who []byte, chain journal.ChainID, seq uint64, link journal.Digest) []byte {
	h := sha256.New()
	h.Write(who)
	h.Write(chain[:])
	h.Write(binary.BigEndian.AppendUint64(nil, seq))
	h.Write(link[:])
	return h.Sum(nil)
}
