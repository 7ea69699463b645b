package present_test

import (
	"context"
	"slices"
	"testing"
	"time"

	"etabli/app/present"
	"etabli/app/views"
)

// searched is a search whose every state is kept, over answers that take a while.
func searched(t *testing.T, b *bench, takes func(query string) time.Duration) (p *present.Search, shown *[]present.SearchState) {
	s := newShop(t)
	s.search = func(ctx context.Context, query string) ([]views.Hit, error) {
		time.Sleep(takes(query))
		return []views.Hit{{RepairRow: views.RepairRow{ID: id(byte(len(query)))}}}, nil
	}
	shown = &[]present.SearchState{}
	p = present.NewSearch(b.env, s, func(next present.SearchState) { *shown = append(*shown, next) })
	p.Enter(t.Context())
	*shown = nil
	return p, shown
}

func TestALetterAndWhatItFindsAreOnePicture(t *testing.T) {
	onBench(t, func(t *testing.T, b *bench) {
		p, shown := searched(t, b, func(string) time.Duration { return time.Millisecond })
		defer p.Leave()
		p.Typed("b")
		if len(*shown) != 1 || (*shown)[0].Query != "b" || len((*shown)[0].Hits) != 1 {
			t.Fatalf("the letter shows %+v", *shown)
		}
		b.settle()
		if len(*shown) != 1 {
			t.Errorf("the answer is shown again: %+v", *shown)
		}
	})
}

func TestALetterWhoseAnswerIsSlowIsShownBeforeIt(t *testing.T) {
	onBench(t, func(t *testing.T, b *bench) {
		p, shown := searched(t, b, func(string) time.Duration { return time.Second })
		defer p.Leave()
		began := b.env.Clock.Now()
		p.Typed("b")
		if held := b.env.Clock.Now().Sub(began); held > 20*time.Millisecond {
			t.Errorf("the screen was held for %v", held)
		}
		if len(*shown) != 1 || (*shown)[0].Query != "b" || len((*shown)[0].Hits) != 0 {
			t.Fatalf("the letter shows %+v", *shown)
		}
		b.pass(2 * time.Second)
		if last := (*shown)[len(*shown)-1]; len(last.Hits) != 1 {
			t.Errorf("at last it shows %+v", last)
		}
	})
}

func TestAnAnswerThatCameTooLateForItsQuestionIsDropped(t *testing.T) {
	onBench(t, func(t *testing.T, b *bench) {
		p, shown := searched(t, b, func(query string) time.Duration {
			if query == "b" {
				return time.Second
			}
			return time.Millisecond
		})
		defer p.Leave()
		p.Typed("b")
		p.Typed("bo")
		b.pass(2 * time.Second)
		if slices.ContainsFunc(*shown, func(s present.SearchState) bool {
			return len(s.Hits) == 1 && s.Hits[0].ID == id(1)
		}) {
			t.Errorf("it shows what the first letter finds: %+v", *shown)
		}
	})
}
