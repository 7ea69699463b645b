package present

import (
	"slices"

	"etabli/app/domain/message"
	"etabli/app/service"
)

// The acts on threads.
const (
	messageReply    = "message.reply"
	messageNoEffect = "message.no_effect"
	messageDone     = "message.done"
	messageCalled   = "message.called"
	messagePromise  = "message.promise"
	messagePlace    = "message.place"
	messageNote     = "message.note"
	messageAssign   = "message.assign"
	messageFile     = "message.file"
	messageLog      = "message.log"
	messageMissed   = "message.missed"
	messageOutcome  = "message.outcome"
)

var messageIcons = map[string]string{
	messageReply: "mail", messageNoEffect: "check", messageDone: "check-check", messageCalled: "phone", messagePromise: "clock",
	messagePlace: "circle-question-mark", messageNote: "lock", messageAssign: "user", messageFile: "clipboard-list",
	messageLog: "plus", messageMissed: "phone", messageOutcome: "circle-question-mark",
}

func (e Env) threadAct(id string) Action {
	return Action{ID: id, Label: e.Words.T("deed." + id), Icon: messageIcons[id]}
}

// threadActions are what can be done with a thread, the right next thing first.
func (m *Messages) threadActions(t service.Timed) (primary Action, rest []Action) {
	ids := []string{messageReply, messageCalled, messagePromise, messagePlace, messageNote, messageAssign}
	switch {
	case t.Waits == message.SharedNumber || t.Waits == message.NotTheirs: // nobody may be answered yet
		ids = []string{messagePlace, messageNote, messageAssign}
	case t.PromisedMS > 0:
		ids[0], ids[1] = ids[1], ids[0]
	}
	if _, stuck := stuckLine(t.Thread); stuck {
		ids = slices.Insert(ids, 0, messageOutcome)
	}
	if t.Unread > 0 {
		ids = slices.Insert(ids, 1, messageNoEffect)
	}
	if t.Status != message.Closed {
		ids = append(ids, messageDone)
	}
	if !t.Repair.IsZero() {
		ids = append(ids, messageFile)
	}
	for _, id := range append(ids, messageLog, messageMissed) {
		rest = append(rest, m.threadAct(id))
	}
	return rest[0], rest[1:]
}

// PrimaryPressed does the right next thing.
func (m *Messages) PrimaryPressed() { m.ActionPressed(m.primary()) }

// EmptyPressed logs what came in.
func (m *Messages) EmptyPressed() { m.ActionPressed(messageLog) }

// ActionPressed begins an act.
func (m *Messages) ActionPressed(id string) {
	make, asks := m.threadSheets()[id]
	switch {
	case m.open.busy || !m.read && id != messageLog && id != messageMissed:
	case asks:
		m.open.sheets.open(make())
	case id == messageNoEffect:
		m.open.run(doing(m.ports.Acts.SettleThread, &service.SettleThreadInput{ID: m.one.ID, How: message.NoEffect}))
	case id == messageDone:
		m.open.run(doing(m.ports.Acts.SettleThread, &service.SettleThreadInput{ID: m.one.ID}))
	case id == messageFile:
		m.Go(Route{Screen: CounterScreen, Repair: m.one.Repair})
	}
}

// threadSheets are the acts that ask something first.
func (m *Messages) threadSheets() map[string]func() plan {
	return map[string]func() plan{
		messageReply: m.replySheet, messageCalled: m.calledSheet, messagePromise: m.promiseSheet, messagePlace: m.placeSheet,
		messageNote: m.noteSheet, messageAssign: m.assignSheet, messageLog: m.logSheet, messageMissed: m.missedSheet,
		messageOutcome: m.outcomeSheet,
	}
}
