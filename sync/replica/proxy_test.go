package replica_test

import (
	"errors"
	"io"
	"math/rand/v2"
	"net"
	"sync"
	"testing"
	"time"
)

// faultProxy passes bytes between devices and HQ, and hurts them: a connection
// lives for a random number of bytes and then ends in one of several ways.
type faultProxy struct {
	t        testing.TB
	listener net.Listener
	target   func() string
	running  sync.WaitGroup

	mu     sync.Mutex
	random *rand.Rand
	calm   bool // no more faults
	open   map[net.Conn]bool
	turn   int            // of the next fault
	ended  map[string]int // how often each fault struck
}

var errFault = errors.New("the proxy broke the connection")

func newFaultProxy(t testing.TB, seed uint64, target func() string) *faultProxy {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	p := &faultProxy{
		t: t, listener: l, target: target, random: rand.New(rand.NewPCG(seed, 1)),
		open: map[net.Conn]bool{}, ended: map[string]int{},
	}
	p.running.Go(p.accept)
	t.Cleanup(func() {
		l.Close()
		p.breakAll()
		p.running.Wait()
	})
	return p
}

func (p *faultProxy) accept() {
	for {
		near, err := p.listener.Accept()
		if err != nil {
			return
		}
		far, err := net.Dial("tcp", p.target())
		if err != nil {
			near.Close()
			continue
		}
		p.mu.Lock()
		p.open[near], p.open[far] = true, true
		p.mu.Unlock()
		p.running.Go(func() { p.pass(far, near) })
		p.running.Go(func() { p.pass(near, far) })
	}
}

// fate draws after how many bytes a direction suffers something.
func (p *faultProxy) fate() (bytes int) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.calm {
		return 1 << 62
	}
	return 1500 + p.random.IntN(9_000)
}

var faults = []string{"drop", "half close", "garbage", "delay", "flip", "drop"}

// next is what strikes now: each in its turn, so that none is left out however few
// connections there are.
func (p *faultProxy) next() string {
	p.mu.Lock()
	defer p.mu.Unlock()
	fault := faults[p.turn%len(faults)]
	p.turn++
	p.ended[fault]++
	return fault
}

func (p *faultProxy) pass(to, from net.Conn) {
	left := p.fate()
	buffer := make([]byte, 4096)
	for {
		n, err := from.Read(buffer)
		if n > 0 {
			if left -= n; left < 0 {
				err = errors.Join(err, p.strike(to, buffer[:n]))
				left = p.fate()
			} else if _, writeErr := to.Write(buffer[:n]); writeErr != nil {
				err = writeErr
			}
		}
		switch {
		case errors.Is(err, io.ErrShortWrite): // half closed: the other direction goes on
			return
		case err != nil:
			to.Close()
			from.Close()
			return
		}
	}
}

func (p *faultProxy) strike(to net.Conn, data []byte) error {
	switch p.next() {
	case "half close":
		if tcp, ok := to.(*net.TCPConn); ok {
			_ = tcp.CloseWrite()
		}
		return io.ErrShortWrite
	case "garbage":
		_, err := to.Write([]byte("\x17\x03\x03\x00\x10garbagegarbageg!"))
		return err
	case "flip":
		data[len(data)/2] ^= 1
		_, err := to.Write(data)
		return err
	case "delay":
		time.Sleep(20 * time.Millisecond)
		_, err := to.Write(data)
		return err
	}
	return errFault
}

func (p *faultProxy) breakAll() {
	p.mu.Lock()
	defer p.mu.Unlock()
	for c := range p.open {
		c.Close()
	}
	clear(p.open)
}

// count adds up which faults struck.
func (p *faultProxy) count(into map[string]int) {
	p.mu.Lock()
	defer p.mu.Unlock()
	for fault, n := range p.ended {
		into[fault] += n
	}
}

func (p *faultProxy) soothe() {
	p.mu.Lock()
	p.calm = true
	p.mu.Unlock()
	p.breakAll()
}

// Goal: whatever happens to connections, HQ and devices, every entry arrives
// exactly once everywhere, and all agree on order and state. Method: devices
// write and synchronise through a proxy that drops, delays, half closes, flips
// and garbles; HQ restarts meanwhile.
func TestEverythingArrivesOnceWhateverTheNetworkDoes(t *testing.T) {
	struck := map[string]int{}
	for _, seed := range []uint64{1, 2, 3} {
		h := newHQ(t, orderFolder{})
		address := h.address // it stays the same over restarts
		p := newFaultProxy(t, seed, func() string { return address })
		devices := []*device{h.device("LIL"), h.device("LIL"), h.device("LIL")}
		for _, d := range devices {
			d.via = p.listener.Addr().String()
			d.start()
		}
		random := rand.New(rand.NewPCG(seed, 2))
		const rounds = 120
		for i := range rounds {
			for _, d := range devices {
				d.commit(random.IntN(20), "an entry that is written while connections break again and again")
			}
			switch {
			case i == rounds/3:
				h.stop()
				h.start()
			case i == 2*rounds/3:
				h.crash()
				h.start()
			case i%20 == 7:
				d := devices[random.IntN(len(devices))]
				d.stop()
				if err := d.log.Close(); err != nil {
					t.Fatal(err)
				}
				d.openLog()
				d.start()
			}
		}
		p.soothe()
		for _, d := range devices {
			d.replica.Nudge()
		}
		h.agree(rounds*len(devices), devices...)
		p.count(struck)
		for _, d := range devices {
			d.stop()
		}
	}
	for _, fault := range []string{"drop", "half close", "garbage", "flip", "delay"} {
		if struck[fault] == 0 {
			t.Errorf("%s never struck: %v", fault, struck)
		}
	}
}
