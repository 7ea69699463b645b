package forms

import (
	"strings"

	"etabli/app/domain/civil"
	"etabli/app/lang"
	"etabli/printing/document"
)

// Shift is what the next team of a shop has to know. Its lists are in the order
// in which they are to be worked off.
type Shift struct {
	Sheet               // Number: code of the shop
	On       civil.Date `json:"on"`
	NextOn   civil.Date `json:"next_on,omitempty"` // the next day that the shop is open
	Late     []Duty     `json:"late,omitempty"`
	Today    []Duty     `json:"today,omitempty"`
	Next     []Duty     `json:"next,omitempty"`
	Calls    []Duty     `json:"calls,omitempty"`    // call-backs that were promised
	Messages []Duty     `json:"messages,omitempty"` // that wait for an answer
	Numbers  []Duty     `json:"numbers,omitempty"`  // of the kiosk, with which nobody came to the counter
	ToTell   int        `json:"to_tell,omitempty"`  // customers who are to be told something
	Done     []Duty     `json:"done,omitempty"`     // today
}

// Duty is one line of a shift list.
type Duty struct {
	What   string     `json:"what" form:"need"`
	Number string     `json:"number,omitempty"` // of the file
	Who    string     `json:"who,omitempty"`    // does it
	For    string     `json:"for,omitempty"`    // the customer
	On     civil.Date `json:"on,omitempty"`
	AtMS   int64      `json:"at_ms,omitempty"`
}

// ShiftList writes what the next team has to know, with a box for each line that is
// to be done.
func ShiftList(in Shift, c *lang.Catalogue, paper document.Paper) document.Document {
	w := writer{c, paper, in.Sheet}
	body := []document.Block{document.Paragraph{Runs: strong(w.T("paper.shift.day", "date", w.Date(in.On.String()))), Size: document.Large}}
	next := w.T("paper.shift.next")
	if in.NextOn.Known() {
		next = w.T("paper.shift.next_on", "date", w.Date(in.NextOn.String()))
	}
	open := 0
	for _, part := range []struct {
		title string
		lines []Duty
	}{
		{w.T("paper.shift.late"), in.Late}, {w.T("paper.shift.today"), in.Today}, {w.T("paper.shift.calls"), in.Calls},
		{w.T("paper.shift.messages"), in.Messages}, {w.T("paper.shift.numbers"), in.Numbers}, {next, in.Next},
	} {
		open += len(part.lines)
		body = append(body, w.duties(part.title, part.lines, in.On, false)...)
	}
	if in.ToTell > 0 {
		body = append(body, document.Text(w.N("paper.shift.to_tell", in.ToTell)))
	}
	if open == 0 && in.ToTell == 0 {
		body = append(body, document.Text(w.T("paper.shift.nothing")))
	}
	body = append(body, w.duties(w.T("paper.shift.done"), in.Done, in.On, true)...)
	body = append(body, w.passed("paper.shift.outgoing", in.By, "paper.shift.incoming")...)
	return w.document(w.T("paper.shift.title"), body)
}

// duties is one part of the list; nothing where it has no line. What is done has no
// box to tick.
func (w writer) duties(title string, lines []Duty, on civil.Date, done bool) []document.Block {
	if len(lines) == 0 {
		return nil
	}
	wide := !w.paper.Narrow()
	t := document.Table{Columns: []document.Column{{Title: w.T("paper.shift.what"), Share: 0.57}}}
	if wide {
		t.Columns = append(t.Columns, document.Column{Title: w.T("paper.shift.who"), Share: 0.2}, document.Column{Title: w.T("paper.shift.when"), Share: 0.23})
	}
	for _, d := range lines {
		cells := []string{joined("\n", brief(d.What), joined(" · ", d.Number, d.For))}
		if wide {
			cells = append(cells, d.Who, w.dutyTime(d, on))
		} else {
			cells[0] = joined("\n", cells[0], joined(" · ", d.Who, w.dutyTime(d, on)))
		}
		t.Rows = append(t.Rows, document.Row{Cells: cells})
	}
	if !done {
		t = w.ticked(t, w.T("paper.shift.box"))
	}
	return []document.Block{document.Heading{Text: title}, t}
}

// dutyTime is the day of a line when it is another one than the list's, with its hour
// when one was named.
func (w writer) dutyTime(d Duty, on civil.Date) string {
	hour := ""
	if d.AtMS != 0 {
		hour = w.Clock(d.AtMS, w.sheet.zone())
		if !d.On.Known() {
			d.On = civil.At(d.AtMS, w.sheet.zone())
		}
	}
	if !d.On.Known() || d.On == on {
		return hour
	}
	return joined(" ", w.DateShort(d.On.String()), hour)
}

// maxBrief is how much of a message stands in a list, in characters.
const maxBrief = 200

// brief brings what somebody wrote to one line of a list.
func brief(text string) string {
	runes := []rune(strings.Join(strings.Fields(text), " "))
	if len(runes) <= maxBrief {
		return string(runes)
	}
	return strings.TrimSpace(string(runes[:maxBrief])) + "…"
}
