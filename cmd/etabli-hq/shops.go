package main

import (
	"context"
	"sync"
	"time"

	"etabli/app/domain/site"
	"etabli/app/portal"
)

// shopsFor is how long what is known of the shops serves the pages that are asked
// for: one look at every device of the fleet for each page would cost more than the
// page.
const shopsFor = time.Second

// shops remembers for a moment what customers are told of the sites.
type shops struct {
	mu     sync.Mutex
	bySite map[string]portal.Shop
	until  time.Time
}

// shop is what customers are told of a site, and whether its devices reach HQ.
func (p *pages) shop(ctx context.Context, code string) (portal.Shop, error) {
	p.shops.mu.Lock()
	defer p.shops.mu.Unlock()
	if now := time.Now(); p.shops.bySite == nil || now.After(p.shops.until) {
		read, err := p.readShops(ctx)
		if err != nil {
			return portal.Shop{}, err
		}
		p.shops.bySite, p.shops.until = read, now.Add(shopsFor)
	}
	if known, ok := p.shops.bySite[code]; ok {
		return known, nil
	}
	return portal.Shop{Name: code, Zone: site.Zone("")}, nil
}

func (p *pages) readShops(ctx context.Context) (map[string]portal.Shop, error) {
	sites, err := p.hq.app.Sites(ctx)
	if err != nil {
		return nil, err
	}
	out := map[string]portal.Shop{}
	for _, at := range sites {
		out[at.Code] = portal.Shop{Name: at.Name, Address: at.Address, Phone: at.Phone, Hours: at.Hours, Zone: site.Zone(at.Zone)}
	}
	devices, err := p.hq.hub.Devices(ctx)
	for _, d := range devices {
		shop, known := out[d.Site]
		if !known {
			shop = portal.Shop{Name: d.Site, Zone: site.Zone("")}
		}
		shop.Online = shop.Online || d.Online
		if !d.LastSeen.IsZero() {
			shop.SeenMS = max(shop.SeenMS, d.LastSeen.UnixMilli())
		}
		out[d.Site] = shop
	}
	return out, err
}
