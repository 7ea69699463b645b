package present

import (
	"cmp"
	"context"
)

// Preferences are what a device remembers about how it is shown.
type Preferences struct {
	Language    string `json:"language"`   // fr or en
	Appearance  string `json:"appearance"` // light (also when empty), dark, system, or sun on a device in the hand
	TextPercent int    `json:"text_percent"`
	PaperFolder string `json:"paper_folder"` // where documents are written
}

// DeviceFacts are what support asks about a device.
type DeviceFacts struct {
	Site       string
	Device     string
	HQ         string // its address; empty for a shop alone
	Store      string // the folder
	Protection string // catalogue key of how the store is protected
	Version    string
}

// SettingsState is what can be chosen, and what the device is.
type SettingsState struct {
	Languages   []Choice
	Language    string
	Appearances []Choice
	Appearance  string
	Sizes       []Choice
	Size        string
	Folder      string
	Facts       []Line
	Notice      Notice
}

// Preferring keeps preferences and puts them to use.
type Preferring interface {
	Preferences() Preferences
	Prefer(ctx context.Context, p Preferences) error
	Facts(ctx context.Context) (DeviceFacts, error)
}

// Settings presents the settings of a device.
type Settings struct {
	stay
	port  Preferring
	show  func(SettingsState)
	facts DeviceFacts

	notice Notice
	lane   lane
}

// NewSettings makes the presenter of the settings.
func NewSettings(env Env, port Preferring, show func(SettingsState)) *Settings {
	return &Settings{stay: stay{Env: env}, port: port, show: show}
}

// Enter shows the settings.
func (s *Settings) Enter(ctx context.Context) {
	s.enter(ctx)
	ask(&s.stay, &s.lane, s.port.Facts, func(f DeviceFacts, err error) {
		if err != nil {
			s.notice = s.Failure(err)
		} else {
			s.facts = f
		}
		s.publish()
	})
	s.publish()
}

// Leave ends it.
func (s *Settings) Leave() { s.leave() }

// LanguageChosen changes the language of the screen.
func (s *Settings) LanguageChosen(tag string) {
	s.change(func(p *Preferences) { p.Language = tag })
}

// AppearanceChosen changes to light, dark, or what the system prefers.
func (s *Settings) AppearanceChosen(appearance string) {
	s.change(func(p *Preferences) { p.Appearance = appearance })
}

// textSizes are the sizes of text that can be chosen, in percent.
var textSizes = []int{100, 125, 150, 200}

// SizeChosen changes the size of text.
func (s *Settings) SizeChosen(percent string) {
	for _, size := range textSizes {
		if s.percent(size) == percent {
			s.change(func(p *Preferences) { p.TextPercent = size })
		}
	}
}

// FolderChosen changes where documents are written.
func (s *Settings) FolderChosen(folder string) {
	s.change(func(p *Preferences) { p.PaperFolder = folder })
}

func (s *Settings) change(edit func(*Preferences)) {
	p := s.port.Preferences()
	was := p
	edit(&p)
	if p == was {
		return
	}
	act(&s.stay, func(ctx context.Context) (struct{}, error) {
		return struct{}{}, s.port.Prefer(ctx, p)
	}, func(_ struct{}, err error) {
		s.notice = Notice{}
		if err != nil {
			s.notice = s.Failure(err)
		}
		s.publish()
	})
}

func (s *Settings) percent(size int) string { return s.Words.Number(size) + "\u00a0%" }

func (s *Settings) publish() {
	w, p := s.Words, s.port.Preferences()
	state := SettingsState{
		Languages: []Choice{{"fr", w.T("language.fr")}, {"en", w.T("language.en")}}, Language: p.Language,
		Appearances: []Choice{{"light", w.T("settings.light")}, {"dark", w.T("settings.dark")}, {"system", w.T("settings.system")}},
		Appearance:  cmp.Or(p.Appearance, "light"), Folder: p.PaperFolder, Size: s.percent(max(textSizes[0], p.TextPercent)), Notice: s.notice,
	}
	if s.Field {
		state.Appearances = append(state.Appearances, Choice{"sun", w.T("settings.sun")})
	}
	for _, size := range textSizes {
		state.Sizes = append(state.Sizes, Choice{s.percent(size), s.percent(size)})
	}
	f := s.facts
	hq, protection := f.HQ, ""
	if hq == "" {
		hq = w.T("connection.alone")
	}
	if f.Protection != "" {
		protection = w.T(f.Protection)
	}
	state.Facts = []Line{
		{w.T("settings.site"), f.Site}, {w.T("settings.device"), f.Device}, {w.T("settings.hq"), hq},
		{w.T("settings.store"), f.Store}, {w.T("settings.protection"), protection}, {w.T("settings.version"), f.Version},
	}
	s.show(state)
}
