package hub

import (
	"context"
	"slices"

	"etabli/storage"
	"etabli/storage/journal"
)

// homesOf returns the sites an entity lives at; none when HQ never met it.
func homesOf(r storage.Reader, id journal.EntityID) ([]string, error) {
	var homes []string
	_, err := getRow(r, routeKey(id), &homes)
	return homes, err
}

// Homes tells at which sites entities live, and with them what is private of
// them; everywhere when one lives at all of them.
func (h *Hub) Homes(ctx context.Context, ids []journal.EntityID) (sites []string, everywhere bool, err error) {
	err = h.View(ctx, func(r storage.Reader) error {
		sites = nil
		for _, id := range ids {
			homes, err := homesOf(r, id)
			if err != nil {
				return err
			}
			sites = append(sites, homes...)
		}
		sites = distinct(sites)
		return nil
	})
	return sites, slices.Contains(sites, everySite), err
}

// route decides which sites an entry goes to, in position order: the homes of
// its entities, and the author's site, which must hear what became of it. A new
// entity is at home where it was first written; when HQ itself wrote it, with
// the entities it was written with, or everywhere.
func route(tx storage.Tx, author string, entities []journal.Entity) ([]string, error) {
	var sites []string
	var fresh []journal.EntityID
	for _, e := range entities {
		homes, err := homesOf(tx, e.ID)
		if err != nil {
			return nil, err
		}
		if len(homes) == 0 {
			fresh = append(fresh, e.ID)
		}
		sites = append(sites, homes...)
	}
	homes := []string{author}
	if author == "" {
		homes = distinct(slices.Clone(sites))
		if len(homes) == 0 {
			homes = []string{everySite}
		}
	}
	for _, id := range fresh {
		if err := putRow(tx, routeKey(id), homes); err != nil {
			return nil, err
		}
	}
	return distinct(slices.Concat(sites, homes)), nil
}

// distinct sorts sites and drops doubles; everySite makes the others needless.
func distinct(sites []string) []string {
	slices.Sort(sites)
	sites = slices.Compact(sites)
	if slices.Contains(sites, everySite) {
		return []string{everySite}
	}
	return sites
}

// entitled tells whether a site may hold the boxes of a subject: its homes may,
// and so may the site where they were made, unless the subject has left it. A
// subject that no entry names follows the entry.
func entitled(r storage.Reader, subject journal.EntityID, site, author string) (bool, error) {
	if site == author {
		left, err := leftOf(r, subject)
		return !slices.Contains(left, site), err
	}
	homes, err := homesOf(r, subject)
	if err != nil || len(homes) == 0 {
		return err == nil, err
	}
	return lives(homes, site), nil
}

// lives tells whether a site is among homes.
func lives(homes []string, site string) bool {
	return slices.Contains(homes, site) || slices.Contains(homes, everySite)
}
