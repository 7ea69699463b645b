package present

import (
	"slices"
	"strings"

	"etabli/app/domain/fault"
	"etabli/app/domain/staff"
	"etabli/app/service"
	"etabli/app/views"
)

// The acts on a member of staff.
const (
	teamAdd     = "team.add"
	teamEdit    = "team.edit"
	teamPIN     = "team.pin"
	teamForget  = "team.forget"
	teamRights  = "team.rights"
	teamQualify = "team.qualify"
	teamAway    = "team.away"
	teamGone    = "team.gone"
	teamReturn  = "team.return"
	teamBack    = "team.back:" // with the first day of the absence behind it
)

var teamIcons = map[string]string{
	teamAdd: "user-plus", teamEdit: "pencil", teamPIN: "key-round", teamForget: "lock-open", teamRights: "shield-check",
	teamQualify: "file-text", teamAway: "calendar-clock", teamGone: "x", teamReturn: "undo-2",
}

func (e Env) teamAct(id string) Action {
	return Action{ID: id, Label: e.Words.T("deed." + id), Icon: teamIcons[id]}
}

func (t *Team) memberActs(p views.Staff) (primary Action, rest []Action) {
	ids := []string{teamEdit, teamRights, teamPIN}
	if p.HasPIN {
		ids = append(ids, teamForget)
	}
	ids = append(ids, teamQualify, teamAway, teamGone)
	if p.Gone {
		ids = []string{teamReturn}
	}
	for _, id := range append(ids, teamAdd) {
		rest = append(rest, t.teamAct(id))
	}
	return rest[0], rest[1:]
}

// PrimaryPressed does the right next thing; where nobody is chosen, what the page offers.
func (t *Team) PrimaryPressed() {
	if !t.read {
		if t.open.id.IsZero() {
			t.EmptyPressed()
		}
		return
	}
	next, _ := t.memberActs(t.one)
	t.ActionPressed(next.ID)
}

// EmptyPressed adds somebody.
func (t *Team) EmptyPressed() {
	t.open.sheets.open(t.memberSheet(views.Staff{Role: staff.Counter, Site: t.port.SiteCode()}))
}

// ActionPressed begins an act.
func (t *Team) ActionPressed(id string) {
	if id == teamAdd {
		t.EmptyPressed()
		return
	}
	if !t.read || t.open.busy {
		return
	}
	p := t.one
	if first, ok := strings.CutPrefix(id, teamBack); ok {
		t.open.sheets.open(t.backSheet(p, first))
		return
	}
	sheets := map[string]func(views.Staff) plan{
		teamEdit: t.memberSheet, teamPIN: t.pinSheet, teamRights: t.rightsSheet, teamQualify: t.qualifySheet, teamAway: t.awaySheet, teamGone: t.goneSheet,
	}
	switch make, ok := sheets[id]; {
	case ok:
		t.open.sheets.open(make(p))
	case id == teamForget:
		t.open.run(doing(t.port.SetPIN, &service.SetPINInput{ID: p.ID}))
	case id == teamReturn:
		t.open.run(doing(t.port.SaveStaff, saved(p, false)))
	}
}

func saved(p views.Staff, gone bool) *service.StaffInput {
	return &service.StaffInput{ID: &p.ID, Display: p.Display, Initials: p.Initials, Role: p.Role, Site: p.Site, Gone: gone}
}

func (t *Team) siteChoices() []Choice {
	var out []Choice
	for _, s := range t.sites {
		out = append(out, Choice{s.Code, t.siteName(s.Code)})
	}
	if len(out) == 0 {
		out = []Choice{{t.port.SiteCode(), t.port.SiteCode()}}
	}
	return out
}

// memberSheet adds or changes somebody.
func (t *Team) memberSheet(p views.Staff) plan {
	w, title := t.Words, "deed."+teamAdd
	if !p.ID.IsZero() {
		title = "deed." + teamEdit
	}
	var made ID
	return plan{sheet: Sheet{Title: w.T(title), Submit: w.T("sheet.save"), Fields: []SheetField{
		{Key: "display", Label: w.T("team.name"), Kind: TextInput, Value: p.Display, Hint: w.T("team.name.hint")},
		{Key: "initials", Label: w.T("team.initials"), Kind: TextInput, Value: p.Initials, Hint: w.T("team.initials.hint")},
		{Key: "role", Label: w.T("team.role"), Kind: ChoiceInput, Value: p.Role, Choices: t.choices("role.", staff.Roles()...)},
		{Key: "site", Label: w.T("team.site"), Kind: ChoiceInput, Value: p.Site, Choices: t.siteChoices()},
	}}, prepare: func(v values) (job, error) {
		in := saved(p, false)
		if p.ID.IsZero() {
			in.ID = nil
		}
		in.Display, in.Initials, in.Role, in.Site = strings.TrimSpace(v["display"]), strings.TrimSpace(v["initials"]), v["role"], v["site"]
		return t.making(&made, in), required("display", in.Display)
	}, then: func() {
		if !made.IsZero() {
			t.Go(Route{Screen: TeamScreen, Open: made})
		}
	}}
}

// pinSheet asks for a PIN anew. Whoever it belongs to types it.
func (t *Team) pinSheet(p views.Staff) plan {
	w := t.Words
	return plan{sheet: Sheet{Title: w.T("deed." + teamPIN), Intro: w.T("team.pin.text", "name", p.Display), Submit: w.T("sheet.save"), Fields: []SheetField{
		{Key: "pin", Label: w.T("team.pin"), Kind: SecretInput}, {Key: "again", Label: w.T("pin.own.again"), Kind: SecretInput},
	}}, prepare: func(v values) (job, error) {
		if v["pin"] != v["again"] {
			return nil, fault.New(fault.Malformed, "again", "expected", "the_same_twice")
		}
		return doing(t.port.SetPIN, &service.SetPINInput{ID: p.ID, PIN: v["pin"]}), required("pin", v["pin"])
	}}
}

// rightsSheet says what somebody may do beside, or against, their role.
func (t *Team) rightsSheet(p views.Staff) plan {
	w, role := t.Words, staff.Person{Role: p.Role}
	var all, has []string
	for _, r := range staff.Rights() {
		all = append(all, string(r))
		if p.Person().May(r) {
			has = append(has, string(r))
		}
	}
	others := slices.DeleteFunc(t.siteChoices(), func(c Choice) bool { return c.Value == p.Site })
	s := Sheet{Title: w.T("deed." + teamRights), Intro: w.T("team.rights.text", "role", t.roleName(p.Role)), Submit: w.T("sheet.save"), Fields: []SheetField{
		{Key: "rights", Label: w.T("team.rights.may"), Kind: TickInput, Value: strings.Join(has, "\n"), Choices: t.choices("right.", all...)},
	}}
	if len(others) > 0 {
		s.Fields = append(s.Fields, SheetField{Key: "sites", Label: w.T("team.sites.other"), Kind: TickInput, Value: strings.Join(p.Sites, "\n"), Choices: others})
	}
	return plan{sheet: s, prepare: func(v values) (job, error) {
		in := &service.RightsInput{ID: p.ID, Sites: valueLines(v["sites"])}
		ticked := valueLines(v["rights"])
		for _, r := range staff.Rights() {
			switch now := slices.Contains(ticked, string(r)); {
			case now && !role.May(r):
				in.Give = append(in.Give, r)
			case !now && role.May(r):
				in.Take = append(in.Take, r)
			}
		}
		return doing(t.port.SetRights, in), nil
	}}
}
