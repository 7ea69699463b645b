package device

import (
	"errors"
	"io/fs"
	"log/slog"
	"os"
	"path/filepath"
	"syscall"
	"time"

	"etabli/app/domain/fault"
	"etabli/app/service"
	"etabli/storage"
	"etabli/storage/vault"
	"etabli/sync/hlc"
)

// The faults of a folder that cannot be opened.
const (
	FolderDenied    fault.Code = "folder_denied"
	SettingsDamaged fault.Code = "settings_damaged" // args: name
)

// Explain turns what can go wrong in opening a folder into a fault; anything
// else stays what it is.
func Explain(err error) error {
	var known *fault.Error
	switch {
	case err == nil || errors.As(err, &known):
		return err
	case errors.Is(err, vault.ErrPassphrase), errors.Is(err, vault.ErrKeyringLost):
		return fault.New(service.WrongKey, "").Because(err)
	case errors.Is(err, fs.ErrPermission), errors.Is(err, syscall.EROFS), errors.Is(err, syscall.ENOTDIR):
		return fault.New(FolderDenied, "").Because(err)
	}
	return err
}

// explainVault is Explain for a vault, which no repair of the store mends.
func explainVault(err error) error {
	if errors.Is(err, storage.ErrDamaged) {
		return fault.New(SettingsDamaged, "", "name", vaultDir).Because(err)
	}
	return Explain(err)
}

// ForgetTime lets a device that has recorded nothing begin at another time.
func ForgetTime(dir string) error {
	err := os.Remove(filepath.Join(dir, clockFile))
	if errors.Is(err, os.ErrNotExist) {
		return nil
	}
	return err
}

// OpenClock opens the clock of a store, which never goes back.
func OpenClock(path string, now func() time.Time, log *slog.Logger) (*hlc.Clock, error) {
	clock, err := hlc.New(now, hlc.File(path))
	if !errors.Is(err, hlc.ErrDamaged) {
		return clock, err
	}
	log.Warn("the clock's state is damaged; going on from the log", "error", err)
	if err := os.Rename(path, path+".damaged"); err != nil {
		return nil, err
	}
	return hlc.New(now, hlc.File(path))
}
