package shell

import (
	"context"
	"maps"
	"slices"

	"fyne.io/fyne/v2"

	"etabli/app/present"
	"etabli/app/ui/counter"
	"etabli/app/ui/parts"
	"etabli/app/ui/widgets"
	"etabli/app/ui/widgets/icon"
)

// Shell shows the rail, the bar and one screen.
type Shell struct {
	env     present.Env
	host    parts.Host
	rooms   map[present.Screen]*room
	events  Events
	search  *present.Search
	results *counter.Results
	more    *more

	shell   *present.Shell
	state   present.ShellState
	bar     *bar
	rail    *widgets.Rail
	tabs    *widgets.Tabs
	line    *widgets.Connection
	person  *widgets.Person
	toast   *widgets.Notice
	call    *widgets.Notice // somebody waits at the kiosk
	callRow *fyne.Container
	seat    seat
	slot    *fyne.Container // the screen that is shown
	over    *fyne.Container // results and notices over it
	frame   *parts.Fitted
	root    *fyne.Container

	ctx   context.Context
	shown present.Screen
	door  *widgets.EmptyState // stands where a screen does not open
	class widgets.Class
	leave func() // the screen that is shown

	router  *widgets.KeyRouter
	unoffer func()         // the arrows among articles, nil while none are offered
	closed  func()         // the keys of the results, nil while they are closed
	focused present.Screen // that got the focus last
}

// Options are what a shell is made with.
type Options struct {
	Env      present.Env // Go and Tell are set by the shell
	Backend  Backend
	Canvas   func() fyne.Canvas
	Pictures parts.Pictures
}

// New returns a shell with its screens; nothing is read before Enter.
func New(o Options) *Shell {
	s := &Shell{env: o.Env, leave: func() {}}
	s.env.Go, s.env.Tell = s.Go, s.Tell
	s.host = parts.Host{Words: o.Env.Words, Canvas: o.Canvas, Pictures: o.Pictures}
	s.shell = present.NewShell(s.env, o.Backend, s.Show)
	s.bar = newBar(o.Env.Words, o.Env.Field, s.onIntake, s.onOutbox, s.onPrints, s.onNews, s.onHelp, s.onBack)
	s.rail = widgets.NewRail(o.Env.Words.T("app.name"), s.onPlace)
	s.tabs, s.more = widgets.NewTabs(s.onPlace), newMore(s.onPlace, s.onPerson, o.Env.Field)
	s.line = widgets.NewConnection(widgets.ConnectionData{})
	s.person = widgets.NewPerson("", "", "")
	s.rail.SetFoot(pressed(s.line, s.onOutbox), pressed(s.person, s.onPerson))
	s.toast = widgets.NewNotice(widgets.NoticeData{}, true)
	s.toast.OnDismiss = s.shell.ToastClosed
	s.call = widgets.NewNotice(widgets.NoticeData{}, false)
	s.call.OnAction = s.shell.CallTaken
	s.callRow = widgets.Pad(12, 8, 12, 8, s.call)
	s.callRow.Hide()
	s.makeSeat()
	s.slot = widgets.Z()
	s.door = widgets.NewEmptyState(widgets.EmptyData{}, s.onPerson)
	s.search = present.NewSearch(s.env, o.Backend, s.showSearch)
	s.results = counter.NewResults(s.search)
	s.events.Shell, s.events.Search = s.shell, s.search
	s.makeRooms(o)
	s.over = &fyne.Container{Layout: overlayLayout{s}, Objects: []fyne.CanvasObject{s.results.Content(), s.toast}}
	s.frame = parts.NewFitted(s.arrange)
	s.frame.OnClass = s.onClass
	s.root = widgets.Z(s.frame, s.over)
	return s
}

// Content is what the window shows.
func (s *Shell) Content() fyne.CanvasObject { return s.root }

// Enter begins to work.
func (s *Shell) Enter(ctx context.Context) {
	s.ctx = ctx
	s.search.Enter(ctx)
	s.shell.Enter(ctx)
	s.follow()
}

// Leave ends everything; what was typed is kept.
func (s *Shell) Leave() {
	s.leave()
	s.leave, s.shown = func() {}, ""
	s.search.Leave()
	s.shell.Leave()
}

// Show draws what surrounds the screens.
func (s *Shell) Show(state present.ShellState) {
	turned := s.state.Closed.IsZero() != state.Closed.IsZero()
	seated := s.state.Staff.Name != state.Staff.Name
	s.state = state
	items, open := railItems(state.Nav)
	s.rail.SetItems(items, open)
	s.tabs.Set(tabItems(state.Nav))
	s.more.set(items)
	s.more.person.Set(state.Staff.Initials, state.Staff.Name, state.Staff.Place)
	s.line.Set(connectionData(state.Online))
	s.bar.tell(state.Online)
	s.bar.print(state.Prints)
	s.bar.came(state.News.Chip)
	s.person.Set(state.Staff.Initials, state.Staff.Name, state.Staff.Place)
	s.toast.Set(widgets.NoticeData{Kind: parts.KindOf(state.Toast.Tone), Title: state.Toast.Text, Text: state.Toast.Next})
	s.toast.Hidden = state.Toast.IsZero()
	s.showCall(state.Call)
	s.showSeat(state)
	s.bar.show(state.Route)
	s.over.Refresh()
	if turned && state.Route.Screen == s.shown { // somebody else took over
		s.leave()
		s.leave, s.shown = func() {}, ""
		s.follow()
	}
	if at := s.inside(); seated && at.seated != nil {
		at.seated()
	}
}

// arrange places rail, bar and screen for a width class.
func (s *Shell) arrange(class widgets.Class) fyne.CanvasObject {
	widgets.ShowKeys(class != widgets.Narrow)
	if s.narrow(class) {
		return widgets.VGrow(0, 2, s.bar.arrange(widgets.Narrow), s.callRow, s.slot, s.tabs)
	}
	s.setWide(class == widgets.Wide)
	return widgets.HFill(0, []float32{0, 1}, s.rail, widgets.VGrow(0, 2, s.bar.arrange(class), s.callRow, s.slot))
}

// narrow tells whether the places stand at the thumb: on a phone, and on whatever
// is held in the hand.
func (s *Shell) narrow(class widgets.Class) bool { return class == widgets.Narrow || s.env.Field }

func (s *Shell) setWide(wide bool) {
	s.rail.SetWide(wide)
	s.line.SetNarrow(!wide)
	s.person.SetNarrow(!wide)
}

func (s *Shell) onClass(class widgets.Class) {
	s.class = class
	s.setWide(class == widgets.Wide)
	s.bar.fit(class)
	s.fit(s.shell.Route())
}

// Go leads to another place.
func (s *Shell) Go(r present.Route) {
	s.shell.GoTo(r)
	s.follow()
}

// Route is where somebody is.
func (s *Shell) Route() present.Route { return s.shell.Route() }

// Places are the screens that there are.
func (s *Shell) Places() []present.Screen { return slices.Sorted(maps.Keys(s.rooms)) }

// Tell says something beside the screen that is shown.
func (s *Shell) Tell(n present.Notice) { s.shell.Said(n) }

// follow shows the screen of the route that the presenter is at.
func (s *Shell) follow() {
	route := s.shell.Route()
	if route.Screen != s.shown {
		s.leave()
		s.shown = route.Screen
		s.enter(route)
		s.slot.Refresh()
	}
	if show := s.room(route).show; show != nil && s.state.Closed.IsZero() {
		show(route)
	}
	s.fit(route)
	s.focus(route)
}

// enter begins the screen of a route, if it opens to who works here.
func (s *Shell) enter(route present.Route) {
	if shut := s.state.Closed; !shut.IsZero() {
		s.door.Set(widgets.EmptyData{Icon: icon.Lock, Title: shut.Title, Text: shut.Text, Action: shut.Action})
		s.leave, s.slot.Objects = func() {}, []fyne.CanvasObject{widgets.PadAll(parts.PageSpace, s.door)}
		return
	}
	in := s.room(route)
	s.slot.Objects = []fyne.CanvasObject{in.view()} // before it is entered: what it shows may ask for the focus
	s.slot.Refresh()
	in.enter(s.ctx, route)
	s.leave = s.leaving(in)
}

// fit chooses the panes of a screen that there is room for.
func (s *Shell) fit(route present.Route) {
	if fit := s.room(route).fit; fit != nil {
		fit(s.class, route)
	}
}

func (s *Shell) showSearch(state present.SearchState) {
	s.bar.search.Entry().Put(state.Query)
	s.results.Show(state)
	s.bindResults(state.Open)
	if s.over != nil {
		s.over.Refresh()
	}
}

func (s *Shell) onPlace(id string) { s.Go(present.Route{Screen: present.Screen(id)}) }
func (s *Shell) onIntake()         { s.Go(present.Route{Screen: present.IntakeScreen}) }

// onBack leads to the screen before, or to where one begins.
func (s *Shell) onBack() {
	if s.shell.BackPressed() {
		s.follow()
		return
	}
	s.Go(present.Route{Screen: s.env.Home()})
}

func (s *Shell) onOutbox() { s.Go(present.Route{Screen: present.OutboxScreen}) }
