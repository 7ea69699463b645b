package present

// ManagerPages are the pages of whoever runs the shop that open to who works
// here; nothing when there is only one.
type ManagerPages struct {
	Choices []Choice
	At      string
}

var managerScreens = []struct {
	screen Screen
	label  string
}{
	{ManagerScreen, "nav.manager"}, {FiguresScreen, "nav.figures"}, {TeamScreen, "nav.team"}, {HoursScreen, "nav.hours"},
}

func (e Env) managerPages(at Screen) ManagerPages {
	p := ManagerPages{At: string(at)}
	for _, s := range managerScreens {
		if e.opens(s.screen) {
			p.Choices = append(p.Choices, Choice{string(s.screen), e.Words.T(s.label)})
		}
	}
	if len(p.Choices) < 2 {
		p.Choices = nil
	}
	return p
}

// isManagers tells whether a screen is one of them.
func isManagers(at Screen) bool {
	for _, s := range managerScreens {
		if s.screen == at {
			return true
		}
	}
	return false
}
