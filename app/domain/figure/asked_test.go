package figure_test

import (
	"reflect"
	"testing"

	"etabli/app/domain/figure"
)

func lineOf(t *testing.T, m figure.Matter, id figure.ID) (figure.Line, bool) {
	t.Helper()
	for _, l := range figure.Report(m, figure.Span{From: on(t, "2026-11-01"), To: on(t, "2026-11-30")}) {
		if l.ID == id {
			return l, true
		}
	}
	return figure.Line{}, false
}

func TestQuestionsThatAShopAsksBesideTheUsualOne(t *testing.T) {
	ready := on(t, "2026-11-10")
	silent := figure.Case{ReadyOn: ready, Score: 5}
	m := figure.Matter{Cases: []figure.Case{silent}, Today: on(t, "2026-11-30")}
	for _, id := range []figure.ID{figure.Recommended, figure.Easy} {
		if l, told := lineOf(t, m, id); told {
			t.Errorf("nobody was asked, and the report says %+v", l)
		}
	}
	for _, marks := range [][2]int{{10, 7}, {9, 6}, {8, 4}, {6, 2}, {0, 5}, {3, 0}} {
		one := figure.Case{ReadyOn: ready, Recommends: &marks[0]}
		if marks[1] > 0 {
			one.Ease = &marks[1]
		}
		m.Cases = append(m.Cases, one)
	}
	if l, _ := lineOf(t, m, figure.Recommended); l.Cases != 6 || !reflect.DeepEqual(l.Values, []figure.Value{{Name: "score", N: -17}}) {
		t.Errorf("two of six for us and three against: %+v", l)
	}
	want := []figure.Value{{Name: "mean", N: 48}, {Name: "easy_permille", N: 600}}
	if l, _ := lineOf(t, m, figure.Easy); l.Cases != 5 || !reflect.DeepEqual(l.Values, want) {
		t.Errorf("24 by five, three of them easy: %+v", l)
	}
}

func TestAFaultThatComesAndGoesIsToldBesideWhatWasNone(t *testing.T) {
	ready := on(t, "2026-11-10")
	m := figure.Matter{Today: on(t, "2026-11-30"), Cases: []figure.Case{
		{ReadyOn: ready, Diagnosed: true, NoFault: true, Intermittent: true}, {ReadyOn: ready, Diagnosed: true, NoFault: true, Verdict: "user"},
		{ReadyOn: ready, Diagnosed: true, Intermittent: true}, {ReadyOn: ready, Diagnosed: true}, {ReadyOn: ready, NoFault: true},
	}}
	want := []figure.Value{{Name: "share", N: 500}, {Name: "user", N: 250}, {Name: "intermittent", N: 250}}
	if l, _ := lineOf(t, m, figure.NoFaultShare); l.Cases != 4 || !reflect.DeepEqual(l.Values, want) {
		t.Errorf("%+v", l)
	}
}

func TestALoanerCountsFromTheDayOnWhichItCouldBeLent(t *testing.T) {
	m := figure.Matter{
		Today:   on(t, "2026-11-30"),
		Service: []figure.Lent{{From: on(t, "2026-01-05")}, {From: on(t, "2026-11-21")}, {From: on(t, "2026-02-01"), To: on(t, "2026-06-30")}},
		Lent:    []figure.Lent{{From: on(t, "2026-10-20"), To: on(t, "2026-11-10")}, {From: on(t, "2026-11-21")}},
	}
	// 30 days of the first and 10 of the second; 10 and 10 of them lent
	if l, _ := lineOf(t, m, figure.LoanUse); l.Cases != 2 || !reflect.DeepEqual(l.Values, []figure.Value{{Name: "share", N: 500}}) {
		t.Errorf("%+v", l)
	}
}
