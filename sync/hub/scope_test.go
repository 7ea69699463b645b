package hub_test

import (
	"context"
	"slices"
	"testing"

	"etabli/storage"
	"etabli/storage/journal"
	"etabli/sync/wire"
)

// movedKind is the kind that gives the first entity the homes of its facts.
const movedKind journal.Kind = 669

type router struct{}

func (router) Homes(_ storage.Reader, e *journal.Entry, _ func(journal.EntityID) ([]string, error)) (out []journal.Homes, err error) {
	if e.Header.Kind != movedKind {
		return nil, nil
	}
	var sites []string
	err = journal.UnmarshalFacts(e.Facts, &sites)
	return []journal.Homes{{Entity: e.Header.Entities[0], Sites: sites}}, err
}

func (router) Private(journal.EntityType) bool { return false }

// everywhereKind is the kind that every site must hear.
const everywhereKind journal.Kind = 670

func (router) Everywhere(e *journal.Entry) bool { return e.Header.Kind == everywhereKind }

// moveTo gives an entity other homes.
func (h *hq) moveTo(about journal.Entity, n byte, sites ...string) {
	h.t.Helper()
	facts, err := journal.MarshalFacts(sites)
	if err == nil {
		_, err = h.Commit(context.Background(), journal.CommandID{8, n}, func(storage.Reader) (*journal.Draft, error) {
			return &journal.Draft{Kind: movedKind, Version: 1, Entities: []journal.Entity{about}, Facts: facts}, nil
		})
	}
	if err != nil {
		h.t.Fatal(err)
	}
}

// twoShops is HQ with a device of Lille, which has written of the first entity, and one of Paris.
func twoShops(t *testing.T) (h *hq, l, p *peer) {
	t.Helper()
	h = &hq{t: t, router: router{}}
	h.begin()
	lille, paris := &writer{chain: chainOf(1)}, &writer{chain: chainOf(2)}
	l = h.connect(h.enrol("LIL"), lille.head())
	p = h.connect(h.enrol("PAR"), paris.head())
	l.send(lille.push(lille.write(1)))
	expect[*wire.Ack](l)
	return h, l, p
}

// Goal: sites are told what comes to them and what leaves them; what comes to every
// site leaves nobody, and is no news to who had it.
func TestSitesAreToldWhatComesAndLeaves(t *testing.T) {
	h, l, p := twoShops(t)
	h.moveTo(entity(1), 1, "PAR")
	h.moveTo(entity(1), 2, "***")
	l.collect(3)
	p.collect(2)
	at := func(position uint64, left bool) wire.ScopeChange {
		return wire.ScopeChange{Entity: entity(1), Position: position, Left: left}
	}
	if want := []wire.ScopeChange{at(2, true), at(3, false)}; !slices.Equal(l.scopes, want) {
		t.Errorf("Lille hears %+v, want %+v", l.scopes, want)
	}
	if want := []wire.ScopeChange{at(2, false)}; !slices.Equal(p.scopes, want) {
		t.Errorf("Paris hears %+v, want %+v", p.scopes, want)
	}
}

// secretive is a router for which every entity is private.
type secretive struct{ router }

func (secretive) Private(journal.EntityType) bool { return true }

// Goal: who gives something back that HQ has is told where, and what of it is of other
// sites in the order that HQ has now: no page will ever say so there.
func TestWhoGivesBackWhatIsOfOthersNowHearsItsPlace(t *testing.T) {
	h := &hq{t: t, router: secretive{}}
	h.begin()
	paris, lille := &writer{chain: chainOf(2)}, &writer{chain: chainOf(1)}
	p := h.connect(h.enrol("PAR"), paris.head())
	entry := paris.write(1)
	p.send(paris.push(entry))
	expect[*wire.Ack](p)
	items := p.collect(1)
	l := h.connect(h.enrol("LIL"), lille.head())
	items[0].Entry = entry
	l.send(&wire.HandBack{Items: items})
	answer := expect[*wire.HandedBack](l)
	if len(answer.Placed) != 1 || answer.Placed[0].Ref != items[0].Ref || answer.Placed[0].Position != 1 || len(answer.Placed[0].Entry) > 0 {
		t.Fatalf("the answer is %+v", answer)
	}
	if want := []wire.ScopeChange{{Entity: entity(1), Position: 1, Left: true}}; !slices.Equal(answer.Scopes, want) {
		t.Errorf("scopes %+v, want %+v", answer.Scopes, want)
	}
	p.send(&wire.HandBack{Items: items})
	if own := expect[*wire.HandedBack](p); len(own.Placed) != 1 || len(own.Scopes) > 0 {
		t.Errorf("its own site hears %+v", own)
	}
}

// Goal: what every site must hear reaches those that never had what it is about,
// which stays at home where it was.
func TestEverySiteHearsWhatItMust(t *testing.T) {
	h, l, p := twoShops(t)
	if _, err := h.Commit(context.Background(), journal.CommandID{9}, func(storage.Reader) (*journal.Draft, error) {
		return &journal.Draft{Kind: everywhereKind, Version: 1, Entities: []journal.Entity{entity(1)}}, nil
	}); err != nil {
		t.Fatal(err)
	}
	l.collect(2)
	p.collect(1)
	homes, _, err := h.Homes(t.Context(), []journal.EntityID{entity(1).ID})
	if err != nil || !slices.Equal(homes, []string{"LIL"}) {
		t.Fatalf("it lives at %v now: %v", homes, err)
	}
}
