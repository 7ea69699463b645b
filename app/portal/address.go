package portal

import (
	"net/http"
	"net/netip"
	"strings"
)

// ipv6Site is how much of an IPv6 address counts as one household or company.
const ipv6Site = 64

// address is the network that a request comes from, as far as it can be
// believed: an X-Forwarded-For counts only from a proxy that we were told of,
// and only back to the first address that is none of ours.
func (p *Portal) address(r *http.Request) string {
	peer, err := netip.ParseAddrPort(r.RemoteAddr)
	if err != nil {
		return r.RemoteAddr
	}
	from := peer.Addr().Unmap()
	hops := strings.Split(strings.Join(r.Header.Values("X-Forwarded-For"), ","), ",")
	for i := len(hops) - 1; i >= 0 && p.isProxy(from); i-- {
		hop, err := netip.ParseAddr(strings.TrimSpace(hops[i]))
		if err != nil {
			break
		}
		from = hop.Unmap()
	}
	if from.Is6() {
		if site, err := from.WithZone("").Prefix(ipv6Site); err == nil {
			return site.String()
		}
	}
	return from.String()
}

func (p *Portal) isProxy(a netip.Addr) bool {
	for _, proxy := range p.options.Proxies {
		if proxy.Contains(a) {
			return true
		}
	}
	return false
}

// encrypted tells whether the customer's connection is, here or at the proxy.
func (p *Portal) encrypted(r *http.Request) bool {
	return r.TLS != nil || p.options.HTTPS
}
