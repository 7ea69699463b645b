package meet_test

import (
	"context"
	"errors"
	"testing"

	"etabli/storage"
	"etabli/storage/journal"
	"etabli/sync/enrol"
	"etabli/sync/hub"
	"etabli/sync/meet"
	"etabli/sync/wire"
)

// Goal: what is recorded on either side is on the other while both run, boxes
// readable, and HQ gets all of it from whichever comes first.
func TestNeighboursExchangeLive(t *testing.T) {
	h := newHQ(t)
	a, b := h.device(t, "LIL"), h.device(t, "LIL")
	first := a.commit(1)
	ctx, cancel := context.WithCancel(t.Context())
	ended := make(chan struct{})
	go func() {
		defer close(ended)
		b.lan().Keep(ctx, a.serve())
	}()
	defer func() {
		cancel()
		<-ended
	}()
	until(t, "the first entry", func() bool { return b.opens(first) })
	second, third := b.commit(1), a.commit(2)
	until(t, "what came later", func() bool { return a.opens(second) && b.opens(third) })
	if err := b.sync(); err != nil {
		t.Fatal(err)
	}
	head, err := h.Head(t.Context())
	if err != nil || head.Position != 3 {
		t.Fatalf("HQ has %d entries: %v", head.Position, err)
	}
	if err := errors.Join(a.sync(), b.sync(), a.sync()); err != nil {
		t.Fatal(err)
	}
	if head, err = h.Head(t.Context()); err != nil || head.Position != 3 {
		t.Errorf("something doubled: %d, %v", head.Position, err)
	}
	if n, _, err := a.log.Waiting(t.Context()); n != 0 || err != nil {
		t.Errorf("%d still wait: %v", n, err)
	}
}

func TestStrangersAreTurnedAway(t *testing.T) {
	h, foreign := newHQ(t), newHQ(t)
	a := h.device(t, "LIL")
	a.commit(1)
	address := a.serve()
	if _, err := h.device(t, "PAR").lan().Once(t.Context(), address); !errors.Is(err, enrol.ErrOtherSite) {
		t.Errorf("another site: %v", err)
	}
	if _, err := foreign.device(t, "LIL").lan().Once(t.Context(), address); !errors.Is(err, enrol.ErrForeignCertificate) && !errors.Is(err, wire.ErrUnreachable) {
		t.Errorf("another fleet: %v", err)
	}
	gone := h.device(t, "LIL")
	if err := h.Revoke(t.Context(), gone.member.Identity().ID); err != nil {
		t.Fatal(err)
	}
	if err := a.member.FetchRoster(t.Context()); err != nil {
		t.Fatal(err)
	}
	var refused *wire.RefusedError
	if _, err := gone.lan().Once(t.Context(), address); !errors.As(err, &refused) || refused.Code != wire.CodeRevoked {
		t.Errorf("a revoked device: %v", err)
	}
}

// Goal: the news of a revocation travels with whatever devices bring each other.
func TestARevocationTravels(t *testing.T) {
	h := newHQ(t)
	a, b, gone := h.device(t, "LIL"), h.device(t, "LIL"), h.device(t, "LIL")
	if err := errors.Join(a.member.FetchRoster(t.Context()), h.Revoke(t.Context(), gone.member.Identity().ID), b.member.FetchRoster(t.Context())); err != nil {
		t.Fatal(err)
	}
	if _, err := b.lan().Once(t.Context(), a.serve()); err != nil {
		t.Fatal(err)
	}
	until(t, "the news", func() bool {
		revoked, err := a.member.Revoked(nil)
		return err == nil && len(revoked) == 1 && revoked[0] == gone.member.Identity().ID
	})
	roster, _, err := a.member.Roster()
	if err != nil || len(roster.Devices) != 2 {
		t.Errorf("the roster has %d devices: %v", len(roster.Devices), err)
	}
}

// Goal: HQ takes another device's entries only as their author wrote them, from a
// device of the same site, and none of an author that it has sent away.
func TestHQTakesOnlyWhatAuthorsVouchFor(t *testing.T) {
	h := newHQ(t)
	a, b := h.device(t, "LIL"), h.device(t, "LIL")
	first, second := a.commit(1), a.commit(2)
	run := runOf(t, a, first, second)
	hand := func(change func(*wire.Push), site string) wire.Code {
		t.Helper()
		own := *run
		vouch := *run.Vouch
		own.Vouch = &vouch
		change(&own)
		return handIn(t, h, b, &own, site)
	}
	if code := hand(func(p *wire.Push) { p.Entries = p.Entries[1:]; p.From++ }, "LIL"); code != wire.CodeWrongRef {
		t.Errorf("without its first entry: %s", code)
	}
	if code := hand(func(p *wire.Push) { p.Chain = journal.ChainID{9} }, "LIL"); code != wire.CodeNotYourChain {
		t.Errorf("under another name: %s", code)
	}
	if code := hand(func(p *wire.Push) { p.Vouch.Certificate = b.member.Certificate() }, "LIL"); code != wire.CodeNotYourChain {
		t.Errorf("with another's certificate: %s", code)
	}
	if code := hand(func(*wire.Push) {}, "PAR"); code != wire.CodeNotYourChain {
		t.Errorf("from another site: %s", code)
	}
	if head, err := h.Head(t.Context()); err != nil || head.Position != 0 {
		t.Fatalf("HQ has %d entries: %v", head.Position, err)
	}
	if code := hand(func(*wire.Push) {}, "LIL"); code != wire.CodeNone {
		t.Errorf("as it was written: %s", code)
	}
	if err := h.Revoke(t.Context(), a.member.Identity().ID); err != nil {
		t.Fatal(err)
	}
	run = runOf(t, a, a.commit(3))
	if code := hand(func(*wire.Push) {}, "LIL"); code != wire.CodeRevoked {
		t.Errorf("of a revoked author: %s", code)
	}
}

// from is what a run has from an entry on.
func from(t *testing.T, whole *wire.Push, seq uint64) *wire.Push {
	t.Helper()
	rest := *whole
	for ; rest.From < seq; rest.From++ {
		e, err := journal.Decode(rest.Entries[0])
		if err != nil {
			t.Fatal(err)
		}
		rest.Entries, rest.Before = rest.Entries[1:], journal.Link(rest.Before, e.Digest())
	}
	return &rest
}

func commandAt(t *testing.T, run *wire.Push, seq uint64) journal.CommandID {
	t.Helper()
	e, err := journal.Decode(run.Entries[seq-run.From])
	if err != nil {
		t.Fatal(err)
	}
	return e.Header.Command
}

// handRest lets b hand in what it has of a, without the first entry.
func handRest(t *testing.T, h *hq, whole *wire.Push, b *device) {
	t.Helper()
	if code := handIn(t, h, b, from(t, whole, 2), "LIL"); code != wire.CodeNone {
		t.Fatalf("refused: %s", code)
	}
}

// Goal: what a neighbour brings of somebody whose disk is gone is safe at HQ although
// something before it is lost for good; it gets its place when that comes after all, or when
// a person gives it up. Of a device that lived on twice, both lives are kept.
func TestWhatFollowsSomethingLostIsKeptUntilSomebodyGivesItUp(t *testing.T) {
	for _, c := range []struct {
		name            string
		comes, branches bool
		want            uint64
	}{
		{"given up", false, false, 2}, {"it comes after all", true, false, 3},
		{"two branches, given up", false, true, 4}, {"two branches, one comes after all", true, true, 5},
	} {
		t.Run(c.name, func(t *testing.T) {
			h := newHQ(t)
			a, b := h.device(t, "LIL"), h.device(t, "LIL")
			whole := runOf(t, a, a.commit(1), a.commit(2), a.commit(3))
			handRest(t, h, whole, b)
			waits := 2
			if c.branches {
				a.open(whole.Chain)
				handRest(t, h, runOf(t, a, a.commit(4), a.commit(5), a.commit(6)), b)
				waits = 4
			}
			waiting := func() int {
				r, err := h.Recovery(t.Context())
				if err != nil {
					t.Fatal(err)
				}
				return r.Waiting
			}
			if n := waiting(); n != waits {
				t.Fatalf("%d wait", n)
			}
			if c.comes {
				if code := handIn(t, h, b, whole, "LIL"); code != wire.CodeNone {
					t.Fatalf("refused: %s", code)
				}
			} else if err := h.GiveUp(t.Context()); err != nil {
				t.Fatal(err)
			}
			until(t, "HQ to look again", func() bool { return waiting() == 0 })
			if head, err := h.Head(t.Context()); err != nil || head.Position != c.want {
				t.Errorf("HQ has %d entries: %v", head.Position, err)
			}
		})
	}
}

// Goal: what a neighbour brings of a branch of a chain of which HQ has the other one is
// recorded anew, once, however often it is brought: by its link where HQ knows that, by
// its stamps where it does not. Nobody is asked for what comes before it.
func TestARunOfAnotherBranchIsRecordedAnewOnce(t *testing.T) {
	for name, c := range map[string]struct {
		lost bool // HQ never gets the first entry, and so has no links
		want uint64
	}{"by its link": {false, 4}, "by its stamps": {true, 3}} {
		t.Run(name, func(t *testing.T) {
			h := newHQ(t)
			a, b := h.device(t, "LIL"), h.device(t, "LIL")
			other := runOf(t, a, a.commit(1), a.commit(2), a.commit(3), a.commit(4))
			a.open(other.Chain)
			whole := runOf(t, a, a.commit(5), a.commit(6), a.commit(7))
			if c.lost {
				handRest(t, h, whole, b)
				if err := h.GiveUp(t.Context()); err != nil {
					t.Fatal(err)
				}
			} else if code := handIn(t, h, b, whole, "LIL"); code != wire.CodeNone {
				t.Fatalf("refused: %s", code)
			}
			last, end := from(t, other, 4), commandAt(t, other, 4)
			for range 2 {
				v, err := h.HandIn(t.Context(), hub.HandIn{
					Device: b.member.Identity().ID, Site: "LIL", Chain: last.Chain, From: last.From,
					Entries: last.Entries, Keys: last.Keys, Before: last.Before, Vouch: last.Vouch,
				})
				if err != nil || v.Refused != wire.CodeNone || len(v.Needs) > 0 {
					t.Fatalf("%+v: %v", v, err)
				}
				until(t, "HQ to look again", func() bool {
					r, err := h.Recovery(t.Context())
					return err == nil && r.Waiting == 0
				})
				if head, err := h.Head(t.Context()); err != nil || head.Position != c.want {
					t.Errorf("HQ has %d entries: %v", head.Position, err)
				}
			}
			err := h.View(t.Context(), func(r storage.Reader) error {
				ref, known, err := journal.OfCommand(r, end)
				if !known || ref.Chain == last.Chain {
					t.Errorf("it is at %s, %v", ref, known)
				}
				return err
			})
			if err != nil {
				t.Fatal(err)
			}
		})
	}
}

// Goal: HQ has entries of a device's other life without the links of their chain. It does
// not take them for those that the device has in their places: each is told to it whole.
func TestWhatHQHasWithoutLinksIsNotTakenForWhatTheDeviceHas(t *testing.T) {
	h := newHQ(t)
	a, b := h.device(t, "LIL"), h.device(t, "LIL")
	other := runOf(t, a, a.commit(1), a.commit(2), a.commit(3))
	handRest(t, h, other, b)
	if err := h.GiveUp(t.Context()); err != nil {
		t.Fatal(err)
	}
	a.open(other.Chain)
	own := []journal.Ref{a.commit(4), a.commit(5), a.commit(6)}
	commands := commandsOf(t, a, own...)
	for range 2 {
		until(t, "an exchange to its end", func() bool { return a.sync() == nil })
	}
	err := h.View(t.Context(), func(r storage.Reader) error {
		for i, id := range commands {
			if ref, known, err := journal.OfCommand(r, id); err != nil || !known {
				t.Errorf("HQ never heard of entry %d: %s, %v", i+1, ref, err)
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	if _, known := entryOf(t, a, commandAt(t, other, 3)); !known {
		t.Error("the device never heard of what its other life wrote")
	}
}

// Goal: what is refused because another entry has its place is refused however often it
// comes, and whoever brings it: what follows it would continue the other branch.
func TestWhatFollowsARefusedEntryNeverContinuesTheOtherBranch(t *testing.T) {
	h := newHQ(t)
	a, b := h.device(t, "LIL"), h.device(t, "LIL")
	other := runOf(t, a, a.commit(1), a.commit(2), a.commit(3), a.commit(4))
	a.open(other.Chain)
	if code := handIn(t, h, b, runOf(t, a, a.commit(5)), "LIL"); code != wire.CodeNone {
		t.Fatalf("refused: %s", code)
	}
	own := hub.HandIn{
		Device: a.member.Identity().ID, Site: "LIL", Chain: other.Chain, From: other.From,
		Entries: other.Entries, Keys: other.Keys, Before: other.Before,
	}
	vouched := own
	vouched.Device, vouched.Vouch = b.member.Identity().ID, other.Vouch
	for _, in := range []hub.HandIn{own, own, vouched, vouched} {
		if v, err := h.HandIn(t.Context(), in); err != nil || v.Refused != wire.CodeFork {
			t.Errorf("%+v, %v", v, err)
		}
	}
	if head, err := h.Head(t.Context()); err != nil || head.Position != 1 {
		t.Errorf("HQ has %d entries: %v", head.Position, err)
	}
}

// Goal: HQ asks for what an entry of a third device saw; what a neighbour holds of the chain
// after that is handed in as well, run after run.
func TestAllRunsOfAChainAreHandedInWhereverHQAsksForItsBeginning(t *testing.T) {
	h := newHQ(t)
	a, b, c := h.device(t, "LIL"), h.device(t, "LIL"), h.device(t, "LIL")
	a.open(journal.ChainID{9})
	c.open(journal.ChainID{1}) // comes before what it saw
	address := a.serve()
	for range 3 {
		a.commit(1)
		for _, d := range []*device{b, c} {
			if _, err := d.lan().Once(t.Context(), address); err != nil {
				t.Fatal(err)
			}
		}
	}
	c.commit(1)
	if _, err := b.lan().Once(t.Context(), c.serve()); err != nil {
		t.Fatal(err)
	}
	if err := b.sync(); err != nil {
		t.Fatal(err)
	}
	until(t, "all four entries", func() bool {
		head, err := h.Head(t.Context())
		return err == nil && head.Position == 4
	})
}

var _ meet.Log = (*journal.Log)(nil)
