package present

import (
	"etabli/app/service"
	"etabli/app/views"
)

// silenceAction is the wish that a customer can have of messages: none any more, or
// some again; nothing where nobody is known.
func (e Env) silenceAction(of views.Customer) []Action {
	switch {
	case of.ID.IsZero() || of.Erased:
		return nil
	case of.Stopped != nil:
		return []Action{{ID: actSilence, Label: e.Words.T("act.write.again"), Icon: "message-square"}}
	}
	return []Action{{ID: actSilence, Label: e.Words.T("act.write.stop"), Icon: "ban"}}
}

// silenceSheet notes that the customer wants no more messages, or wants them again.
func (r *Repair) silenceSheet() plan {
	w, of := r.Words, r.file.customer
	said := SheetField{Key: "by", Label: w.T("silence.by"), Kind: ChoiceInput, Value: "counter",
		Choices: r.choices("repair.stopped.", "counter", "phone", "sms", "email", "letter")}
	if of.Stopped != nil {
		return plan{
			sheet: Sheet{Title: w.T("act.write.again"), Intro: w.T("silence.again.intro", "date", r.dateOf(of.Stopped.AtMS)), Submit: w.T("act.write.again"), Fields: []SheetField{said,
				{Key: "tell_by", Label: w.T("silence.way"), Kind: ChoiceInput, Choices: append([]Choice{{"", w.T("silence.way.any")}}, r.choices("silence.way.", "sms", "email", "phone", "letter")...)}}},
			prepare: func(v values) (job, error) {
				return doing(r.ports.Acts.StartMessages, &service.StartInput{StopInput: service.StopInput{ID: of.ID, By: v["by"]}, TellBy: v["tell_by"]}), nil
			},
		}
	}
	return plan{
		sheet: Sheet{Title: w.T("act.write.stop"), Intro: w.T("silence.intro"), Submit: w.T("act.write.stop"), Fields: []SheetField{said}},
		prepare: func(v values) (job, error) {
			return doing(r.ports.Acts.StopMessages, &service.StopInput{ID: of.ID, By: v["by"]}), nil
		},
	}
}
