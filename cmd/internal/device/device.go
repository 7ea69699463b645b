// Package device puts a device together: vault, store, journal, views, use
// cases and the exchange with HQ. The window and the command line share it.
package device

import (
	"context"
	"crypto/rand"
	"crypto/sha256"
	"errors"
	"fmt"
	"log/slog"
	"os"
	"path/filepath"
	"sync/atomic"
	"time"

	"etabli/app/domain/fault"
	"etabli/app/domain/rules"
	"etabli/app/service"
	"etabli/app/views"
	"etabli/cmd/internal/build"
	"etabli/cmd/internal/law"
	"etabli/cmd/internal/phrases"
	"etabli/storage"
	"etabli/storage/badgerstore"
	"etabli/storage/blob"
	"etabli/storage/journal"
	"etabli/storage/vault"
	"etabli/sync/enrol"
	"etabli/sync/hlc"
)

// The faults of setting a device up.
const (
	NoStore     fault.Code = "no_store"
	StoreExists fault.Code = "store_exists"
	NotEnrolled fault.Code = "not_enrolled"
)

// The folders and files of a device, under its own folder.
const (
	vaultDir  = "vault"
	storeDir  = "store"
	outboxDir = "outbox"
	blobDir   = "blobs"
	clockFile = "clock"
)

// Device is an open device.
type Device struct {
	App   *service.App
	Log   *journal.Log
	Views *views.Views

	dir    string
	now    func() time.Time
	law    rules.Table
	log    *slog.Logger
	vault  *vault.Vault
	store  *Store
	clock  *hlc.Clock
	late   *lateClock // of a hasty device
	blobs  *blob.Store
	member *enrol.Member // nil in a shop alone
	// Wait waits for the exchange that somebody else has under way; nil: there is none.
	Wait   service.Hurry
	config config
	move   atomic.Pointer[Move] // to which shop HQ sends it; nil when it stays, or nobody asked
	// comparedBefore is when the clock was compared before this process; see sureClock.
	comparedBefore int64
	swept          atomic.Uint64 // how many erasures left nothing in files; see ForgetErased
}

// Options are how a device is opened.
type Options struct {
	Log *slog.Logger
	// Passphrase is asked when the vault is under a passphrase; nil never answers.
	Passphrase func() (string, error)
	// Hasty lets nothing wait for the disk before the device is closed: for one that is
	// filled in one go and thrown away when that breaks off.
	Hasty bool
	// Now is the time that commands are given; the machine's own when nil.
	Now func() time.Time
	// Listing is told, while a device is opened after an update, how many entities of how
	// many are in its lists again; nil: nobody is.
	Listing func(done, total int)
}

// PassphraseFromEnv reads ETABLI_PASSPHRASE, for scripts and services.
func PassphraseFromEnv() (string, error) {
	return os.Getenv("ETABLI_PASSPHRASE"), nil
}

// Exists tells whether there is a device in the folder.
func Exists(dir string) bool {
	_, err := os.Stat(configPath(dir))
	return err == nil
}

// Open opens the device of a folder.
func Open(ctx context.Context, dir string, o Options) (*Device, error) {
	if err := resettle(dir); err != nil {
		return nil, Explain(err)
	}
	c, err := loadConfig(dir)
	if err != nil {
		return nil, err
	}
	v, err := openVault(dir, o)
	if err != nil {
		return nil, err
	}
	return assemble(ctx, dir, c, v, o)
}

// assemble opens everything; what was opened is closed again when a later part fails.
func assemble(ctx context.Context, dir string, c config, v *vault.Vault, o Options) (_ *Device, err error) {
	d := &Device{dir: dir, log: o.Log, vault: v, config: c, Views: views.New(), now: o.Now}
	if d.now == nil {
		d.now = time.Now
	}
	defer func() {
		if err != nil {
			err = Explain(errors.Join(err, d.Close()))
		}
	}()
	if err := d.openMember(); err != nil {
		return nil, err
	}
	if d.store, err = OpenStore(ctx, dir, v, badgerstore.Tablet, o.Log); err != nil {
		return nil, err
	}
	if o.Hasty {
		d.store.inner.Hasten()
		d.late = &lateClock{Persist: hlc.File(filepath.Join(dir, clockFile))}
		d.clock, err = hlc.New(d.now, d.late)
	} else {
		d.clock, err = OpenClock(filepath.Join(dir, clockFile), d.now, o.Log)
	}
	if err != nil {
		return nil, err
	}
	d.comparedBefore = d.clock.ComparedMS()
	if err := d.freshViews(ctx, o.Listing); err != nil {
		return nil, fmt.Errorf("views: %w", err)
	}
	if d.blobs, err = blob.Open(filepath.Join(dir, blobDir), blob.Key(v.BlobKey())); err != nil {
		return nil, err
	}
	if err := d.clear(ctx); err != nil {
		return nil, err
	}
	d.Log, err = journal.OpenLog(ctx, journal.Options{
		Store: d.store, OutboxDir: filepath.Join(dir, outboxDir), OutboxKey: journal.Key(v.OutboxKey()),
		Folder: d.Views, Clock: d.clock, Rand: rand.Reader, Hasty: o.Hasty,
	})
	if err != nil {
		return nil, err
	}
	if d.law, err = law.Table(); err != nil {
		return nil, err
	}
	d.App = d.AppAt(d.place())
	return d, nil
}

// AppAt makes the use cases of a shop over this device's log. Only a business
// that is made up has more than one.
func (d *Device) AppAt(place service.Place) *service.App {
	return service.New(service.Options{
		Journal: d.Log, Views: d.Views, Blobs: d.blobs, Place: place, Rules: d.law, Till: d.register(place),
		Words: phrases.In, Heard: d.heard, Erases: d.member == nil, Leased: d.onTheRoad(), SureClock: d.sureClock, Hurry: d.hurry, Now: d.now, Random: rand.Reader,
	})
}

// register is the till of this device. Each epoch is a register of its own, with a
// key of its own, so that a device that was restored opens a new one.
func (d *Device) register(place service.Place) *service.Register {
	return &service.Register{
		Series: func() []byte {
			chain := d.Log.Chain()
			if place == d.place() {
				return chain[:]
			}
			sum := sha256.Sum256(append(chain[:], place.Site+"/"+place.Device...))
			return sum[:len(chain)]
		},
		Key: func(series []byte) []byte {
			key := d.vault.TillKey(series)
			return key[:]
		},
		Software: build.Version,
	}
}

// freshViews rebuilds the views when another version of the program made them,
// and else clears away what a rebuild that broke off left behind.
func (d *Device) freshViews(ctx context.Context, progress func(done, total int)) error {
	stale := false
	err := d.store.View(ctx, func(r storage.Reader) (err error) {
		stale, err = d.Views.Stale(r)
		return err
	})
	if err != nil {
		return err
	}
	if !stale {
		return d.Views.Tidy(ctx, d.store)
	}
	return d.Views.Rebuild(ctx, d.store, progress)
}

// openMember loads who this device is towards HQ; a shop alone is nobody.
func (d *Device) openMember() error {
	m, err := enrol.OpenMember(d.vault)
	if errors.Is(err, enrol.ErrNotEnrolled) {
		return nil
	}
	d.member = m
	return explainVault(err)
}

func (d *Device) place() service.Place {
	if d.member == nil {
		return service.Place{Site: d.config.Site, Device: d.config.Device, Training: d.config.Training}
	}
	who := d.member.Identity()
	return service.Place{Site: who.Site, Device: who.Code, PortalURL: who.PortalURL}
}

// Protection says what keeps the store's key: keyring, passphrase or file.
func (d *Device) Protection() vault.Protection { return d.vault.Protection() }

// Dir is the device's folder.
func (d *Device) Dir() string { return d.dir }

// Name is what people call this device; empty when nobody named it.
func (d *Device) Name() string {
	if d.member == nil {
		return ""
	}
	return d.member.Identity().Name
}

// Secrets keeps small private things of this device, sealed.
func (d *Device) Secrets() *vault.Vault { return d.vault }

// Enrolled tells whether there is an HQ to exchange with.
func (d *Device) Enrolled() bool { return d.member != nil }

// Close closes everything that is open; closing twice is fine.
func (d *Device) Close() error {
	var errs []error
	if d.Log != nil {
		errs = append(errs, d.Log.Close())
	}
	if d.clock != nil {
		d.noteBoot()
		errs = append(errs, d.clock.Close(), d.late.keep())
	}
	if d.store != nil {
		errs = append(errs, d.store.Close())
	}
	return errors.Join(errs...)
}
