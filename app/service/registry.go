package service

import (
	"context"
	"reflect"
	"slices"
	"strings"

	"etabli/app/domain/fault"
	"etabli/storage/journal"
)

// Command is one act that the registry knows.
type Command struct {
	Name    string
	Summary string
	input   reflect.Type
	run     func(ctx context.Context, a *App, call Call, input any) (Result, error)
}

// Result is what a command answers. Data is what the command made, as it
// stands after it; asked again with the same id it is the same.
type Result struct {
	Command  journal.CommandID `json:"command_id"`
	Entry    journal.Ref       `json:"entry"`
	Repeated bool              `json:"repeated,omitempty"`
	Data     any               `json:"data,omitempty"`
}

// Field describes one field of a command's JSON.
type Field struct {
	Name     string
	Type     string
	Required bool
	// Within says that it is needed where the part that it belongs to is given: the
	// item of a list, or what may be left out as a whole.
	Within bool
	Doc    string
}

// command ties a name to a method of App and to the type of its input.
func command[In any](name, summary string, run func(*App, context.Context, Call, *In) (Result, error)) Command {
	return Command{
		Name: name, Summary: summary, input: reflect.TypeFor[In](),
		run: func(ctx context.Context, a *App, call Call, input any) (Result, error) {
			return run(a, ctx, call, input.(*In))
		},
	}
}

// Commands lists every command, by name.
func Commands() []Command {
	list := slices.Concat(peopleCommands(), repairCommands(), warrantyCommands(), kioskCommands(), tillCommands(),
		loanCommands(), stockCommands(), orderCommands(), promiseCommands(), exchangeCommands(), claimCommands(), voucherCommands(),
		parcelCommands(), contractCommands(), recourseCommands(), sendoutCommands(), bonusCommands(), wasteCommands(), opinionCommands(), reportCommands(),
		accountCommands(), debtCommands(), invoiceCommands(), ereportCommands(), preorderCommands(), pageCommands())
	slices.SortFunc(list, func(x, y Command) int { return strings.Compare(x.Name, y.Name) })
	return list
}

func peopleCommands() []Command {
	return slices.Concat(siteCommands(), letterheadCommands(), staffCommands(), customerCommands(), worthCommands(), stopCommands(), messageCommands(), noticeCommands(), taskCommands(), visitCommands())
}

func repairCommands() []Command {
	return []Command{
		command("repair.receive", "Take a repair in: custody begins and a number is given.", (*App).Receive),
		command("repair.move", "Move a repair to another status.", (*App).Move),
		command("repair.edit", "Change fields of a repair.", (*App).Edit),
		command("repair.note", "Write a note, internal or for the customer.", (*App).Note),
		command("repair.diagnose", "Record what the bench found.", (*App).Diagnose),
		command("repair.quote", "Send a version of the quote.", (*App).Quote),
		command("quote.amend", "Send the version of an accepted quote that parts which have become dearer make necessary, as quote.amendment proposes it.", (*App).AmendQuote),
		command("quote.answer", "Record the customer's answer to the quote.", (*App).AnswerQuote),
		command("quote.start_now", "Record that the customer expressly asks that work begins before the period to withdraw is over.", (*App).AskToStart),
		command("repair.hand_back", "Hand the device back: custody ends.", (*App).HandBack),
		command("repair.photograph", "Add photos to a repair.", (*App).Photograph),
		command("repair.renumber", "Give a repair a new number after a clash.", (*App).Renumber),
		command("review.settle", "Decide an item of the list to verify.", (*App).Settle),
	}
}

// Fields lists the fields of the command's JSON, nested ones with dots.
func (c Command) Fields() []Field {
	return append([]Field{
		{Name: "command_id", Type: "text", Doc: "made by the caller; the same id never acts twice"},
		{Name: "staff", Type: "text", Doc: "id of who does it"},
	}, fieldsOf(c.input, "")...)
}

func fieldsOf(t reflect.Type, path string) []Field {
	var out []Field
	for _, f := range reflect.VisibleFields(t) {
		name, opts, _ := strings.Cut(f.Tag.Get("json"), ",")
		if name == "" || name == "-" {
			continue
		}
		ft := f.Type
		for ft.Kind() == reflect.Pointer {
			ft = ft.Elem()
		}
		needed := !strings.Contains(opts, "omit")
		if ft.Kind() == reflect.Struct && !isText(ft) {
			inner := fieldsOf(ft, join(path, name))
			if !needed {
				inner = ifGiven(inner)
			}
			out = append(out, inner...)
			continue
		}
		typ := jsonName(ft)
		if isText(ft) {
			typ = "text"
		}
		out = append(out, Field{
			Name: join(path, name), Type: typ, Doc: f.Tag.Get("doc"),
			Required: needed,
		})
		out = append(out, eachOf(ft, join(path, name))...)
	}
	return out
}

// ifGiven turns what is needed into what is needed where its part is given.
func ifGiven(fields []Field) []Field {
	for i, f := range fields {
		fields[i].Required, fields[i].Within = false, f.Within || f.Required
	}
	return fields
}

// eachOf are the fields of one item of a list, named as a fault names them but for
// its place: lines.n.label.
func eachOf(t reflect.Type, path string) []Field {
	if t.Kind() != reflect.Slice || isText(t) {
		return nil
	}
	item := t.Elem()
	for item.Kind() == reflect.Pointer {
		item = item.Elem()
	}
	if item.Kind() != reflect.Struct || isText(item) {
		return nil
	}
	return ifGiven(fieldsOf(item, path+".n"))
}

// Do runs the named command on JSON. Without a command id a fresh one is made,
// which the result names, so that the caller can ask again.
func (a *App) Do(ctx context.Context, name string, raw []byte) (Result, error) {
	list := Commands()
	i := slices.IndexFunc(list, func(c Command) bool { return c.Name == name })
	if i < 0 {
		return Result{}, fault.New(fault.UnknownName, "", "name", name)
	}
	c := list[i]
	call, rest, err := a.open(raw)
	if err != nil {
		return Result{}, err
	}
	input := reflect.New(c.input).Interface()
	if err := decode(rest, input); err != nil {
		return Result{}, err
	}
	out, err := c.run(ctx, a, call, input)
	if err == nil {
		out.Data = listed(out.Data)
	}
	return out, err
}
