package counter

import (
	"slices"

	"fyne.io/fyne/v2"

	"etabli/app/present"
	"etabli/app/ui/parts"
	"etabli/app/ui/theme"
	"etabli/app/ui/widgets"
)

// SettingsEvents is what people do with the settings.
type SettingsEvents interface {
	LanguageChosen(tag string)
	AppearanceChosen(appearance string)
	SizeChosen(size string)
	FolderChosen(folder string)
}

// Settings draws what can be chosen, and what the device is.
type Settings struct {
	facts                      []present.Line
	language, appearance, size *widgets.Segment
	folder                     *widgets.Entry
	notice                     *widgets.Notice
	about                      *fyne.Container
	root                       *fyne.Container
}

// NewSettings returns the screen without values.
func NewSettings(host parts.Host, events SettingsEvents) *Settings {
	w := host.Words
	s := &Settings{
		language:   widgets.NewSegment(events.LanguageChosen),
		appearance: widgets.NewSegment(events.AppearanceChosen),
		size:       widgets.NewSegment(events.SizeChosen),
		folder:     widgets.NewEntry(widgets.EntryOptions{Placeholder: w.T("settings.folder.hint")}),
		notice:     widgets.NewNotice(widgets.NoticeData{}, false),
		about:      widgets.V(6),
	}
	s.folder.OnSubmitted = events.FolderChosen
	s.root = widgets.VScroll(parts.Readable(widgets.V(parts.CardGap,
		widgets.Line(widgets.Title.Of(w.T("settings.title"))), s.notice,
		widgets.TitledCard(w.T("settings.look"), nil, 12,
			widgets.NewField(w.T("settings.language"), s.language),
			widgets.NewField(w.T("settings.appearance"), s.appearance),
			widgets.NewField(w.T("settings.size"), s.size)),
		widgets.TitledCard(w.T("settings.paper"), nil, 12, widgets.NewField(w.T("settings.folder"), s.folder)),
		widgets.TitledCard(w.T("settings.about"), nil, theme.Grid, s.about))))
	return s
}

// Content is what the shell places.
func (s *Settings) Content() fyne.CanvasObject { return s.root }

// Show draws a state.
func (s *Settings) Show(state present.SettingsState) {
	s.language.Set(parts.Options(state.Languages), state.Language)
	s.appearance.Set(parts.Options(state.Appearances), state.Appearance)
	s.size.Set(parts.Options(state.Sizes), state.Size)
	s.folder.Put(state.Folder)
	s.notice.Set(parts.NoticeData(state.Notice))
	if !slices.Equal(s.facts, state.Facts) {
		s.facts = state.Facts
		var objects []fyne.CanvasObject
		for _, f := range state.Facts {
			objects = append(objects, widgets.HTop(12, []float32{1, 2},
				widgets.Short(widgets.Muted.Of(f.Label)), widgets.Paragraph(widgets.Strong.Of(f.Value))))
		}
		parts.SetObjects(s.about, objects...)
	}
	s.root.Refresh()
}
