package fold_test

import (
	"bytes"
	"fmt"
	"testing"

	"pgregory.net/rapid"

	"etabli/app/domain/kind"
	"etabli/app/domain/message"
	"etabli/app/views/fold"
	"etabli/storage/journal"
)

var conversation = journal.Entity{Type: journal.EntityType(kind.Thread), ID: journal.EntityID{7}}

// said is one entry of a thread: who wrote it, as which of their entries, and
// how many of the other's they had seen.
func said(t testing.TB, who byte, seq uint64, seenOther uint64, k kind.Kind, facts any) journal.Positioned {
	t.Helper()
	raw, err := journal.MarshalFacts(facts)
	if err != nil {
		t.Fatal(err)
	}
	chain := journal.ChainID{who}
	p := journal.Positioned{Entry: journal.Entry{Facts: raw, Header: journal.Header{
		Chain: chain, Seq: seq, HLC: (1000 + seq) << 16, Kind: journal.Kind(k), Version: 1, OldestReader: 1,
		Entities: []journal.Entity{conversation}, Command: journal.CommandIDFrom(fmt.Sprint(who, seq)),
	}}}
	if seenOther > 0 {
		p.Header.Seen = [][]journal.Ref{{{Chain: journal.ChainID{3 - who}, Seq: seenOther}}}
	}
	return p
}

func heard(atMS int64) message.ReceivedFacts {
	return message.ReceivedFacts{Channel: message.SMS, ReceivedMS: atMS, Site: "LIL"}
}

func TestOnlyWhoHadSeenAMessageHandlesIt(t *testing.T) {
	sent := message.SentFacts{Channel: message.SMS, SentMS: 50}
	for _, c := range []struct {
		name    string
		history []journal.Positioned
		status  message.Status
		unread  int
	}{
		{"the answer came after the message", []journal.Positioned{
			said(t, 1, 1, 0, kind.MessageReceived, heard(10)), said(t, 1, 2, 0, kind.MessageSent, sent),
		}, message.Answered, 0},
		{"the other counter answered and had not seen the second one", []journal.Positioned{
			said(t, 1, 1, 0, kind.MessageReceived, heard(10)), said(t, 1, 2, 0, kind.MessageReceived, heard(20)), said(t, 2, 1, 1, kind.MessageSent, sent),
		}, message.Unread, 1},
		{"read without effect by somebody who had seen both", []journal.Positioned{
			said(t, 1, 1, 0, kind.MessageReceived, heard(10)), said(t, 1, 2, 0, kind.MessageReceived, heard(20)),
			said(t, 2, 1, 2, kind.MessageSettled, message.SettledFacts{How: message.NoEffect}),
		}, message.Closed, 0},
		{"the acknowledgement of a machine reads nothing", []journal.Positioned{
			said(t, 1, 1, 0, kind.MessageReceived, heard(10)), said(t, 1, 2, 0, kind.MessageSent, message.SentFacts{Channel: message.SMS, SentMS: 50, Automatic: true}),
		}, message.Unread, 1},
		{"what goes to our own shelf answers nothing", []journal.Positioned{
			said(t, 1, 1, 0, kind.MessageReceived, heard(10)), said(t, 1, 2, 0, kind.MessageSent, message.SentFacts{Channel: message.SMS, SentMS: 50, Shelved: true}),
		}, message.Unread, 1},
	} {
		s := fold.Fold(c.history, conversation)
		if n, _ := s.Thread().Unread(); message.Status(s.Status) != c.status || n != c.unread || len(s.Items) != 0 {
			t.Errorf("%s: %s with %d unread and %d items", c.name, s.Status, n, len(s.Items))
		}
	}
}

func TestAPromiseIsKeptByWhoKnewOfIt(t *testing.T) {
	promise := said(t, 1, 1, 0, kind.CallPromised, message.CallPromisedFacts{ByMS: 99})
	reached := message.CalledFacts{Reached: true, AtMS: 60}
	if s := fold.Fold([]journal.Positioned{promise, said(t, 2, 1, 0, kind.CallMade, reached)}, conversation); s.PromisedMS != 99 {
		t.Errorf("a call that knew of no promise kept it: %d", s.PromisedMS)
	}
	if s := fold.Fold([]journal.Positioned{promise, said(t, 2, 1, 1, kind.CallMade, reached)}, conversation); s.PromisedMS != 0 {
		t.Errorf("the promise is still owed: %d", s.PromisedMS)
	}
	if s := fold.Fold([]journal.Positioned{promise, said(t, 2, 1, 1, kind.CallMade, message.CalledFacts{AtMS: 60})}, conversation); s.PromisedMS != 99 {
		t.Errorf("a call that nobody took kept the promise: %d", s.PromisedMS)
	}
}

// Whatever two counters say, the lines of a thread come out by time, and a line
// waits unless somebody who had seen it dealt with it.
func TestAThreadIsWhatItsEntriesSay(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		var history []journal.Positioned
		handles, counts := map[int]bool{}, map[int]bool{}
		next := map[byte]uint64{1: 0, 2: 0}
		for i := range rapid.IntRange(1, 10).Draw(rt, "entries") {
			who := rapid.SampledFrom([]byte{1, 2}).Draw(rt, "who")
			saw := rapid.Uint64Range(0, next[3-who]).Draw(rt, "had seen")
			next[who]++
			switch rapid.IntRange(0, 2).Draw(rt, "what") {
			case 0:
				history = append(history, said(t, who, next[who], saw, kind.MessageReceived, heard(rapid.Int64Range(1, 100).Draw(rt, "at"))))
				counts[i] = true
			case 1:
				history = append(history, said(t, who, next[who], saw, kind.MessageSent, message.SentFacts{Channel: message.SMS, SentMS: 50}))
				handles[i] = true
			default:
				history = append(history, said(t, who, next[who], saw, kind.MessageSettled, message.SettledFacts{How: message.Done}))
				handles[i] = true
			}
		}
		want := 0
		for i := range counts {
			handled := false
			for k := range handles {
				handled = handled || knew(&history[k], &history[i])
			}
			if !handled {
				want++
			}
		}
		s := fold.Fold(history, conversation)
		if n, _ := s.Thread().Unread(); n != want {
			rt.Fatalf("%d lines wait, want %d", n, want)
		}
		for i := 1; i < len(s.Talk); i++ {
			if s.Talk[i].AtMS < s.Talk[i-1].AtMS {
				rt.Fatalf("lines are not in order: %+v", s.Talk)
			}
		}
		first, err := s.Bytes()
		if err != nil {
			rt.Fatal(err)
		}
		if again, err := fold.Fold(history, conversation).Bytes(); err != nil || !bytes.Equal(first, again) {
			rt.Fatalf("the same entries make other bytes: %v", err)
		}
	})
}

// knew tells whether the author of e had seen the entry x.
func knew(e, x *journal.Positioned) bool {
	if e.Header.Chain == x.Header.Chain {
		return x.Header.Seq < e.Header.Seq
	}
	return len(e.Header.Seen) > 0 && len(e.Header.Seen[0]) > 0 && x.Header.Seq <= e.Header.Seen[0][0].Seq
}
