package spool

// person does what somebody asks for, where the job allows it.
func (m *Machine) person(e *entry, in Person) []Output {
	if !e.Can(in.Act) {
		return nil
	}
	switch in.Act {
	case ActRetry:
		if e.busy || e.making {
			return nil
		}
		delete(m.down, e.Printer)
		return m.again(e, ActRetry, in.By)
	case ActHold:
		if e.busy {
			return m.callBack(e, Wish{Act: ActHold, By: in.By})
		}
		return m.aside(e, ActHold, in.By)
	case ActMove:
		if e.here() {
			return m.moveTo(e, in.Printer, "", in.By)
		}
		return m.callBack(e, Wish{Act: ActMove, Printer: in.Printer, By: in.By})
	case ActCancel:
		if e.here() || e.State == Doubt && e.mute {
			return m.finishFor(e, Cancelled, "", ActCancel, in.By)
		}
		return m.callBack(e, Wish{Act: ActCancel, By: in.By})
	case ActCameOut:
		return m.answered(e, in.Yes, in.By)
	}
	return nil
}

// here tells whether no printer has anything of a job.
func (e *entry) here() bool { return e.State == Waiting && !e.busy || e.State == Held }

// aside keeps a job back until somebody wants it after all.
func (m *Machine) aside(e *entry, a Act, by string) []Output {
	e.restart()
	e.note(Held, OnHold, a, by, m.nowMS)
	return []Output{m.save(e)}
}

// answered takes whether a job came out. One that did not is called back first,
// because the printer may still have it.
func (m *Machine) answered(e *entry, yes bool, by string) []Output {
	switch {
	case yes:
		return m.finishFor(e, Done, "", ActCameOut, by)
	case e.Wish != nil: // somebody says so who saw it
		return m.grant(e, Progress{Standing: NotArrived})
	case e.mute:
		return m.again(e, ActCameOut, by)
	}
	return m.callBack(e, Wish{Act: ActRetry, By: by})
}

// callBack keeps a wish until the printer has given the job back. What is
// waiting for an answer from the printer gets it first.
func (m *Machine) callBack(e *entry, w Wish) []Output {
	e.Wish = &w
	e.Events = append(e.Events, Event{AtMS: m.nowMS, State: e.State, Reason: e.Reason, Printer: e.Printer, Act: w.Act, By: w.By})
	e.askMS = 1
	out := []Output{m.save(e)}
	if e.State == Sending && e.busy && m.began {
		out = append(out, DoCancel{e.copied(), e.try})
	}
	return out
}

// made puts a document under its job.
func (m *Machine) made(e *entry, d Stored) []Output {
	e.making = false
	if e.Payload != "" || e.State.Final() {
		return []Output{DoErase{d.Payload}}
	}
	e.Payload, e.Bytes, e.Type, e.Paper = d.Payload, d.Bytes, d.Type, d.Paper
	return []Output{m.save(e)}
}

func (m *Machine) notMade(e *entry) []Output {
	e.making = false
	e.turn(Held, Unmade, m.nowMS)
	return []Output{m.save(e)}
}

// spoiled has a document made again that cannot be read; none of it was sent.
func (m *Machine) spoiled(e *entry) []Output {
	if !e.busy {
		return nil
	}
	e.busy = false
	payload := e.Payload
	e.Payload = ""
	e.restart()
	e.turn(Waiting, "", m.nowMS)
	return []Output{m.save(e), DoErase{payload}}
}

// forget gets rid of the documents about an entity. A job whose document is at
// its printer is finished as it stands.
func (m *Machine) forget(entity string) []Output {
	var out []Output
	for _, e := range m.jobs {
		if entity != "" && e.Order.Entity == entity {
			out = append(out, m.finish(e, Cancelled, "")...)
		}
	}
	return out
}
