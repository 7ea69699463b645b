package present

import (
	"cmp"
	"context"
	"strconv"

	"etabli/app/domain/fault"
	"etabli/app/domain/till"
	"etabli/app/service"
	"etabli/app/views"
	"etabli/storage/journal"
)

// ControlState is what an inspector asks for: closings, the replay of every
// record, the archive.
type ControlState struct {
	Loading  bool
	Busy     bool
	Reading  bool // every record is read again
	Notice   Notice
	Verify   Action
	Proofs   []Notice // what the replay found, a till each
	Proved   string   // when
	Closings []ClosingRow
	Empty    Empty
	Log      []LogRow // the technical log, the latest first
	NoLog    string
	Years    []Choice
	Year     string
	Archive  Action
	Minimum  string // of card payments, as it is displayed
	Sheet    Sheet
}

// ClosingRow is a closed period.
type ClosingRow struct {
	Title string
	Sum   string
	Chip  Chip
}

// LogRow is a line of the till's technical log.
type LogRow struct {
	Title string
	Sub   string // when, and on which till
	Icon  string
}

// shownDays is how many days of closings are shown.
const shownDays = 62

// Control presents closings, proof and archive.
type Control struct {
	stay
	in   tillRoom
	show func(ControlState)

	days    []closing
	log     []service.ReceiptSheet
	years   []string
	year    string
	terms   service.TillRules
	known   bool
	proofs  []service.TillProof
	proofMS int64
	busy    bool
	reading bool
	notice  Notice
	lane    lane
	pulse   *pulse
	sheets  sheets
}

// closing is a period that was closed.
type closing struct {
	level  till.Level
	period string
	sum    int64
}

func newControl(env Env, in tillRoom, show func(ControlState)) *Control {
	c := &Control{stay: stay{Env: env}, in: in, show: show}
	c.pulse = newPulse(env, frame, c.load)
	c.sheets = sheets{stay: &c.stay, calls: in.ports.Tills, publish: c.publish, after: func() {
		c.pulse.kick()
		c.publish()
	}}
	return c
}

// Enter shows the closings and follows changes.
func (c *Control) Enter(ctx context.Context) {
	c.enter(ctx)
	c.watch(c.in.ports.Tills, func([]journal.Entity) { c.pulse.kick() })
	c.until(c.pulse.rest)
	c.known = false
	c.pulse.kick()
	c.publish()
}

// Leave ends it.
func (c *Control) Leave() { c.leave() }

// RetryPressed reads it again.
func (c *Control) RetryPressed() {
	c.notice = Notice{}
	c.pulse.kick()
	c.publish()
}

// controlRead is one reading of the closings.
type controlRead struct {
	series string
	days   []views.TillDay
	terms  service.TillRules
	log    []service.ReceiptSheet
}

// shownLog is how many lines of the technical log are shown.
const shownLog = 30

func (c *Control) load() {
	practice := c.in.practice()
	from := c.Clock.Now().In(c.Zone).AddDate(0, 0, -shownDays).Format(isoDate)
	ask(&c.stay, &c.lane, func(ctx context.Context) (out controlRead, err error) {
		now, err := c.in.ports.Tills.TillNow(ctx, &practice)
		if err != nil {
			return out, err
		}
		out.series = now.Series
		if out.terms, err = c.in.ports.Tills.TillTerms(ctx, &service.Anything{}); err != nil {
			return out, err
		}
		if out.days, err = c.in.ports.Tills.TillDays(ctx, &service.DaysInput{From: from}); err != nil {
			return out, err
		}
		out.log, err = c.in.ports.Tills.TillReceipts(ctx, &service.ReceiptsInput{From: from, Kinds: []till.Kind{till.Event}, Limit: shownLog, Practice: practice})
		return out, err
	}, func(out controlRead, err error) {
		c.pulse.done()
		if err != nil {
			c.notice = c.retriable(err)
			c.publish()
			return
		}
		c.days, c.log, c.terms, c.known = closingsOf(out), out.log, out.terms, true
		c.years = nil
		for y := c.Clock.Now().In(c.Zone).Year(); len(c.years) < shownYears; y-- {
			c.years = append(c.years, strconv.Itoa(y))
		}
		if c.year == "" {
			c.year = c.years[0]
		}
		if c.notice.Retry != "" {
			c.notice = Notice{}
		}
		c.publish()
	})
}

// shownYears is how many years an archive can be chosen of: as long as they are kept.
const shownYears = 7

// closingsOf are the closed periods of a series, the latest first. A month and a
// year stand above their last day.
func closingsOf(r controlRead) (out []closing) {
	for i := len(r.days) - 1; i >= 0; i-- {
		d := r.days[i]
		if d.Series != r.series || d.Open || d.Day == "" {
			continue
		}
		if d.YearClosed {
			out = append(out, closing{level: till.OfYear, period: d.Day[:4]})
		}
		if d.MonthClosed {
			out = append(out, closing{level: till.OfMonth, period: d.Day[:7]})
		}
		out = append(out, closing{till.OfDay, d.Day, d.Today.Gross})
	}
	return out
}

// ClosingPressed prints the Z of a period.
func (c *Control) ClosingPressed(i int) {
	if c.busy || i < 0 || i >= len(c.days) {
		return
	}
	of, training := c.days[i], *c.in.training
	c.work(func(ctx context.Context) (string, error) {
		return c.in.ports.Papers.PrintClosing(ctx, of.level, of.period, training)
	}, "form.till_closing")
}

// YearChosen chooses the year of the archive.
func (c *Control) YearChosen(year string) {
	c.year = year
	c.publish()
}

// ArchivePressed writes the archive of the year that is chosen.
func (c *Control) ArchivePressed() {
	year := c.year
	c.work(func(ctx context.Context) (string, error) { return c.in.ports.Papers.ArchiveTill(ctx, year) }, "form.till_archive")
}

// NoticePressed prints what hangs where people pay: a minimum for cards holds only where it
// is displayed.
func (c *Control) NoticePressed() { c.work(c.in.ports.Papers.PrintTillNotice, "form.till_notice") }

// work does what takes a while and ends in a paper or a file.
func (c *Control) work(do func(context.Context) (string, error), form string) {
	if c.busy {
		return
	}
	c.busy, c.notice = true, Notice{}
	c.publish()
	act(&c.stay, do, func(where string, err error) {
		c.busy = false
		c.notice = Notice{Tone: Good, Text: c.Words.T("print.done", "form", c.Words.T(form), "where", where)}
		if err != nil {
			c.notice = c.Failure(err)
		}
		c.publish()
	})
}

// VerifyPressed replays every record of every till that is here.
func (c *Control) VerifyPressed() {
	if c.busy {
		return
	}
	c.busy, c.reading, c.notice, c.proofs = true, true, Notice{}, nil
	c.publish()
	act(&c.stay, func(ctx context.Context) ([]service.TillProof, error) {
		return c.in.ports.Tills.TillVerify(ctx, &service.Anything{})
	}, func(proofs []service.TillProof, err error) {
		c.busy, c.reading = false, false
		if err != nil {
			c.notice = c.Failure(err)
		} else {
			c.proofs, c.proofMS = proofs, c.nowMS()
		}
		c.publish()
	})
}

// PolicyPressed says what the shop displays about cards.
func (c *Control) PolicyPressed() {
	w, minimum := c.Words, ""
	if c.terms.CardMinimum > 0 {
		minimum = c.typedMoney(c.terms.CardMinimum)
	}
	c.sheets.open(plan{
		sheet: Sheet{Title: w.T("policy.title"), Intro: w.T("policy.text"), Submit: w.T("sheet.save"), Fields: []SheetField{
			{Key: "card_minimum_cents", Label: w.T("policy.minimum"), Kind: MoneyInput, Value: minimum, Hint: w.T("policy.none")},
			{Key: "displayed", Label: w.T("policy.displayed"), Kind: ChoiceInput, Value: "no", Choices: []Choice{
				{"no", w.T("policy.displayed.no")}, {"yes", w.T("policy.displayed.yes")},
			}},
			{Key: "receipts", Label: w.T("policy.receipts"), Kind: ChoiceInput, Value: string(cmp.Or(c.terms.Receipts, till.OnRequest)), Choices: []Choice{
				{string(till.OnRequest), w.T("policy.receipts.on_request")}, {string(till.NoPaper), w.T("policy.receipts.never")},
			}},
		}},
		prepare: func(v values) (job, error) {
			cents, err := c.parseMoney("card_minimum_cents", v["card_minimum_cents"])
			in := &service.PolicyInput{CardMinimum: cents, Displayed: v["displayed"] == "yes", Receipts: till.Printing(v["receipts"])}
			if err == nil && cents > 0 && !in.Displayed {
				err = fault.New(fault.Missing, "displayed")
			}
			return func(ctx context.Context, call service.Call) error {
				_, err := c.in.ports.Tills.TillPolicy(ctx, call, in)
				return err
			}, err
		},
	})
}

// SheetTyped takes a value of the open sheet.
func (c *Control) SheetTyped(key, value string) { c.sheets.typed(key, value) }

// SheetSubmitted does what the sheet asked about.
func (c *Control) SheetSubmitted() { c.sheets.submit() }

// SheetClosed puts the sheet away; nothing was done.
func (c *Control) SheetClosed() { c.sheets.close() }
