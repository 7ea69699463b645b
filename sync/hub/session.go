package hub

import (
	"maps"
	"slices"
	"time"

	"etabli/storage/journal"
	"etabli/sync/enrol"
	"etabli/sync/wire"
)

// Limits of one session.
const (
	MaxPagesInFlight = 4   // pages sent and not yet applied
	MaxPending       = 4   // hand-ins at the committer
	maxOutbox        = 512 // frames that wait to be sent
	// cursorEvery is how often a device whose site has no news is told how far
	// HQ's log has come.
	cursorEvery = 5 * time.Minute
)

// Session is HQ's side of one connection, as a function of state, input and
// time: Step does no I/O and starts nothing. Whoever runs it carries out what
// Step returns, in order, and reports back with the input that is named there.
type Session struct {
	device  enrol.Device
	expired bool
	// recovering HQs deliver nothing.
	recovering bool

	phase   phase
	holds   map[journal.ChainID]uint64 // own entries the device has, as HQ has them
	pushed  []*HandIn                  // handed in and not answered
	sited   map[journal.ChainID]bool   // chains whose site it was told
	gaps    map[journal.ChainID]bool   // own chains of which it has lost entries before later ones
	version uint16                     // of the protocol that both speak
	scoped  uint64                     // the device knows what is of its site up to here
	stable  uint64                     // it was told that HQ cannot lose its log up to here
	lineage wire.Lineage               // that the device was told
	short   bool                       // it takes files that nobody works on as stubs
	wants   []wire.Want                // histories the device asked for
	wantsTo uint64                     // up to which position
	told    uint64                     // cursor of the last page sent
	read    uint64                     // the feed was read up to here
	applied uint64                     // the device holds the log up to here
	flight  []uint64                   // cursors of pages not yet applied
	pages   int                        // bytes a page may hold
	first   bool                       // the page that ends catching up was not sent yet
	idle    bool                       // send a page although it has no items

	loading, sending, moved, stopped bool
	fetching                         bool
	pending                          int
	outbox                           []wire.Frame
	seen                             sighting
	heardMS, spokeMS, pagedMS, nowMS int64
	pings                            uint64
}

type phase int

const (
	awaitingHello phase = iota
	checkingHello
	serving
	ending // flush what is said, then stop
)

// NewSession begins a session with a device that showed its certificate.
// expired lets it hand in only.
func NewSession(device enrol.Device, expired bool, nowMS int64) *Session {
	return &Session{
		device: device, expired: expired, heardMS: nowMS, spokeMS: nowMS, pagedMS: nowMS, nowMS: nowMS,
		pages: MaxPageBytes, first: true, sited: map[journal.ChainID]bool{},
	}
}

// Ready tells whether the session takes another frame now; until then the
// connection's own flow control holds the device back.
func (s *Session) Ready() bool {
	return s.pending < MaxPending && len(s.outbox) < maxOutbox && s.phase != checkingHello
}

// Ending tells whether the session only flushes what it has said.
func (s *Session) Ending() bool { return s.phase == ending }

// Step takes one input and returns what to do.
func (s *Session) Step(in SessionInput, nowMS int64) []SessionOutput {
	if s.stopped {
		return nil
	}
	s.turnBack(nowMS)
	var out []SessionOutput
	switch in := in.(type) {
	case FrameIn:
		s.heardMS = nowMS
		out = s.frame(in.Frame, nowMS)
	case Checked:
		out = s.checked(in, nowMS)
	case Ordered:
		s.ordered(in)
	case BackTaken:
		s.backTaken(in)
	case Loaded:
		s.loaded(in.Page, nowMS)
	case Fetched:
		s.fetched(in)
	case Moved:
		s.moved = true
	case SentOut:
		s.sending, s.spokeMS = false, nowMS
	case Tick:
		out = s.tick(nowMS)
	case End:
		s.end(in.Code)
	}
	return s.act(out)
}

// turnBack moves what was noted along when somebody sets the clock back.
func (s *Session) turnBack(nowMS int64) {
	if back := s.nowMS - nowMS; back > 0 {
		s.heardMS, s.spokeMS, s.pagedMS = s.heardMS-back, s.spokeMS-back, s.pagedMS-back
	}
	s.nowMS = nowMS
}

// delivers tells whether the device may be told what others wrote, now.
func (s *Session) delivers() bool {
	return s.phase == serving && !s.expired && !s.recovering && len(s.outbox) < maxOutbox
}

// act adds what the state itself asks for.
func (s *Session) act(out []SessionOutput) []SessionOutput {
	if s.delivers() && s.moved && !s.loading && len(s.flight) < MaxPagesInFlight {
		s.loading, s.moved = true, false
		out = append(out, DoLoad{Reading{
			Site: s.device.Site, After: s.read, MaxBytes: s.pages, Holds: maps.Clone(s.holds),
			Pushed: slices.Clone(s.pushed), Sited: maps.Clone(s.sited),
			Scopes: s.version >= wire.Scoped, ScopedTo: s.scoped, Stable: s.stable,
			Short: s.short, Own: s.own(),
		}})
	}
	if s.delivers() && len(s.wants) > 0 && !s.fetching {
		s.fetching = true
		out = append(out, DoFetch{Fetching{
			Site: s.device.Site, Wants: slices.Clone(s.wants), UpTo: s.wantsTo, MaxBytes: MaxPageBytes, Sited: maps.Clone(s.sited),
		}})
	}
	if !s.sending && len(s.outbox) > 0 {
		s.sending = true
		out = append(out, DoSend{s.outbox})
		s.outbox = nil
	}
	if s.phase == ending && !s.sending && len(s.outbox) == 0 && !s.stopped {
		s.stopped = true
		out = append(out, DoStop{})
	}
	return out
}

func (s *Session) say(f wire.Frame) {
	if s.phase != ending {
		s.outbox = append(s.outbox, f)
	}
}

func (s *Session) end(code wire.Code) {
	if code != wire.CodeNone {
		s.say(&wire.Refused{Code: code})
	}
	s.phase = ending
}

func (s *Session) frame(f wire.Frame, nowMS int64) []SessionOutput {
	if s.phase == ending {
		return nil
	}
	if _, isHello := f.(*wire.Hello); isHello != (s.phase == awaitingHello) {
		s.end(wire.CodeUnexpectedFrame)
		return nil
	}
	switch f := f.(type) {
	case *wire.Hello:
		return s.hello(f, nowMS)
	case *wire.Push:
		return s.push(f)
	case *wire.HandBack:
		s.pending++
		return []SessionOutput{DoTakeBack{BackIn{Device: s.device.ID, Site: s.device.Site, Frame: f}}}
	case *wire.Fetch:
		return s.fetch(f)
	case *wire.Applied:
		s.applied = max(s.applied, f.Position)
		s.flight = slices.DeleteFunc(s.flight, func(p uint64) bool { return p <= f.Position })
		s.seen.Applied, s.seen.AtMS = s.applied, nowMS
		return []SessionOutput{DoSight{s.seen}}
	case *wire.Ping:
		s.seen.DriftMS, s.seen.AtMS = f.MS-nowMS, nowMS
		s.say(&wire.Pong{N: f.N, MS: nowMS})
		return []SessionOutput{DoSight{s.seen}}
	case *wire.Pong:
		return nil
	}
	s.end(wire.CodeUnexpectedFrame)
	return nil
}

func (s *Session) hello(h *wire.Hello, nowMS int64) []SessionOutput {
	if h.Oldest > wire.Version || h.Version < wire.OldestVersion {
		s.end(wire.CodeVersion)
		return nil
	}
	s.phase, s.version, s.scoped = checkingHello, min(h.Version, wire.Version), h.Scoped
	s.short = h.Short
	s.gaps = map[journal.ChainID]bool{}
	for _, c := range h.Chains {
		s.gaps[c.Chain] = c.Gap > 0
	}
	if h.PageBytes > 0 {
		s.pages = max(leastPageBytes, min(MaxPageBytes, int(h.PageBytes)))
	}
	s.seen = sighting{AtMS: nowMS, App: h.App, DriftMS: h.DeviceMS - nowMS, Kinds: h.Kinds, Waiting: h.Waiting, OldestMS: h.OldestMS, Cleared: h.Cleared}
	return []SessionOutput{DoCheck{h}}
}

// own are the chains of the device.
func (s *Session) own() map[journal.ChainID]bool {
	chains := map[journal.ChainID]bool{}
	for chain := range s.gaps {
		chains[chain] = true
	}
	return chains
}

func (s *Session) checked(in Checked, nowMS int64) []SessionOutput {
	if s.phase != checkingHello {
		return nil
	}
	if in.Refused != wire.CodeNone {
		s.end(in.Refused)
		return nil
	}
	s.phase, s.holds = serving, in.Holds
	if s.holds == nil {
		s.holds = map[journal.ChainID]uint64{}
	}
	s.say(&wire.Welcome{
		Version: s.version, HQMS: nowMS, Lineage: in.Head.Lineage, Head: in.Head.Position,
		Resume: in.Resume, Accepted: in.Accepted, Recovering: in.Recovering, Vouches: true,
	})
	s.recovering, s.lineage = in.Recovering, in.Head.Lineage
	s.read, s.told, s.applied = in.Resume.Position, in.Resume.Position, in.Resume.Position
	s.scoped = min(s.scoped, in.Resume.Position)
	s.seen.Applied, s.moved = s.applied, true
	if s.expired {
		s.say(&wire.Refused{Code: wire.CodeExpiredMayNotPull})
	}
	return []SessionOutput{DoSight{s.seen}}
}

func (s *Session) push(f *wire.Push) []SessionOutput {
	s.pending++
	in := HandIn{
		Device: s.device.ID, Site: s.device.Site,
		Chain: f.Chain, From: f.From, Entries: f.Entries, Keys: f.Keys, Before: f.Before, Previous: f.Previous, Vouch: f.Vouch,
	}
	if in.Vouch == nil { // what it hands in for another one says nothing of what it has itself
		s.pushed = append(s.pushed, &in)
	}
	return []SessionOutput{DoOrder{in}}
}

func (s *Session) ordered(in Ordered) {
	if !in.Late {
		s.pending--
		if !in.Vouched {
			s.answered(in)
		}
	} else if s.phase != serving {
		return
	}
	if in.Code != wire.CodeNone {
		s.end(in.Code)
		return
	}
	for i := range in.Verdict.Quarantined {
		s.say(&in.Verdict.Quarantined[i])
	}
	if in.Verdict.Known && in.Verdict.Refused == wire.CodeNone {
		s.say(&wire.Ack{Chain: in.Chain, Seq: in.Verdict.Seq, Held: in.Verdict.Held})
	}
	for i := range in.Verdict.Needs {
		s.say(&in.Verdict.Needs[i])
	}
	if in.Verdict.Refused != wire.CodeNone {
		s.say(&wire.Refused{Code: in.Verdict.Refused, Ref: in.Verdict.RefusedRef})
	}
}

func (s *Session) backTaken(in BackTaken) {
	s.pending--
	if in.Code != wire.CodeNone {
		s.end(in.Code)
		return
	}
	answer := &wire.HandedBack{}
	// A receipt under a lineage that the device has not heard of would be one that it
	// can name to nobody, should HQ forget that lineage in turn.
	if s.version >= wire.Replaced && in.Placed.Lineage == s.lineage {
		answer.Placed, answer.Scopes = in.Placed.Items, in.Placed.Scopes
	}
	s.say(answer)
}

// answered notes what of a hand-in HQ has now.
func (s *Session) answered(in Ordered) {
	at := slices.IndexFunc(s.pushed, func(p *HandIn) bool { return p.Chain == in.Chain })
	if at < 0 {
		return
	}
	p := s.pushed[at]
	s.pushed = slices.Delete(s.pushed, at, at+1)
	if in.Code != wire.CodeNone || in.Verdict.Refused != wire.CodeNone || !in.Verdict.Known || s.gaps[in.Chain] {
		return
	}
	last := p.From + uint64(len(p.Entries)) - 1
	s.holds[in.Chain] = max(s.holds[in.Chain], min(last, in.Verdict.Seq))
}

// loaded sends a page, unless it is empty and says nothing new.
func (s *Session) loaded(page *wire.Page, nowMS int64) {
	s.loading = false
	s.read = page.Cursor.Position
	s.moved = s.moved || page.More
	ends := s.first && !page.More
	news := len(page.Items) > 0 || len(page.Scopes) > 0 || len(page.Stubs) > 0 || page.Stable > 0
	s.short = s.short && page.More // what comes after the first is worked on
	s.scoped, s.stable = max(s.scoped, page.Cursor.Position), max(s.stable, page.Stable)
	if !news && !ends && (!s.idle || page.Cursor.Position == s.told) {
		return
	}
	s.first, s.idle = s.first && !ends, false
	s.told, s.pagedMS = page.Cursor.Position, nowMS
	if page.Cursor.Position > s.applied {
		s.flight = append(s.flight, page.Cursor.Position)
	}
	for _, at := range page.Sites {
		s.sited[at.Chain] = true
	}
	s.say(page)
}

// fetch notes which histories the device wants. It asks again when these are
// there.
func (s *Session) fetch(f *wire.Fetch) []SessionOutput {
	if len(s.wants) > 0 || s.version < wire.Scoped {
		s.end(wire.CodeUnexpectedFrame)
		return nil
	}
	s.wants, s.wantsTo = f.Wants, min(f.UpTo, s.told)
	return nil
}

// fetched sends parts of histories; those that are whole are not asked for any
// more.
func (s *Session) fetched(in Fetched) {
	s.fetching = false
	for _, h := range in.Parts {
		if h.Last || h.Refused {
			s.wants = s.wants[1:]
		} else if len(s.wants) > 0 && len(h.Items) > 0 {
			s.wants[0].After = h.Items[len(h.Items)-1].Position
		}
		for _, at := range h.Sites {
			s.sited[at.Chain] = true
		}
		s.say(h)
	}
}

func (s *Session) tick(nowMS int64) []SessionOutput {
	if nowMS-s.heardMS > wire.IdleTimeout.Milliseconds() {
		s.phase, s.stopped = ending, true
		return []SessionOutput{DoStop{}}
	}
	if s.phase != serving {
		return nil
	}
	if nowMS-s.spokeMS >= wire.HeartbeatEvery.Milliseconds() && len(s.outbox) == 0 && !s.sending {
		s.pings++
		s.say(&wire.Ping{N: s.pings, MS: nowMS})
	}
	if nowMS-s.pagedMS >= cursorEvery.Milliseconds() && len(s.flight) == 0 {
		s.idle, s.moved, s.pagedMS = true, true, nowMS
	}
	return nil
}
