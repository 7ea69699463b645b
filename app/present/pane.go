package present

import (
	"context"

	"etabli/app/service"
)

// pane is what is open beside a list, with the acts on it.
type pane struct {
	stay    *stay
	calls   Calls
	publish func()
	reload  func() // an act was done

	id     ID
	busy   bool
	notice Notice
	lane   lane
	pulse  *pulse
	sheets sheets
}

func newPane(s *stay, calls Calls, publish, read, reload func()) *pane {
	p := &pane{stay: s, calls: calls, publish: publish, reload: reload}
	p.pulse = newPulse(s.Env, frame, read)
	p.sheets = sheets{stay: s, calls: calls, publish: publish, after: p.acted}
	return p
}

// choose opens something else; false when it is open already.
func (p *pane) choose(id ID) bool {
	if p.id == id {
		return false
	}
	p.id, p.busy, p.notice, p.sheets.state = id, false, Notice{}, Sheet{}
	p.lane.drop()
	p.pulse.rest()
	return true
}

// acted reads again after an act.
func (p *pane) acted() {
	p.busy, p.notice = false, Notice{}
	p.reload()
	p.publish()
}

// run does an act that asks nothing.
func (p *pane) run(do job) { p.runThen(do, func() {}) }

// runThen does an act that asks nothing, and goes on once it is done.
func (p *pane) runThen(do job, then func()) {
	if p.busy {
		return
	}
	call, err := p.calls.NewCall(p.stay.Desk.Staff)
	if err != nil {
		p.refused(err)
		return
	}
	p.busy, p.notice = true, Notice{}
	p.publish()
	act(p.stay, func(ctx context.Context) (struct{}, error) {
		return struct{}{}, do(ctx, call)
	}, func(_ struct{}, err error) {
		if err != nil {
			p.refused(err)
			return
		}
		p.acted()
		then()
	})
}

func (p *pane) refused(err error) {
	p.busy = false
	p.notice = p.stay.Failure(err)
	p.publish()
}

// print prints a form and says where it went.
func (p *pane) print(papers Papers, id ID, form Form) {
	p.paper(func(ctx context.Context) (string, error) { return papers.Print(ctx, id, form) }, p.stay.formName(form))
}

// paper makes a paper and says where it went.
func (p *pane) paper(print func(context.Context) (where string, err error), name string) {
	p.busy, p.notice = true, Notice{}
	p.publish()
	act(p.stay, print, func(where string, err error) {
		if err != nil {
			p.refused(err)
			return
		}
		p.busy = false
		p.notice = Notice{Tone: Good, Text: p.stay.Words.T("print.done", "form", name, "where", where)}
		p.publish()
	})
}

// doing makes a job of a command whose answer nobody waits for.
func doing[In any](command func(context.Context, service.Call, *In) (service.Result, error), in *In) job {
	return func(ctx context.Context, call service.Call) error {
		_, err := command(ctx, call, in)
		return err
	}
}

// sheeted is a screen whose sheets are those of what is open beside its list.
type sheeted struct{ open *pane }

// SheetTyped takes a value of the sheet.
func (s *sheeted) SheetTyped(key, value string) { s.open.sheets.typed(key, value) }

// SheetSubmitted does the act of the sheet.
func (s *sheeted) SheetSubmitted() { s.open.sheets.submit() }

// SheetClosed puts the sheet away.
func (s *sheeted) SheetClosed() { s.open.sheets.close() }
