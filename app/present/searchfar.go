package present

import (
	"context"

	"etabli/app/domain/repair"
	"etabli/app/views"
)

// Finding is what the search-or-scan box reads.
type Finding interface {
	Searches
	Sites(ctx context.Context) ([]views.Site, error)
	SiteCode() string
	Connection() Connection
}

// found is what answers a query.
type found struct {
	hits []views.Hit
	far  farFile
}

// farFile is the shop whose file a number names that this device does not hold.
type farFile struct{ code, name, phone string }

// find looks for a query; a number of ours that nothing answers tells whose it is.
func (s *Search) find(ctx context.Context, query string) (out found, err error) {
	if out.hits, err = s.port.Search(ctx, query, maxHits); err != nil || len(out.hits) > 0 {
		return out, err
	}
	parts, numbered := repair.SplitNumber(query)
	if !numbered {
		return out, nil
	}
	out.far.code = parts.Site
	sites, err := s.port.Sites(ctx)
	for _, at := range sites {
		if at.Code == parts.Site {
			out.far.name, out.far.phone = at.Name, at.Phone
		}
	}
	return out, err
}

// nothing says that nothing was found, and what to do next.
func (s *Search) nothing(query string) Empty {
	w := s.Words
	if s.far.code == "" {
		return Empty{Title: w.T("search.empty", "query", query), Text: w.T("search.empty.text")}
	}
	link := s.port.Connection().State
	apart := !link.apart() && link != Online
	if s.far.code == s.port.SiteCode() {
		e := Empty{Title: w.T("search.here", "number", query), Text: w.T("search.here.text")}
		if apart {
			e.Text = w.T("search.here.apart")
		}
		return e
	}
	shop := s.far.code
	if s.far.name != "" {
		shop = s.far.name + " (" + s.far.code + ")"
	}
	e := Empty{Title: w.T("search.far", "shop", shop), Text: w.T("search.far.text")}
	switch {
	case s.far.phone != "":
		e.Text = w.T("search.far.call", "phone", s.far.phone)
	case link.apart():
		e.Text = w.T("search.far.alone")
	}
	if apart {
		e.Text += " " + w.T("search.far.apart")
	}
	return e
}
