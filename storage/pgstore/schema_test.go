package pgstore_test

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"testing"

	"github.com/jackc/pgx/v5"

	"etabli/storage"
	"etabli/storage/pgstore"
	"etabli/storage/pgstore/pgtest"
)

func TestProcessesThatBeginTogetherMakeTheTablesOnce(t *testing.T) {
	url := pgtest.Start(t).Empty(t)
	var working sync.WaitGroup
	for range 4 {
		working.Go(func() {
			s, err := pgstore.Open(context.Background(), pgstore.Options{URL: url})
			if err != nil {
				t.Error(err)
				return
			}
			defer s.Close()
			if err := s.Update(context.Background(), func(tx storage.Tx) error { return increment(tx, "count") }); err != nil {
				t.Error(err)
			}
		})
	}
	working.Wait()
	if n := read(t, open(t, url), "count"); n != 4 {
		t.Errorf("counted to %d", n)
	}
}

func TestTablesOfALaterVersionAreLeftAlone(t *testing.T) {
	url := pgtest.Start(t).Database(t)
	conn, err := pgx.Connect(t.Context(), url)
	if err != nil {
		t.Fatal(err)
	}
	defer conn.Close(t.Context())
	if _, err := conn.Exec(t.Context(), "update schema_version set version = 1000"); err != nil {
		t.Fatal(err)
	}
	if _, err := pgstore.Open(t.Context(), pgstore.Options{URL: url}); !errors.Is(err, pgstore.ErrNewerSchema) {
		t.Errorf("got %v", err)
	}
}

func TestAnotherProcessHearsOfACommit(t *testing.T) {
	all := stores(t, pgtest.Start(t).Database(t), 2)
	ctx, cancel := context.WithCancel(t.Context())
	signals := all[1].Changes(ctx)
	<-signals // it listens
	for n := range uint64(20) {
		if err := all[0].Update(t.Context(), func(tx storage.Tx) error { return increment(tx, "count") }); err != nil {
			t.Fatal(err)
		}
		for read(t, all[1], "count") != n+1 {
			if _, open := <-signals; !open {
				t.Fatal("the channel was closed")
			}
		}
		<-signals
	}
	cancel()
	for range signals { // it is closed
	}
}

func TestTooManySnapshotsAreRefused(t *testing.T) {
	s := open(t, pgtest.Start(t).Database(t))
	ctx, cancel := context.WithCancel(t.Context())
	var nest func(depth int) error
	nest = func(depth int) error {
		return s.View(ctx, func(storage.Reader) error {
			if depth == 24 {
				cancel() // the wait for one more would be long
			}
			return nest(depth + 1)
		})
	}
	if err := nest(1); !errors.Is(err, context.Canceled) {
		t.Errorf("got %v", err)
	}
}

// TestALoadThatFailsLeavesNothing also shows that loading is one transaction.
func TestALoadThatFailsLeavesNothing(t *testing.T) {
	s := open(t, pgtest.Start(t).Database(t))
	failure := fmt.Errorf("the source is gone")
	err := s.Load(t.Context(), func(put func(key, value []byte) error) error {
		for n := range uint64(5000) {
			if err := put(number(n), make([]byte, 1000)); err != nil {
				return err
			}
		}
		return failure
	})
	if !errors.Is(err, failure) {
		t.Errorf("got %v", err)
	}
	err = s.View(t.Context(), func(r storage.Reader) error {
		return r.Scan(storage.Range{}, func(key, _ []byte) error { return fmt.Errorf("row %x is left", key) })
	})
	if err != nil {
		t.Error(err)
	}
}
