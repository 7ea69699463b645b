package api

import (
	"encoding/csv"
	"errors"
	"io"
	"net/http"
	"strconv"
	"time"

	"etabli/app/domain/fault"
	"etabli/app/domain/text"
	"etabli/app/service"
	"etabli/app/service/ords"
	"etabli/app/views"
)

// csvColumns are the columns of the files as a table, in their order.
var csvColumns = []string{
	"number", "site", "status", "outcome", "category", "product", "brand", "model", "received_on", "promised_on", "ready_on", "returned_on",
	"quote_cents", "quote_answer", "currency", "score",
}

// csvOf is a file as a row. It holds nothing of its customer.
func csvOf(f views.Repair) []string {
	out := []string{
		f.Number, f.Site, string(f.Status), string(f.Outcome), f.Category, f.Product, f.Brand, f.Model, dayOf(f.ReceivedMS), f.PromisedOn,
		dayOf(f.ReadyMS), dayOf(f.ReturnedMS), "", "", f.Currency, "",
	}
	if f.Quote != nil {
		out[12], out[13] = strconv.FormatInt(f.Quote.TotalCents, 10), f.Quote.Answer
	}
	if f.Score > 0 {
		out[15] = strconv.Itoa(f.Score)
	}
	for i := range out {
		out[i] = text.Harmless(out[i])
	}
	return out
}

func dayOf(ms int64) string {
	if ms == 0 {
		return ""
	}
	return time.UnixMilli(ms).UTC().Format(time.DateOnly)
}

// serveTable sends every file as a row of a table, oldest first.
func (a *API) serveTable(w http.ResponseWriter, r *http.Request) error {
	return a.download(w, "repairs.csv", func(to io.Writer) error {
		out := csv.NewWriter(to)
		if err := out.Write(csvColumns); err != nil {
			return err
		}
		err := a.Desk.Each(r.Context(), func(f views.Repair) error { return out.Write(csvOf(f)) })
		out.Flush()
		return errors.Join(err, out.Error())
	})
}

// serveORDS sends every file as Open Repair Data, oldest first.
func (a *API) serveORDS(w http.ResponseWriter, r *http.Request) error {
	return a.download(w, "ords.csv", func(to io.Writer) error {
		out, err := ords.NewWriter(to)
		if err != nil {
			return err
		}
		err = a.Desk.Each(r.Context(), func(f views.Repair) error { return out.Write(service.ORDS(f)) })
		return errors.Join(err, out.Flush())
	})
}

// downloadFor is how long a download may take.
const downloadFor = 10 * time.Minute

// download sends a table as it is made, one at a time: it reads everything. One
// that breaks off ends without its last chunk, which clients take for what it is.
func (a *API) download(w http.ResponseWriter, name string, write func(io.Writer) error) error {
	if !a.whole.TryLock() {
		return fault.New(TooMany, "")
	}
	defer a.whole.Unlock()
	// where the server has no deadlines there are none to move
	_ = http.NewResponseController(w).SetWriteDeadline(a.Now().Add(downloadFor))
	w.Header().Set("Content-Type", "text/csv; charset=utf-8")
	w.Header().Set("Content-Disposition", `attachment; filename="`+name+`"`)
	if err := write(w); err != nil {
		a.Log.Warn("a download broke off", "file", name, "error", err)
		panic(http.ErrAbortHandler)
	}
	return nil
}
