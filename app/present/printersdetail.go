package present

import "slices"

func (p *PrintDesk) showJob(s *Detail, j PrintJob) {
	w := p.Words
	s.Code, s.Title = j.Number, p.printedName(j)
	s.Sub = w.T("printers.on", "printer", p.printerName(j.Printer))
	s.Chips = []Chip{p.jobChip(j)}
	s.Primary, s.Actions = p.jobActions(j)
	if card := p.troubleCard(j); !card.IsZero() {
		s.Cards = append(s.Cards, card)
	}
	page := DetailCard{Title: w.T("printers.page"), Page: p.page}
	if p.pageOf != p.open.id || p.page == nil {
		page.Text = w.T("printers.page.none")
	}
	s.Cards = append(s.Cards, page)
	s.Story = w.T("printers.story")
	for _, e := range slices.Backward(j.Events) {
		s.Events = append(s.Events, p.printEvent(e))
	}
}

// troubleCard says why a job is not out, and what to do.
func (p *PrintDesk) troubleCard(j PrintJob) DetailCard {
	w := p.Words
	switch {
	case j.State == printDoubt:
		return DetailCard{
			Title: w.T("printers.doubt"), Chip: Chip{Late, "circle-question-mark", w.T("printing.reason." + j.Reason)},
			Text: w.T("printers.doubt.text", "printer", p.printerName(j.Printer)), Acts: []Action{p.printAct(printYes), p.printAct(printNo)},
		}
	case j.Reason == "" || j.State == printDone || j.State == printCancelled:
		return DetailCard{}
	}
	card := DetailCard{Title: w.T("printing.reason." + j.Reason), Text: w.T("printing.next." + j.Reason)}
	if j.State == printWaiting && j.RetryMS > 0 {
		card.Lines = []DetailLine{{Label: w.T("printers.tried"), Value: w.N("printers.times", j.Attempts)}, {Label: w.T("printers.again"), Value: w.T("printers.by_itself")}}
	}
	if slices.Contains(j.Acts, PrintMove) {
		card.Acts = []Action{p.printAct(printMove)}
	}
	return card
}

func (p *PrintDesk) printEvent(e PrintEvent) TimelineRow {
	w := p.Words
	row := TimelineRow{When: p.shortWhen(e.AtMS), Title: w.T("printing.state." + e.State)}
	switch {
	case e.Act == PrintMove:
		row.Title = w.T("printing.moved", "printer", p.printerName(e.Printer))
	case e.Act != "":
		row.Text = w.T("printing.act." + e.Act)
	default:
		row.Text = p.printerName(e.Printer)
	}
	if e.Reason != "" {
		row.Chips = []Chip{{Watch, "circle-alert", w.T("printing.reason." + e.Reason)}}
	}
	return row
}

func (p *PrintDesk) showPrinter(s *Detail, at Printer) {
	w := p.Words
	s.Title, s.Sub = p.printerName(at.Name), p.uses(at)
	s.Chips = []Chip{p.printerChip(at)}
	s.Primary, s.Actions = p.printAct(printerTest), nil
	if at.Folder {
		s.Primary = p.printAct(printerAdd)
	} else {
		for _, id := range []string{printerUse, printerChange, printerProfile, printerRemove, printerAdd} {
			if id != printerProfile || at.Roll {
				s.Actions = append(s.Actions, p.printAct(id))
			}
		}
	}
	if at.Reason != "" {
		s.Cards = append(s.Cards, DetailCard{Title: w.T("printing.reason." + at.Reason), Text: w.T("printing.next." + at.Reason)})
	}
	s.Cards = append(s.Cards, p.wayCard(at))
	if at.Roll {
		s.Cards = append(s.Cards, p.rollCard(at.Own))
	}
	if card, ok := p.testCard(at); ok {
		s.Cards = append(s.Cards, card)
	}
}

func (p *PrintDesk) wayCard(at Printer) DetailCard {
	w := p.Words
	card := DetailCard{Title: w.T("printers.settings"), Lines: []DetailLine{
		{Label: w.T("printers.way"), Value: w.T("printers.by." + at.Way)}, {Label: w.T("printers.address"), Value: at.Address},
	}}
	if at.Folder {
		card.Text = w.T("printers.folder.text")
		return card
	}
	card.Lines = append(card.Lines, DetailLine{Label: w.T("printers.kind"), Value: p.kindName(at.Kind)},
		DetailLine{Label: w.T("printers.answers"), Value: w.T("printers.answers." + answersKey(at))})
	card.Acts = []Action{p.printAct(printerChange)}
	return card
}

func (p *PrintDesk) rollCard(r RollProfile) DetailCard {
	w := p.Words
	return DetailCard{Title: w.T("printers.profile"), Lines: []DetailLine{
		{Label: w.T("printers.width"), Value: w.Number(r.WidthDots)},
		{Label: w.T("printers.code_page"), Value: w.Number(r.CodePage)},
		{Label: w.T("printers.cutter"), Value: w.T("printers.cutter." + r.Cutter)},
		{Label: w.T("printers.drawer"), Value: w.T("printers.drawer."+drawerKey(r.DrawerPin), "pin", w.Number(r.DrawerPin))},
	}, Acts: []Action{p.printAct(printerProfile)}}
}

func drawerKey(pin int) string {
	if pin == 0 {
		return "none"
	}
	return "pin"
}

// testCard says how the last test page of a printer stands, and what to change
// where it came out wrong.
func (p *PrintDesk) testCard(at Printer) (DetailCard, bool) {
	w := p.Words
	for _, j := range append(slices.Clone(p.now.Jobs), p.past...) {
		if j.Form != TestPage || j.Printer != at.Name {
			continue
		}
		card := DetailCard{Title: w.T("printed." + TestPage), Chip: p.jobChip(j), Text: w.T("printers.test.waits"), Acts: []Action{p.printAct(printerTest)}}
		if j.State == printDone {
			card.Text = w.T("printers.test.look")
			card.Acts = []Action{p.printAct(printerUse), p.printAct(printerChange)}
			if at.Roll {
				card.Text = w.T("printers.test.look.roll")
				card.Acts = []Action{p.printAct(printerUse), p.printAct(printerProfile)}
			}
		}
		return card, true
	}
	return DetailCard{}, false
}

func (p *PrintDesk) showFound(s *Detail, f FoundPrinter) {
	w := p.Words
	s.Title, s.Sub, s.Chips = f.Name, f.Model, []Chip{p.foundChip(f)}
	s.Primary, s.Actions = p.printAct(printerInstall), []Action{p.printAct(printerSeek), p.printAct(printerAdd)}
	s.Cards = []DetailCard{{Title: w.T("printers.settings"), Text: w.T("printers.found.text"), Lines: []DetailLine{
		{Label: w.T("printers.way"), Value: w.T("printers.by." + f.Way)}, {Label: w.T("printers.address"), Value: f.Address},
		{Label: w.T("printers.seems"), Value: p.kindName(f.Kind)},
	}}}
}
