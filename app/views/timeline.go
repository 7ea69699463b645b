package views

import (
	"cmp"
	"maps"
	"slices"
	"strconv"
	"strings"

	"etabli/app/domain/kind"
	"etabli/app/domain/quote"
	"etabli/app/domain/repair"
	"etabli/app/views/fold"
	"etabli/storage/journal"
)

// timeline tells what happened to a file, in the order of the fold. Entries of
// a command that had acted before are the same act and told once.
func (l *look) timeline(s *fold.State, history []journal.Positioned) ([]TimelineItem, error) {
	out := make([]TimelineItem, 0, len(history))
	for i := range history {
		e := &history[i]
		if has(s.Repeats, e.Ref()) {
			continue
		}
		item := TimelineItem{
			Ref: e.Ref(), AtMS: fold.AtMS(e), Kind: e.Header.Kind, What: "timeline.newer", Args: map[string]string{},
			Author: e.Header.Author, Position: e.Position, ClockOffS: clockOffS(&e.Header), Applied: !has(s.NotApplied, e.Ref()),
		}
		var err error
		if item.AuthorName, err = l.author(item.Author); err != nil {
			return nil, err
		}
		if tell, known := tellers[kind.Kind(e.Header.Kind)]; known {
			tell(l, e, &item)
		}
		out = append(out, item)
	}
	return out, nil
}

// set adds a value for the sentence, if there is one.
func (t *TimelineItem) set(name, value string) {
	if value != "" {
		t.Args[name] = value
	}
}

// sayings say what each kind did: a key of the catalogue and values for it.
type sayings map[kind.Kind]func(l *look, e *journal.Positioned, t *TimelineItem)

// mostOffMS is how far a clock may be off before its times are worth a note.
const mostOffMS = 2 * 60 * 1000

// was notes when an act was, if it was recorded later than that.
func (t *TimelineItem) was(ms int64) {
	if ms != 0 && ms < t.AtMS-mostOffMS {
		t.OnMS = ms
	}
}

// clockOffS is by how many seconds the clock of an entry's device was wrong, as far
// as it knew; none when that is little.
func clockOffS(h *journal.Header) int64 {
	if off := h.Clock.OffsetMS; off >= mostOffMS || off <= -mostOffMS {
		return off / 1000
	}
	return 0
}

// tellers are those of all subjects.
var tellers = said(repairSayings, warrantySayings, peopleSayings, kioskSayings, tillSayings,
	loanSayings, stockSayings, promiseSayings, claimSayings, voucherSayings, contractSayings, thirdSayings)

func said(subjects ...sayings) sayings {
	all := sayings{}
	for _, s := range subjects {
		maps.Copy(all, s)
	}
	return all
}

var repairSayings = sayings{
	kind.RepairReceived: func(_ *look, e *journal.Positioned, t *TimelineItem) {
		t.What, t.Public = "timeline.repair_received", true
		f := read[repair.ReceivedFacts](e)
		t.set("number", f.Number)
		t.was(f.ReceivedMS)
	},
	kind.RepairImported: func(_ *look, e *journal.Positioned, t *TimelineItem) {
		t.What = "timeline.repair_imported"
		t.set("source", read[repair.ImportedFacts](e).Source)
	},
	kind.RepairMoved: func(l *look, e *journal.Positioned, t *TimelineItem) {
		f := read[repair.MovedFacts](e)
		t.What, t.Public = "timeline.repair_moved", true
		t.set("to", string(f.To))
		t.set("outcome", string(f.Outcome))
		t.set("reason", f.Reason)
		t.set("until", f.UntilOn)
		if f.Early { // why is for us alone
			t.What, t.Public, t.Text = "timeline.work_began_early", false, l.fileBox(e).Note
		}
	},
	kind.RepairEdited: tellEdited,
	kind.PageRelinked: func(_ *look, e *journal.Positioned, t *TimelineItem) {
		t.What = "timeline.page_relinked." + string(read[repair.RelinkedFacts](e).Why)
	},
	kind.RepairNoted: func(l *look, e *journal.Positioned, t *TimelineItem) {
		t.What, t.Public = "timeline.repair_noted", read[repair.NotedFacts](e).ForCustomer
		t.Text = l.fileBox(e).Note
	},
	kind.RepairDiagnosed: func(_ *look, e *journal.Positioned, t *TimelineItem) {
		f := read[repair.DiagnosedFacts](e)
		t.What, t.Text = "timeline.repair_diagnosed", f.Finding
		t.set("section", f.Section)
		t.set("verdict", f.Verdict)
	},
	kind.RepairQuoted: func(_ *look, e *journal.Positioned, t *TimelineItem) {
		f := read[repair.QuotedFacts](e)
		t.What, t.Public, t.Text = "timeline.repair_quoted", true, f.Work
		t.set("version", strconv.Itoa(f.Version))
		t.set("total_cents", repair.FormatCents(f.TotalCents))
		t.set("currency", f.Currency)
	},
	kind.QuoteAnswered: func(l *look, e *journal.Positioned, t *TimelineItem) {
		f := read[repair.AnsweredFacts](e)
		t.Text = l.fileBox(e).Signed
		t.What, t.Public = "timeline.quote_refused", true
		if f.Accepted {
			t.What = "timeline.quote_accepted"
		}
		t.set("version", strconv.Itoa(f.Version))
		t.set("channel", f.Channel)
	},
	kind.StartWished: func(l *look, e *journal.Positioned, t *TimelineItem) {
		t.What, t.Public, t.Text = "timeline.start_wished", true, l.fileBox(e).Signed
		t.set("channel", read[quote.WishFacts](e).Channel)
	},
	kind.RepairHandedBack: func(l *look, e *journal.Positioned, t *TimelineItem) {
		t.What, t.Public = "timeline.repair_handed_back", true
		f := read[repair.HandedBackFacts](e)
		t.was(f.ReturnedMS)
		t.set("outcome", string(f.Outcome))
		if f.LoanerOut { // why is for us alone
			t.What, t.Public, t.Text = "timeline.handed_back_loaner_out", false, l.fileBox(e).Note
		}
	},
	kind.RepairPhotographed: func(_ *look, e *journal.Positioned, t *TimelineItem) {
		t.What = "timeline.repair_photographed"
		t.set("n", strconv.Itoa(len(read[repair.PhotographedFacts](e).Attachments)))
	},
	kind.RepairRenumbered: func(_ *look, e *journal.Positioned, t *TimelineItem) {
		t.What, t.Public = "timeline.repair_renumbered", true
		t.set("number", read[repair.RenumberedFacts](e).Number)
	},
	kind.ReviewSettled: func(_ *look, e *journal.Positioned, t *TimelineItem) {
		f := read[repair.SettledFacts](e)
		t.What = "timeline.review_settled"
		t.set("reason", f.Reason)
	},
}

// tellEdited names the changed fields; the value of a single one is told too.
func tellEdited(l *look, e *journal.Positioned, t *TimelineItem) {
	fields := read[repair.EditedFacts](e).Fields
	names := slices.Sorted(maps.Keys(fields))
	if why := fields[repair.FieldPromisedWhy]; why != "" {
		t.What = "timeline.promise_moved"
		t.set("why", why)
		names = slices.DeleteFunc(names, func(name string) bool { return name == repair.FieldPromisedWhy })
	}
	t.What, t.Text = cmp.Or(t.What, "timeline.repair_edited"), l.fileBox(e).Fault
	if t.Text != "" {
		names = append(names, fold.FieldFault)
	}
	t.set("fields", strings.Join(names, ","))
	if len(names) == 1 && t.Text == "" {
		t.Text = strings.ReplaceAll(fields[names[0]], "\n", ", ")
	}
}

// fileBox opens the entry's box about its file, empty when it does not open.
func (l *look) fileBox(e *journal.Positioned) (f repair.FileBox) {
	for i, box := range e.Boxes {
		if box.Purpose == journal.File {
			openBox(l.r, e, i, &f)
			return f
		}
	}
	return f
}
