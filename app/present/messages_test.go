package present_test

import (
	"context"
	"strings"
	"testing"

	"etabli/app/domain/fault"
	"etabli/app/domain/message"
	"etabli/app/domain/repair"
	"etabli/app/present"
	"etabli/app/service"
	"etabli/app/views"
	"etabli/storage/journal"
)

// post is a fake of the inbox of a shop. A command notes itself; refuse is what
// it answers.
type post struct {
	*shop
	threads map[string][]service.Timed // by list
	did     []any
	refuse  error
}

func (p *post) Threads(_ context.Context, in *service.ThreadsAsked) ([]service.Timed, error) {
	return p.threads[in.List], p.refuse
}

func (p *post) CountThreads(_ context.Context, list, _ string) (int, error) {
	return len(p.threads[list]), nil
}

func (p *post) Thread(_ context.Context, id present.ID) (service.Timed, error) {
	for _, list := range p.threads {
		for _, t := range list {
			if t.ID == id {
				return t, nil
			}
		}
	}
	return service.Timed{}, fault.New(fault.NotFound, "id")
}

func (p *post) note(in any) (service.Result, error) {
	if p.refuse != nil {
		return service.Result{}, p.refuse
	}
	p.did = append(p.did, in)
	return service.Result{}, nil
}

func (p *post) ReceiveMessage(_ context.Context, _ service.Call, in *service.ReceiveMessageInput) (service.Result, error) {
	return p.note(in)
}

func (p *post) MissCall(_ context.Context, _ service.Call, in *service.MissCallInput) (service.Result, error) {
	return p.note(in)
}

func (p *post) PlaceThread(_ context.Context, _ service.Call, in *service.PlaceThreadInput) (service.Result, error) {
	return p.note(in)
}

func (p *post) NoteThread(_ context.Context, _ service.Call, in *service.NoteThreadInput) (service.Result, error) {
	return p.note(in)
}

func (p *post) AssignThread(_ context.Context, _ service.Call, in *service.AssignThreadInput) (service.Result, error) {
	return p.note(in)
}

func (p *post) SettleThread(_ context.Context, _ service.Call, in *service.SettleThreadInput) (service.Result, error) {
	return p.note(in)
}

func (p *post) SettleOutcome(_ context.Context, _ service.Call, in *service.OutcomeInput) (service.Result, error) {
	return p.note(in)
}

func (p *post) SendMessage(_ context.Context, _ service.Call, in *service.SendInput) (service.Result, error) {
	return p.note(in)
}

func (p *post) PromiseCall(_ context.Context, _ service.Call, in *service.PromiseCallInput) (service.Result, error) {
	return p.note(in)
}

func (p *post) CallMade(_ context.Context, _ service.Call, in *service.CallMadeInput) (service.Result, error) {
	return p.note(in)
}

// asked is a thread with one question by SMS.
func asked(n byte) service.Timed {
	return service.Timed{
		Thread: views.Thread{
			ID: id(n), Status: message.Unread, CustomerName: "Ana Roy", Unread: 1, Number: "LIL2-00431-X7K", Repair: id(50),
			Lines: []views.ThreadLine{{Inbound: true, Channel: message.SMS, From: "+33639980011", Text: "Et ma batterie ?"}},
		},
		Channel: message.SMS,
	}
}

// inbox is a presenter over threads, with the first one open.
func inbox(t *testing.T, b *bench, threads map[string][]service.Timed) (*present.Messages, *post, *present.ListState, *present.Detail) {
	p := &post{shop: newShop(t), threads: threads}
	list, one := &present.ListState{}, &present.Detail{}
	m := present.NewMessages(b.env, present.InboxPorts{Inbox: p, Acts: p, Files: p},
		func(s present.ListState) { *list = s }, func(d present.Detail) { *one = d })
	m.Enter(t.Context())
	t.Cleanup(m.Leave)
	m.Show(present.Route{Screen: present.MessagesScreen, Open: id(1)})
	b.settle()
	return m, p, list, one
}

func TestAQuestionIsAnsweredByTheChannelItCameBy(t *testing.T) {
	onBench(t, func(t *testing.T, b *bench) {
		m, p, _, one := inbox(t, b, map[string][]service.Timed{views.ThreadsWaiting: {asked(1)}})
		if one.Primary.ID != "message.reply" || one.Title != "Ana Roy" {
			t.Fatalf("%+v", one)
		}
		m.PrimaryPressed()
		m.SheetSubmitted()
		if one.Sheet.Fields[0].Error == "" {
			t.Error("an answer without words is sent")
		}
		m.SheetTyped("text", "Elle arrive mardi.")
		m.SheetSubmitted()
		b.settle()
		if in, ok := p.did[0].(*service.SendInput); !ok || in.Channel != message.SMS || in.Text != "Elle arrive mardi." || *in.Thread != id(1) {
			t.Errorf("%+v", p.did)
		}
		if one.Sheet.Open {
			t.Error("the sheet stays")
		}
	})
}

func TestWhatHasNoEffectIsOneKey(t *testing.T) {
	onBench(t, func(t *testing.T, b *bench) {
		m, p, _, one := inbox(t, b, map[string][]service.Timed{views.ThreadsWaiting: {asked(1)}})
		if one.Actions[0].ID != "message.no_effect" {
			t.Fatalf("%+v", one.Actions)
		}
		m.ActionPressed("message.no_effect")
		b.settle()
		if in, ok := p.did[0].(*service.SettleThreadInput); !ok || in.How != message.NoEffect {
			t.Errorf("%+v", p.did)
		}
	})
}

func TestNobodyIsAnsweredBeforeItIsKnownWhoTheyAre(t *testing.T) {
	onBench(t, func(t *testing.T, b *bench) {
		whose := asked(1)
		whose.Waits, whose.Repair, whose.CustomerName = message.SharedNumber, present.ID{}, ""
		m, p, _, one := inbox(t, b, map[string][]service.Timed{views.ThreadsUnplaced: {whose}})
		if one.Primary.ID != "message.place" {
			t.Errorf("the first thing to do is %q", one.Primary.ID)
		}
		for _, a := range one.Actions {
			if a.ID == "message.reply" {
				t.Error("an answer is offered")
			}
		}
		p.search = func(context.Context, string) ([]views.Hit, error) {
			return []views.Hit{{RepairRow: views.RepairRow{ID: id(7), Status: repair.Diag}, Exact: true}}, nil
		}
		m.PrimaryPressed()
		m.SheetTyped("file", "LIL2-00431-X7K")
		m.SheetSubmitted()
		b.settle()
		if in, ok := p.did[0].(*service.PlaceThreadInput); !ok || *in.Repair != id(7) || !in.Asked {
			t.Errorf("%+v", p.did)
		}
	})
}

func TestAMissedCallIsItsNumberAndEnter(t *testing.T) {
	onBench(t, func(t *testing.T, b *bench) {
		m, p, list, _ := inbox(t, b, nil)
		if list.Empty.Action == "" {
			t.Fatal("an empty inbox does not say what to do")
		}
		m.ActionPressed("message.missed")
		m.SheetTyped("phone", " 06 39 98 00 11 ")
		m.SheetSubmitted()
		b.settle()
		if in, ok := p.did[0].(*service.MissCallInput); !ok || in.Phone != "06 39 98 00 11" {
			t.Errorf("%+v", p.did)
		}
	})
}

func TestAPromisedCallIsReadAsPeopleTypeHours(t *testing.T) {
	onBench(t, func(t *testing.T, b *bench) {
		m, p, _, one := inbox(t, b, map[string][]service.Timed{views.ThreadsWaiting: {asked(1)}})
		m.ActionPressed("message.promise")
		m.SheetTyped("on", "2/1/2000")
		m.SheetTyped("at", "bientôt")
		m.SheetSubmitted()
		if one.Sheet.Fields[1].Error == "" {
			t.Fatal("no hour is taken for one")
		}
		m.SheetTyped("at", "17h30")
		m.SheetSubmitted()
		b.settle()
		if in, ok := p.did[0].(*service.PromiseCallInput); !ok || in.ByMS != 946834200000 {
			t.Errorf("%+v", p.did)
		}
	})
}

func TestNotesAmongColleaguesAreMarkedInTheConversation(t *testing.T) {
	onBench(t, func(t *testing.T, b *bench) {
		noted := asked(1)
		noted.Notes = []views.Note{{AtMS: 5, Text: "Client difficile", AuthorName: "Nadia B."}}
		_, _, _, one := inbox(t, b, map[string][]service.Timed{views.ThreadsWaiting: {noted}})
		if len(one.Events) != 2 || one.Events[0].Chips[0].Text != "interne" || !strings.Contains(one.Events[1].Title, "SMS") {
			t.Errorf("%+v", one.Events)
		}
	})
}

func TestWhatIsRefusedStandsOverTheConversation(t *testing.T) {
	onBench(t, func(t *testing.T, b *bench) {
		m, p, _, one := inbox(t, b, map[string][]service.Timed{views.ThreadsWaiting: {asked(1)}})
		p.refuse = fault.New(fault.Conflict, "")
		m.ActionPressed("message.done")
		b.settle()
		if one.Notice.IsZero() || one.Busy {
			t.Errorf("%+v", one.Notice)
		}
	})
}

func TestAMessageOfWhichNobodyKnowsWhetherItWentIsDecidedFirst(t *testing.T) {
	onBench(t, func(t *testing.T, b *bench) {
		lost := asked(1)
		lost.Lines = append(lost.Lines, views.ThreadLine{
			Ref: journal.Ref{Seq: 7}, Channel: message.SMS, Text: "Elle arrive mardi.", Carried: &views.Carried{State: message.Doubtful, Reason: message.AnswerLost},
		})
		m, p, _, one := inbox(t, b, map[string][]service.Timed{views.ThreadsStuck: {lost}})
		if one.Primary.ID != "message.outcome" || !strings.Contains(one.Events[0].By+one.Events[1].By, "réponse perdue") {
			t.Fatalf("%+v", one)
		}
		m.PrimaryPressed()
		m.SheetTyped("then", "sent")
		m.SheetSubmitted()
		b.settle()
		if in, ok := p.did[0].(*service.OutcomeInput); !ok || in.Then != message.Sent || in.Line.Seq != 7 {
			t.Errorf("%+v", p.did)
		}
	})
}

func TestWhoWantsNoMoreMessagesIsWrittenToByADutyThatIsNamed(t *testing.T) {
	onBench(t, func(t *testing.T, b *bench) {
		thread := asked(1)
		thread.Customer = id(60)
		p := &post{shop: newShop(t), threads: map[string][]service.Timed{views.ThreadsWaiting: {thread}}}
		p.customer = func(present.ID) (views.Customer, error) {
			return views.Customer{Stopped: &views.Stopped{By: "sms"}}, nil
		}
		var one present.Detail
		m := present.NewMessages(b.env, present.InboxPorts{Inbox: p, Acts: p, Files: p}, func(present.ListState) {}, func(d present.Detail) { one = d })
		m.Enter(t.Context())
		t.Cleanup(m.Leave)
		m.Show(present.Route{Screen: present.MessagesScreen, Open: id(1)})
		b.settle()
		m.PrimaryPressed()
		if one.Sheet.Notice.Text == "" || len(one.Sheet.Fields) != 4 {
			t.Fatalf("%+v", one.Sheet)
		}
		m.SheetTyped("text", "Votre modèle est rappelé.")
		m.SheetTyped("owed", "recall")
		m.SheetSubmitted()
		b.settle()
		if in, ok := p.did[0].(*service.SendInput); !ok || in.Owed != message.OwedRecall {
			t.Errorf("%+v", p.did)
		}
	})
}
