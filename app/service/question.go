package service

import (
	"context"
	"reflect"
	"slices"
	"strings"

	"etabli/app/domain/fault"
)

// Question is one query that the registry knows. It changes nothing.
type Question struct {
	Name    string
	Summary string
	input   reflect.Type
	run     func(ctx context.Context, a *App, input any) (any, error)
}

// question ties a name to a method of App and to the type of what it is asked.
func question[In, Out any](name, summary string, run func(*App, context.Context, *In) (Out, error)) Question {
	return Question{
		Name: name, Summary: summary, input: reflect.TypeFor[In](),
		run: func(ctx context.Context, a *App, input any) (any, error) { return run(a, ctx, input.(*In)) },
	}
}

// Questions lists every question, by name.
func Questions() []Question {
	list := slices.Concat(peopleQuestions(), repairQuestions(), warrantyQuestions(), tillQuestions(), figureQuestions(),
		loanQuestions(), stockQuestions(), orderQuestions(), claimQuestions(), voucherQuestions(), contractQuestions(), recourseQuestions(), sendoutQuestions(), bonusQuestions(), wasteQuestions(), opinionQuestions(), reportQuestions(), returnQuestions(),
		accountQuestions(), debtQuestions(), invoiceQuestions(), ereportQuestions(), preorderQuestions())
	slices.SortFunc(list, func(x, y Question) int { return strings.Compare(x.Name, y.Name) })
	return list
}

// Fields lists the fields of the question's JSON, nested ones with dots.
func (q Question) Fields() []Field { return fieldsOf(q.input, "") }

// Ask answers the named question, asked in JSON; nothing at all asks with no
// fields.
func (a *App) Ask(ctx context.Context, name string, raw []byte) (any, error) {
	list := Questions()
	i := slices.IndexFunc(list, func(q Question) bool { return q.Name == name })
	if i < 0 {
		return nil, fault.New(fault.UnknownName, "", "name", name)
	}
	if len(raw) == 0 {
		raw = []byte("{}")
	}
	input := reflect.New(list[i].input).Interface()
	if err := decode(raw, input); err != nil {
		return nil, err
	}
	out, err := list[i].run(ctx, a, input)
	if err != nil {
		return out, err
	}
	return listed(out), nil
}
