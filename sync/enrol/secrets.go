package enrol

import (
	"errors"
	"io/fs"

	"etabli/storage"
)

// Secrets keeps what must not be read by others. Load of a name that was never
// saved is an error that matches fs.ErrNotExist or storage.ErrNotFound.
type Secrets interface {
	Load(name string) ([]byte, error)
	Save(name string, secret []byte) error
}

// The names of the secrets of this package.
const (
	secretAuthority = "authority" // HQ: both authorities with their keys
	secretMember    = "member"    // device: who it is
	secretRequest   = "enrolling" // device: the key of an enrolment under way
)

// Absent tells whether an error says that a secret was never saved.
func Absent(err error) bool {
	return errors.Is(err, fs.ErrNotExist) || errors.Is(err, storage.ErrNotFound)
}
