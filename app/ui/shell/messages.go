package shell

import (
	"etabli/app/present"
	"etabli/app/ui/widgets/icon"
)

// messagesRoom is the inbox with the conversation that is open beside it.
func (s *Shell) messagesRoom(b Backend) *room {
	var views pair
	p := present.NewMessages(s.env, present.InboxPorts{Inbox: b, Acts: b, Files: b}, views.showList, views.showOne)
	s.events.Messages = p
	return s.beside(&views, present.MessagesScreen, p, icon.MessagesSquare)
}
