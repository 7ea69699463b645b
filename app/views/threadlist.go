package views

import (
	"cmp"
	"errors"
	"slices"

	"etabli/app/domain/kind"
	"etabli/app/views/fold"
	"etabli/storage"
	"etabli/storage/journal"
)

// ThreadsIn answers the first threads of a list, of one site or of all, each
// with who wrote last.
func (v *Views) ThreadsIn(r storage.Reader, list, site string, limit int) ([]Thread, error) {
	if site != "" {
		list += "/" + site
	}
	return v.threads(r, list, limit)
}

// ThreadsAbout answers the threads about a file, the latest first.
func (v *Views) ThreadsAbout(r storage.Reader, file journal.EntityID) ([]Thread, error) {
	return ofFile(r, file, func(id journal.EntityID) ([]Thread, error) {
		return v.threads(r, fold.FieldRepair+"/"+id.String(), maxShared)
	})
}

// ThreadsOf answers the threads of a customer and of everybody who turned out to
// be them, the latest first.
func (v *Views) ThreadsOf(r storage.Reader, of journal.EntityID) ([]Thread, error) {
	l, err := newLook(r)
	if err != nil {
		return nil, err
	}
	s, err := l.state(kind.Customer, of)
	if errors.Is(err, storage.ErrNotFound) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	same, err := l.same(of, s)
	if err != nil {
		return nil, err
	}
	var out []Thread
	for _, id := range append(same, of) {
		theirs, err := v.threads(r, fold.FieldOf+"/"+id.String(), maxShared)
		if err != nil {
			return nil, err
		}
		out = append(out, theirs...)
	}
	slices.SortStableFunc(out, latestFirst)
	return out, nil
}

func latestFirst(a, b Thread) int { return cmp.Compare(b.LastMS, a.LastMS) }

func (v *Views) threads(r storage.Reader, list string, limit int) ([]Thread, error) {
	l, err := newLook(r)
	if err != nil {
		return nil, err
	}
	members, err := l.placed(kind.Thread, list, limit)
	if err != nil {
		return nil, err
	}
	out := make([]Thread, 0, len(members))
	for _, m := range members {
		s, err := l.whole(kind.Thread, m.ID)
		if err != nil {
			return nil, err
		}
		t, err := l.thread(m.ID, s.state)
		if err != nil {
			return nil, err
		}
		t.From, t.Last = l.lastHeard(s)
		out = append(out, t)
	}
	return out, nil
}

// lastHeard is who wrote last, as the channel gave it, and what.
func (l *look) lastHeard(s *subject) (from, words string) {
	for _, said := range slices.Backward(s.state.Talk) {
		if said.Inbound {
			box := l.words(s, said)
			return box.From, cmp.Or(box.Text, box.Subject)
		}
	}
	return "", ""
}

// CountThreads counts a list of threads, of one site or of all.
func (v *Views) CountThreads(r storage.Reader, list, site string) (int, error) {
	l, err := newLook(r)
	if err != nil {
		return 0, err
	}
	if site != "" {
		list += "/" + site
	}
	return l.countPlaced(kind.Thread, list)
}

// UnreadAbout counts the messages about a file that nobody has handled.
func (v *Views) UnreadAbout(r storage.Reader, file journal.EntityID) (int, error) {
	l, err := newLook(r)
	if err != nil {
		return 0, err
	}
	files, err := l.joined(file)
	if err != nil {
		return 0, err
	}
	var members []placedAt
	for _, id := range files {
		some, err := l.placed(kind.Thread, fold.FieldRepair+"/"+id.String(), maxShared)
		if err != nil {
			return 0, err
		}
		members = append(members, some...)
	}
	sum := 0
	for _, m := range members {
		s, err := l.state(kind.Thread, m.ID)
		if err != nil {
			return 0, err
		}
		n, _ := s.Thread().Unread()
		sum += n
	}
	return sum, nil
}

// FindThreads answers the threads whose senders or words hold those of a query,
// the latest first.
func (v *Views) FindThreads(r storage.Reader, query string) ([]Thread, error) {
	l, err := newLook(r)
	if err != nil {
		return nil, err
	}
	ids, err := l.found(kind.Thread, query, MaxHits)
	if err != nil {
		return nil, err
	}
	out := make([]Thread, 0, len(ids))
	for _, id := range ids {
		s, err := l.whole(kind.Thread, id)
		if err != nil {
			return nil, err
		}
		t, err := l.thread(id, s.state)
		if err != nil {
			return nil, err
		}
		t.From, t.Last = l.lastHeard(s)
		out = append(out, t)
	}
	slices.SortStableFunc(out, latestFirst)
	return out, nil
}
