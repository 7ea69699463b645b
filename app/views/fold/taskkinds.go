package fold

import (
	"strconv"

	"etabli/app/domain/kind"
	"etabli/app/domain/task"
	"etabli/storage/journal"
)

// The fields of tasks. A task's file, if it has one, is FieldRepair.
const (
	FieldOn         = "on"
	FieldAt         = "at" // Unix milliseconds
	FieldOwner      = "owner"
	FieldSubstitute = "substitute"
	FieldWhat       = "what" // private
	FieldSaid       = "said" // private: how it ended
	FieldWhy        = "why"
	FieldRepair     = "repair"
	FieldOf         = "customer"
)

var taskKinds = kinds{
	kind.TaskSet:   {taskSet},
	kind.TaskMoved: {taskMoved},
	kind.TaskEnded: {taskEnded},
}

func taskSet(a *act, e journal.Entity, x *effects) error {
	f, err := facts[task.SetFacts](a)
	if err != nil || !is(e, kind.Task) {
		return err
	}
	x.become(string(task.Open))
	x.set(FieldOn, f.On)
	x.set(FieldAt, millis(f.AtMS))
	x.setKnown(FieldOwner, f.Owner)
	x.setKnown(FieldSubstitute, f.Substitute)
	x.setKnown(FieldSite, f.Site)
	x.setKnown(FieldWhy, f.Why)
	x.setPrivate(FieldWhat, a, e, journal.File)
	links(a, x)
	return nil
}

func taskMoved(a *act, e journal.Entity, x *effects) error {
	f, err := facts[task.MovedFacts](a)
	if err != nil || !is(e, kind.Task) {
		return err
	}
	if f.On != "" {
		x.set(FieldOn, f.On)
		x.set(FieldAt, millis(f.AtMS))
	}
	x.setKnown(FieldOwner, f.Owner)
	x.setKnown(FieldSubstitute, f.Substitute)
	return nil
}

func taskEnded(a *act, e journal.Entity, x *effects) error {
	f, err := facts[task.EndedFacts](a)
	if err != nil || !is(e, kind.Task) {
		return err
	}
	x.become(string(task.Done))
	if f.Dropped {
		x.become(string(task.Dropped))
	}
	x.setPrivate(FieldSaid, a, e, journal.File)
	return nil
}

// links notes the file and the customer that an entry is about as well.
func links(a *act, x *effects) {
	for _, other := range a.entry.Header.Entities {
		switch {
		case is(other, kind.Repair):
			x.set(FieldRepair, other.ID.String())
		case is(other, kind.Customer):
			x.set(FieldOf, other.ID.String())
		}
	}
}

// millis writes a time as the value of a field, nothing for none.
func millis(ms int64) string {
	if ms == 0 {
		return ""
	}
	return strconv.FormatInt(ms, 10)
}

// Millis reads the time that a field holds, 0 for none.
func (s *State) Millis(name string) int64 {
	ms, err := strconv.ParseInt(s.Value(name), 10, 64)
	if err != nil {
		return 0
	}
	return ms
}
