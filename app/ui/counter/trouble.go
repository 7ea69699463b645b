package counter

import (
	"strconv"

	"fyne.io/fyne/v2"

	"etabli/app/present"
	"etabli/app/ui/parts"
	"etabli/app/ui/widgets"
	"etabli/app/ui/widgets/icon"
)

// Trouble is what a device shows that cannot open its store, or not yet: what happened,
// that the work is safe, what to do.
type Trouble struct {
	host     parts.Host
	title    *widgets.Text
	progress *widgets.Progress
	notice   *widgets.Notice
	retry    *widgets.Button
	root     *fyne.Container
}

// NewTrouble returns the page; onRetry opens again.
func NewTrouble(host parts.Host, onRetry func()) *Trouble {
	t := &Trouble{host: host, title: widgets.Paragraph(), progress: widgets.NewProgress("", nil), notice: widgets.NewNotice(widgets.NoticeData{}, false)}
	t.progress.Hide()
	t.retry = widgets.Primary(host.Words.T("screen.retry"), widgets.ButtonOptions{Icon: icon.RefreshCw, Large: true}, onRetry)
	t.root = widgets.Z(widgets.VScroll(parts.Slim(widgets.V(20, widgets.H(0, widgets.Mark(44)), t.title, t.progress, t.notice, widgets.H(0, t.retry)))))
	return t
}

// Content is what the window shows.
func (t *Trouble) Content() fyne.CanvasObject { return t.root }

// Show says what happened.
func (t *Trouble) Show(n present.Notice) {
	t.title.Set(widgets.Figure.Of(t.host.Words.T("trouble.title")))
	t.notice.Set(parts.NoticeData(n))
	t.progress.Hide()
	t.retry.Show()
	t.root.Refresh()
}

// ShowWaiting says what is going on, while there is nothing to do.
func (t *Trouble) ShowWaiting(text string) {
	t.title.Set(widgets.Figure.Of(text))
	t.progress.Hide()
	t.retry.Hide()
	t.root.Refresh()
}

// ShowLists says how much of the lists is made, of which share is 0 to 1: an update makes
// them anew.
func (t *Trouble) ShowLists(share float64) {
	t.ShowWaiting(t.host.Words.T("trouble.lists"))
	t.progress.Set(t.host.Words.T("trouble.lists.share", "n", strconv.Itoa(int(share*100))), float32(share))
	t.progress.Show()
	t.root.Refresh()
}
