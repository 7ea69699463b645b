package blob_test

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"testing/iotest"

	"etabli/storage"
	"etabli/storage/blob"
)

const chunk = 64 << 10

func open(t testing.TB, dir string) *blob.Store {
	t.Helper()
	s, err := blob.Open(dir, blob.Key{1}, blob.WithMaxBytes(4*chunk))
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func put(t testing.TB, s *blob.Store, content []byte) string {
	t.Helper()
	name, size, err := s.Put(t.Context(), bytes.NewReader(content))
	if err != nil || size != int64(len(content)) {
		t.Fatalf("put %d bytes: %d, %v", len(content), size, err)
	}
	return name
}

func get(t testing.TB, s *blob.Store, name string) ([]byte, error) {
	t.Helper()
	r, err := s.Open(t.Context(), name)
	if err != nil {
		return nil, err
	}
	defer r.Close()
	return io.ReadAll(r)
}

func content(n int) []byte {
	p := make([]byte, n)
	for i := range p {
		p[i] = byte(i * i >> 3)
	}
	return p
}

func TestWhatWasPutComesBack(t *testing.T) {
	dir := t.TempDir()
	s := open(t, dir)
	for _, n := range []int{0, 1, chunk - 1, chunk, chunk + 1, 2 * chunk, 3*chunk + 17, 4 * chunk} {
		name := put(t, s, content(n))
		got, err := get(t, open(t, dir), name)
		if err != nil || !bytes.Equal(got, content(n)) {
			t.Errorf("%d bytes: got %d, %v", n, len(got), err)
		}
		file, err := os.ReadFile(filepath.Join(dir, name[:2], name))
		if err != nil {
			t.Fatal(err)
		}
		if sum := sha256.Sum256(file); hex.EncodeToString(sum[:]) != name {
			t.Errorf("%d bytes: the name is not the file's sum", n)
		}
		if n > 100 && bytes.Contains(file, content(n)[50:100]) {
			t.Errorf("%d bytes: the file can be read", n)
		}
	}
}

// Flips one bit at many places, cuts and lengthens the file: never does wrong
// content pass for whole.
func TestADamagedFileIsNeverTakenForWhole(t *testing.T) {
	dir := t.TempDir()
	s := open(t, dir)
	name := put(t, s, content(2*chunk+500))
	path := filepath.Join(dir, name[:2], name)
	whole, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	damaged := map[string][]byte{
		"lengthened":      append(bytes.Clone(whole), 0),
		"empty":           {},
		"without a chunk": slices.Concat(whole[:27], whole[27+chunk+16:]),
		"chunks swapped":  slices.Concat(whole[:27], whole[27+chunk+16:27+2*(chunk+16)], whole[27:27+chunk+16], whole[27+2*(chunk+16):]),
	}
	for at := 0; at < len(whole); at += 997 {
		flipped := bytes.Clone(whole)
		flipped[at] ^= 4
		damaged["bit flipped at "+hex.EncodeToString([]byte{byte(at >> 16), byte(at >> 8), byte(at)})] = flipped
	}
	for _, at := range []int{10, 27, 100, 27 + chunk + 16, 27 + 2*(chunk+16), len(whole) - 1} {
		damaged["cut at "+hex.EncodeToString([]byte{byte(at >> 16), byte(at >> 8), byte(at)})] = whole[:at]
	}
	for how, file := range damaged {
		if err := os.WriteFile(path, file, 0o600); err != nil {
			t.Fatal(err)
		}
		if _, err := get(t, s, name); !errors.Is(err, storage.ErrDamaged) {
			t.Errorf("%s: %v", how, err)
		}
		if err := s.Verify(t.Context(), name); !errors.Is(err, storage.ErrDamaged) {
			t.Errorf("%s, verified: %v", how, err)
		}
	}
}

func TestABlobUnderAnothersNameIsDamage(t *testing.T) {
	dir := t.TempDir()
	s := open(t, dir)
	one, two := put(t, s, content(10)), put(t, s, content(20))
	if err := os.Rename(filepath.Join(dir, two[:2], two), filepath.Join(dir, one[:2], one)); err != nil {
		t.Fatal(err)
	}
	if _, err := get(t, s, one); !errors.Is(err, storage.ErrDamaged) {
		t.Errorf("got %v", err)
	}
}

func TestAnotherKeyOpensNothing(t *testing.T) {
	dir := t.TempDir()
	name := put(t, open(t, dir), content(10))
	other, err := blob.Open(dir, blob.Key{2})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := get(t, other, name); !errors.Is(err, storage.ErrDamaged) {
		t.Errorf("got %v", err)
	}
}

func TestWhatFailsLeavesNothing(t *testing.T) {
	dir := t.TempDir()
	s := open(t, dir)
	if _, _, err := s.Put(t.Context(), bytes.NewReader(content(4*chunk+1))); !errors.Is(err, storage.ErrTooBig) {
		t.Errorf("too big: %v", err)
	}
	failure := errors.New("the camera went away")
	if _, _, err := s.Put(t.Context(), io.MultiReader(bytes.NewReader(content(chunk+5)), iotest.ErrReader(failure))); !errors.Is(err, failure) {
		t.Errorf("failing source: %v", err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, _, err := s.Put(ctx, bytes.NewReader(content(5))); !errors.Is(err, context.Canceled) {
		t.Errorf("cancelled: %v", err)
	}
	if left, err := os.ReadDir(dir); err != nil || len(left) != 0 {
		t.Errorf("left behind: %v, %v", left, err)
	}
	crashed := filepath.Join(dir, "1234.writing")
	if err := os.WriteFile(crashed, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	open(t, dir)
	if _, err := os.Stat(crashed); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("what a crash left is still there: %v", err)
	}
}

func TestNamesThatAreNoneFindNothing(t *testing.T) {
	s := open(t, t.TempDir())
	put(t, s, content(10))
	for _, name := range []string{"", "ab", "../../etc/passwd", strings.Repeat("A", 64), strings.Repeat("0", 64), strings.Repeat("/", 64)} {
		if _, err := s.Open(t.Context(), name); !errors.Is(err, storage.ErrNotFound) {
			t.Errorf("open %q: %v", name, err)
		}
		if err := s.Delete(name); err != nil {
			t.Errorf("delete %q: %v", name, err)
		}
	}
}

func TestListGivesWhatIsThere(t *testing.T) {
	s := open(t, t.TempDir())
	var want, got []string
	for n := range 8 {
		want = append(want, put(t, s, content(n)))
	}
	if err := s.Delete(want[3]); err != nil {
		t.Fatal(err)
	}
	want = slices.Delete(want, 3, 4)
	slices.Sort(want)
	list := func(stopAfter int) {
		got = nil
		err := s.List(t.Context(), func(name string, fileBytes int64) error {
			if got = append(got, name); len(got) == stopAfter {
				return storage.Stop
			}
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	if list(0); !slices.Equal(got, want) {
		t.Errorf("got %v, want %v", got, want)
	}
	if list(2); !slices.Equal(got, want[:2]) {
		t.Errorf("stopped: %v", got)
	}
}

func BenchmarkPutOfAPhoto(b *testing.B) {
	s, err := blob.Open(b.TempDir(), blob.Key{1})
	if err != nil {
		b.Fatal(err)
	}
	photo := content(400 << 10)
	b.SetBytes(int64(len(photo)))
	for b.Loop() {
		put(b, s, photo)
	}
}

func BenchmarkOpenOfAPhoto(b *testing.B) {
	s, err := blob.Open(b.TempDir(), blob.Key{1})
	if err != nil {
		b.Fatal(err)
	}
	name := put(b, s, content(400<<10))
	b.SetBytes(400 << 10)
	for b.Loop() {
		if _, err := get(b, s, name); err != nil {
			b.Fatal(err)
		}
	}
}
