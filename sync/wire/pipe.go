package wire

import (
	"io"
	"sync"
)

// pipeBatches is how many batches a pipe holds before Send waits.
const pipeBatches = 4

// Pipe returns the two ends of a connection in memory. Frames cross it as the
// bytes they would have on a network.
func Pipe() (device, hq Conn) {
	there, back := make(chan []pipeFrame, pipeBatches), make(chan []pipeFrame, pipeBatches)
	closed := make(chan struct{})
	closing := &sync.Once{}
	end := func(in, out chan []pipeFrame) Conn {
		return &pipeEnd{in: in, out: out, closed: closed, closing: closing}
	}
	return end(back, there), end(there, back)
}

type pipeFrame struct {
	kind    Type
	payload []byte
}

type pipeEnd struct {
	in      <-chan []pipeFrame
	out     chan<- []pipeFrame
	closed  chan struct{}
	closing *sync.Once
	ready   []pipeFrame // of a batch, not yet received
}

func (p *pipeEnd) Send(frames ...Frame) error {
	batch := make([]pipeFrame, len(frames))
	for i, f := range frames {
		batch[i] = pipeFrame{kind: f.Type(), payload: Encode(f)}
		if len(batch[i].payload)+1 > MaxFrameBytes {
			return ErrTooBig
		}
	}
	select {
	case <-p.closed:
		return ErrClosed
	default:
	}
	select {
	case p.out <- batch:
		return nil
	case <-p.closed:
		return ErrClosed
	}
}

func (p *pipeEnd) Receive() (Frame, error) {
	for len(p.ready) == 0 {
		select {
		case p.ready = <-p.in:
		case <-p.closed:
			return nil, io.EOF
		}
	}
	f := p.ready[0]
	p.ready = p.ready[1:]
	return Decode(f.kind, f.payload)
}

func (p *pipeEnd) Close() error {
	p.closing.Do(func() { close(p.closed) })
	return nil
}
