package scene

import (
	"etabli/app/present"
	"etabli/app/present/sample"
)

// talk is a route to a conversation.
func talk(n byte) present.Route {
	return present.Route{Screen: present.MessagesScreen, Open: sample.ID(n)}
}

// messages are the inbox in its situations.
func messages() []Scene {
	all := on(present.MessagesScreen)
	return []Scene{
		{Name: "messages", Shop: sample.Typical, Route: talk(110)},
		{Name: "messages-longest", Shop: sample.Longest, Route: talk(111)},
		{Name: "message-reply", Shop: sample.Typical, Route: talk(111), Act: about("message.reply")},

		{Name: "messages-list", Shop: sample.Typical, Route: all, Plain: true},
		{Name: "messages-empty", Shop: sample.Empty, Route: all, Plain: true},
		{Name: "messages-error", Shop: sample.Broken, Route: talk(110), Plain: true},
		{Name: "message-late", Shop: sample.Typical, Route: talk(111), Plain: true},
		{Name: "message-call", Shop: sample.Typical, Route: talk(112), Act: sort(present.CallsScope), Plain: true},
		{Name: "message-whose", Shop: sample.Typical, Route: talk(113), Act: sort(present.UnplacedScope), Plain: true},
		{Name: "message-stuck", Shop: sample.Typical, Route: talk(114), Act: sort(present.StuckScope), Plain: true},
		{Name: "message-missed", Shop: sample.Typical, Route: all, Act: about("message.missed"), Plain: true},
	}
}

func about(action string) func(d *Desk) {
	return func(d *Desk) { d.Events().Messages.ActionPressed(action) }
}

func sort(s present.Scope) func(d *Desk) {
	return func(d *Desk) { d.Events().Messages.ScopeChosen(s) }
}
