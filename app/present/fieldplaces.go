package present

// fieldPlaces puts a technician's own places before those of the counter. At the
// thumb stand the day, the week, the van, and messages where they are.
func (s *Shell) fieldPlaces(counter []NavItem) []NavItem {
	w := s.Words
	items := []NavItem{
		{Screen: RoundScreen, Label: w.T("nav.round"), Icon: "calendar-days", Phone: true},
		{Screen: WeekScreen, Label: w.T("nav.week"), Icon: "calendar", Phone: true},
		{Screen: VanScreen, Label: w.T("nav.van"), Icon: "truck", Phone: true},
	}
	for _, n := range counter {
		if n.Screen == WeekScreen {
			continue // it stands at the thumb
		}
		n.Phone = n.Screen == MoreScreen || n.Screen == "messages"
		items = append(items, n)
	}
	return items
}
