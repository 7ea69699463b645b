package present

import "slices"

// keyHelp are the keys that mean the same everywhere, in the order in which they
// are explained; a screen may say more of one.
var keyHelp = []string{"F1", "F2", "F3", "F4", "F9", "Ctrl+K", "Ctrl+T", "Ctrl+L", "Esc"}

// useless says which keys do nothing on a screen.
var useless = map[Screen][]string{
	ReviewScreen: {"F4", "F9"}, OutboxScreen: {"F4", "F9"}, SettingsScreen: {"F4", "F9"}, MoreScreen: {"F4", "F9"},
	ManagerScreen: {"F4", "F9"}, FiguresScreen: {"F4", "F9"},
}

// saves are the screens on which F9 does something outside a sheet.
var saves = []Screen{IntakeScreen, QuoteScreen, TillScreen}

// helpSheet explains a screen: what it is for, and its keys.
func (e Env) helpSheet(at Screen) Sheet {
	w := e.Words
	s := Sheet{Open: true, Title: w.T("help.of." + string(at)), Intro: w.T("help." + string(at)), Submit: w.T("help.close")}
	for _, key := range keyHelp {
		if slices.Contains(useless[at], key) || e.Field {
			continue
		}
		text := w.T("help.key." + key)
		switch own := "help.key." + key + "." + string(at); {
		case w.Has(own):
			text = w.T(own)
		case key == "F9" && !slices.Contains(saves, at):
			text = w.T("help.key.F9.sheet")
		}
		s.Lines = append(s.Lines, Line{Label: w.T("help.press", "key", w.T("help.name."+key)), Value: text})
	}
	if scans := "help.scan." + string(at); w.Has(scans) {
		s.Lines = append(s.Lines, Line{Label: w.T("help.scan"), Value: w.T(scans)})
	} else {
		s.Lines = append(s.Lines, Line{Label: w.T("help.scan"), Value: w.T("help.scan.anywhere")})
	}
	return s
}

// HelpPressed explains the screen that is shown; once more puts it away.
func (s *Shell) HelpPressed() {
	if s.locked || s.pin.state.Open {
		return
	}
	if s.helps {
		s.helped()
		return
	}
	if s.sheets.state.Open {
		return
	}
	s.helps, s.sheets.state = true, s.helpSheet(s.route.Screen)
	s.publish()
}

// helped puts the help away.
func (s *Shell) helped() {
	s.helps, s.sheets.state = false, Sheet{}
	s.publish()
}
