package spool

// act adds what the state itself asks for: each printer gets its oldest job,
// and is asked about those it may have.
func (m *Machine) act(out []Output) []Output {
	taken := m.taken()
	for _, e := range m.jobs {
		switch {
		case e.busy || e.making:
		case e.State == Waiting && e.Payload == "":
			e.making = true
			out = append(out, DoMake{e.copied()})
		case e.State == Waiting && !taken[e.Printer]:
			taken[e.Printer] = true // nobody overtakes
			out = append(out, m.next(e)...)
		case e.Wish != nil && !e.mute && e.askMS <= m.nowMS:
			e.busy = true
			out = append(out, DoCancel{e.copied(), e.try})
		case e.askMS > 0 && e.askMS <= m.nowMS && !e.mute:
			e.busy = true
			out = append(out, DoAsk{e.copied(), e.try})
		}
	}
	return out
}

// taken are the printers that are getting a job.
func (m *Machine) taken() map[string]bool {
	taken := map[string]bool{}
	for _, e := range m.jobs {
		if e.busy && (e.State == Waiting || e.State == Sending) {
			taken[e.Printer] = true
		}
	}
	return taken
}

// next brings the oldest job of a printer on its way, when it is time.
func (m *Machine) next(e *entry) []Output {
	if e.RetryMS > m.nowMS {
		return nil
	}
	if _, ok := m.setup.Find(e.Printer); !ok {
		return m.stuck(e, UnknownPrinter)
	}
	if t, ok := m.down[e.Printer]; ok && m.nowMS-t.lastMS < longestPause.Milliseconds() {
		if next, ok := m.fallback(e, t); ok {
			return m.moveTo(e, next, t.reason, "")
		}
	}
	e.busy = true
	return []Output{DoClaim{e.copied(), e.try}}
}

// claimed puts a job on disk as being sent before the first byte leaves.
func (m *Machine) claimed(e *entry, remote string) []Output {
	if e.State != Waiting || !e.busy {
		return nil
	}
	if e.Wish != nil {
		e.busy = false
		return m.grant(e, Progress{Standing: NotArrived})
	}
	delete(m.down, e.Printer)
	e.Remote = remote
	e.Attempts, e.RetryMS, e.mute = 0, 0, false
	e.turn(Sending, "", m.nowMS)
	return []Output{m.save(e), DoSend{e.copied(), e.try}}
}

func (m *Machine) noted(e *entry, r Reason) []Output {
	if e.State == Sending {
		e.turn(Sending, r, m.nowMS)
	}
	return nil
}

// troubled takes a no. One before anything was sent is tried again; one about
// a document that may be out leaves it as it is.
func (m *Machine) troubled(e *entry, r Reason) []Output {
	if !e.busy {
		return nil
	}
	e.busy = false
	if e.State == Waiting && e.Wish != nil {
		return m.grant(e, Progress{Standing: NotArrived})
	}
	if e.State == Waiting {
		return m.stuck(e, r)
	}
	var out []Output
	if e.Wish != nil && e.State != Doubt {
		e.turn(Doubt, r, m.nowMS)
		out = append(out, m.save(e))
	} else if e.State == Printing && e.Reason != r {
		e.turn(Printing, r, m.nowMS)
		out = append(out, m.save(e))
	}
	e.asks++
	e.askMS = m.nowMS + m.pause(e.asks)
	return out
}

// stuck keeps a job that its printer does not take now, or gives it to the next
// printer of its role.
func (m *Machine) stuck(e *entry, r Reason) []Output {
	t, ok := m.down[e.Printer]
	if !ok {
		t.sinceMS = m.nowMS
	}
	t.lastMS, t.reason = m.nowMS, r
	m.down[e.Printer] = t
	if next, ok := m.fallback(e, t); ok {
		return m.moveTo(e, next, r, "")
	}
	e.tried = true
	e.Attempts++
	e.RetryMS = m.nowMS + m.pause(e.Attempts-1)
	if r.Lasting() {
		e.turn(Held, r, m.nowMS)
	} else {
		e.turn(Waiting, r, m.nowMS)
	}
	return []Output{m.save(e)}
}

// fallback is the printer that a job goes to instead of one that takes nothing.
func (m *Machine) fallback(e *entry, t trouble) (string, bool) {
	if e.Role == "" || !t.reason.Lasting() && m.nowMS-t.sinceMS < fallbackAfter.Milliseconds() {
		return "", false
	}
	return m.setup.after(e.Role, e.Printer)
}

// told takes how a document stands.
func (m *Machine) told(e *entry, p Progress) []Output {
	if !e.busy || e.State == Waiting {
		return nil
	}
	e.busy, e.asks = false, 0
	if p.Pages != e.pages {
		e.pages, e.SinceMS = p.Pages, m.nowMS
	}
	if e.Wish != nil && (p.Standing != CameOut || e.Wish.Act == ActRetry) {
		return m.grant(e, p)
	}
	switch p.Standing {
	case CameOut:
		return m.finish(e, Done, p.Reason)
	case Accepted:
		return m.accepted(e, p)
	case NotArrived:
		e.askMS, e.Remote, e.tried = 0, "", false
		e.turn(Waiting, p.Reason, m.nowMS)
		e.Attempts++
		e.RetryMS = m.nowMS + m.pause(e.Attempts-1)
		return []Output{m.save(e)}
	case Withdrawn:
		e.askMS = 0
		e.turn(Held, CancelledThere, m.nowMS)
		return []Output{m.save(e)}
	case GivenUp:
		e.askMS = 0
		e.turn(Held, Refused, m.nowMS)
		return []Output{m.save(e)}
	}
	return m.unknown(e, p)
}

// accepted follows a document that the printer has.
func (m *Machine) accepted(e *entry, p Progress) []Output {
	e.askMS = m.nowMS + followEvery.Milliseconds()
	state, reason := Printing, p.Reason
	if e.State == Doubt && e.Reason == Unconfirmed && reason == "" {
		return nil // still silent; the question stands
	}
	if e.State == Printing && e.Reason == "" && reason == "" && m.nowMS-e.SinceMS >= silentFor.Milliseconds() {
		state, reason = Doubt, Unconfirmed
	}
	if e.State == state && e.Reason == reason {
		return nil
	}
	e.turn(state, reason, m.nowMS)
	return []Output{m.save(e)}
}

// unknown leaves the answer to a person.
func (m *Machine) unknown(e *entry, p Progress) []Output {
	if e.askMS, e.mute = 0, true; e.State == Sending && e.Remote != "" {
		e.askMS, e.mute = m.nowMS+followEvery.Milliseconds(), false
	}
	reason := p.Reason
	if e.State == Doubt {
		reason = e.Reason
	} else if reason == "" {
		reason = Lost
	}
	if e.State == Doubt && e.Reason == reason {
		return nil
	}
	e.turn(Doubt, reason, m.nowMS)
	return []Output{m.save(e)}
}

// grant does what somebody wished for a job that its printer gave back. Where
// that leaves open whether it came out, a person is asked first.
func (m *Machine) grant(e *entry, p Progress) []Output {
	w := *e.Wish
	switch {
	case p.Standing == Accepted: // it is called back again until it is settled
		e.asks++
		e.askMS = m.nowMS + m.pause(e.asks)
		if e.State != Sending {
			return nil
		}
		e.turn(Printing, p.Reason, m.nowMS) // its sending has come to its end
		return []Output{m.save(e)}
	case p.Standing == Unknown && e.State == Sending && e.Remote != "":
		e.askMS = m.nowMS
		e.turn(Doubt, Lost, m.nowMS)
		return []Output{m.save(e)}
	case w.Act == ActCancel:
		return m.finishFor(e, Cancelled, "", "", w.By)
	case w.Act == ActRetry && p.Standing == CameOut, p.Standing == Unknown:
		if w.Act == ActRetry {
			e.Wish = nil
		}
		e.askMS, e.mute = 0, true
		e.turn(Doubt, Unconfirmed, m.nowMS)
		return []Output{m.save(e)}
	}
	e.Wish = nil
	if w.Act == ActHold {
		return m.aside(e, "", w.By)
	}
	if w.Act == ActMove {
		return m.moveTo(e, w.Printer, "", w.By)
	}
	return m.again(e, "", w.By)
}

// again sends a job once more.
func (m *Machine) again(e *entry, a Act, by string) []Output {
	e.restart()
	e.note(Waiting, "", a, by, m.nowMS)
	return []Output{m.save(e)}
}

// moveTo gives a job that is at no printer to another one, which may need its
// document made anew.
func (m *Machine) moveTo(e *entry, printer string, r Reason, by string) []Output {
	from, _ := m.setup.Find(e.Printer)
	to, ok := m.setup.Find(printer)
	e.Printer = printer
	e.restart()
	e.Events = append(e.Events, Event{AtMS: m.nowMS, State: Waiting, Reason: r, Printer: printer, Act: ActMove, By: by})
	e.State, e.Reason, e.SinceMS = Waiting, "", m.nowMS
	payload := ""
	if ok && !from.takesAlike(to) {
		payload, e.Payload = e.Payload, ""
	}
	out := []Output{m.save(e)}
	if payload != "" {
		out = append(out, DoErase{payload})
	}
	return out
}

// restart forgets what happened at the last printer.
func (e *entry) restart() {
	e.Attempts, e.RetryMS, e.Remote = 0, 0, ""
	e.busy, e.asks, e.askMS, e.mute, e.tried, e.pages = false, 0, 0, false, false, 0
	e.try++
}
