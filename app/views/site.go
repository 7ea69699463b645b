package views

import (
	"errors"

	"etabli/app/domain/kind"
	"etabli/app/views/fold"
	"etabli/storage"
	"etabli/storage/journal"
)

// site is what was said of a shop; an empty state when nothing was.
func (l *look) site(id journal.EntityID) (*fold.State, error) {
	s, err := l.state(kind.Site, id)
	if errors.Is(err, storage.ErrNotFound) {
		return &fold.State{}, nil
	}
	return s, err
}

// siteState is what was said of a shop, for who asks nothing else.
func siteState(r storage.Reader, id journal.EntityID) (*fold.State, error) {
	l, err := newLook(r)
	if err != nil {
		return nil, err
	}
	return l.site(id)
}

// siteFacts are what was said of a shop in one field; nothing when nobody said.
func siteFacts[F any](r storage.Reader, site, field string) (f F, err error) {
	s, err := siteState(r, SiteID(site))
	if err != nil {
		return f, err
	}
	return f, inField(s, field, &f)
}
