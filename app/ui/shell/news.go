package shell

import (
	"strconv"

	"etabli/app/present"
	"etabli/app/ui/parts"
)

// onNews shows what came up since somebody began to work, each the way to it.
func (s *Shell) onNews() {
	var list []present.Action
	for i, n := range s.state.News.Items {
		list = append(list, present.Action{ID: strconv.Itoa(i), Label: n.When + " · " + n.Text, Icon: n.Icon})
	}
	s.shell.NewsPressed()
	parts.OpenMenu(s.host, s.env.Words.T("news.title"), list, func(id string) {
		if i, err := strconv.Atoi(id); err == nil {
			s.shell.NewsChosen(i)
		}
	})
}

// onHelp explains the screen that is shown.
func (s *Shell) onHelp() { s.shell.HelpPressed() }

// News opens what came up, for whoever acts in somebody's place.
func (s *Shell) News() { s.onNews() }
