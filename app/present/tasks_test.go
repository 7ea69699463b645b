package present_test

import (
	"context"
	"testing"
	"time"

	"etabli/app/domain/civil"
	"etabli/app/domain/fault"
	"etabli/app/domain/task"
	"etabli/app/present"
	"etabli/app/service"
	"etabli/app/views"
)

// diary is a fake of the tasks of a shop. A command notes itself; refuse is what it
// answers.
type diary struct {
	*shop
	did    []any
	refuse error
}

func (d *diary) note(in any) (service.Result, error) {
	if d.refuse != nil {
		return service.Result{}, d.refuse
	}
	d.did = append(d.did, in)
	return service.Result{}, nil
}

func (d *diary) SetTask(_ context.Context, _ service.Call, in *service.TaskInput) (service.Result, error) {
	return d.note(in)
}

func (d *diary) MoveTask(_ context.Context, _ service.Call, in *service.MoveTaskInput) (service.Result, error) {
	return d.note(in)
}

func (d *diary) EndTask(_ context.Context, _ service.Call, in *service.EndTaskInput) (service.Result, error) {
	return d.note(in)
}

func (d *diary) Handover(context.Context, *service.SiteAsked) (service.Handover, error) {
	return service.Handover{On: civil.Of(2000, time.January, 1), NextOn: civil.Of(2000, time.January, 4), Next: d.todo[1:], ToTell: 2,
		Numbers: []service.Unattended{{Ticket: "1-042", Product: "Radio"}}}, nil
}

func (d *diary) ClearKiosk(_ context.Context, _ service.Call, in *service.ClearInput) (service.Result, error) {
	return d.note(in)
}

func (d *diary) PrintShiftList(context.Context) (string, error) {
	d.did = append(d.did, "shift list")
	return "Bureau", d.refuse
}

// atDiary is a presenter of two tasks, today's open.
func atDiary(t *testing.T, b *bench) (*present.Tasks, *diary, *present.ListState, *present.Detail) {
	d := &diary{shop: newShop(t)}
	day := civil.Of(2000, time.January, 1)
	d.todo = []views.Task{
		{ID: id(1), What: "Rappeler M. Roy", On: day, When: task.Today, Status: task.Open},
		{ID: id(2), What: "Compter", On: day.AddDays(3), When: task.Later, Status: task.Open},
	}
	list, one := &present.ListState{}, &present.Detail{}
	p := present.NewTasks(b.env, present.TaskPorts{Tasks: d, Acts: d, Files: d, Shift: d},
		func(s present.ListState) { *list = s }, func(s present.Detail) { *one = s })
	p.Enter(t.Context())
	t.Cleanup(p.Leave)
	p.Show(present.Route{Screen: present.TasksScreen, Open: id(1)})
	b.settle()
	return p, d, list, one
}

func TestTasksOfTodayStandApartFromThoseAhead(t *testing.T) {
	onBench(t, func(t *testing.T, b *bench) {
		p, _, list, one := atDiary(t, b)
		if list.Total != 1 || p.Row(0).Product != "Rappeler M. Roy" || list.Tabs[0].Count != "1" || one.Primary.ID != "task.done" {
			t.Fatalf("%+v, %+v", list, one.Primary)
		}
		p.ScopeChosen(present.AheadScope)
		b.settle()
		if list.Total != 1 || p.Row(0).Product != "Compter" || p.Row(7) != (present.Row{}) {
			t.Errorf("ahead: %+v", list)
		}
	})
}

func TestATaskHasADayAnHourAndSomebody(t *testing.T) {
	onBench(t, func(t *testing.T, b *bench) {
		p, d, _, one := atDiary(t, b)
		p.EmptyPressed()
		p.SheetSubmitted()
		if one.Sheet.Fields[0].Error == "" || len(d.did) != 0 {
			t.Fatal("a task without words was noted")
		}
		p.SheetTyped("what", "Relancer SEB")
		p.SheetTyped("at_ms", "14h30")
		p.SheetTyped("owner", id(9).String())
		p.SheetSubmitted()
		b.settle()
		in, ok := d.did[0].(*service.TaskInput)
		if !ok || in.On != "2000-01-01" || in.AtMS != time.Date(2000, 1, 1, 14, 30, 0, 0, time.UTC).UnixMilli() || in.Owner == nil || *in.Owner != id(9) {
			t.Errorf("%+v", d.did)
		}
	})
}

func TestAWrongHourIsNamedAndWhatIsDroppedHasAReason(t *testing.T) {
	onBench(t, func(t *testing.T, b *bench) {
		p, d, _, one := atDiary(t, b)
		p.ActionPressed("task.move")
		p.SheetTyped("at_ms", "25:99")
		p.SheetSubmitted()
		if one.Sheet.Fields[1].Error == "" {
			t.Error("an hour that is none is not refused")
		}
		p.SheetClosed()
		p.ActionPressed("task.drop")
		p.SheetSubmitted()
		if len(d.did) != 0 || one.Sheet.Fields[0].Error == "" {
			t.Fatal("dropped without a word")
		}
		p.SheetTyped("said", "Il a rappelé")
		d.refuse = fault.New(fault.NotFound, "id", "what", "task")
		p.SheetSubmitted()
		b.settle()
		if !one.Sheet.Open || one.Sheet.Notice.IsZero() {
			t.Error("a refusal is not said over the sheet")
		}
		d.refuse = nil
		p.SheetSubmitted()
		b.settle()
		if in, ok := d.did[0].(*service.EndTaskInput); !ok || !in.Dropped || in.Said != "Il a rappelé" {
			t.Errorf("%+v", d.did)
		}
	})
}

func TestAFileBeginsATaskAboutItself(t *testing.T) {
	onBench(t, func(t *testing.T, b *bench) {
		p, d, _, one := atDiary(t, b)
		d.repair = func(context.Context, present.ID) (views.Repair, error) {
			return views.Repair{RepairRow: views.RepairRow{ID: id(50), Number: "LIL2-00431-X7K"}}, nil
		}
		p.Show(present.Route{Screen: present.TasksScreen, Repair: id(50)})
		b.settle()
		p.SheetTyped("what", "Rappeler")
		p.SheetSubmitted()
		b.settle()
		if in, ok := d.did[0].(*service.TaskInput); !ok || in.Repair == nil || *in.Repair != id(50) {
			t.Errorf("%+v, %+v", d.did, one.Sheet)
		}
	})
}

func TestWithoutATaskOpenTheShiftListIsReadAndPrinted(t *testing.T) {
	onBench(t, func(t *testing.T, b *bench) {
		d := &diary{shop: newShop(t)}
		d.todo = []views.Task{{ID: id(1), What: "Rappeler", When: task.Today, Status: task.Open}, {ID: id(2), What: "Compter", When: task.Later, Status: task.Open}}
		one := &present.Detail{}
		p := present.NewTasks(b.env, present.TaskPorts{Tasks: d, Acts: d, Files: d, Shift: d},
			func(present.ListState) {}, func(s present.Detail) { *one = s })
		p.Enter(t.Context())
		t.Cleanup(p.Leave)
		b.settle()
		if one.Primary.ID != "task.shift" || len(one.Cards) != 3 || one.Cards[1].Lines[0].Value != "Compter" {
			t.Fatalf("%+v", one)
		}
		p.PrimaryPressed()
		b.settle()
		if len(d.did) != 1 || one.Notice.Tone != present.Good {
			t.Errorf("%v, %+v", d.did, one.Notice)
		}
		p.ActionPressed("task.numbers")
		b.settle()
		if _, ok := d.did[len(d.did)-1].(*service.ClearInput); !ok {
			t.Errorf("the numbers of the kiosk stay: %v", d.did)
		}
	})
}
