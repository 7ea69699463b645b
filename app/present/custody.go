package present

import (
	"context"
	"slices"
	"strings"

	"etabli/app/domain/custody"
	"etabli/app/domain/fault"
	"etabli/app/domain/kind"
	"etabli/app/service"
	"etabli/app/views"
)

// The parts of a count of the customers' devices: what was not seen yet, what was,
// and what should not lie here.
const (
	UnseenScope Scope = "unseen"
	SeenScope   Scope = "seen"
	OddScope    Scope = "odd"
	custodyVerb       = "keeping"
)

// Keeping is what the count of the customers' devices reads and does.
type Keeping interface {
	Changes
	Calls
	CustodyExpected(ctx context.Context, in *service.CustodyAsked) ([]views.RepairRow, error)
	CustodyScan(ctx context.Context, in *service.CustodyScanned) (service.CustodySeen, error)
	CountCustody(ctx context.Context, call service.Call, in *service.CustodyInput) (service.Result, error)
}

// Custody presents a count by scan of the customers' devices. What was scanned is
// kept while other screens are shown; nothing is recorded before it is saved.
type Custody struct {
	roll[views.RepairRow]
	port  Keeping
	scans []string
	seen  map[ID]bool // of what should be here
	odd   []Row       // in the order in which it was scanned
	here  []views.RepairRow
	done  *views.Count // the last count that was saved
}

// NewCustody makes the presenter of the count.
func NewCustody(env Env, port Keeping, list func(ListState), show func(Detail)) *Custody {
	c := &Custody{port: port, seen: map[ID]bool{}}
	c.begins(env, port, CustodyScreen, custodyVerb, []Scope{UnseenScope, SeenScope, OddScope}, kind.Repair)
	c.list, c.show = list, show
	c.readAll, c.readOne, c.publish = c.readHere, c.readFile, c.drawCount
	return c
}

// Show opens a file of the list.
func (c *Custody) Show(at Route) { c.choose(at) }

// lines of the count follow from what should be here and what was scanned.
func (c *Custody) readHere(ctx context.Context, _ Scope) (out lines, err error) {
	here, err := c.port.CustodyExpected(ctx, &service.CustodyAsked{})
	if err != nil {
		return out, err
	}
	c.Post(func() {
		c.here = here
		c.publish()
	})
	return out, nil
}

func (c *Custody) readFile(ctx context.Context, id ID) (views.RepairRow, error) {
	here, err := c.port.CustodyExpected(ctx, &service.CustodyAsked{})
	for _, row := range here {
		if row.ID == id {
			return row, err
		}
	}
	if err == nil {
		err = fault.New(fault.NotFound, "id", "what", "repair")
	}
	return views.RepairRow{}, err
}

// Scanned takes a label or a serial number; while somebody counts, every code is
// for the count.
func (c *Custody) Scanned(code string) bool {
	code = strings.TrimSpace(code)
	if !c.stay.here() || code == "" {
		return false
	}
	if len(c.scans) == custody.MaxScans {
		c.open.refused(fault.New(fault.TooLong, "scans", "limit", itoa(custody.MaxScans)))
		return true
	}
	var each lane // scans come faster than answers, and every one counts
	ask(&c.stay, &each, func(ctx context.Context) (service.CustodySeen, error) {
		return c.port.CustodyScan(ctx, &service.CustodyScanned{Scan: code})
	}, func(found service.CustodySeen, err error) {
		if err != nil {
			c.open.refused(err)
			return
		}
		c.took(code, found)
	})
	return true
}

func (c *Custody) took(code string, found service.CustodySeen) {
	c.done, c.open.notice = nil, Notice{}
	c.scans = append(c.scans, code)
	w := c.Words
	switch {
	case found.File == nil:
		c.odd = append([]Row{{ID: normID("scan", code), Number: code, Product: w.T("custody.unknown"), Customer: w.T("custody.unknown.text"), Chip: Chip{Late, "circle-question-mark", w.T("custody.whose")}}}, c.odd...)
		c.open.notice = Notice{Tone: Watch, Text: w.T("custody.said.unknown", "code", code)}
	case !found.Here:
		row := c.row(*found.File)
		row.Chip = Chip{Watch, "triangle-alert", w.T("custody.strange")}
		if !slices.ContainsFunc(c.odd, func(r Row) bool { return r.ID == row.ID }) {
			c.odd = append([]Row{row}, c.odd...)
		}
		c.open.notice = Notice{Tone: Watch, Text: w.T("custody.said.strange", "number", found.File.Number)}
	case c.seen[found.File.ID]:
		c.open.notice = Notice{Tone: Neutral, Text: w.T("custody.said.again", "number", found.File.Number)}
	default:
		c.seen[found.File.ID] = true
		c.open.notice = Notice{Tone: Good, Text: w.T("custody.said.seen", "number", found.File.Number, "product", found.File.Product)}
	}
	c.revision++
	c.publish()
}

// parts are the lines of the count.
func (c *Custody) parts() map[Scope][]Row {
	out := map[Scope][]Row{OddScope: c.odd}
	for _, file := range c.here {
		row := c.row(file)
		if c.seen[file.ID] {
			row.Chip = Chip{Good, "check", c.Words.T("custody.seen")}
			out[SeenScope] = append(out[SeenScope], row)
		} else {
			row.Chip = Chip{Watch, "search", c.Words.T("custody.unseen")}
			out[UnseenScope] = append(out[UnseenScope], row)
		}
	}
	return out
}

func (c *Custody) drawCount() {
	parts := c.parts()
	c.now = lines{rows: parts[c.scope], counts: map[Scope]int{UnseenScope: len(parts[UnseenScope]), SeenScope: len(parts[SeenScope]), OddScope: len(parts[OddScope])}}
	c.list(c.listed())
	d := Detail{ID: normID("count"), Open: true}
	c.showCount(&d, parts)
	d.Busy, d.Notice, d.Sheet = c.open.busy, c.open.notice, c.open.sheets.state
	c.show(d)
}

// ScopeChosen shows another part of the count.
func (c *Custody) ScopeChosen(s Scope) {
	c.scope = s
	c.revision++
	c.publish()
}

// RowChosen opens the file of a line; a code that no file has opens nothing.
func (c *Custody) RowChosen(i int) {
	rows := c.rows()
	if i >= 0 && i < len(rows) && rows[i].ID != normID("scan", rows[i].Number) {
		c.Go(Route{Screen: CounterScreen, Repair: rows[i].ID})
	}
}

func (c *Custody) showCount(d *Detail, parts map[Scope][]Row) {
	w := c.Words
	d.Title, d.Sub = w.T("custody.title"), w.T("custody.sub")
	all := len(c.here)
	seen := ClockCard{Label: w.T("custody.seen.of"), Value: w.T("custody.of", "n", w.Number(len(parts[SeenScope])), "all", w.Number(all)), Tone: Work, Share: 1, Sub: ""}
	if all > 0 {
		seen.Share = float32(len(parts[SeenScope])) / float32(all)
	}
	missing := ClockCard{Label: w.T("custody.to_find"), Value: w.Number(len(parts[UnseenScope])), Share: -1, Sub: w.T("custody.to_find.sub")}
	odd := ClockCard{Label: w.T("custody.odd"), Value: w.Number(len(parts[OddScope])), Share: -1, Sub: w.T("custody.odd.sub")}
	if len(parts[UnseenScope]) == 0 && all > 0 {
		seen.Tone, missing.Tone = Good, Good
	}
	if len(c.odd) > 0 {
		odd.Tone = Watch
	}
	d.Clocks = []ClockCard{seen, missing, odd}
	if n := c.done; n != nil {
		d.Cards = append(d.Cards, c.resultCard(*n))
	}
	d.Cards = append(d.Cards, DetailCard{Title: w.T("custody.how"), Text: w.T("custody.how.text")})
	if len(c.scans) > 0 && len(parts[UnseenScope]) > 0 {
		d.Cards = append(d.Cards, c.leftCard(parts[UnseenScope]))
	}
	ids := []string{custodyType}
	if len(c.scans) > 0 {
		ids = []string{custodySave, custodyType, custodyDrop}
	}
	c.deeds(d, custodyIcons, ids...)
}

// mostLeft is how many devices the page itself names.
const mostLeft = 12

// leftCard names what is still to be found, where there is no room for the list.
func (c *Custody) leftCard(rows []Row) DetailCard {
	card := DetailCard{Title: c.Words.T("custody.left")}
	for _, row := range rows[:min(mostLeft, len(rows))] {
		card.Lines = append(card.Lines, DetailLine{Label: row.Number, Value: row.Product})
	}
	if more := len(rows) - mostLeft; more > 0 {
		card.Text = c.Words.T("custody.more", "n", c.Words.Number(more))
	}
	return card
}

// resultCard is what the count that was saved said; what is missing leads to its
// incident in "À vérifier".
func (c *Custody) resultCard(n views.Count) DetailCard {
	w := c.Words
	card := DetailCard{Title: w.T("custody.saved"), Chip: Chip{Good, "check-check", c.when(n.AtMS)}, Lines: []DetailLine{{Label: w.T("custody.seen"), Value: w.Number(len(n.Seen)), Tone: Good}}}
	for _, l := range []struct {
		label string
		list  []string
		tone  Tone
	}{{"custody.missing", n.Missing, Late}, {"custody.strange", n.Strange, Watch}, {"custody.unknown", n.Unknown, Watch}} {
		if len(l.list) > 0 {
			card.Lines = append(card.Lines, DetailLine{Label: w.T(l.label), Value: strings.Join(l.list, ", "), Tone: l.tone})
		}
	}
	for _, l := range n.Last {
		card.Lines = append(card.Lines, DetailLine{Label: w.T("custody.last", "number", l.Number), Value: c.lastSeen(l)})
	}
	return card
}

var seenLast = map[string]string{"scan": "custody.last.scan", "count": "custody.last.count", "receipt": "custody.last.receipt"}

// lastSeen says when a missing device was seen last, and where it was to lie.
func (c *Custody) lastSeen(l views.LastSeen) string {
	said := c.Words.T(seenLast[l.By], "when", c.when(l.AtMS))
	if l.Spot == "" {
		return said
	}
	return said + ", " + l.Spot
}

// The acts of the count.
const (
	custodySave = "custody.save"
	custodyType = "custody.type"
	custodyDrop = "custody.drop"
)

var custodyIcons = map[string]string{custodySave: "check-check", custodyType: "keyboard", custodyDrop: "trash-2"}

// PrimaryPressed saves the count, or asks for a number before anything was scanned.
func (c *Custody) PrimaryPressed() {
	if len(c.scans) > 0 {
		c.ActionPressed(custodySave)
		return
	}
	c.ActionPressed(custodyType)
}

// EmptyPressed asks for a number by hand.
func (c *Custody) EmptyPressed() { c.ActionPressed(custodyType) }

// ActionPressed does an act of the count.
func (c *Custody) ActionPressed(id string) {
	if c.open.busy {
		return
	}
	switch id {
	case custodyDrop:
		c.forget()
		c.publish()
	case custodyType:
		c.open.sheets.open(c.typeSheet())
	case custodySave:
		c.save()
	}
}

func (c *Custody) forget() { c.scans, c.seen, c.odd = nil, map[ID]bool{}, nil }

func (c *Custody) save() {
	scans := slices.Clone(c.scans)
	var made views.Count
	c.open.run(func(ctx context.Context, call service.Call) error {
		done, err := c.port.CountCustody(ctx, call, &service.CustodyInput{Scans: scans})
		if err != nil {
			return err
		}
		made, _ = done.Data.(views.Count)
		c.Post(func() {
			c.forget()
			c.done = &made
			c.publish()
		})
		return nil
	})
}

// typeSheet takes a number by hand, where a label cannot be read.
func (c *Custody) typeSheet() plan {
	w := c.Words
	var code string
	return plan{
		sheet: Sheet{Title: w.T("deed." + custodyType), Submit: w.T("custody.count"), Fields: []SheetField{
			{Key: "scan", Label: w.T("custody.code"), Kind: ScanInput, Hint: w.T("custody.code.hint")},
		}},
		prepare: func(v values) (job, error) {
			code = v["scan"]
			return func(context.Context, service.Call) error { return nil }, required("scan", code)
		},
		then: func() { c.Scanned(code) },
	}
}
