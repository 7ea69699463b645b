package replica

import (
	"context"
	"errors"
	"time"

	"etabli/sync/enrol"
	"etabli/sync/wire"
)

// Dialer connects a member to HQ and renews its certificate when that is due. A
// renewal that fails is tried again next time: the old certificate still does.
func Dialer(m *enrol.Member, now func() time.Time) func(ctx context.Context) (wire.Conn, error) {
	return func(ctx context.Context) (wire.Conn, error) {
		if m.Due(now()) {
			if err := m.Renew(ctx); errors.Is(err, enrol.ErrRevoked) {
				return nil, err
			}
		}
		return wire.Dial(ctx, wire.DialOptions{
			Address: m.Identity().Address, TLS: m.ClientConfig(), Now: now,
		})
	}
}
