package device

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"etabli/app/domain/fault"
	"etabli/app/domain/repair"
	"etabli/app/domain/site"
	"etabli/app/service"
	"etabli/cmd/internal/build"
	"etabli/storage/vault"
	"etabli/sync/enrol"
)

// config is what a device knows of itself before its store is open. It holds
// no secret; a device that joined HQ has its place in its certificate.
type config struct {
	Format   int    `json:"format"`
	Site     string `json:"site,omitempty"`
	Device   string `json:"device,omitempty"`
	Training bool   `json:"training,omitempty"`
}

const configFormat = 1

func configPath(dir string) string { return filepath.Join(dir, "device.json") }

func loadConfig(dir string) (config, error) {
	raw, err := os.ReadFile(configPath(dir))
	if errors.Is(err, fs.ErrNotExist) {
		return config{}, fault.New(NoStore, "store").Because(err)
	}
	if err != nil {
		return config{}, Explain(err)
	}
	var c config
	err = json.Unmarshal(raw, &c)
	if err == nil && c.Format != configFormat {
		err = fmt.Errorf("format %d", c.Format)
	}
	if err != nil {
		return config{}, fault.New(SettingsDamaged, "store", "name", filepath.Base(configPath(dir))).Because(err)
	}
	return c, nil
}

// save writes the configuration last, so that a set-up that broke off is begun
// anew and not taken for a device.
func (c config) save(dir string) error {
	raw, err := json.Marshal(c)
	if err != nil {
		return err
	}
	tmp := configPath(dir) + ".new"
	if err := os.WriteFile(tmp, raw, 0o600); err != nil {
		return err
	}
	return os.Rename(tmp, configPath(dir))
}

// InitAlone sets a shop up that works without HQ, and opens it.
func InitAlone(ctx context.Context, dir, code, name string, o Options) (*Device, error) {
	return initShop(ctx, dir, config{Format: configFormat, Site: code, Device: "1"}, name, o)
}

// InitTraining sets a shop for practice up: a store of its own that never meets
// HQ, so that no figure of the real one moves.
func InitTraining(ctx context.Context, dir, name string, o Options) (*Device, error) {
	return initShop(ctx, dir, config{Format: configFormat, Site: site.TrainingCode, Device: "1", Training: true}, name, o)
}

func initShop(ctx context.Context, dir string, c config, name string, o Options) (*Device, error) {
	code := c.Site
	code = strings.ToUpper(strings.TrimSpace(code))
	if name == "" {
		name = code
	}
	if err := checkSite(code); err != nil {
		return nil, err
	}
	v, err := newVault(dir, o)
	if err != nil {
		return nil, err
	}
	c.Site = code
	d, err := assemble(ctx, dir, c, v, o)
	if err != nil {
		return nil, err
	}
	call, err := d.App.NewCall([16]byte{})
	if err == nil {
		_, err = d.App.SaveSite(ctx, call, &service.SiteInput{Code: code, Name: name})
	}
	if err == nil {
		err = c.save(dir)
	}
	if err != nil {
		return nil, errors.Join(err, d.Close())
	}
	return d, nil
}

// Enrol joins HQ with a pairing code, and opens the device.
func Enrol(ctx context.Context, dir, code, name string, o Options) (*Device, error) {
	invite, err := enrol.ParseInvite(strings.TrimSpace(code))
	if err != nil {
		return nil, explainSync(err)
	}
	v, err := newVault(dir, o)
	if err != nil {
		return nil, err
	}
	if _, err := enrol.Join(ctx, v, invite, name, build.Version); err != nil {
		return nil, explainSync(err)
	}
	c := config{Format: configFormat}
	d, err := assemble(ctx, dir, c, v, o)
	if err != nil {
		return nil, err
	}
	if err := c.save(dir); err != nil {
		return nil, errors.Join(err, d.Close())
	}
	// What HQ knows of the site comes at once, so that the first thing recorded
	// here does not contradict it. Without it the device works all the same.
	if err := d.SyncOnce(ctx); err != nil {
		o.Log.Info("first exchange failed", "err", err)
	}
	return d, nil
}

func checkSite(code string) error {
	if !repair.SiteCode(code) {
		return fault.New(fault.Malformed, "site", "expected", "LIL")
	}
	return nil
}

func newVault(dir string, o Options) (*vault.Vault, error) {
	if Exists(dir) {
		return nil, fault.New(StoreExists, "store")
	}
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return nil, fault.New(FolderDenied, "store").Because(err)
	}
	return openVault(dir, o)
}

func openVault(dir string, o Options) (*vault.Vault, error) {
	return OpenVault(filepath.Join(dir, vaultDir), o.Passphrase)
}

// OpenVault opens or makes a vault, with the system's keyring unless the
// environment forbids it.
func OpenVault(dir string, passphrase func() (string, error)) (*vault.Vault, error) {
	v, err := vault.Open(dir, vault.Options{Passphrase: passphrase, Keyring: os.Getenv("ETABLI_KEYRING") != "off"})
	return v, explainVault(err)
}
