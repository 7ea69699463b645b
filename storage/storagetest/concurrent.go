package storagetest

import (
	"encoding/binary"
	"errors"
	"fmt"
	"sync"
	"testing"

	"etabli/storage"
)

// testConcurrent moves amounts between two rows while readers add them up: no
// reader sees half a move, and no move is lost.
func testConcurrent(t *testing.T, s storage.Store) {
	const writers, readers, moves, total = 4, 4, 25, 1000
	put(t, s, pair{"left", number(total)}, pair{"right", number(0)})
	var working, watching sync.WaitGroup
	done := make(chan struct{})
	failures := make(chan error, writers+readers)
	for range writers {
		working.Go(func() {
			for range moves {
				if err := s.Update(t.Context(), moveOne); err != nil {
					failures <- err
					return
				}
			}
		})
	}
	for range readers {
		watching.Go(func() {
			for {
				if err := s.View(t.Context(), func(r storage.Reader) error { return balanced(r, total) }); err != nil {
					failures <- err
					return
				}
				select {
				case <-done:
					return
				default:
				}
			}
		})
	}
	working.Wait()
	close(done)
	watching.Wait()
	close(failures)
	for err := range failures {
		t.Error(err)
	}
	expect(t, s, storage.Range{}, pair{"left", number(total - writers*moves)}, pair{"right", number(writers * moves)})
}

func number(n int) string { return string(binary.BigEndian.AppendUint64(nil, uint64(n))) }

func amounts(r storage.Reader) (left, right int, err error) {
	l, errLeft := r.Get([]byte("left"))
	rt, errRight := r.Get([]byte("right"))
	if err := errors.Join(errLeft, errRight); err != nil {
		return 0, 0, err
	}
	return int(binary.BigEndian.Uint64(l)), int(binary.BigEndian.Uint64(rt)), nil
}

func moveOne(tx storage.Tx) error {
	left, right, err := amounts(tx)
	if err != nil {
		return err
	}
	return putAll(tx, pair{"left", number(left - 1)}, pair{"right", number(right + 1)})
}

func balanced(r storage.Reader, total int) error {
	left, right, err := amounts(r)
	if err == nil && left+right != total {
		err = fmt.Errorf("a reader saw half a transaction: %d and %d", left, right)
	}
	return err
}
