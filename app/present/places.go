package present

// nav is the places that the rail leads to, in the order of a day's work. A phone's
// bar has room for five; its last is the way to all of them.
func (s *Shell) nav(c Connection) []NavItem {
	w := s.Words
	items := []NavItem{
		{Screen: CounterScreen, Label: w.T("nav.counter"), Icon: "wrench", Count: s.figure(s.counts.Open), Phone: true},
		{Screen: IntakeScreen, Label: w.T("nav.intake"), Icon: "plus", Phone: true},
		{Screen: ReviewScreen, Label: w.T("nav.review"), Icon: "triangle-alert", Count: s.figure(s.counts.Review), Tone: Late, Apart: true, Phone: true},
		{Screen: OutboxScreen, Label: w.T("nav.outbox"), Icon: "cloud-upload", Count: s.figure(c.Waiting), Tone: Watch},
		{Screen: SettingsScreen, Label: w.T("nav.settings"), Icon: "settings"},
		{Screen: MoreScreen, Label: w.T("nav.more"), Icon: "ellipsis", Phone: true},
	}
	for i := range items {
		items[i].Selected = items[i].Screen == s.route.Screen
	}
	return items
}
