package message_test

import (
	"errors"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"etabli/app/domain/fault"
	"etabli/app/domain/message"
)

func TestMessagesGoWhereTheyCertainlyBelong(t *testing.T) {
	ana := message.Person{Customer: "ana", Files: []string{"f1"}}
	two := message.Person{Customer: "ana", Files: []string{"f1", "f2"}}
	paul := message.Person{Customer: "paul", Files: []string{"f3"}}
	for _, c := range []struct {
		name string
		from message.Sender
		want message.Placing
	}{
		{"nobody has the number", message.Sender{}, message.Placing{Why: message.UnknownFrom}},
		{"nobody has it, and it wrote before", message.Sender{Threads: []message.Open{{Thread: "t"}}}, message.Placing{Thread: "t", Why: message.UnknownFrom}},
		{"one customer, one file", message.Sender{People: []message.Person{ana}}, message.Placing{Customer: "ana", File: "f1"}},
		{"one customer, several files", message.Sender{People: []message.Person{two}}, message.Placing{Customer: "ana", Why: message.SeveralFiles}},
		{"several files, one is named", message.Sender{People: []message.Person{two}, Named: []message.Named{{"f2", "ana"}}}, message.Placing{Customer: "ana", File: "f2"}},
		{"the conversation goes on", message.Sender{People: []message.Person{two}, Threads: []message.Open{{"t1", "ana", "f1", 5}, {"t2", "ana", "f2", 9}}},
			message.Placing{Thread: "t2", Customer: "ana", File: "f2"}},
		{"a family shares the number", message.Sender{People: []message.Person{ana, paul}}, message.Placing{Why: message.SharedNumber}},
		{"a family shares the number, and says which file", message.Sender{People: []message.Person{ana, paul}, Named: []message.Named{{"f3", "paul"}}},
			message.Placing{Customer: "paul", File: "f3"}},
		{"somebody names the file of another", message.Sender{People: []message.Person{ana}, Named: []message.Named{{"f3", "paul"}}},
			message.Placing{Customer: "ana", Why: message.NotTheirs}},
		{"an address that somebody has put to a customer", message.Sender{Threads: []message.Open{{"t1", "ana", "f1", 5}}}, message.Placing{Thread: "t1", Customer: "ana", File: "f1"}},
		{"an address that was put to two customers", message.Sender{Threads: []message.Open{{"t1", "ana", "f1", 5}, {"t2", "paul", "f3", 6}}}, message.Placing{Why: message.UnknownFrom}},
		{"a stranger names a file", message.Sender{Named: []message.Named{{"f3", "paul"}}}, message.Placing{Why: message.UnknownFrom}},
	} {
		if got := message.Place(c.from); got != c.want {
			t.Errorf("%s: %+v, want %+v", c.name, got, c.want)
		}
	}
}

func TestNoMessageReachesTheThreadOfSomebodyElse(t *testing.T) {
	names := []string{"ana", "paul", "zoé"}
	rapid.Check(t, func(t *rapid.T) {
		var s message.Sender
		for _, name := range names {
			if rapid.Bool().Draw(t, "has it") {
				s.People = append(s.People, message.Person{Customer: name, Files: []string{name + "1", name + "2"}[:rapid.IntRange(0, 2).Draw(t, "files")]})
			}
		}
		for i := range rapid.IntRange(0, 3).Draw(t, "threads") {
			who := rapid.SampledFrom(append(names, "")).Draw(t, "thread of")
			s.Threads = append(s.Threads, message.Open{Thread: who + string(rune('a'+i)), Customer: who, File: who + "1", LastMS: int64(i)})
		}
		for range rapid.IntRange(0, 2).Draw(t, "named") {
			who := rapid.SampledFrom(names).Draw(t, "file of")
			s.Named = append(s.Named, message.Named{File: who + "1", Customer: who})
		}
		got := message.Place(s)
		has := func(who string) bool {
			if len(s.People) == 0 { // then only what a person decided counts
				return !slices.ContainsFunc(s.Threads, func(o message.Open) bool { return o.Customer != who })
			}
			return slices.ContainsFunc(s.People, func(p message.Person) bool { return p.Customer == who })
		}
		if got.Customer != "" && !has(got.Customer) {
			t.Fatalf("%+v goes to %s, who does not have the number", s, got.Customer)
		}
		for _, open := range s.Threads {
			if open.Thread == got.Thread && got.Thread != "" && open.Customer != got.Customer {
				t.Fatalf("%+v goes to a thread of %q as one of %q", s, open.Customer, got.Customer)
			}
		}
	})
}

func TestOnlyWhatIsCertainIsTakenOffPeoplesHands(t *testing.T) {
	for _, c := range []struct {
		subject, body string
		want          message.Weight
	}{
		{"", "Merci beaucoup, bonne journée !", message.Thanks},
		{"", "OK parfait 👍", message.Thanks},
		{"", "Merci pour votre réponse", message.Thanks},
		{"", "Merci de me rappeler", message.Counts},
		{"", "Merci, et la batterie ?", message.Counts},
		{"", "ok pour 45", message.Counts},
		{"", "Bonjour", message.Counts},
		{"", "", message.Counts},
		{"Absence du bureau : Paul", "Je suis en congés, merci", message.Automatic},
		{"Re: votre appareil", "Out of office until Monday", message.Automatic},
		{"", "Ajoutez une batterie au colis", message.Counts},
	} {
		if got := message.Weigh(message.Counts, c.subject, c.body); got != c.want {
			t.Errorf("%q %q weighs %q, want %q", c.subject, c.body, got, c.want)
		}
	}
	if message.Weigh(message.Spam, "", "Merci") != message.Spam {
		t.Error("what the channel says is not kept")
	}
}

func TestSendersAreRecognised(t *testing.T) {
	for _, c := range []struct {
		channel    message.Channel
		from, want string
	}{
		{message.SMS, "06 12 34 56 78", "+33612345678"}, {message.Phone, "3631", ""}, {message.Email, " Ana@Exemple.FR ", "ana@exemple.fr"},
		{message.Social, "@Ana", "@ana"}, {message.Web, "06 12 34 56 78", "+33612345678"}, {message.Email, "", ""},
	} {
		if got := message.Key(c.channel, c.from); got != c.want {
			t.Errorf("%s %q is known as %q, want %q", c.channel, c.from, got, c.want)
		}
	}
}

func TestWhatIsWrongOfAMessageIsNamed(t *testing.T) {
	good := message.ReceivedFacts{Channel: message.SMS, ReceivedMS: 1}
	for _, c := range []struct {
		field string
		err   error
	}{
		{"channel", message.CheckReceived(message.ReceivedFacts{Channel: "pigeon"}, message.TextBox{Text: "x"})},
		{"channel", message.CheckReceived(message.ReceivedFacts{Channel: message.SMS, Missed: true}, message.TextBox{})},
		{"text", message.CheckReceived(good, message.TextBox{Text: " "})},
		{"text", message.CheckSent(message.SentFacts{Channel: message.SMS}, message.TextBox{})},
		{"how", message.CheckSettled(message.SettledFacts{How: "later"})},
		{"consent", message.CheckAssisted(message.AssistedFacts{Channel: message.Phone, Remote: true})},
		{"began_ms", message.CheckAssisted(message.AssistedFacts{Channel: message.Phone, Remote: true, Consent: true})},
		{"ended_ms", message.CheckAssisted(message.AssistedFacts{Channel: message.Phone, Remote: true, Consent: true, BeganMS: 5, EndedMS: 4})},
		{"minutes", message.CheckTargets(message.TargetsFacts{Minutes: map[message.Channel]int{"pigeon": 4}})},
		{"minutes.sms", message.CheckTargets(message.TargetsFacts{Minutes: map[message.Channel]int{message.SMS: 0}})},
	} {
		var f *fault.Error
		if !errors.As(c.err, &f) || f.Field != c.field {
			t.Errorf("got %v, want a fault of %s", c.err, c.field)
		}
	}
	missed := message.ReceivedFacts{Channel: message.Phone, ReceivedMS: 1, Missed: true, WaitedS: 1500}
	if err := message.CheckReceived(missed, message.TextBox{From: "06 12 34 56 78"}); err != nil {
		t.Errorf("a missed call needs more than its number: %v", err)
	}
}
