package desk

import (
	"context"
	"time"

	"etabli/app/domain/site"
)

// Zone is the time zone of the shop, by which screens tell the time: a device may be
// set to another one.
func (d *Desk) Zone(ctx context.Context) *time.Location {
	sites, err := d.Sites(ctx)
	if err != nil {
		return site.Zone("") // what is wrong with the store is said where it is read
	}
	for _, at := range sites {
		if at.Code == d.App.Place().Site {
			return site.Zone(at.Zone)
		}
	}
	return site.Zone("")
}
