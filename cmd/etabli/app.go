package main

import (
	"context"
	"errors"
	"log/slog"
	"runtime/debug"
	"sync"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/app"

	"etabli/app/lang"
	"etabli/app/present"
	"etabli/app/ui/counter"
	"etabli/app/ui/shell"
	"etabli/app/ui/widgets"
	"etabli/cmd/internal/desk"
	"etabli/cmd/internal/device"
)

// appID names the program's preferences.
const appID = "example.etabli.app"

// App is the program: one window over one device.
type App struct {
	flags  flags
	log    *slog.Logger
	fyne   fyne.App
	window *shell.Window
	ctx    context.Context
	stop   context.CancelFunc

	likes present.Preferences
	seat  *present.Desk // who works here, whatever the screens are made anew
	desk  *desk.Desk
	shell *shell.Shell
	leave func() // the page that is shown
	work  sync.WaitGroup
}

// NewApp makes the program; nothing is opened before Run.
func NewApp(f flags, log *slog.Logger) *App {
	a := &App{flags: f, log: log, seat: &present.Desk{}, leave: func() {}}
	a.ctx, a.stop = context.WithCancel(context.Background())
	a.likes = present.Preferences{Language: lang.French, TextPercent: 100}
	return a
}

// Run shows the window until it is closed. Closing asks nothing, because
// everything is saved.
func (a *App) Run() error {
	a.fyne = app.NewWithID(appID)
	a.window = shell.NewWindow(a.fyne.NewWindow(lang.For(a.tag()).T("app.name")), time.Now)
	a.apply(a.likes)
	a.window.Resize(a.size())
	a.window.SetMaster()
	a.window.SetOnClosed(a.keepSize)
	a.window.OnDropped(func(path string) {
		if a.shell != nil {
			a.shell.Dropped(picture(path))
		}
	})
	if fyne.CurrentDevice().IsMobile() {
		// What is posted before a mobile device draws would run beside its drawing.
		a.fyne.Lifecycle().SetOnStarted(a.begin)
	} else {
		a.fyne.Lifecycle().SetOnStarted(a.prepare)
		a.begin()
	}
	a.window.ShowAndRun()
	return a.close()
}

// firstPicture is within what the first picture is drawn.
const firstPicture = 50 * time.Millisecond

// prepare reads the fonts that the screens will need once the window shows that the device
// opens, which takes longer.
func (a *App) prepare() {
	time.AfterFunc(firstPicture, func() { shell.Post(widgets.ReadFonts) })
}

// begin opens the device, or asks how a new one shall work.
func (a *App) begin() {
	if !device.Exists(a.flags.Store) {
		a.showFirstRun()
		return
	}
	a.opening(func(o device.Options) (*device.Device, error) {
		return device.Open(a.ctx, a.flags.Store, o)
	})
}

// opening opens a device beside the window, which says so meanwhile, and how far it is when
// an update makes its lists anew.
func (a *App) opening(open func(device.Options) (*device.Device, error)) {
	wait := counter.NewTrouble(a.host(), func() {})
	wait.ShowWaiting(lang.For(a.tag()).T("trouble.opening"))
	a.showPage(wait.Content(), func() {}, noScan)
	o := a.options()
	o.Listing = func(done, total int) {
		shell.Post(func() { wait.ShowLists(float64(done) / float64(max(total, 1))) })
	}
	a.run(func() {
		d, err := open(o)
		shell.Post(func() { a.opened(d, err) })
	})
}

func (a *App) opened(d *device.Device, err error) {
	if err == nil {
		err = a.start(d)
	}
	if err != nil {
		a.log.Error("open", "error", err)
		trouble := counter.NewTrouble(a.host(), a.begin)
		trouble.Show(a.env().Failure(err))
		a.showPage(trouble.Content(), func() {}, noScan)
	}
}

// start shows the screens of the mode over an open device.
func (a *App) start(d *device.Device) error {
	if a.ctx.Err() != nil {
		return d.Close() // the window was closed meanwhile
	}
	opened, err := desk.New(d)
	if err != nil {
		return errors.Join(err, d.Close())
	}
	a.desk, a.likes = opened, opened.Preferences()
	a.apply(a.likes)
	if a.flags.Mode == kioskMode {
		a.showKiosk()
	} else {
		a.showShell(present.Route{Screen: begins[a.flags.Mode]})
	}
	time.AfterFunc(settled, debug.FreeOSMemory)
	return nil
}

// settled is after how long what opening a device took is handed back to the machine: the
// first screens are drawn, and a window that waits sweeps its heap only minutes later.
const settled = 3 * time.Second

// showShell shows the screens in the language of the preferences.
func (a *App) showShell(at present.Route) {
	a.leave()
	a.shell = shell.New(shell.Options{
		Env: a.env(), Backend: backend{Desk: a.desk, prefer: a.preferred, open: a.openLink, moveOn: a.moveOn},
		Canvas: a.window.Canvas, Pictures: shell.RecentPictures(a.host(), a.recent),
	})
	a.leave = a.shell.Leave
	a.window.ShowShell(a.shell)
	a.shell.Enter(a.ctx)
	a.shell.Go(at)
}

// noScan takes no code.
func noScan(string) bool { return false }

func (a *App) showPage(page fyne.CanvasObject, leave func(), scanned func(string) bool) {
	a.leave()
	a.leave = leave
	a.window.ShowPage(page, scanned)
}

// preferred puts preferences to use. Other words or sizes make the screens anew,
// at the place where somebody was.
func (a *App) preferred(p present.Preferences) {
	was := a.likes
	a.likes = p
	a.flags.Lang, a.flags.Dark = "", false // a choice on the screen outlives the command line
	a.apply(p)
	if a.shell != nil && (was.Language != p.Language || was.TextPercent != p.TextPercent) {
		a.showShell(a.shell.Route())
	}
}

// apply shows the look that somebody prefers.
func (a *App) apply(p present.Preferences) {
	if a.flags.Dark {
		p.Appearance = "dark"
	}
	a.fyne.Settings().SetTheme(shell.Look(p, densities[a.flags.Mode]))
	if content := a.window.Content(); content != nil {
		content.Refresh()
	}
}

// run does work beside the window. The program ends after all of it.
func (a *App) run(work func()) { a.work.Go(work) }

// close ends everything in order; what was typed is kept first.
func (a *App) close() error {
	a.leave()
	a.stop()
	a.window.Close()
	a.work.Wait()
	if a.desk == nil {
		return nil
	}
	return a.desk.Close()
}
