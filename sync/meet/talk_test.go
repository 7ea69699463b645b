package meet_test

import (
	"slices"
	"testing"

	"etabli/storage/journal"
	"etabli/sync/meet"
	"etabli/sync/wire"

	"pgregory.net/rapid"
)

// party is one side of a talk whose disk is a set of numbers.
type party struct {
	talk  *meet.Talk
	has   map[uint64]bool
	inbox []wire.Frame
	ended bool
}

func newParty(nowMS int64) *party {
	return &party{has: map[uint64]bool{}, talk: meet.NewTalk(&wire.Meet{Version: 1, Oldest: 1, Site: "LIL"}, nowMS)}
}

// step steps a side; what it sends goes to the other.
func (p *party) step(other *party, in meet.TalkInput, nowMS int64) {
	steps := p.talk.Step(in, nowMS)
	for len(steps) > 0 {
		out := steps[0]
		steps = steps[1:]
		switch out := out.(type) {
		case meet.DoSend:
			other.inbox = append(other.inbox, out.Frames...)
			steps = append(steps, p.talk.Step(meet.Sent{}, nowMS)...)
		case meet.DoGather:
			steps = append(steps, p.talk.Step(p.gather(out), nowMS)...)
		case meet.DoTake:
			for _, f := range out.Frames {
				p.has[f.(*wire.Push).From] = true
			}
			steps = append(steps, p.talk.Step(meet.Took{}, nowMS)...)
		case meet.DoEnd:
			p.ended = true
		}
	}
}

// gather gives every number that the other side was not given: each is a chain of
// its own.
func (p *party) gather(q meet.DoGather) meet.TalkInput {
	out := meet.Gathered{}
	for n := range p.has {
		if chain := (journal.ChainID{byte(n)}); q.Has[chain] < n {
			out.Frames = append(out.Frames, &wire.Push{Chain: chain, From: n, Entries: [][]byte{{1}}, Vouch: &wire.Vouch{Seq: n}})
		}
	}
	slices.SortFunc(out.Frames, func(a, b wire.Frame) int { return int(a.(*wire.Push).From) - int(b.(*wire.Push).From) })
	return out
}

// Goal: whatever is recorded when, and however frames are delayed against each
// other, both sides end with everything and know it.
func TestTwoSidesEndWithTheSame(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		now := int64(1_000)
		sides := []*party{newParty(now), newParty(now)}
		next := uint64(1)
		for range rapid.IntRange(0, 60).Draw(t, "events") {
			now += int64(rapid.IntRange(0, 300).Draw(t, "ms"))
			i := rapid.IntRange(0, 1).Draw(t, "side")
			p, other := sides[i], sides[1-i]
			switch rapid.IntRange(0, 3).Draw(t, "event") {
			case 0:
				p.has[next] = true
				next++
				p.step(other, meet.Recorded{}, now)
			case 1:
				p.step(other, meet.Ticked{}, now)
			default:
				if len(p.inbox) > 0 {
					f := p.inbox[0]
					p.inbox = p.inbox[1:]
					p.step(other, meet.Heard{Frame: f}, now)
				}
			}
		}
		for range 400 {
			now += 100
			for i, p := range sides {
				inbox := p.inbox
				p.inbox = nil
				for _, f := range inbox {
					p.step(sides[1-i], meet.Heard{Frame: f}, now)
				}
				p.step(sides[1-i], meet.Ticked{}, now)
			}
			if sides[0].talk.Settled() && sides[1].talk.Settled() {
				break
			}
		}
		for i, p := range sides {
			if over, code := p.talk.Ended(); over || !p.talk.Settled() || len(p.has) != int(next-1) {
				t.Fatalf("side %d: over %v %s, settled %v, %d of %d", i, over, code, p.talk.Settled(), len(p.has), next-1)
			}
		}
	})
}

func TestSilenceAndNonsenseEndATalk(t *testing.T) {
	a, b := newParty(0), newParty(0)
	a.step(b, meet.Ticked{}, wire.IdleTimeout.Milliseconds()+1)
	if over, _ := a.talk.Ended(); !over {
		t.Error("a silent side is waited for for ever")
	}
	b.step(a, meet.Heard{Frame: &wire.Given{}}, 1)
	if over, code := b.talk.Ended(); !over || code != wire.CodeUnexpectedFrame {
		t.Errorf("a round before the greeting: over %v, %s", over, code)
	}
	if last := a.inbox[len(a.inbox)-1].(*wire.Refused); last.Code != wire.CodeUnexpectedFrame {
		t.Errorf("the other side is told %s", last.Code)
	}
}
