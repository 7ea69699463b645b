package enrol

import (
	"context"
	"fmt"
)

// A device moves to another shop by joining there anew, over the connection that it has:
// it asks where it belongs, gets a code for the other shop once it has handed
// everything in, and leaves its former place when it has joined.

// PathMove is where a member asks where it belongs, and goes.
const PathMove = "/enrol/1/move"

// moveStep is what a member wants.
type moveStep uint8

const (
	moveAsk   moveStep = iota // to know where it belongs
	moveCode                  // a code for there
	moveLeave                 // to be admitted no more: it has joined there
)

type moveRequest struct {
	Step moveStep `cbor:"1,keyasint"`
}

type moveAnswer struct {
	Site string `cbor:"1,keyasint"` // empty: it stays
	Code []byte `cbor:"2,keyasint,omitempty"`
}

// move answers a member.
func (d *Desk) move(ctx context.Context, peer Peer, in moveRequest) (moveAnswer, error) {
	if peer.Expired {
		return moveAnswer{}, ErrForeignCertificate
	}
	site, err := d.register.Belongs(ctx, peer.Device)
	if err != nil || site == peer.Site {
		return moveAnswer{}, err
	}
	switch in.Step {
	case moveAsk:
		return moveAnswer{Site: site}, nil
	case moveCode:
		invite, _, err := d.Invite(ctx, "localhost:1", site, peer.Role)
		return moveAnswer{Site: site, Code: invite.Code[:]}, err
	case moveLeave:
		return moveAnswer{Site: site}, d.register.Left(ctx, peer.Device)
	}
	return moveAnswer{}, fmt.Errorf("%w: step %d", ErrBadRequest, in.Step)
}

// Belongs asks HQ at which site this device belongs; empty when it is where it belongs.
func (m *Member) Belongs(ctx context.Context) (site string, err error) {
	out, err := m.askMove(ctx, moveAsk)
	return out.Site, err
}

// MoveInvite asks for the invitation to the site where this device belongs.
func (m *Member) MoveInvite(ctx context.Context) (Invite, error) {
	out, err := m.askMove(ctx, moveCode)
	if err == nil && len(out.Code) != len(Code{}) {
		err = fmt.Errorf("%w: a code of %d bytes", ErrBadRequest, len(out.Code))
	}
	if err != nil {
		return Invite{}, err
	}
	return Invite{Address: m.Identity().Address, Code: Code(out.Code)}, nil
}

// Leave tells HQ that this device has joined the other site. Nobody is admitted as it
// afterwards.
func (m *Member) Leave(ctx context.Context) error {
	_, err := m.askMove(ctx, moveLeave)
	return err
}

func (m *Member) askMove(ctx context.Context, step moveStep) (out moveAnswer, err error) {
	_, err = post(ctx, m.ClientConfig(), m.Identity().Address, PathMove, moveRequest{step}, &out)
	return out, err
}
