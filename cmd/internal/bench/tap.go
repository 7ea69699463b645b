package main

import (
	"io"
	"net"
	"sync/atomic"
)

// tap stands between devices and HQ and counts what goes over the wire, both ways.
type tap struct {
	net.Listener
	to    string
	bytes atomic.Int64
}

func newTap(to string) (*tap, error) {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return nil, err
	}
	t := &tap{Listener: l, to: to}
	go t.serve()
	return t, nil
}

func (t *tap) serve() {
	for {
		in, err := t.Accept()
		if err != nil {
			return
		}
		out, err := net.Dial("tcp", t.to)
		if err != nil {
			_ = in.Close()
			continue
		}
		go t.pass(in, out)
		go t.pass(out, in)
	}
}

func (t *tap) pass(to, from net.Conn) {
	_, _ = io.Copy(counted{to, &t.bytes}, from)
	_ = to.Close()
	_ = from.Close()
}

type counted struct {
	io.Writer
	n *atomic.Int64
}

// Write implements io.Writer.
func (c counted) Write(p []byte) (int, error) {
	n, err := c.Writer.Write(p)
	c.n.Add(int64(n))
	return n, err
}

// during tells how many bytes went over the wire while something was done.
func (t *tap) during(do func() error) (float64, error) {
	before := t.bytes.Load()
	err := do()
	return float64(t.bytes.Load() - before), err
}
