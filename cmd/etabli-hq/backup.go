package main

import (
	"bufio"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"net/http"
	"os"
	"path/filepath"
	"slices"

	"etabli/app/domain/fault"
	"etabli/cmd/internal/device"
	"etabli/storage"
	"etabli/storage/badgerstore"
	"etabli/storage/durable"
	"etabli/storage/vault"
)

// The faults of backups.
const (
	BackupDamaged      fault.Code = "backup_damaged"       // it does not open, or not whole
	BackupEmbeddedOnly fault.Code = "backup_embedded_only" // the database has its own tools
)

// A backup is
//
//	magic                       9 bytes
//	length(4) ‖ protection      how the vault's key is kept, to ask for it again
//	sealed stream under the vault's backup key:
//	  per file: length of name, name, length, bytes (lengths as uvarint); 0 ends
//	  the rows of the store
const (
	backupMagic   = "ETBHQBK1\n"
	protection    = "protection.json"
	maxBackupFile = 1 << 20
)

type backupCmd struct {
	File string `arg:"" type:"path" help:"Where the backup goes."`
}

// Run writes a backup, reads it back and only then gives it its name.
func (c *backupCmd) Run(r *run) error {
	part := c.File + ".part"
	copied, err := r.logEnd() // the copy has at least this
	if err != nil {
		return err
	}
	if err := c.write(r, part); err != nil {
		return errors.Join(err, ignoreMissing(os.Remove(part)))
	}
	if err := c.check(r, part); err != nil {
		return err
	}
	if err := os.Rename(part, c.File); err != nil {
		return err
	}
	if err := durable.SyncFolder(filepath.Dir(c.File)); err != nil {
		return err
	}
	info, err := os.Stat(c.File)
	if err != nil {
		return err
	}
	if err := r.safe(copied); err != nil {
		return err
	}
	return r.Answer(map[string]any{"file": c.File, "bytes": info.Size()}, func(w io.Writer) {
		fmt.Fprintln(w, r.Words.T("hq.backed_up", "file", c.File, "bytes", fmt.Sprint(info.Size())))
	})
}

func ignoreMissing(err error) error {
	if errors.Is(err, os.ErrNotExist) {
		return nil
	}
	return err
}

// write asks the running server, or opens the data when there is none.
func (c *backupCmd) write(r *run, part string) (err error) {
	out, err := os.OpenFile(part, os.O_CREATE|os.O_TRUNC|os.O_WRONLY, 0o600)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, out.Sync(), out.Close()) }()
	err = r.stream("/backup", out)
	if err == nil {
		return nil
	}
	return r.atRest(err, func(v *vault.Vault, store storage.Store) error {
		return writeBackup(r.dir, v, func(w io.Writer) error { return store.(*device.Store).Backup(r.ctx, w) }, out)
	})
}

// check reads a backup to its end.
func (c *backupCmd) check(r *run, part string) error {
	v, err := openVault(r.dir)
	if err != nil {
		return err
	}
	in, err := os.Open(part)
	if err != nil {
		return err
	}
	defer in.Close()
	b, err := openBackup(in)
	if err == nil {
		err = b.unseal(v)
	}
	if err == nil {
		_, err = b.files()
	}
	if err == nil {
		err = badgerstore.CheckBackup(b.rows)
	}
	if err != nil {
		return fault.New(BackupDamaged, "file").Because(err)
	}
	return nil
}

// backup streams a backup to the program that asked.
func (a *admin) backup(w http.ResponseWriter, r *http.Request) {
	store, embedded := a.hq.store.(*device.Store)
	if !embedded {
		answer(func(*http.Request) (any, error) { return nil, fault.New(BackupEmbeddedOnly, "") })(w, r)
		return
	}
	err := writeBackup(a.dir, a.hq.vault, func(out io.Writer) error { return store.Backup(r.Context(), out) }, w)
	if err != nil {
		a.hq.log.Error("backup not written", "error", err)
		panic(http.ErrAbortHandler) // the reader must not take it for whole
	}
}

// writeBackup writes a backup. The rows are those of one moment.
func writeBackup(dir string, v *vault.Vault, rows func(io.Writer) error, w io.Writer) error {
	kept, err := os.ReadFile(filepath.Join(dir, vaultDir, protection))
	if err != nil {
		return err
	}
	head := binary.BigEndian.AppendUint32([]byte(backupMagic), uint32(len(kept)))
	if _, err := w.Write(append(head, kept...)); err != nil {
		return err
	}
	sealed, err := vault.SealStream(w, v.BackupKey())
	if err != nil {
		return err
	}
	secrets, err := filepath.Glob(filepath.Join(dir, vaultDir, "*.secret"))
	if err != nil {
		return err
	}
	for _, path := range append(secrets, filepath.Join(dir, revocationsFile), filepath.Join(dir, erasuresFile)) {
		if slices.Contains(device.KeySecrets(), filepath.Base(path)) {
			continue
		}
		content, err := os.ReadFile(path)
		if errors.Is(err, os.ErrNotExist) {
			continue
		}
		if err != nil {
			return err
		}
		name := filepath.Base(path)
		b := append(binary.AppendUvarint(nil, uint64(len(name))), name...)
		b = append(binary.AppendUvarint(b, uint64(len(content))), content...)
		if _, err := sealed.Write(b); err != nil {
			return err
		}
	}
	if _, err := sealed.Write([]byte{0}); err != nil {
		return err
	}
	if err := rows(sealed); err != nil {
		return err
	}
	return sealed.Close()
}

// backupFile is a backup that is being read.
type backupFile struct {
	protection []byte
	sealed     io.Reader
	rows       *bufio.Reader
}

func openBackup(in io.Reader) (*backupFile, error) {
	head := make([]byte, len(backupMagic)+4)
	if _, err := io.ReadFull(in, head); err != nil || string(head[:len(backupMagic)]) != backupMagic {
		return nil, fmt.Errorf("%w: not a backup", storage.ErrDamaged)
	}
	size := binary.BigEndian.Uint32(head[len(backupMagic):])
	if size > maxBackupFile {
		return nil, fmt.Errorf("%w: not a backup", storage.ErrDamaged)
	}
	b := &backupFile{protection: make([]byte, size), sealed: in}
	if _, err := io.ReadFull(in, b.protection); err != nil {
		return nil, fmt.Errorf("%w: cut short", storage.ErrDamaged)
	}
	return b, nil
}

func (b *backupFile) unseal(v *vault.Vault) error {
	plain, err := vault.OpenStream(b.sealed, v.BackupKey())
	if err == nil {
		b.rows = bufio.NewReaderSize(plain, 64<<10)
	}
	return err
}

// files reads the files before the rows.
func (b *backupFile) files() (map[string][]byte, error) {
	files := map[string][]byte{}
	for {
		name, err := b.piece()
		if err != nil || len(name) == 0 {
			return files, err
		}
		content, err := b.piece()
		if err != nil {
			return nil, err
		}
		if filepath.Base(string(name)) != string(name) {
			return nil, fmt.Errorf("%w: a file named %q", storage.ErrDamaged, name)
		}
		files[string(name)] = content
	}
}

func (b *backupFile) piece() ([]byte, error) {
	n, err := binary.ReadUvarint(b.rows)
	if err != nil || n > maxBackupFile {
		return nil, errors.Join(fmt.Errorf("%w: a file that cannot be read", storage.ErrDamaged), err)
	}
	p := make([]byte, n)
	_, err = io.ReadFull(b.rows, p)
	return p, err
}

type recoveryKeyCmd struct{}

// Run prints the vault's recovery key.
func (c *recoveryKeyCmd) Run(r *run) error {
	if _, err := os.Stat(filepath.Join(r.dir, vaultDir)); err != nil {
		return fault.New(NoHQ, "dir").Because(err)
	}
	v, err := device.OpenVault(filepath.Join(r.dir, vaultDir), device.PassphraseFromEnv)
	if err != nil {
		return err
	}
	return r.Answer(map[string]string{"recovery_key": v.RecoveryKey()}, func(w io.Writer) { fmt.Fprintln(w, v.RecoveryKey()) })
}
