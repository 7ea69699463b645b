// Package pins keeps the codes with which staff sign in at a device. A code of
// a few digits is guessed in no time by whoever holds its hash, so the hashes
// never leave the device: they lie in its sealed secrets, and not in entries.
package pins

import (
	"context"
	"crypto/hmac"
	"crypto/sha256"
	"encoding/json"
	"errors"
	"io"
	"strconv"
	"sync"
	"time"

	"golang.org/x/crypto/argon2"

	"etabli/app/domain/fault"
	"etabli/storage"
	"etabli/storage/journal"
)

// The faults of codes.
const (
	Wrong fault.Code = "pin_wrong"
	Wait  fault.Code = "pin_wait"  // args: seconds
	Weak  fault.Code = "pin_weak"  // not four to six digits, or easily guessed
	Taken fault.Code = "pin_taken" // somebody else has it
	Unset fault.Code = "pin_unset" // nobody has a code here
)

// Secrets keeps small private things, sealed.
type Secrets interface {
	Save(name string, secret []byte) error
	Load(name string) ([]byte, error)
}

// The cost of trying one code: argon2id with 64 MiB.
const (
	passes    = 3
	memoryKiB = 64 << 10
	threads   = 1
	saltBytes = 16
)

// The patience with wrong codes: after some of them each further one has to
// wait twice as long as the one before.
const (
	freeTries = 5
	firstWait = 30 * time.Second
	longest   = 15 * time.Minute
)

// Book is the codes of a device.
type Book struct {
	secrets Secrets
	now     func() time.Time
	random  io.Reader

	mu sync.Mutex
}

// New returns the codes that are kept in secrets.
func New(secrets Secrets, now func() time.Time, random io.Reader) *Book {
	return &Book{secrets: secrets, now: now, random: random}
}

const secretName = "pins"

// kept is what lies in the secrets.
type kept struct {
	Salt    []byte                      `json:"salt"`
	Codes   map[journal.EntityID][]byte `json:"codes"`
	Wrong   int                         `json:"wrong,omitempty"` // tries since the last right one
	UntilMS int64                       `json:"until_ms,omitempty"`
}

func (b *Book) load() (kept, error) {
	k := kept{Codes: map[journal.EntityID][]byte{}}
	raw, err := b.secrets.Load(secretName)
	if errors.Is(err, storage.ErrNotFound) {
		k.Salt = make([]byte, saltBytes)
		_, err = io.ReadFull(b.random, k.Salt)
		return k, err
	}
	if err == nil {
		err = json.Unmarshal(raw, &k)
	}
	return k, err
}

func (b *Book) save(k kept) error {
	raw, err := json.Marshal(k)
	if err != nil {
		return err
	}
	return b.secrets.Save(secretName, raw)
}

// slow is the part of a hash that takes long, the same for everybody on the
// device, so that whose code it is costs one try and not one a person.
func (k kept) slow(pin string) []byte {
	return argon2.IDKey([]byte(pin), k.Salt, passes, memoryKiB, threads, sha256.Size)
}

// of is what is kept for one person.
func of(slow []byte, staff journal.EntityID) []byte {
	h := hmac.New(sha256.New, slow)
	h.Write(staff[:])
	return h.Sum(nil)
}

// owner finds whose code it is, the zero id for nobody's.
func (k kept) owner(slow []byte) (found journal.EntityID) {
	for id, code := range k.Codes {
		if hmac.Equal(code, of(slow, id)) {
			found = id
		}
	}
	return found
}

// With are the members of staff who have a code.
func (b *Book) With(context.Context) ([]journal.EntityID, error) {
	b.mu.Lock()
	defer b.mu.Unlock()
	k, err := b.load()
	var out []journal.EntityID
	for id := range k.Codes {
		out = append(out, id)
	}
	return out, err
}

// Set gives a member of staff a code; an empty one takes it away.
func (b *Book) Set(_ context.Context, staff journal.EntityID, pin string) error {
	b.mu.Lock()
	defer b.mu.Unlock()
	k, err := b.load()
	if err != nil {
		return err
	}
	if pin == "" {
		delete(k.Codes, staff)
		return b.save(k)
	}
	if !strong(pin) {
		return fault.New(Weak, "pin")
	}
	slow := k.slow(pin)
	if other := k.owner(slow); !other.IsZero() && other != staff {
		return fault.New(Taken, "pin")
	}
	k.Codes[staff] = of(slow, staff)
	return b.save(k)
}

// Check tells whose code it is, and only of one person when staff is given.
// That a code was tried is kept before it is checked: pulling the plug gives no
// further tries.
func (b *Book) Check(_ context.Context, staff journal.EntityID, pin string) (journal.EntityID, error) {
	b.mu.Lock()
	defer b.mu.Unlock()
	k, err := b.load()
	if err != nil {
		return journal.EntityID{}, err
	}
	if len(k.Codes) == 0 {
		return journal.EntityID{}, fault.New(Unset, "pin")
	}
	now := b.now()
	if rest := min(time.UnixMilli(k.UntilMS).Sub(now), longest); rest > 0 {
		return journal.EntityID{}, fault.New(Wait, "pin", "seconds", strconv.Itoa(int(rest.Seconds())+1))
	}
	k.Wrong++
	if late := k.Wrong - freeTries; late >= 0 {
		k.UntilMS = now.Add(min(longest, firstWait<<min(late, 6))).UnixMilli()
	}
	if err := b.save(k); err != nil {
		return journal.EntityID{}, err
	}
	found := k.owner(k.slow(pin))
	if found.IsZero() || !staff.IsZero() && found != staff {
		return journal.EntityID{}, fault.New(Wrong, "pin")
	}
	k.Wrong, k.UntilMS = 0, 0
	return found, b.save(k)
}

// strong refuses what is no code, and the codes that are tried first.
func strong(pin string) bool {
	if len(pin) < 4 || len(pin) > 6 {
		return false
	}
	same, up, down := true, true, true
	for i := range len(pin) {
		if pin[i] < '0' || pin[i] > '9' {
			return false
		}
		if i > 0 {
			same = same && pin[i] == pin[i-1]
			up = up && pin[i] == pin[i-1]+1
			down = down && pin[i]+1 == pin[i-1]
		}
	}
	return !same && !up && !down
}
