package portal

import (
	"net/http"
	"slices"

	"etabli/app/follow"
	"etabli/app/lang"
)

// guaranteeView is what is owed, in words, and what can be chosen.
type guaranteeView struct {
	Answer, By, Age, Last, Why string
	Late                       bool
	Choices                    []choiceOf
	Chosen                     string
	Rights                     []string
}

func guaranteeOf(c *lang.Catalogue, g *Guarantee) *guaranteeView {
	if g == nil {
		return nil
	}
	v := &guaranteeView{Answer: c.T("warranty.answer." + g.Answer), Why: g.Why, Chosen: g.Chosen}
	if g.Layer != "" && g.Owes != "" {
		v.By = c.T("portal.guarantee.by", "layer", c.T("warranty.layer."+g.Layer), "who", c.T("warranty.party."+g.Owes))
	}
	if g.Provisional {
		v.Age = c.T("warranty.age.provisional")
	}
	if g.LastOn != "" {
		key := "portal.guarantee.last"
		if v.Late = g.Passed; g.Passed {
			key = "portal.guarantee.passed"
		}
		v.Last = c.T(key, "day", follow.Solid(c.Date(g.LastOn)))
	}
	for _, code := range g.Choices {
		v.Choices = append(v.Choices, choiceOf{code, c.T("warranty.choice." + code)})
	}
	for _, code := range g.Rights {
		v.Rights = append(v.Rights, c.T("warranty.choice."+code))
	}
	return v
}

// serveChoose takes what the customer chooses, among what the page showed.
func (p *Portal) serveChoose(w http.ResponseWriter, r *http.Request, s *sent) {
	if !p.opened(r, s.token) {
		p.back(w, r, s.token, "ended")
		return
	}
	chose := s.values("chose")
	details, err := p.options.Acts.Details(r.Context(), s.token)
	if err == nil && (details.Guarantee == nil || !slices.Contains(details.Guarantee.Choices, chose)) {
		p.back(w, r, s.token, "unchosen")
		return
	}
	if err == nil {
		err = p.options.Acts.Choose(r.Context(), s.token, Choice{ID: s.id, Chose: chose})
	}
	p.done(w, r, s.token, err, "chosen")
}
