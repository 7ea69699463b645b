package service

import (
	"bytes"
	"context"
	"strings"

	"etabli/app/domain/account"
	"etabli/app/domain/kind"
	"etabli/app/domain/repair"
	"etabli/app/domain/site"
	"etabli/storage"
	"etabli/storage/journal"
)

func letterheadCommands() []Command {
	return []Command{
		command("letterhead.save", "Say what a shop's papers carry: its logo and colour, its e-mail, its legal identity, the fee of a diagnosis.", (*App).SaveLetterhead),
	}
}

func letterheadQuestions() []Question {
	return []Question{
		question("letterhead.get", "What a shop's papers carry.", func(a *App, ctx context.Context, in *LetterheadAsked) (Letterhead, error) {
			return a.Letterhead(ctx, in.Site)
		}),
	}
}

// Letterhead is what the papers of a shop carry beside its name and address, as a
// whole.
type Letterhead struct {
	Site   string `json:"site,omitempty" doc:"this shop when empty"`
	Logo   []byte `json:"logo,omitempty" doc:"PNG, JPEG or WebP as base64; it is drawn again, small"`
	Colour string `json:"colour,omitempty" doc:"of titles, #rrggbb; darkened on paper until it reads well"`
	Email  string `json:"email,omitempty"`
	VAT    string `json:"vat_number,omitempty"`
	Legal  string `json:"legal,omitempty" doc:"legal form, capital, trade register"`
	Terms  string `json:"terms,omitempty" doc:"version of the terms of sale that are given"`
	IBAN   string `json:"iban,omitempty" doc:"account that businesses pay into, on their invoices"`
	// Diagnosis is what intakes offer to announce.
	Diagnosis *repair.DiagnosisFee `json:"diagnosis,omitempty" doc:"fee that intakes announce unless another is said"`
}

// SaveLetterhead says what a shop's papers carry. The logo is drawn again, so that
// nothing of its file comes along, and made small enough for every device.
func (a *App) SaveLetterhead(ctx context.Context, call Call, in *Letterhead) (Result, error) {
	code := a.here(in.Site)
	if err := site.CheckCode(code); err != nil {
		return Result{}, within("site", err)
	}
	facts := site.LetterheadFacts{
		Colour: strings.ToLower(strings.TrimSpace(in.Colour)), Email: strings.TrimSpace(in.Email), VAT: strings.TrimSpace(in.VAT),
		Legal: strings.TrimSpace(in.Legal), Terms: strings.TrimSpace(in.Terms), IBAN: account.Tidy(in.IBAN), Diagnosis: in.Diagnosis,
	}
	now, err := a.Letterhead(ctx, code)
	if err != nil {
		return Result{}, err
	}
	if facts.Logo = in.Logo; len(in.Logo) > 0 && !bytes.Equal(in.Logo, now.Logo) {
		if facts.Logo, err = cleanLogo(in.Logo); err != nil {
			return Result{}, err
		}
	}
	if err := site.CheckLetterhead(facts); err != nil {
		return Result{}, err
	}
	return a.commit(ctx, call, func(storage.Reader) (*journal.Draft, error) {
		return newDraft(call, kind.LetterheadSaved, entity(kind.Site, SiteID(code))).with(facts)
	}, func(r storage.Reader) (any, error) { return a.letterhead(r, code) })
}

// LetterheadAsked asks for a shop's letterhead.
type LetterheadAsked struct {
	Site string `json:"site,omitempty" doc:"this shop when empty"`
}

// Letterhead is what the papers of a shop carry.
func (a *App) Letterhead(ctx context.Context, code string) (Letterhead, error) {
	return read(ctx, a, func(r storage.Reader) (Letterhead, error) { return a.letterhead(r, a.here(code)) })
}

func (a *App) letterhead(r storage.Reader, code string) (Letterhead, error) {
	f, err := a.views.Letterhead(r, code)
	return Letterhead{Site: code, Logo: f.Logo, Colour: f.Colour, Email: f.Email, VAT: f.VAT, Legal: f.Legal, Terms: f.Terms, IBAN: f.IBAN, Diagnosis: f.Diagnosis}, err
}
