package sample

import (
	"context"
	"slices"
	"strings"
	"time"

	"etabli/app/domain/fault"
	"etabli/app/domain/message"
	"etabli/app/present"
	"etabli/app/service"
	"etabli/app/views"
)

// heard is a line that a customer said.
func heard(c message.Channel, ago time.Duration, from, text string) views.ThreadLine {
	return views.ThreadLine{Inbound: true, Channel: c, AtMS: before(ago), From: from, Text: text}
}

// conversations are the inbox of the shop: a question on time, one that is late, a
// promised call, a sender nobody knows, and one that was answered.
func conversations() []service.Timed {
	thread := func(n byte, who string, status message.Status, lines ...views.ThreadLine) service.Timed {
		last := lines[len(lines)-1]
		return service.Timed{
			Thread: views.Thread{
				ID: ID(n), Site: "LIL", Status: status, CustomerName: who, From: last.From, Last: last.Text, Unread: 1,
				SinceMS: last.AtMS, LastMS: last.AtMS, Lines: lines,
			},
			Channel: lines[0].Channel, ReceivedMS: lines[0].AtMS,
		}
	}
	list := []service.Timed{
		thread(110, "Amélie Durand", message.Unread, heard(message.SMS, 2*time.Hour, "+33612458947", "Pouvez-vous ajouter une batterie au colis ?")),
		thread(111, "Karim Benali", message.Unread, heard(message.Email, 26*time.Hour, "k.benali@example.fr", "Le devis comprend-il la main-d’œuvre ?\nMerci de me dire.")),
		thread(112, "Jeanne Lopez", message.Unread, views.ThreadLine{Inbound: true, Missed: true, Channel: message.Phone, AtMS: before(50 * time.Minute), From: "+33644102235"}),
		thread(113, "", message.Unread, heard(message.Social, 4*time.Hour, "@ptit_lillois", "Trois semaines sans nouvelles, c’est une honte.")),
		thread(114, "Paul Vasseur", message.Answered, heard(message.Web, 30*time.Hour, "", "La pièce est-elle arrivée ?")),
	}
	list[0].Repair, list[0].Number, list[0].DueMS = ID(1), number("2", 431, "X7"), before(-25*time.Minute)
	list[1].Repair, list[1].Number, list[1].DueMS, list[1].Late = ID(2), number("2", 430, "W3"), before(18*time.Hour), true
	list[1].Notes = []views.Note{{AtMS: before(20 * time.Minute), Text: "Voir avec Yann avant de répondre.", AuthorName: "Nadia B."}}
	list[1].Assigned, list[1].AssignedName = ID(70), "Nadia B."
	list[2].Repair, list[2].Number, list[2].PromisedMS, list[2].Promise = ID(4), number("2", 428, "MB"), before(-20*time.Minute), message.AtRisk
	list[3].Waits = message.UnknownFrom
	sent := views.ThreadLine{Carried: &views.Carried{State: message.Doubtful, Reason: message.AnswerLost}, Channel: message.SMS, AtMS: before(29 * time.Hour), Text: "Elle arrive mardi. Nous vous prévenons dès qu’elle est posée.", AuthorName: "Nadia B."}
	list[4].Lines[0].HandledMS = sent.AtMS
	list[4].Lines = append(list[4].Lines, sent)
	list[4].Unread, list[4].SinceMS, list[4].AnsweredMS, list[4].SpentMS = 0, 0, sent.AtMS, (42 * time.Minute).Milliseconds()
	return list
}

// longestTalk is a conversation where everything is as long as it gets.
func (s *Shop) longestTalk() {
	t := &s.Talks[1]
	t.CustomerName, t.Number = s.Repairs[0].Customer, s.Repairs[0].Number
	t.From = strings.Repeat("une-adresse-tres-longue.", 8) + "@exemple.fr"
	t.Last = strings.Repeat("Je vous écris au sujet de ma machine à laver, qui fuit. ", 12)
	t.Lines[0].From, t.Lines[0].Text = t.From, t.Last
	t.AssignedName = "Marie-Françoise de La Rochefoucauld-Montbel"
	t.Notes[0].Text = t.Last
}

// listed tells whether a thread stands in a list.
func listed(t service.Timed, list string) bool {
	switch list {
	case views.ThreadsWaiting:
		return t.Unread > 0
	case views.ThreadsPromised:
		return t.PromisedMS > 0
	case views.ThreadsUnplaced:
		return t.Waits != message.Owned
	case views.ThreadsStuck:
		return slices.ContainsFunc(t.Lines, func(l views.ThreadLine) bool { return l.Carried != nil && l.Carried.State.Stuck() })
	case views.ThreadsAnswered:
		return t.Status == message.Answered
	}
	return t.Status == message.Closed
}

// Threads implements present.Inboxes.
func (s *Shop) Threads(_ context.Context, in *service.ThreadsAsked) ([]service.Timed, error) {
	var out []service.Timed
	for _, t := range s.Talks {
		if listed(t, in.List) {
			out = append(out, t)
		}
	}
	return out, s.broken()
}

// CountThreads implements present.Inboxes.
func (s *Shop) CountThreads(_ context.Context, list, _ string) (n int, err error) {
	for _, t := range s.Talks {
		if listed(t, list) {
			n++
		}
	}
	return n, s.broken()
}

// Thread implements present.Inboxes.
func (s *Shop) Thread(_ context.Context, id present.ID) (service.Timed, error) {
	for _, t := range s.Talks {
		if t.ID == id {
			return t, s.broken()
		}
	}
	return service.Timed{}, fault.New(fault.NotFound, "id")
}

// ReceiveMessage implements present.MessageActs.
func (s *Shop) ReceiveMessage(context.Context, service.Call, *service.ReceiveMessageInput) (service.Result, error) {
	return s.taken()
}

// MissCall implements present.MessageActs.
func (s *Shop) MissCall(context.Context, service.Call, *service.MissCallInput) (service.Result, error) {
	return s.taken()
}

// PlaceThread implements present.MessageActs.
func (s *Shop) PlaceThread(context.Context, service.Call, *service.PlaceThreadInput) (service.Result, error) {
	return s.taken()
}

// NoteThread implements present.MessageActs.
func (s *Shop) NoteThread(context.Context, service.Call, *service.NoteThreadInput) (service.Result, error) {
	return s.taken()
}

// AssignThread implements present.MessageActs.
func (s *Shop) AssignThread(context.Context, service.Call, *service.AssignThreadInput) (service.Result, error) {
	return s.taken()
}

// SettleThread implements present.MessageActs.
func (s *Shop) SettleThread(context.Context, service.Call, *service.SettleThreadInput) (service.Result, error) {
	return s.taken()
}

// SettleOutcome implements present.MessageActs.
func (s *Shop) SettleOutcome(context.Context, service.Call, *service.OutcomeInput) (service.Result, error) {
	return s.taken()
}

// SendMessage implements present.MessageActs.
func (s *Shop) SendMessage(context.Context, service.Call, *service.SendInput) (service.Result, error) {
	return s.taken()
}

// PromiseCall implements present.MessageActs.
func (s *Shop) PromiseCall(context.Context, service.Call, *service.PromiseCallInput) (service.Result, error) {
	return s.taken()
}

// CallMade implements present.MessageActs.
func (s *Shop) CallMade(context.Context, service.Call, *service.CallMadeInput) (service.Result, error) {
	return s.taken()
}
