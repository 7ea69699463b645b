package message_test

import (
	"testing"
	"time"
	_ "time/tzdata"

	"pgregory.net/rapid"

	"etabli/app/domain/calendar"
	"etabli/app/domain/message"
)

func paris(t testing.TB) calendar.Calendar {
	t.Helper()
	zone, err := time.LoadLocation("Europe/Paris")
	if err != nil {
		t.Fatal(err)
	}
	c, err := calendar.SavedFacts{Week: calendar.UsualWeek()}.Calendar(zone)
	if err != nil {
		t.Fatal(err)
	}
	return c
}

// at is a moment in Paris.
func at(t testing.TB, s string) int64 {
	t.Helper()
	when, err := time.ParseInLocation("2006-01-02 15:04", s, paris(t).Zone)
	if err != nil {
		t.Fatal(err)
	}
	return when.UnixMilli()
}

func asked(atMS int64) message.Line {
	return message.Line{Inbound: true, Channel: message.SMS, AtMS: atMS}
}

func TestWhatNobodyHandledStaysUnreadWhateverHappenedMeanwhile(t *testing.T) {
	answer := message.Line{Channel: message.SMS, AtMS: 20, Answer: true}
	handled := message.Line{Inbound: true, AtMS: 10, Handled: true, HandledMS: 20, AnsweredMS: 20}
	for _, c := range []struct {
		name string
		in   message.Thread
		want message.Status
	}{
		{"just came", message.Thread{Lines: []message.Line{asked(10)}}, message.Unread},
		{"given to somebody", message.Thread{Lines: []message.Line{asked(10)}, Assigned: true}, message.Assigned},
		{"answered", message.Thread{Lines: []message.Line{handled, answer}}, message.Answered},
		{"a second one came that the answer had not seen", message.Thread{Lines: []message.Line{handled, answer, asked(15)}, Closed: true}, message.Unread},
		{"done", message.Thread{Lines: []message.Line{handled, answer}, Closed: true}, message.Closed},
		{"a machine wrote", message.Thread{Lines: []message.Line{{Inbound: true, Weight: message.Automatic}}}, message.Closed},
		{"thanks for the answer", message.Thread{Lines: []message.Line{handled, answer, {Inbound: true, AtMS: 30, Weight: message.Thanks}}}, message.Answered},
	} {
		if got := c.in.Status(); got != c.want {
			t.Errorf("%s: %s, want %s", c.name, got, c.want)
		}
	}
}

func TestTheFirstAnswerIsTimedFromWhenItReachedUs(t *testing.T) {
	c := paris(t)
	saturday := at(t, "2026-11-21 18:30")
	for _, k := range []struct {
		name   string
		thread message.Thread
		nowMS  int64
		due    string
		spent  time.Duration
		late   bool
	}{
		{"half an hour is left on Saturday, Sunday and Monday do not count",
			message.Thread{Lines: []message.Line{asked(saturday)}}, at(t, "2026-11-24 10:00"), "2026-11-24 10:30", 90 * time.Minute, false},
		{"it runs late", message.Thread{Lines: []message.Line{asked(saturday)}}, at(t, "2026-11-24 10:31"), "2026-11-24 10:30", 121 * time.Minute, true},
		{"an answer stops it", message.Thread{Lines: []message.Line{{
			Inbound: true, Channel: message.SMS, AtMS: saturday, Handled: true, HandledMS: at(t, "2026-11-24 09:10"), AnsweredMS: at(t, "2026-11-24 09:10"),
		}}}, at(t, "2026-12-24 09:10"), "2026-11-24 10:30", 40 * time.Minute, false},
		{"read without effect stops it too", message.Thread{Lines: []message.Line{{
			Inbound: true, Channel: message.SMS, AtMS: saturday, Handled: true, HandledMS: at(t, "2026-11-24 09:10"),
		}}}, at(t, "2026-12-24 09:10"), "2026-11-24 10:30", 40 * time.Minute, false},
	} {
		got, ok, err := k.thread.Clock(nil, c, k.nowMS)
		if err != nil || !ok {
			t.Fatalf("%s: %v %v", k.name, ok, err)
		}
		if got.DueMS != at(t, k.due) || got.SpentMS != k.spent.Milliseconds() || got.Late != k.late {
			t.Errorf("%s: due %s, spent %s, late %v", k.name, time.UnixMilli(got.DueMS).In(c.Zone), time.Duration(got.SpentMS)*time.Millisecond, got.Late)
		}
	}
	if _, ok, err := (message.Thread{Lines: []message.Line{{Inbound: true, Weight: message.Spam}}}).Clock(nil, c, saturday); ok || err != nil {
		t.Errorf("a clock runs for spam: %v", err)
	}
}

// Every call that nobody took, or that owes a call-back, has a wait of its own: until
// somebody called back, and until now while nobody did. Whoever wrote is no caller.
func TestEveryCallerWaitsByTheirOwnClock(t *testing.T) {
	c := paris(t)
	called := func(clock, answered string) message.Line {
		l := message.Line{Inbound: true, Channel: message.Phone, AtMS: at(t, "2026-11-24 "+clock), Missed: true}
		if answered != "" {
			l.Handled, l.HandledMS, l.AnsweredMS = true, at(t, "2026-11-24 "+answered), at(t, "2026-11-24 "+answered)
		}
		return l
	}
	mail := message.Line{Inbound: true, Channel: message.Email, AtMS: at(t, "2026-11-24 09:30")}
	thread := message.Thread{Lines: []message.Line{called("10:00", "10:20"), mail, called("10:10", "11:00"), called("11:30", "")}}
	calls, err := thread.Calls(nil, c, at(t, "2026-11-24 11:40"))
	if err != nil {
		t.Fatal(err)
	}
	got := message.Figures(calls)
	if got.Asked != 3 || got.Open != 1 || got.MedianMS != (20*time.Minute).Milliseconds() || got.P90MS != (50*time.Minute).Milliseconds() {
		t.Errorf("callers waited %+v", got)
	}
}

func TestOneMatterHasOneClockWhateverItsChannels(t *testing.T) {
	social := message.Line{Inbound: true, Channel: message.Social, AtMS: at(t, "2026-11-24 10:00")}
	call := message.Line{Inbound: true, Channel: message.Phone, AtMS: at(t, "2026-11-24 10:20"), Missed: true}
	mail := message.Line{Inbound: true, Channel: message.Email, AtMS: at(t, "2026-11-24 10:40")}
	k, _, err := message.Thread{Lines: []message.Line{mail, call, social}}.Clock(nil, paris(t), at(t, "2026-11-24 11:00"))
	if err != nil || k.Channel != message.Social || k.ReceivedMS != social.AtMS || k.DueMS != at(t, "2026-11-24 15:00") {
		t.Errorf("clock %+v, %v", k, err)
	}
}

func TestAPromisedCallIsARiskHalfAnHourBefore(t *testing.T) {
	thread := message.Thread{PromisedMS: at(t, "2026-11-24 17:00")}
	for when, want := range map[string]message.Promise{"16:29": message.Kept, "16:30": message.AtRisk, "17:00": message.AtRisk, "17:01": message.Broken} {
		if got := thread.Promise(at(t, "2026-11-24 "+when)); got != want {
			t.Errorf("at %s it is %s, want %s", when, got, want)
		}
	}
	if (message.Thread{}).Promise(1) != message.NoPromise {
		t.Error("nothing was promised")
	}
}

func TestFiguresCountWhatStillRuns(t *testing.T) {
	clocks := []message.Clock{{SpentMS: 10, AnsweredMS: 1}, {SpentMS: 20, AnsweredMS: 1}, {SpentMS: 30, AnsweredMS: 1}, {SpentMS: 900, Late: true}}
	if got, want := message.Figures(clocks), (message.Waits{Asked: 4, Open: 1, Late: 1, MedianMS: 20, P90MS: 900}); got != want {
		t.Errorf("got %+v, want %+v", got, want)
	}
	if got := message.Figures(nil); got != (message.Waits{}) {
		t.Errorf("of nothing: %+v", got)
	}
}

// Whatever is said and handled, a thread is unread exactly when a line waits.
func TestAThreadIsReadOnlyWhenEverythingIs(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		thread := message.Thread{Closed: rapid.Bool().Draw(t, "closed"), Assigned: rapid.Bool().Draw(t, "assigned")}
		waiting := 0
		for range rapid.IntRange(0, 8).Draw(t, "lines") {
			l := message.Line{
				Inbound: rapid.Bool().Draw(t, "inbound"), Handled: rapid.Bool().Draw(t, "handled"), Answer: rapid.Bool().Draw(t, "answer"),
				Weight: rapid.SampledFrom([]message.Weight{message.Counts, message.Automatic, message.Thanks, message.Spam}).Draw(t, "weight"),
				AtMS:   int64(rapid.IntRange(1, 1000).Draw(t, "at")),
			}
			if l.Inbound && !l.Handled && l.Weight == message.Counts {
				waiting++
			}
			thread.Lines = append(thread.Lines, l)
		}
		n, since := thread.Unread()
		status := thread.Status()
		if open := status == message.Unread || status == message.Assigned; n != waiting || open != (waiting > 0) || (since != 0) != (waiting > 0) {
			t.Fatalf("%d wait, %d counted since %d, status %s", waiting, n, since, status)
		}
	})
}
