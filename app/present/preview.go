package present

import (
	"context"
	"slices"

	"etabli/app/service"
)

// actPreview shows a paper before it is printed.
const actPreview = "preview"

// previewSheet shows what a printer would print of the file, one paper at a time.
func (r *Repair) previewSheet() plan {
	w := r.Words
	var where string
	var form Form
	field := SheetField{Key: "form", Label: w.T("preview.form"), Kind: ChoiceInput}
	for _, f := range r.papers() {
		field.Choices = append(field.Choices, Choice{string(f), r.formName(f)})
	}
	field.Value = field.Choices[0].Value
	if i := slices.IndexFunc(field.Choices, func(c Choice) bool { return c.Value == string(QuoteA4) }); i >= 0 {
		field.Value = string(QuoteA4) // what a customer is about to sign is looked at first
	}
	id := r.id
	return plan{
		sheet: Sheet{Title: w.T("preview.title"), Submit: w.T("repair.print"), Fields: []SheetField{field}},
		prepare: func(v values) (job, error) {
			form = Form(v["form"])
			return func(ctx context.Context, _ service.Call) (err error) {
				where, err = r.ports.Papers.Print(ctx, id, form)
				return err
			}, nil
		},
		then: func() {
			r.notice = Notice{Tone: Good, Text: w.T("print.done", "form", r.formName(form), "where", where)}
			r.publish()
		},
		changed: func(v values) { r.showPage(Form(v["form"])) },
	}
}

// openPreview opens the sheet with its first page.
func (r *Repair) openPreview() {
	p := r.previewSheet()
	r.sheets.open(p)
	if r.sheets.state.Open {
		r.showPage(Form(p.sheet.Fields[0].Value))
	}
}

// showPage makes the picture of a paper; one that cannot be made says why.
func (r *Repair) showPage(form Form) {
	id := r.id
	r.paging.drop()
	ask(&r.stay, &r.paging, func(ctx context.Context) ([]byte, error) {
		return r.ports.Papers.Preview(ctx, id, form)
	}, func(page []byte, err error) {
		if !r.sheets.state.Open || r.id != id {
			return
		}
		r.sheets.state.Page, r.sheets.state.Notice = page, Notice{}
		if err != nil {
			r.sheets.state.Page, r.sheets.state.Notice = nil, r.Failure(err)
		}
		r.publish()
	})
}
