// Package tillarchive writes the archive of the till: every record as JSON that
// needs no program of ours, with the bytes and the code that prove it, and a
// notice.
package tillarchive

import (
	"archive/zip"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"hash"
	"io"

	"etabli/app/domain/till"
	"etabli/app/lang"
	"etabli/app/service"
	"etabli/app/views"
	"etabli/cmd/internal/device"
	"etabli/storage"
	"etabli/storage/journal"
)

// The files of an archive.
const (
	sumsName  = "SHA256SUMS"
	seriesExt = ".jsonl"
)

// Archived is what an archive holds.
type Archived struct {
	Out     string              `json:"out"`
	Series  int                 `json:"series"`
	Records int                 `json:"records"`
	SHA256  string              `json:"sha256"` // of the list of sums inside
	Proofs  []service.TillProof `json:"proofs"`
}

// Write writes the archive of a year's business days, of all when it is empty, and has the
// till's log know it.
func Write(ctx context.Context, d *device.Device, words *lang.Catalogue, year string, out io.Writer) (done Archived, err error) {
	if done.Proofs, err = d.App.TillVerify(ctx, &service.Anything{}); err != nil {
		return done, err
	}
	z := sums{zip: zip.NewWriter(out), list: sha256.New()}
	for _, p := range done.Proofs {
		n, err := series(ctx, d, &z, p, year)
		if err != nil {
			return done, err
		}
		done.Series++
		done.Records += n
	}
	if err := z.file("LISEZMOI.txt", func(w io.Writer) error {
		_, err := io.WriteString(w, words.T("till.archive.notice")+"\n")
		return err
	}); err != nil {
		return done, err
	}
	sum := z.list.Sum(nil)
	done.SHA256 = hex.EncodeToString(sum)
	if err := errors.Join(z.file(sumsName, func(w io.Writer) error {
		_, err := io.WriteString(w, z.lines)
		return err
	}), z.zip.Close()); err != nil {
		return done, err
	}
	return done, logged(ctx, d, sum)
}

// logged has the till's log know the archive.
func logged(ctx context.Context, d *device.Device, sum []byte) error {
	call, err := d.App.NewCall(journal.EntityID{})
	if err != nil {
		return err
	}
	_, err = d.App.TillArchived(ctx, call, sum)
	return err
}

// archivedRecord is one line of a series.
type archivedRecord struct {
	Record till.Record `json:"record"`
	CBOR   string      `json:"cbor"` // hex: the bytes that the code is computed over
	Code   string      `json:"code"` // hex: HMAC-SHA-256
}

func series(ctx context.Context, d *device.Device, z *sums, p service.TillProof, year string) (n int, err error) {
	id, err := hex.DecodeString(p.Series)
	if err != nil {
		return 0, err
	}
	err = z.file(p.Site+p.Device+"-"+p.Series+seriesExt, func(w io.Writer) error {
		lines := json.NewEncoder(w)
		return d.Log.View(ctx, func(rd storage.Reader) error {
			return d.Views.EachTillRecord(rd, id, func(rec views.TillRecord) error {
				if year != "" && rec.Day[:min(4, len(rec.Day))] != year {
					return nil
				}
				n++
				return lines.Encode(archivedRecord{rec.Record, hex.EncodeToString(rec.Sealed.Record), hex.EncodeToString(rec.Code)})
			})
		})
	})
	return n, err
}

// sums writes files into a zip and keeps their hashes.
type sums struct {
	zip   *zip.Writer
	lines string
	list  hash.Hash
}

func (s *sums) file(name string, fill func(io.Writer) error) error {
	w, err := s.zip.Create(name)
	if err != nil {
		return err
	}
	h := sha256.New()
	if err := fill(io.MultiWriter(w, h)); err != nil {
		return err
	}
	line := hex.EncodeToString(h.Sum(nil)) + "  " + name + "\n"
	s.lines += line
	_, err = io.WriteString(s.list, line)
	return err
}
