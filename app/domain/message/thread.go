package message

import "cmp"

// Line is one thing that was said in a thread, as far as its clocks go.
type Line struct {
	Inbound bool
	Channel Channel
	AtMS    int64 // received or sent
	Weight  Weight
	Missed  bool
	Answer  bool // a person's answer, by any channel
	Receipt bool // the automatic acknowledgement
	// Handled tells whether somebody who had read this line answered it or
	// settled it; HandledMS is when.
	Handled   bool
	HandledMS int64
	// AnsweredMS is when a person first answered this line; 0 while nobody did.
	AnsweredMS int64
}

// Waits tells whether a line still waits for a person.
func (l Line) Waits() bool { return l.Inbound && l.Weight == Counts && !l.Handled }

// Thread is what clocks and guards need of one conversation.
type Thread struct {
	Lines      []Line
	Assigned   bool
	Closed     bool  // the last act of a person ended it
	PromisedMS int64 // the call-back that is owed; 0 when none is
}

// Status is where the thread stands. A line that nobody handled is unread
// whatever happened meanwhile: somebody who answered without having seen it
// did not answer it.
func (t Thread) Status() Status {
	said := false
	for _, l := range t.Lines {
		if l.Waits() {
			if t.Assigned {
				return Assigned
			}
			return Unread
		}
		said = said || l.Answer
	}
	if t.Closed || !said {
		return Closed
	}
	return Answered
}

// Unread counts the lines that wait for a person, and tells since when.
func (t Thread) Unread() (n int, sinceMS int64) {
	for _, l := range t.Lines {
		if l.Waits() {
			n++
			if sinceMS == 0 || l.AtMS < sinceMS {
				sinceMS = l.AtMS
			}
		}
	}
	return n, sinceMS
}

// FirstWait is the first line that asked for an answer, when the thread began,
// and when a person first answered it: what the first-answer clock measures,
// by the channel of that line. It is false for a thread in which nobody asked.
func (t Thread) FirstWait() (asked Line, answeredMS int64, ok bool) {
	for _, l := range t.Lines {
		if l.Inbound && l.Weight == Counts && (!ok || l.AtMS < asked.AtMS) {
			asked, ok = l, true
		}
	}
	for _, l := range t.Lines {
		if ok && l.Inbound && l.AnsweredMS != 0 && (answeredMS == 0 || l.AnsweredMS < answeredMS) {
			answeredMS = l.AnsweredMS
		}
	}
	return asked, answeredMS, ok
}

// Acknowledged tells whether the thread had its one automatic answer.
func (t Thread) Acknowledged() bool {
	for _, l := range t.Lines {
		if l.Receipt {
			return true
		}
	}
	return false
}

// ByWait orders threads: what waits longest first, then the rest, newest first.
func ByWait(sinceA, lastA, sinceB, lastB int64) int {
	switch {
	case sinceA != 0 && sinceB != 0:
		return cmp.Compare(sinceA, sinceB)
	case sinceA != 0:
		return -1
	case sinceB != 0:
		return 1
	}
	return cmp.Compare(lastB, lastA)
}
