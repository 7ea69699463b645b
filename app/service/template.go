package service

import (
	"cmp"
	"context"
	"regexp"
	"strings"

	"etabli/app/domain/fault"
	"etabli/app/domain/message"
	"etabli/app/views"
	"etabli/storage"
	"etabli/storage/journal"
)

// templateReceived is the template of the automatic acknowledgement.
const templateReceived = "received"

// templates are the codes of what is said often. Their words are data, in the
// message catalogues, under "template.<code>" and "template.<code>.subject".
var templates = []string{
	templateReceived, "called_you", "ready", "quote", "part_late", "more_time", "which_file", "second_number", "confirmed", "solved",
	"taken_in", "delayed", "reminder", "loan_due", "refund_sent", "all_well",
}

// Template is one thing that is said often, in both languages.
type Template struct {
	Code    string            `json:"code"`
	Subject map[string]string `json:"subject"`
	Text    map[string]string `json:"text"`
}

// Templates lists the templates with their blanks.
func (a *App) Templates(context.Context) ([]Template, error) {
	out := []Template{}
	for _, code := range templates {
		out = append(out, a.template(code))
	}
	return out, nil
}

func (a *App) template(code string) Template {
	t := Template{Code: code, Subject: map[string]string{}, Text: map[string]string{}}
	for _, language := range []string{"fr", "en"} {
		if a.words != nil {
			words := a.words(language)
			t.Subject[language], t.Text[language] = words.T("template."+code+".subject"), words.T("template."+code)
		}
	}
	return t
}

// fill writes a template for a file, with the next opening of the shop.
func (a *App) fill(r storage.Reader, code, language string, about message.Placing, more ...string) (subject, text string, err error) {
	if a.words == nil || !a.words(language).Has("template."+code) {
		return "", "", fault.New(fault.UnknownName, "template", "name", code)
	}
	blanks, err := a.blanks(r, language, about)
	if err != nil {
		return "", "", err
	}
	blanks = append(blanks, more...)
	words := a.words(language)
	return words.T("template."+code+".subject", blanks...), withoutUnsaid(words.T("template."+code, blanks...)), nil
}

// unsaid stands in a blank for which the shop has nothing.
const unsaid = "\x00"

// withoutUnsaid leaves out the sentences that would mention what there is not.
func withoutUnsaid(text string) string {
	var kept strings.Builder
	for text != "" {
		end := len(text)
		if i := sentenceEnd.FindStringIndex(text); i != nil {
			end = i[1]
		}
		if !strings.Contains(text[:end], unsaid) {
			kept.WriteString(text[:end])
		}
		text = text[end:]
	}
	return strings.TrimSpace(kept.String())
}

var sentenceEnd = regexp.MustCompile(`[.!?] `)

// blanks are what templates can mention, as pairs of name and value.
func (a *App) blanks(r storage.Reader, language string, about message.Placing) ([]string, error) {
	site := a.place.Site
	var file views.Repair
	if about.File != "" {
		var id journal.EntityID
		if err := id.UnmarshalText([]byte(about.File)); err != nil {
			return nil, err
		}
		var err error
		if file, err = a.views.Repair(r, id); err != nil {
			return nil, err
		}
		site = cmp.Or(file.Site, site)
	}
	c, err := a.views.Calendar(r, site)
	if err != nil {
		return nil, err
	}
	opensMS, err := c.Hours.NextOpening(a.now().UnixMilli())
	if err != nil {
		return nil, err
	}
	shop, phone := site, ""
	sites, err := a.views.Sites(r)
	for _, s := range sites {
		if s.Code == site {
			shop, phone = s.Name, s.Phone
		}
	}
	return []string{
		"shop", shop, "phone", cmp.Or(phone, unsaid), "opening", a.words(language).DateTime(opensMS, c.Hours.Zone),
		"number", file.Number, "product", file.Product, "link", cmp.Or(a.Link(file.Token), unsaid),
	}, err
}
