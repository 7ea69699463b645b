package raw_test

import (
	"bytes"
	"context"
	"io"
	"net"
	"sync"
	"testing"
	"time"

	"etabli/printing/raw"
	"etabli/printing/spool"
)

// printer is a network printer on the level of bytes: it answers questions in
// real time at once, keeps what it gets in a small memory, and prints from it
// while it has paper and its cover is closed.
type printer struct {
	net.Listener
	mute      bool // it answers nothing
	breaksAt  int  // bytes after which it hangs up, once; 0 for never
	stallsAt  int  // bytes after which it takes nothing more until it is woken
	zpl       bool
	mu        sync.Mutex
	paperOut  bool
	coverOpen bool
	printed   []byte
	taken     int
	pending   int // bytes in its memory
	woken     chan struct{}
	side      sync.WaitGroup
}

func newPrinter(t *testing.T) *printer {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	p := &printer{Listener: l, woken: make(chan struct{})}
	t.Cleanup(func() {
		l.Close()
		p.side.Wait()
	})
	return p
}

func (p *printer) serve() *printer {
	p.side.Go(func() {
		for {
			conn, err := p.Accept()
			if err != nil {
				return
			}
			p.side.Go(func() { p.talk(conn) })
		}
	})
	return p
}

func (p *printer) set(paperOut, coverOpen bool) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.paperOut, p.coverOpen = paperOut, coverOpen
}

func (p *printer) paper() string {
	p.mu.Lock()
	defer p.mu.Unlock()
	return string(p.printed)
}

// talk works off one connection. Memory is what was taken and not yet printed;
// a question about paper (GS r) stands in it and is answered in its turn.
func (p *printer) talk(conn net.Conn) {
	defer conn.Close()
	in := make(chan []byte)
	quit := make(chan struct{})
	defer close(quit)
	p.side.Go(func() {
		defer close(in)
		for {
			buf := make([]byte, 512)
			n, err := conn.Read(buf)
			select {
			case in <- buf[:n]:
			case <-quit:
				return
			}
			if err != nil {
				return
			}
			p.mu.Lock()
			p.taken += n
			stall := p.stallsAt > 0 && p.taken > p.stallsAt
			p.mu.Unlock()
			if stall {
				<-p.woken
			}
		}
	})
	var memory, begun []byte
	work := time.NewTicker(time.Millisecond)
	defer work.Stop()
	for {
		select {
		case data, ok := <-in:
			data, begun = p.cut(append(begun, data...))
			memory = append(memory, p.answer(conn, data)...)
			p.mu.Lock()
			broken := p.breaksAt > 0 && p.taken > p.breaksAt
			if broken {
				p.breaksAt = 0
			}
			p.mu.Unlock()
			if broken {
				conn.(*net.TCPConn).SetLinger(0)
				return
			}
			if !ok {
				p.print(nil, append(memory, begun...))
				return
			}
		case <-work.C:
			memory = p.print(conn, memory)
		}
	}
}

// cut keeps the beginning of a question back whose rest has not come yet.
func (p *printer) cut(data []byte) (whole, begun []byte) {
	question := []byte{0x10, 4}
	if p.zpl {
		question = []byte("~HS")
	}
	for n := min(len(question), len(data)); n > 0; n-- {
		if bytes.HasSuffix(data, question[:n]) && !(p.zpl && n == len(question)) {
			return data[:len(data)-n], bytes.Clone(data[len(data)-n:])
		}
	}
	return data, nil
}

// answer answers what is asked in real time and leaves the rest.
func (p *printer) answer(conn net.Conn, data []byte) (rest []byte) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.zpl {
		if i := bytes.Index(data, []byte("~HS")); i >= 0 {
			flag := map[bool]string{true: "1", false: "0"}
			formats := "000"
			if p.pending > 0 {
				formats = "001"
			}
			io.WriteString(conn, "\x02030,"+flag[p.paperOut]+",0,1245,"+formats+",0,0,0,000,0,0,0\x03\r\n\x02001,0,"+flag[p.coverOpen]+",0,0,2,4,0,00000000,1,000\x03\r\n\x021234,0\x03\r\n")
			return append(data[:i:i], data[i+3:]...)
		}
		return data
	}
	for i := 0; i < len(data); i++ {
		if data[i] != 0x10 || i+2 >= len(data) || data[i+1] != 4 {
			rest = append(rest, data[i])
			continue
		}
		b := byte(0x12)
		switch n := data[i+2]; {
		case n == 1 && (p.paperOut || p.coverOpen):
			b |= 0x08
		case n == 2 && p.coverOpen:
			b |= 0x04
		case n == 2 && p.paperOut:
			b |= 0x20
		case n == 4 && p.paperOut:
			b |= 0x60
		}
		if !p.mute {
			conn.Write([]byte{b})
		}
		i += 2
	}
	return rest
}

// print prints what it can of its memory.
func (p *printer) print(conn net.Conn, memory []byte) []byte {
	p.mu.Lock()
	defer p.mu.Unlock()
	for len(memory) > 0 && !p.paperOut && !p.coverOpen {
		if bytes.HasPrefix(memory, []byte{0x1D, 'r', 1}) {
			if !p.mute && conn != nil {
				conn.Write([]byte{0})
			}
			memory = memory[3:]
			continue
		}
		p.printed = append(p.printed, memory[0])
		memory = memory[1:]
	}
	p.pending = len(memory)
	return memory
}

// quick are times for printers that are programs.
var quick = raw.Times{
	Dial: 2 * time.Second, Answer: 2 * time.Second, Poll: 20 * time.Millisecond,
	Stall: 150 * time.Millisecond, GiveUp: 20 * time.Second, Close: 2 * time.Second,
}

// notes gathers what a way tells while it sends.
type notes struct {
	mu   sync.Mutex
	list []spool.Reason
	news chan struct{}
}

func newNotes() *notes { return &notes{news: make(chan struct{}, 100)} }

func (n *notes) note(r spool.Reason) {
	n.mu.Lock()
	defer n.mu.Unlock()
	n.list = append(n.list, r)
	n.news <- struct{}{}
}

// await waits until a reason was told.
func (n *notes) await(t *testing.T, r spool.Reason) {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), time.Minute)
	defer cancel()
	for {
		n.mu.Lock()
		for _, got := range n.list {
			if got == r {
				n.mu.Unlock()
				return
			}
		}
		n.mu.Unlock()
		select {
		case <-n.news:
		case <-ctx.Done():
			t.Fatalf("%q was never told, but %v", r, n.list)
		}
	}
}
