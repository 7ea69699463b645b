package present

import (
	"context"
	"time"

	"etabli/app/service"
	"etabli/app/views"
	"etabli/storage/journal"
)

// ShellState is what is visible on every screen.
type ShellState struct {
	Route  Route
	Closed Empty // instead of the screen of the route, to whom it does not open
	Nav    []NavItem
	Online OnlineCard
	Staff  StaffCard
	Toast  Notice
	Call   CallBanner
	News   NewsState
	Prints Chip // that papers wait for somebody; nothing while none does
	Pin    PinState
	Lock   LockState
	Sheet  Sheet
}

// NavItem is an entry of the rail.
type NavItem struct {
	Screen   Screen
	Label    string
	Icon     string
	Count    string // empty for none
	Tone     Tone   // of the count
	Selected bool
	Apart    bool // stands below a line
	Phone    bool // has a place in the bar of a phone
}

// OnlineCard says how the device stands with HQ.
type OnlineCard struct {
	Chip  Chip
	Lines []string
	Count string // what waits, where there is no room for words
}

// StaffCard says who is signed in.
type StaffCard struct {
	Initials string
	Name     string
	Place    string
	Choices  []StaffChoice
}

// StaffChoice is somebody who can take over.
type StaffChoice struct {
	ID       ID
	Initials string
	Name     string
}

// Shop is what the shell reads.
type Shop interface {
	Changes
	Connecting
	Calls
	Callers
	Pins
	Printing
	SetPIN(ctx context.Context, call service.Call, in *service.SetPINInput) (service.Result, error)
	TillSignIn(ctx context.Context, call service.Call, in *service.Practice) (service.Result, error)
	TillSignOut(ctx context.Context, call service.Call, in *service.Practice) (service.Result, error)
	Counts(ctx context.Context) (views.Counts, error)
	Staff(ctx context.Context) ([]views.Staff, error)
	CountThreads(ctx context.Context, list, site string) (int, error)
	Tasks(ctx context.Context, in *service.TasksAsked) ([]views.Task, error)
	// Place is how this device is called: "Comptoir 2 · Lille".
	Place() (site, device string)
}

// The limits of the shell.
const (
	maxHistory = 50
	toastTime  = 8 * time.Second
	mostShown  = 9999 // of a count beside a place
)

// Shell presents what surrounds every screen, and where somebody is.
type Shell struct {
	stay
	port Shop
	show func(ShellState)

	route   Route
	history []Route
	counts  views.Counts
	staff   []views.Staff
	toast   Notice
	stopper func()
	calls   []views.Call
	unread  int
	prints  PrintQueue
	due     int // tasks of today and before
	news    bulletin
	tick    func() // the timer of what comes by itself
	helps   bool   // the open sheet explains a screen
	pin     pinPad
	sheets  sheets
	locked  bool
	rest    func() // the timer of the lock
	lane    lane
	pulse   *pulse

	printing *pulse // of the print queue, which changes by itself
	queue    lane
}

// NewShell makes the presenter of the shell.
func NewShell(env Env, port Shop, show func(ShellState)) *Shell {
	s := &Shell{stay: stay{Env: env}, port: port, show: show, route: Route{Screen: env.Home()}, stopper: func() {}, rest: func() {}, tick: func() {}}
	s.pin = pinPad{stay: &s.stay, port: port, publish: s.publish, known: s.knew}
	s.sheets = sheets{stay: &s.stay, calls: port, publish: s.publish, after: func() {
		s.Said(Notice{Tone: Good, Text: env.Words.T("pin.own.done")})
		s.pulse.kick()
	}}
	s.pulse = newPulse(env, frame, s.load)
	s.printing = newPulse(env, time.Second/2, s.loadPrints)
	return s
}

// Enter begins, and follows changes and the connection.
func (s *Shell) Enter(ctx context.Context) {
	s.enter(ctx)
	s.watch(s.port, func([]journal.Entity) { s.pulse.kick() })
	s.follow(s.port, s.publish)
	s.until(s.port.WatchPrints(func() { s.Post(s.printed) }))
	s.until(s.printing.rest)
	s.printing.kick()
	s.until(s.pulse.rest)
	s.until(func() { s.rest() })
	s.until(func() { s.tick() })
	s.ticked()
	s.Active()
	s.pulse.kick()
	s.publish()
}

// Leave ends it.
func (s *Shell) Leave() { s.leave() }

// surroundings is one reading of what the shell shows.
type surroundings struct {
	counts views.Counts
	staff  []views.Staff
	calls  []views.Call
	unread int          // threads that wait for an answer
	tasks  []views.Task // that are open
}

func (s *Shell) load() {
	ask(&s.stay, &s.lane, func(ctx context.Context) (surroundings, error) {
		counts, err := s.port.Counts(ctx)
		if err != nil {
			return surroundings{}, err
		}
		staff, err := s.port.Staff(ctx)
		if err != nil {
			return surroundings{}, err
		}
		calls, err := s.port.Calls(ctx)
		if err != nil {
			return surroundings{}, err
		}
		unread, err := s.port.CountThreads(ctx, views.ThreadsWaiting, "")
		if err != nil {
			return surroundings{}, err
		}
		tasks, err := s.port.Tasks(ctx, &service.TasksAsked{})
		return surroundings{counts, staff, calls, unread, tasks}, err
	}, func(now surroundings, err error) {
		s.pulse.done()
		if err != nil {
			return // the screen that is shown says that reading failed
		}
		was := surroundings{counts: s.counts, unread: s.unread}
		s.counts, s.staff, s.calls, s.unread, s.due = now.counts, now.staff, now.calls, now.unread, dueTasks(now.tasks)
		s.heard(was, now)
		s.signIn()
		s.publish()
	})
}

// signIn lets the only member of staff work without being asked who it is, if
// they have no PIN, and follows a change of name.
func (s *Shell) signIn() {
	for _, p := range s.staff {
		alone := s.Desk.Staff.IsZero() && len(s.staff) == 1 && !p.HasPIN && !s.locked
		if p.ID == s.Desk.Staff || alone {
			s.sit(p)
			if alone {
				s.logSeat(s.port.TillSignIn)
			}
			return
		}
	}
}

func (s *Shell) sit(p views.Staff) {
	s.Desk.Staff, s.Desk.Name, s.Desk.Initials, s.Desk.May = p.ID, p.Display, p.Initials, p.May
}

// Route is where somebody is.
func (s *Shell) Route() Route { return s.route }

// GoTo shows another screen. To open another file beside the list is no step
// to go back from.
func (s *Shell) GoTo(r Route) {
	if r == s.route {
		return
	}
	if r.Screen != s.route.Screen {
		s.history = append(s.history, s.route)
		if len(s.history) > maxHistory {
			s.history = s.history[1:]
		}
	}
	s.route = r
	s.Active()
	s.publish()
}

// BackPressed goes to the screen before. It is false when there is none.
func (s *Shell) BackPressed() bool {
	if len(s.history) == 0 {
		return false
	}
	last := len(s.history) - 1
	s.route, s.history = s.history[last], s.history[:last]
	s.publish()
	return true
}

// NavPressed goes to a screen of the rail.
func (s *Shell) NavPressed(screen Screen) { s.Go(Route{Screen: screen}) }

// Said shows a notice over whatever screen is shown, for a while.
func (s *Shell) Said(n Notice) {
	s.toast = n
	s.stopper()
	s.stopper = s.Clock.After(toastTime, func() { s.Post(s.ToastClosed) })
	s.publish()
}

// ToastClosed puts the notice away.
func (s *Shell) ToastClosed() {
	if !s.toast.IsZero() {
		s.toast = Notice{}
		s.publish()
	}
}

func (s *Shell) publish() {
	if !s.here() {
		return
	}
	c := s.port.Connection()
	s.Desk.Alone = c.State.apart()
	s.show(ShellState{
		Route: s.route, Closed: s.closed(s.route.Screen), Nav: s.nav(c), Online: s.online(c), Staff: s.staffCard(), Toast: s.toast,
		Call: s.banner(), Prints: s.printsChip(), News: s.newsState(), Pin: s.pin.state, Lock: s.lockState(), Sheet: s.sheets.state,
	})
}

func (s *Shell) figure(n int) string {
	if n == 0 {
		return ""
	}
	if n > mostShown {
		return s.Words.Number(mostShown) + "+"
	}
	return s.Words.Number(n)
}

func (s *Shell) online(c Connection) OnlineCard {
	card := OnlineCard{Chip: s.connectionChip(c.State), Count: s.figure(c.Waiting)}
	switch {
	case c.State == Refused:
		card.Lines = append(card.Lines, s.reason(c))
	case c.State.apart():
		card.Lines = append(card.Lines, s.lastSync(c))
		return card
	}
	if c.Waiting > 0 {
		card.Lines = append(card.Lines, s.Words.N("connection.waiting", c.Waiting))
	} else {
		card.Lines = append(card.Lines, s.Words.T("connection.sent"))
	}
	card.Lines = append(card.Lines, s.lastSync(c))
	return card
}

func (s *Shell) staffCard() StaffCard {
	site, device := s.port.Place()
	card := StaffCard{Initials: s.Desk.Initials, Name: s.Desk.Name, Place: s.Words.T("shell.place", "device", device, "site", site)}
	if s.Desk.Staff.IsZero() {
		card.Initials, card.Name = "?", s.Words.T("shell.nobody")
	}
	for _, p := range s.staff {
		card.Choices = append(card.Choices, StaffChoice{ID: p.ID, Initials: p.Initials, Name: p.Display})
	}
	return card
}
