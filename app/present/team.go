package present

import (
	"context"
	"slices"
	"strings"

	"etabli/app/domain/kind"
	"etabli/app/service"
	"etabli/app/views"
	"etabli/storage/journal"
)

// Teaming is what the page of the team reads and does.
type Teaming interface {
	Changes
	Calls
	Connecting
	Place() (site, device string)
	SiteCode() string
	Sites(ctx context.Context) ([]views.Site, error)
	Staff(ctx context.Context) ([]views.Staff, error)
	FindStaff(ctx context.Context, words string) ([]views.Staff, error)
	Member(ctx context.Context, id ID) (views.Staff, error)
	SaveStaff(ctx context.Context, call service.Call, in *service.StaffInput) (service.Result, error)
	SetPIN(ctx context.Context, call service.Call, in *service.SetPINInput) (service.Result, error)
	SetRights(ctx context.Context, call service.Call, in *service.RightsInput) (service.Result, error)
	Qualify(ctx context.Context, call service.Call, in *service.QualifyInput) (service.Result, error)
	BeAway(ctx context.Context, call service.Call, in *service.AwayInput) (service.Result, error)
}

// TeamState is what the page of the team shows over its list.
type TeamState struct {
	Pages ManagerPages
}

// Team presents who works in the shop, and what each may do.
type Team struct {
	stay
	sheeted
	port Teaming
	head func(TeamState)
	list func(ListState)
	show func(Detail)

	words    string // that the list is searched for; those who left are found by them alone
	people   []views.Staff
	sites    []views.Site
	known    bool
	notice   Notice
	revision int
	lane     lane
	pulse    *pulse

	one  views.Staff
	read bool
}

// NewTeam makes the presenter of the page of the team.
func NewTeam(env Env, port Teaming, head func(TeamState), list func(ListState), show func(Detail)) *Team {
	t := &Team{stay: stay{Env: env}, port: port, head: head, list: list, show: show}
	t.pulse = newPulse(env, frame, t.load)
	t.open = newPane(&t.stay, port, t.publish, t.loadOne, t.again)
	return t
}

// Enter begins to show the team and follows changes.
func (t *Team) Enter(ctx context.Context) {
	t.enter(ctx)
	t.watch(t.port, t.changed)
	t.follow(t.port, t.publish)
	t.until(t.pulse.rest)
	t.until(t.open.pulse.rest)
	t.again()
	t.publish()
}

// Leave ends it.
func (t *Team) Leave() { t.leave() }

// Show opens somebody.
func (t *Team) Show(at Route) {
	if at.Open.IsZero() || !t.open.choose(at.Open) {
		return
	}
	t.one, t.read = views.Staff{}, false
	if t.here() {
		t.open.pulse.kick()
	}
	t.publish()
}

func (t *Team) changed(touched []journal.Entity) {
	if slices.ContainsFunc(touched, func(e journal.Entity) bool { return uint8(e.Type) == kind.Staff || uint8(e.Type) == kind.Site }) {
		t.again()
	}
}

func (t *Team) again() {
	t.pulse.kick()
	if !t.open.id.IsZero() {
		t.open.pulse.kick()
	}
}

// roster is one reading of the list.
type roster struct {
	people []views.Staff
	sites  []views.Site
}

func (t *Team) load() {
	words := strings.TrimSpace(t.words)
	ask(&t.stay, &t.lane, func(ctx context.Context) (out roster, err error) {
		if out.sites, err = t.port.Sites(ctx); err != nil {
			return out, err
		}
		if words == "" {
			out.people, err = t.port.Staff(ctx)
		} else {
			out.people, err = t.port.FindStaff(ctx, words)
		}
		return out, err
	}, func(now roster, err error) {
		t.pulse.done()
		if err != nil {
			t.notice = t.retriable(err)
		} else {
			t.people, t.sites, t.known, t.notice = now.people, now.sites, true, Notice{}
			t.revision++
		}
		t.publish()
	})
}

func (t *Team) loadOne() {
	id := t.open.id
	ask(&t.stay, &t.open.lane, func(ctx context.Context) (views.Staff, error) {
		return t.port.Member(ctx, id)
	}, func(found views.Staff, err error) {
		t.open.pulse.done()
		if err != nil {
			t.open.notice = t.retriable(err)
		} else {
			t.one, t.read = found, true
			if t.open.notice.Retry != "" {
				t.open.notice = Notice{}
			}
		}
		t.publish()
	})
}

// PagePressed goes to another page of whoever runs the shop.
func (t *Team) PagePressed(id string) { t.Go(Route{Screen: Screen(id)}) }

// Typed looks for people by name, those who left too.
func (t *Team) Typed(words string) {
	if t.words != words {
		t.words = words
		t.lane.drop()
		t.pulse.rest()
		t.pulse.kick()
		t.publish()
	}
}

// ScopeChosen does nothing: the list has one part.
func (t *Team) ScopeChosen(Scope) {}

// RowChosen opens somebody of the list.
func (t *Team) RowChosen(i int) {
	if i >= 0 && i < len(t.people) {
		t.Go(Route{Screen: TeamScreen, Open: t.people[i].ID})
	}
}

// RetryPressed reads again after a failure.
func (t *Team) RetryPressed() {
	t.notice, t.open.notice = Notice{}, Notice{}
	t.again()
	t.publish()
}
