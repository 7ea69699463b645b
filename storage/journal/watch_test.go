package journal_test

import (
	"testing"

	"etabli/storage"
	"etabli/storage/journal"
)

func entityOf(n int) journal.Entity {
	return journal.Entity{Type: 1, ID: journal.NewEntityID(commandID(n), 0)}
}

func TestAWatcherHearsOfEveryChange(t *testing.T) {
	d := newDevice(t)
	log := d.open()
	heard := make(chan []journal.Entity, 100)
	stop := log.Watch(func(entities []journal.Entity) { heard <- entities })
	want := map[journal.Entity]bool{}
	for i := range 20 {
		d.commit(i, entityOf(i))
		want[entityOf(i)] = true
	}
	for len(want) > 0 {
		told := <-heard
		if len(told) == 0 {
			t.Fatal("told of nothing, which means of anything")
		}
		for _, e := range told {
			delete(want, e)
		}
	}
	stop()
	stop()
	d.commit(20, repair)
	if len(heard) != 0 {
		t.Fatal("a watcher that left was told")
	}
	d.close()
}

// A watcher that is slow neither holds up commits nor hears of changes one by
// one.
func TestChangesThatComeWhileAWatcherIsBusyAreToldTogether(t *testing.T) {
	d := newDevice(t)
	log := d.open()
	busy, free := make(chan struct{}), make(chan struct{})
	told := make(chan []journal.Entity, 100)
	first := true
	stop := log.Watch(func(entities []journal.Entity) {
		if first {
			first = false
			close(busy)
			<-free
		}
		told <- entities
	})
	defer stop()
	d.commit(0, entityOf(0))
	<-busy
	for i := 1; i <= 10; i++ {
		d.commit(i, entityOf(i%5))
	}
	close(free)
	if got := <-told; len(got) != 1 {
		t.Fatalf("first %v", got)
	}
	if got := <-told; len(got) != 5 {
		t.Fatalf("then %d entities, want 5 together", len(got))
	}
	d.close()
}

func TestAWatcherIsToldNilWhenTooMuchChanged(t *testing.T) {
	d := newDevice(t)
	log := d.open()
	busy, free := make(chan struct{}), make(chan struct{})
	told := make(chan []journal.Entity, 100)
	first := true
	defer log.Watch(func(entities []journal.Entity) {
		if first {
			first = false
			close(busy)
			<-free
		}
		told <- entities
	})()
	d.commit(0, repair)
	<-busy
	var commands []journal.Command
	for i := 1; i <= journal.MaxChanges+1; i++ {
		commands = append(commands, journal.Command{ID: commandID(i), Plan: func(storage.Reader) (*journal.Draft, error) {
			return &journal.Draft{Kind: 1, Entities: []journal.Entity{entityOf(i)}}, nil
		}})
	}
	if _, err := log.CommitMany(t.Context(), commands); err != nil {
		t.Fatal(err)
	}
	close(free)
	<-told
	if got := <-told; got != nil {
		t.Fatalf("%d entities, want nil", len(got))
	}
	d.close()
}
