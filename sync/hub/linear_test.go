package hub_test

import (
	"context"
	"fmt"
	"slices"
	"sync"
	"testing"
	"time"

	"github.com/anishathalye/porcupine"

	"etabli/storage"
	"etabli/storage/journal"
	"etabli/sync/hub"
	"etabli/sync/wire"
)

// orderRead asks for the whole order; any other reference is an entry handed in.
var orderRead = journal.Ref{}

// orderModel is what HQ's order promises: who was answered finds their entry at the end
// of it, and everybody sees the same one. In: a journal.Ref; out: the order, of a read,
// or the place of what was handed in, from 1. Without the place the check would have to
// try each order of what was handed in at once: minutes, for nine clients.
var orderModel = porcupine.Model{
	Init: func() any { return []journal.Ref(nil) },
	Step: func(state, in, out any) (bool, any) {
		order, ref := state.([]journal.Ref), in.(journal.Ref)
		if ref == orderRead {
			return slices.Equal(order, out.([]journal.Ref)), order
		}
		fits := out.(int) == len(order)+1 && !slices.Contains(order, ref)
		return fits, append(slices.Clip(order), ref)
	},
	Equal: func(a, b any) bool { return slices.Equal(a.([]journal.Ref), b.([]journal.Ref)) },
	DescribeOperation: func(in, out any) string {
		if ref := in.(journal.Ref); ref != orderRead {
			return "hand in " + ref.String()
		}
		return fmt.Sprintf("read %v", out)
	},
}

// placed are the operations with the place in the order of each entry handed in; 0 where
// the order lacks it.
func placed(done []porcupine.Operation, order []journal.Ref) []porcupine.Operation {
	for i, op := range done {
		if ref := op.Input.(journal.Ref); ref != orderRead {
			done[i].Output = slices.Index(order, ref) + 1
		}
	}
	return done
}

// orderOf reads the order as HQ has it now.
func orderOf(h *hq) (order []journal.Ref, err error) {
	err = h.View(context.Background(), func(r storage.Reader) error {
		head, err := hub.HeadOf(r)
		if err != nil {
			return err
		}
		order = nil
		for p := uint64(1); p <= head.Position; p++ {
			record, _, err := hub.RecordAt(r, p)
			if err != nil {
				return err
			}
			order = append(order, record.Ref)
		}
		return nil
	})
	return order, err
}

// history is what clients did and were answered, with the times of both.
type history struct {
	mu    sync.Mutex
	began time.Time
	done  []porcupine.Operation
}

// note runs an operation of a client and remembers it.
func (h *history) note(client int, in journal.Ref, run func() (out any, err error)) error {
	call := time.Since(h.began).Nanoseconds()
	out, err := run()
	h.mu.Lock()
	defer h.mu.Unlock()
	h.done = append(h.done, porcupine.Operation{ClientId: client, Input: in, Output: out, Call: call, Return: time.Since(h.began).Nanoseconds()})
	return err
}

// handIn pushes one entry and waits until HQ has it.
func handIn(p *peer, w *writer) error {
	if err := p.Send(w.push(w.write(1))); err != nil {
		return err
	}
	for {
		f, err := p.Receive()
		if err != nil {
			return err
		}
		switch f := f.(type) {
		case *wire.Page:
			if err := p.Send(&wire.Applied{Position: f.Cursor.Position}); err != nil {
				return err
			}
		case *wire.Ack:
			if f.Seq >= w.seq {
				return nil
			}
		}
	}
}

// clients hand in and read at several HQs at once.
func clients(t *testing.T, hqs []*hq, perHQ, rounds int) *history {
	done := &history{began: time.Now()}
	var working sync.WaitGroup
	for n := range perHQ * len(hqs) {
		at := hqs[n%len(hqs)]
		w := &writer{chain: chainOf(byte(n + 1))}
		p := at.connect(at.enrol("LIL"), w.head())
		working.Go(func() {
			for range rounds {
				err := done.note(n, journal.Ref{Chain: w.chain, Seq: w.seq + 1}, func() (any, error) { return nil, handIn(p, w) })
				if err == nil {
					err = done.note(n, orderRead, func() (any, error) { return orderOf(at) })
				}
				if err != nil {
					t.Errorf("client %d: %v", n, err)
					return
				}
			}
		})
	}
	working.Wait()
	return done
}

func TestTheOrderOfHQIsLinearisable(t *testing.T) {
	for name, start := range map[string]func() []*hq{
		"one process":                           func() []*hq { return []*hq{newHQ(t)} },
		"several processes over one PostgreSQL": func() []*hq { return newKin(t, 3) },
	} {
		t.Run(name, func(t *testing.T) {
			hqs := start()
			done := clients(t, hqs, 3, 12)
			if t.Failed() {
				return
			}
			order, err := orderOf(hqs[0])
			if err != nil {
				t.Fatal(err)
			}
			if !porcupine.CheckOperations(orderModel, placed(done.done, order)) {
				t.Errorf("%d operations of several clients fit no one order", len(done.done))
			}
		})
	}
}

// The model must see what HQ must not do.
func TestALostOrMovedEntryIsNotLinearisable(t *testing.T) {
	a, b := journal.Ref{Chain: chainOf(1), Seq: 1}, journal.Ref{Chain: chainOf(2), Seq: 1}
	at := func(client int, call, back int64, in journal.Ref, out ...journal.Ref) porcupine.Operation {
		return porcupine.Operation{ClientId: client, Call: call, Return: back, Input: in, Output: out}
	}
	for name, ops := range map[string][]porcupine.Operation{
		"an acknowledged entry that a later read lacks": {at(1, 0, 1, a), at(2, 2, 3, orderRead)},
		"two orders of the same entries":                {at(1, 0, 9, a), at(2, 0, 9, b), at(3, 10, 11, orderRead, a, b), at(4, 12, 13, orderRead, b, a)},
		"an entry twice":                                {at(1, 0, 1, a), at(3, 2, 3, orderRead, a, a)},
	} {
		if porcupine.CheckOperations(orderModel, placed(ops, []journal.Ref{a, b})) {
			t.Errorf("%s was taken for right", name)
		}
	}
}
