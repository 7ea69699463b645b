package device

import (
	"context"
	"crypto/sha256"
	"encoding/binary"
	"errors"
	"slices"
	"time"

	"etabli/app/domain/fault"
	"etabli/app/domain/kind"
	"etabli/app/service"
	"etabli/app/views"
	"etabli/app/views/fold"
	"etabli/cmd/internal/build"
	"etabli/sync/attach"
	"etabli/sync/enrol"
	"etabli/sync/replica"
	"etabli/sync/wire"
)

// The faults of the exchange with HQ.
const (
	HQUnreachable fault.Code = "hq_unreachable"
	HQRefused     fault.Code = "hq_refused"    // args: reason
	HQRecovering  fault.Code = "hq_recovering" // HQ was restored and takes nothing new yet
	CodeWrong     fault.Code = "code_wrong"
	CodeExpired   fault.Code = "code_expired"
	CodeUsed      fault.Code = "code_used"
	TooManyTries  fault.Code = "too_many_tries"
	Impostor      fault.Code = "impostor"
	Revoked       fault.Code = "revoked"
	HQTooOld      fault.Code = "hq_too_old" // it does not know what it is asked
)

// Replica makes the exchange with HQ; in a shop alone it never connects.
func (d *Device) Replica() *replica.Replica {
	id := d.Log.Chain()
	o := replica.Options{
		Log: d.Log, Clock: d.clock, Now: time.Now, Logger: d.log,
		Machine: replica.MachineOptions{App: build.Version, Kinds: kindsHash(), Seed: binary.BigEndian.Uint64(id[:])},
	}
	if d.member != nil {
		o.Dial = replica.Dialer(d.member, time.Now)
	}
	return replica.New(o)
}

// kindsHash says which kinds this version folds, and by which fold.
func kindsHash() [32]byte {
	b := binary.BigEndian.AppendUint32(nil, fold.Version)
	for _, k := range slices.Sorted(slices.Values(kind.All())) {
		b = binary.BigEndian.AppendUint16(b, k)
	}
	return sha256.Sum256(b)
}

// SyncOnce exchanges with HQ until everything is sent and received, attachments
// last.
func (d *Device) SyncOnce(ctx context.Context) error {
	if d.member == nil {
		return fault.New(NotEnrolled, "")
	}
	if err := d.exchange(ctx); err != nil {
		return err
	}
	d.learnColleagues(ctx)
	if err := d.ForgetErased(ctx); err != nil {
		return err
	}
	if err := d.LetGo(ctx); err != nil {
		return err
	}
	_, err := d.Attachments(nil).Once(ctx)
	return explainAttach(err)
}

// exchange exchanges entries, and again when what came asks for an answer about
// rights.
func (d *Device) exchange(ctx context.Context) error {
	if _, err := d.App.Rebalance(ctx); err != nil {
		return err
	}
	for proofs := 0; ; {
		if err := d.Replica().Once(ctx); err != nil {
			if lossWasProven(err) && proofs < maxProofs { // HQ goes on, and takes back what it lost
				proofs++
				continue
			}
			return explainSync(err)
		}
		if answered, err := d.App.Rebalance(ctx); err != nil || answered == 0 {
			return err
		}
	}
}

// maxProofs is how often HQ may learn in one exchange that it has lost the end of its
// log: once for each lineage whose receipts lie here.
const maxProofs = 8

// lossWasProven tells whether HQ ended a session because it learnt what it has lost.
func lossWasProven(err error) bool {
	var ended *replica.Error
	return errors.As(err, &ended) && ended.Code == wire.CodeRaised.String()
}

// KeepRights does what this device owes others about rights, until ctx ends. A
// shop alone owes nobody anything.
func (d *Device) KeepRights(ctx context.Context) {
	if d.member == nil {
		return
	}
	service.KeepRights(ctx, d.Log.Watch, d.App.Rebalance, func(err error) { d.log.Warn("rights", "error", err) })
}

// heard is since when something that other devices did may be unknown here: the
// last time that HQ was there; now in a shop alone.
func (d *Device) heard(context.Context, string) (int64, error) {
	now := time.Now().UnixMilli()
	if d.member == nil {
		return now, nil
	}
	_, state := d.clock.Now()
	if state.NeverSynced {
		return 0, nil
	}
	return now - state.OffsetAgeS*1000, nil
}

// explainAttach says that attachments wait when HQ did not answer about them; the
// entries are through.
func explainAttach(err error) error {
	if errors.Is(err, attach.ErrUnanswered) {
		return fault.New(HQUnreachable, "").Because(err)
	}
	return err
}

// refusals are the reasons for which HQ does not take a device at all; after
// any other a later try may go through. Each has its words in the catalogue.
var refusals = []string{
	"version", "unknown_device", "certificate", "expired_may_not_pull", "not_hq",
	"not_your_chain", "fork", "lineage", "lost_tail", "too_many_chains",
}

// Refusal is the fault for a code of the exchange with HQ.
func Refusal(code string) *fault.Error {
	switch {
	case code == "revoked":
		return fault.New(Revoked, "")
	case code == "recovering":
		return fault.New(HQRecovering, "")
	case code == "store":
		return fault.New(service.StoreStopped, "")
	case slices.Contains(refusals, code):
		return fault.New(HQRefused, "", "reason", code)
	}
	return fault.New(HQUnreachable, "")
}

// explainSync turns an error of enrolment or exchange into a fault.
func explainSync(err error) error {
	var refused *replica.Error
	if errors.As(err, &refused) {
		return Refusal(refused.Code).Because(err)
	}
	for _, known := range []struct {
		err   error
		fault *fault.Error
	}{
		{enrol.ErrBadCode, fault.New(fault.Malformed, "code", "expected", "hq.example:7443/XXXX-XXXX-XXXX-XXXX")},
		{enrol.ErrWrongCode, fault.New(CodeWrong, "code")},
		{enrol.ErrCodeExpired, fault.New(CodeExpired, "code")},
		{enrol.ErrCodeUsed, fault.New(CodeUsed, "code")},
		{enrol.ErrTooManyGuesses, fault.New(TooManyTries, "code")},
		{enrol.ErrImpostor, fault.New(Impostor, "code")},
		{enrol.ErrReplay, fault.New(CodeUsed, "code")},
		{enrol.ErrRevoked, fault.New(Revoked, "")},
		{enrol.ErrUnreachable, fault.New(HQUnreachable, "")},
	} {
		if errors.Is(err, known.err) {
			return known.fault.Because(err)
		}
	}
	return err
}

// Status is how a device stands.
type Status struct {
	Site       string       `json:"site"`
	Device     string       `json:"device"`
	Version    string       `json:"version"`
	Enrolled   bool         `json:"enrolled"`
	HQ         string       `json:"hq,omitempty"`
	Portal     string       `json:"portal,omitempty"`
	Protection string       `json:"protection"`
	Training   bool         `json:"training,omitempty"` // a store for practice
	Waiting    int          `json:"waiting"`
	OldestMS   int64        `json:"oldest_ms,omitempty"`
	Chain      string       `json:"chain"`
	Counts     views.Counts `json:"counts"`
	Scope      Scope        `json:"scope"`
	Move       *Move        `json:"move,omitempty"`
	FromOutbox int          `json:"from_outbox,omitempty"` // entries that this opening brought back
}

// Status says how the device stands.
func (d *Device) Status(ctx context.Context) (Status, error) {
	place := d.App.Place()
	s := Status{
		Site: place.Site, Device: place.Device, Portal: place.PortalURL, Training: place.Training, Version: build.Version,
		Enrolled: d.Enrolled(), Protection: string(d.Protection()), Chain: d.Log.Chain().String(),
		FromOutbox: d.Log.Opened().FromOutbox,
	}
	if d.member != nil {
		s.HQ = d.member.Identity().Address
	}
	var err error
	if s.Waiting, s.OldestMS, err = d.Log.Waiting(ctx); err != nil {
		return s, service.Explain(err)
	}
	if s.Counts, err = d.App.Counts(ctx); err != nil {
		return s, err
	}
	s.Move = d.Move()
	s.Scope, err = d.scope(ctx)
	return s, err
}
