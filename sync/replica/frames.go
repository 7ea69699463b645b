package replica

import (
	"etabli/sync/wire"
)

// frame takes a frame from HQ.
func (m *Machine) frame(f wire.Frame, nowMS int64) []Output {
	welcome, isWelcome := f.(*wire.Welcome)
	if refused, no := f.(*wire.Refused); no {
		return m.refused(refused, nowMS)
	}
	if isWelcome != (m.phase == greeting) {
		return m.giveUp(codeName(wire.CodeUnexpectedFrame), nowMS)
	}
	m.status.LastSyncMS = nowMS
	switch f := f.(type) {
	case *wire.Welcome:
		return m.welcome(welcome, nowMS)
	case *wire.Page:
		return m.page(f, nowMS)
	case *wire.Ack:
		m.ack(f, nowMS)
	case *wire.History:
		return m.history(f, nowMS)
	case *wire.Need:
		m.need(f)
	case *wire.HandedBack:
		return m.handedBack(f, nowMS)
	case *wire.Quarantined:
		m.status.LastErrorCode = codeName(f.Code)
	case *wire.Ping:
		m.outbox = append(m.outbox, &wire.Pong{N: f.N, MS: nowMS})
	case *wire.Pong:
		return m.compare(f.MS, m.pingMS, nowMS)
	default:
		return m.giveUp(codeName(wire.CodeUnexpectedFrame), nowMS)
	}
	return nil
}

func (m *Machine) welcome(w *wire.Welcome, nowMS int64) []Output {
	if w.Version < wire.OldestVersion || w.Version > wire.Version || len(w.Accepted) != len(m.chains) {
		m.refusedBy(wire.CodeVersion)
		return m.giveUp(codeName(wire.CodeVersion), nowMS)
	}
	if !w.Lineage.Follows(m.progress.Cursor.Lineage) {
		m.refusedBy(wire.CodeLineage)
		return m.giveUp(codeName(wire.CodeLineage), nowMS)
	}
	m.phase, m.lineage, m.barred = serving, w.Lineage, false
	m.status.State, m.status.LastErrorCode, m.recovering = CatchingUp, "", w.Recovering
	if w.Recovering {
		m.status.State = Recovering
	}
	m.movedMS = nowMS
	m.lending.on, m.lending.due = w.Vouches, w.Vouches
	m.fetching.on = w.Version >= wire.Scoped && !w.Recovering
	m.fetching.due = m.fetching.on
	out := []Output{DoCompare{HQMS: w.HQMS, SentMS: m.helloMS, ReceivedMS: nowMS}}
	out = append(out, m.lost(w, nowMS)...)
	m.comparedMS = nowMS
	for i, c := range m.chains {
		if w.Accepted[i].Chain != c.head.Chain {
			return m.giveUp(codeName(wire.CodeUnexpectedFrame), nowMS)
		}
		if c.welcomed(w.Accepted[i], i == 0) {
			out = append(out, DoVerify{Chain: c.head.Chain, After: c.acked, Link: w.Accepted[i].Link, Head: c.head})
			m.verifying = true
		}
		m.block(c, c.blocked)
	}
	return append(out, m.note()...)
}

// block stops pushing a chain that HQ does not take.
func (m *Machine) block(c *chain, code wire.Code) {
	if code == wire.CodeNone {
		return
	}
	c.blocked = code
	m.status.LastErrorCode = codeName(code)
	if code.Permanent() {
		m.status.State = Refused
	}
}

func (m *Machine) verified(in Verified) {
	waiting := false
	for _, c := range m.chains {
		if c.head.Chain == in.Chain {
			c.verified = true
			if !in.Good {
				m.block(c, wire.CodeFork)
			}
		}
		waiting = waiting || !c.verified
	}
	m.verifying = waiting && m.phase == serving
}

// refused ends the session, or stops pushing the chain it is about.
func (m *Machine) refused(r *wire.Refused, nowMS int64) []Output {
	if r.Code == wire.CodeExpiredMayNotPull {
		m.status.LastErrorCode = codeName(r.Code)
		return nil
	}
	if m.phase == serving && m.lentRefused(r, nowMS) {
		return nil
	}
	if c := m.chain(r.Ref.Chain); c != nil && m.phase == serving {
		m.block(c, r.Code)
		c.flight = nil
		m.movedMS = nowMS
		return nil
	}
	m.refusedBy(r.Code)
	if r.Code == wire.CodeReplaced {
		// Somebody else has this device's name, and should have time as well.
		m.attempts = max(m.attempts, manyAttempts)
	}
	return m.giveUp(codeName(r.Code), nowMS)
}

// page queues a page; one that does not follow the last is an error of HQ.
func (m *Machine) page(p *wire.Page, nowMS int64) []Output {
	last := m.progress.Cursor
	if len(m.pages) > 0 {
		last = m.pages[len(m.pages)-1].Cursor
	}
	follows := p.Cursor.Lineage == m.lineage && p.Cursor.Position >= last.Position &&
		(len(p.Items) == 0 || p.Items[0].Position > last.Position)
	if !follows || len(m.pages) >= maxPages {
		return m.giveUp(codeName(wire.CodeUnexpectedFrame), nowMS)
	}
	if len(p.Items) == 0 && len(p.Scopes) == 0 && p.Stable == 0 && p.Cursor == last && len(m.pages) == 0 {
		m.arrived(p)
		m.moved(nowMS)
		return nil
	}
	m.pages = append(m.pages, p)
	return nil
}

// arrived notes that a page was taken in.
func (m *Machine) arrived(p *wire.Page) {
	if p.More {
		return
	}
	m.live = true
	if m.status.State == CatchingUp {
		m.status.State = Live
	}
}

func (m *Machine) applied(in PageApplied, nowMS int64) []Output {
	m.applying, m.recount = false, true
	if m.phase != serving || len(m.pages) == 0 {
		return nil
	}
	page := m.pages[0]
	m.pages = m.pages[1:]
	m.progress = in.Progress
	m.moved(nowMS)
	if in.Unusable > 0 {
		m.status.LastErrorCode = codeName(wire.CodeMalformedEntry)
	}
	for _, item := range page.Items {
		if c := m.chain(item.Ref.Chain); c != nil {
			c.acked, c.noted = max(c.acked, item.Ref.Seq), max(c.noted, item.Ref.Seq)
		}
	}
	m.fetching.due = m.fetching.due || m.fetching.on && in.Wanted
	if page.Stable > 0 && m.handing.known > 0 { // what has left may go once its place is known
		m.handing.due, m.handing.last = true, nil
	}
	m.outbox = append(m.outbox, &wire.Applied{Position: page.Cursor.Position})
	m.arrived(page)
	if in.NewChain {
		m.restart = true
		return m.giveUp("", nowMS)
	}
	return nil
}

func (m *Machine) ack(a *wire.Ack, nowMS int64) {
	m.lentAnswered(a.Chain, nowMS)
	if c := m.chain(a.Chain); c != nil && c.blocked == wire.CodeNone && c.answered(a) {
		m.moved(nowMS)
	}
	if a.Held > a.Seq {
		m.status.LastErrorCode = codeName(wire.CodeHeld)
	} else if m.status.LastErrorCode == codeName(wire.CodeHeld) {
		m.status.LastErrorCode = ""
	}
}

// need sends entries again. What others have written and did not vouch for is
// theirs to hand in; HQ keeps ours until then.
func (m *Machine) need(n *wire.Need) {
	m.lentNeeded(n)
	c := m.chain(n.Chain)
	if c == nil {
		return
	}
	c.sent, c.flight, c.empty = min(c.sent, n.From-1), nil, false
}

func (m *Machine) tailLoaded(in TailLoaded, nowMS int64) {
	m.loading = false
	c := m.chain(in.Chain)
	if c == nil || m.phase != serving || in.From != c.sent+1 {
		return
	}
	if len(in.Entries) == 0 {
		c.empty = !m.fresh
		return
	}
	c.sent += uint64(len(in.Entries))
	c.head.Seq = max(c.head.Seq, c.sent)
	if len(c.flight) == 0 {
		m.movedMS = nowMS // from now on something waits
	}
	c.flight = append(c.flight, c.sent)
	m.outbox = append(m.outbox, &wire.Push{Chain: in.Chain, From: in.From, Entries: in.Entries, Keys: in.Keys, Before: in.Before, Previous: in.Previous})
}

// tick looks at the time.
func (m *Machine) tick(nowMS int64) []Output {
	if m.phase < greeting {
		return nil
	}
	if nowMS-m.heardMS > wire.IdleTimeout.Milliseconds() {
		return m.giveUp(codeLost, nowMS)
	}
	if m.waits() && nowMS-m.movedMS > stuckAfter.Milliseconds() {
		return m.giveUp(CodeStuck, nowMS)
	}
	if m.phase == serving && nowMS-m.spokeMS >= wire.HeartbeatEvery.Milliseconds() && !m.sending && len(m.outbox) == 0 {
		m.pings++
		m.spokeMS, m.pingMS = nowMS, nowMS
		m.outbox = append(m.outbox, &wire.Ping{N: m.pings, MS: nowMS})
	}
	return m.note()
}

// waits tells whether something should move.
func (m *Machine) waits() bool {
	if m.phase == greeting || m.applying || m.handing.waiting || m.lending.waiting || m.fetching.open > 0 || m.fetching.taking > 0 || !m.live && !m.recovering {
		return true
	}
	for _, c := range m.chains {
		if len(c.flight) > 0 {
			return true
		}
	}
	return false
}

// note asks to write down what HQ has, where no page has done so.
func (m *Machine) note() []Output {
	if m.noting || m.rewinding || m.phase != serving {
		return nil
	}
	var acks []wire.Ack
	for _, c := range m.chains {
		if c.acked > c.noted && c.verified && c.blocked == wire.CodeNone {
			acks = append(acks, wire.Ack{Chain: c.head.Chain, Seq: c.acked})
			c.noted = c.acked
		}
	}
	if len(acks) == 0 {
		return nil
	}
	m.noting = true
	return []Output{DoAcknowledge{acks}}
}

// compare passes on HQ's time, not too often: it is written to disk.
func (m *Machine) compare(hqMS, sentMS, nowMS int64) []Output {
	if nowMS-m.comparedMS < compareEvery.Milliseconds() {
		return nil
	}
	m.comparedMS = nowMS
	return []Output{DoCompare{HQMS: hqMS, SentMS: sentMS, ReceivedMS: nowMS}}
}
