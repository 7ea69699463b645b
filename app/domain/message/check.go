package message

import (
	"strconv"
	"strings"

	"etabli/app/domain/customer"
	"etabli/app/domain/fault"
	"etabli/app/domain/repair"
	"etabli/app/domain/text"
)

// The faults of messages.
const (
	ConsentNeeded fault.Code = "remote_consent_needed" // a remote session without recorded consent
	Unowned       fault.Code = "message_unplaced"      // ask whose it is before it is answered
	AckedBefore   fault.Code = "message_acknowledged"  // one automatic acknowledgement a thread
	NotStuck      fault.Code = "message_not_stuck"     // nothing has to be decided about its sending
	UnreadStands  fault.Code = "unread_message"        // a file's next step waits until it is read; args: n
)

// The limits of what is said, in characters.
const (
	MaxFrom    = 254
	MaxSubject = 300
	MaxText    = 12_000
	MaxLink    = 500
	MaxSource  = 200
	MaxTried   = 40
	MaxStep    = 300
	MaxCode    = 60
	MaxLeft    = 20 // names
)

// maxWaitS is the longest wait of a call that can be noted.
const maxWaitS = 24 * 3600

// maxTargetMinutes is the longest time in which a shop can mean to answer.
const maxTargetMinutes = 20_000

// CheckReceived checks what came in.
func CheckReceived(f ReceivedFacts, box TextBox) error {
	if f.WaitedS < 0 || f.WaitedS > maxWaitS {
		return fault.New(fault.OutOfRange, "waited_s", "min", "0", "max", strconv.Itoa(maxWaitS))
	}
	if f.Missed && f.Channel != Phone {
		return fault.New(fault.Malformed, "channel", "expected", string(Phone))
	}
	if !f.Missed && text.Blank(box.Text) && text.Blank(box.Subject) && len(f.Pictures)+len(box.Left) == 0 && f.Wish == "" {
		return fault.New(fault.Missing, "text")
	}
	return fault.First(
		text.OneOf("channel", f.Channel, Channels()...),
		text.Moment("received_ms", f.ReceivedMS),
		text.OneOf("weight", f.Weight, Counts, Automatic, Thanks, Spam, Stops, Starts),
		text.Line("source", f.Source, MaxSource),
		repair.CheckAttachments("attachments", f.Pictures),
		checkWish(f.Wish, f.WishFor),
		checkText(box),
	)
}

// CheckSent checks what goes out.
func CheckSent(f SentFacts, box TextBox) error {
	return fault.First(
		text.OneOf("channel", f.Channel, Channels()...),
		text.Moment("sent_ms", f.SentMS),
		text.Code("template", f.Template, MaxCode),
		text.OneOf("language", f.Language, "", "fr", "en"),
		text.OneOf("owed", f.Owed, append([]Owed{""}, AllOwed()...)...),
		text.NeededBlock("text", box.Text, MaxText),
		checkText(box),
	)
}

func checkText(box TextBox) error {
	if len(box.Left) > MaxLeft {
		return fault.New(fault.TooLong, "left", "limit", strconv.Itoa(MaxLeft))
	}
	for i, name := range box.Left {
		if err := text.Needed("left."+strconv.Itoa(i), name, MaxSource); err != nil {
			return err
		}
	}
	return fault.First(
		text.Line("from", box.From, MaxFrom),
		text.Line("subject", box.Subject, MaxSubject),
		text.Block("text", box.Text, MaxText),
		text.Line("link", box.Link, MaxLink),
	)
}

// CheckNoted checks a note for colleagues.
func CheckNoted(box TextBox) error { return text.NeededBlock("text", box.Text, MaxText) }

// CheckSettled checks how something was settled.
func CheckSettled(f SettledFacts) error {
	return text.OneOf("how", f.How, Done, NoEffect, NoVisit, NotOurs)
}

// CheckAssisted checks help without a device. A session on the customer's own
// device needs their recorded consent, a beginning and an end.
func CheckAssisted(f AssistedFacts) error {
	if len(f.Tried) > MaxTried {
		return fault.New(fault.TooLong, "tried", "limit", strconv.Itoa(MaxTried))
	}
	for i, s := range f.Tried {
		if err := text.Needed("tried."+strconv.Itoa(i)+".what", s.What, MaxStep); err != nil {
			return err
		}
	}
	if f.Remote {
		switch {
		case !f.Consent:
			return fault.New(ConsentNeeded, "consent")
		case f.BeganMS == 0:
			return fault.New(fault.Missing, "began_ms")
		case f.EndedMS < f.BeganMS:
			return fault.New(fault.OutOfRange, "ended_ms", "min", strconv.FormatInt(f.BeganMS, 10), "max", "2199-12-31")
		}
	}
	return fault.First(
		text.OneOf("channel", f.Channel, Phone, Web, Visit, Email, SMS),
		text.Line("product", f.Product, MaxSubject),
		text.OneOf("outcome", f.Outcome, "", "solved", "to_repair", "to_visit", "given_up"),
		text.Moment("began_ms", f.BeganMS),
		text.Moment("ended_ms", f.EndedMS),
		text.Code("known_for", f.KnownFor, MaxCode),
	)
}

// CheckTargets checks the times in which a shop means to answer.
func CheckTargets(f TargetsFacts) error {
	for _, c := range Channels() {
		if n, set := f.Minutes[c]; set && (n < 1 || n > maxTargetMinutes) {
			return fault.New(fault.OutOfRange, "minutes."+string(c), "min", "1", "max", strconv.Itoa(maxTargetMinutes))
		}
	}
	known := 0
	for _, c := range Channels() {
		if _, set := f.Minutes[c]; set {
			known++
		}
	}
	if known != len(f.Minutes) {
		return fault.New(fault.Malformed, "minutes", "expected", "email, sms, web, social, review, phone, letter, visit")
	}
	return nil
}

// Key is how a sender is recognised: a telephone as E.164, an address in small
// letters, a name as it is. Empty when nobody can be recognised by it.
func Key(c Channel, from string) string {
	from = strings.TrimSpace(from)
	switch c {
	case SMS, Phone:
		return customer.NormalisePhone(from)
	case Email, Web:
		if phone := customer.NormalisePhone(from); phone != "" {
			return phone
		}
	}
	if text.Blank(from) {
		return ""
	}
	return strings.ToLower(from)
}
