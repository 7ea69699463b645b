package tillarchive

import (
	"archive/zip"
	"bufio"
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"io"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"etabli/app/domain/fault"
	"etabli/app/domain/till"
	"etabli/app/service"
	"etabli/app/views"
	"etabli/cmd/internal/device"
	"etabli/storage"
	"etabli/storage/journal"
)

// The faults of an archive.
const (
	NoArchive fault.Code = "till_no_archive"       // the file is no archive of a till
	Damaged   fault.Code = "till_archive_damaged"  // args: n; it does not prove itself
	Unlogged  fault.Code = "till_archive_unlogged" // what it holds is proven; that nothing is missing is not
)

// maxLine bounds one record of an archive.
const maxLine = 4 << 20

// Checked is what a check of an archive found.
type Checked struct {
	Records int                 `json:"records"`
	Logged  string              `json:"logged,omitempty"` // when the till's log says that it was made
	Damaged []string            `json:"damaged"`          // files that are not what their sums say
	Proofs  []service.TillProof `json:"proofs"`
	// Absent are series that are kept here and not in an archive that no log knows.
	Absent []string `json:"absent,omitempty"`
}

// Err is what is wrong with an archive, nil when it is whole. No log knows what a
// version made that did not log its archives yet, nor one of which something was left
// out at an end: what such a one holds is proven, and that nothing is missing is not.
func (c Checked) Err() error {
	wrong := len(c.Damaged)
	for _, p := range c.Proofs {
		wrong += len(p.Problems)
	}
	switch {
	case wrong > 0:
		return fault.New(Damaged, "", "n", strconv.Itoa(wrong))
	case c.Logged == "":
		return fault.New(Unlogged, "")
	}
	return nil
}

// Check holds an archive against the keys that are kept here: each file against its
// sum, each record against its code and the one before, what is read in a record
// against what its bytes say. It needs no network.
func Check(ctx context.Context, d *device.Device, path string) (out Checked, err error) {
	out.Damaged = []string{}
	z, err := zip.OpenReader(path)
	if err != nil {
		return out, fault.New(NoArchive, "file").Because(err)
	}
	defer func() { err = errors.Join(err, z.Close()) }()
	sums, sum, err := sumsIn(&z.Reader)
	if err != nil {
		return out, err
	}
	if out.Logged, err = d.App.TillArchivedAt(ctx, sum); err != nil {
		return out, err
	}
	for _, f := range z.File {
		if f.Name == sumsName {
			continue
		}
		raw, err := content(f)
		if err != nil {
			return out, err
		}
		if sum := sha256.Sum256(raw); sums[f.Name] != hex.EncodeToString(sum[:]) {
			out.Damaged = append(out.Damaged, f.Name)
		}
		delete(sums, f.Name)
		if filepath.Ext(f.Name) != seriesExt {
			continue
		}
		proof, err := checkSeries(ctx, d, f.Name, raw, out.Logged != "")
		if err != nil {
			return out, err
		}
		out.Records += proof.Records
		out.Proofs = append(out.Proofs, proof)
	}
	for name := range sums {
		out.Damaged = append(out.Damaged, name) // it was taken out
	}
	if out.Logged != "" {
		return out, nil
	}
	out.Absent, err = absent(ctx, d, out.Proofs)
	return out, err
}

// absent are the series that are kept here and in no file of an archive.
func absent(ctx context.Context, d *device.Device, proofs []service.TillProof) (out []string, err error) {
	err = d.Log.View(ctx, func(r storage.Reader) error {
		list, err := d.Views.TillSeries(r)
		for _, s := range list {
			if !slices.ContainsFunc(proofs, func(p service.TillProof) bool { return p.Series == s.Series }) {
				out = append(out, s.Site+s.Device+"-"+s.Series)
			}
		}
		return err
	})
	return out, err
}

// sumsIn are the sums of the files, and the hash of their list.
func sumsIn(z *zip.Reader) (map[string]string, []byte, error) {
	for _, f := range z.File {
		if f.Name != sumsName {
			continue
		}
		raw, err := content(f)
		out := map[string]string{}
		for line := range strings.Lines(string(raw)) {
			if sum, name, ok := strings.Cut(strings.TrimSpace(line), "  "); ok {
				out[name] = sum
			}
		}
		sum := sha256.Sum256(raw)
		return out, sum[:], err
	}
	return nil, nil, fault.New(NoArchive, "file")
}

func content(f *zip.File) ([]byte, error) {
	r, err := f.Open()
	if err != nil {
		return nil, fault.New(NoArchive, "file").Because(err)
	}
	raw, err := io.ReadAll(r)
	if err = errors.Join(err, r.Close()); err != nil {
		return nil, fault.New(NoArchive, "file").Because(err)
	}
	return raw, nil
}

// checkSeries replays the records of one file. An archive of a year goes on from where
// the records before it left the series; where no log knows it, what comes first has to
// be the first of its year.
func checkSeries(ctx context.Context, d *device.Device, name string, raw []byte, logged bool) (p service.TillProof, err error) {
	p.Problems = []till.Problem{}
	_, series, _ := strings.Cut(strings.TrimSuffix(name, seriesExt), "-")
	id, err := hex.DecodeString(series)
	if err != nil {
		return p, fault.New(NoArchive, "file").Because(err)
	}
	p.Series = series
	err = d.Log.View(ctx, func(r storage.Reader) error {
		key, err := d.Views.TillKey(r, id)
		if errors.Is(err, views.ErrNoKey) {
			return fault.New(till.KeyGone, "", "series", series).Because(err)
		}
		if err != nil {
			return err
		}
		v := till.Verifier{Key: key}
		lines := bufio.NewScanner(bytes.NewReader(raw))
		lines.Buffer(nil, maxLine)
		for lines.Scan() {
			sealed, rec, same := recordOf(lines.Bytes())
			known := len(v.Problems)
			if p.Records == 0 && rec.Seq > 1 {
				day, err := before(d, r, id, rec.Seq, &v)
				if err != nil {
					return err
				}
				if !logged && yearOf(day) == yearOf(rec.Day) {
					v.Problems = append(v.Problems, till.Problem{Seq: rec.Seq, Number: rec.Number, What: "gap"})
				}
			}
			p.Records++
			if !same {
				v.Problems = append(v.Problems, till.Problem{Seq: rec.Seq, Number: rec.Number, What: "record"})
			}
			p.Site, p.Device, p.Training, p.LastDay, p.Perpetual = rec.Site, rec.Device, rec.Training, rec.Day, rec.Perpetual
			v.Take(sealed, &rec)
			for i := range v.Problems[known:] {
				v.Problems[known+i].Line = p.Records
			}
		}
		p.Problems = append(p.Problems, v.Problems...)
		return lines.Err()
	})
	return p, err
}

func yearOf(day string) string { return day[:min(4, len(day))] }

// before replays what the store has of a series before a record, and answers the last
// day of it. What is wrong there is not the archive's.
func before(d *device.Device, r storage.Reader, series []byte, seq int, v *till.Verifier) (day string, err error) {
	err = d.Views.EachTillRecord(r, series, func(rec views.TillRecord) error {
		if rec.Seq < seq {
			day = rec.Day
			v.Take(rec.Sealed, &rec.Record)
		}
		return nil
	})
	v.Problems = nil
	return day, err
}

// recordOf reads a line of an archive: the bytes with their code, the record that they
// are, and whether the line shows the same record.
func recordOf(line []byte) (sealed till.Sealed, rec till.Record, same bool) {
	var shown struct {
		Record json.RawMessage `json:"record"`
		CBOR   string          `json:"cbor"`
		Code   string          `json:"code"`
	}
	if json.Unmarshal(line, &shown) != nil {
		return sealed, rec, false
	}
	sealed.Record, _ = hex.DecodeString(shown.CBOR) // what is no hex has no code either
	sealed.Code, _ = hex.DecodeString(shown.Code)
	if journal.UnmarshalFacts(sealed.Record, &rec) != nil {
		return sealed, rec, false
	}
	return sealed, rec, shows(shown.Record, rec)
}
