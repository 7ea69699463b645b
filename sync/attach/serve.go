package attach

import (
	"encoding/hex"
	"errors"
	"io"
	"log/slog"
	"net/http"
	"strconv"

	"github.com/fxamacker/cbor/v2"

	"etabli/storage"
)

// Serve makes HQ's side. Allowed says whether a request comes from a device that
// may exchange; anybody else is refused before anything is read.
func Serve(store Store, allowed func(*http.Request) bool, log *slog.Logger) http.Handler {
	s := &server{store: store, log: log}
	mux := http.NewServeMux()
	mux.HandleFunc("POST "+Path+"have", s.have)
	mux.HandleFunc("PUT "+Path+"{name}", s.put)
	mux.HandleFunc("GET "+Path+"{name}", s.get)
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if !allowed(r) {
			http.Error(w, "not a device of this HQ", http.StatusForbidden)
			return
		}
		mux.ServeHTTP(w, r)
	})
}

type server struct {
	store Store
	log   *slog.Logger
}

func (s *server) have(w http.ResponseWriter, r *http.Request) {
	raw, err := io.ReadAll(http.MaxBytesReader(w, r.Body, 64<<10))
	var q question
	if err != nil || cbor.Unmarshal(raw, &q) != nil || len(q.Names) > maxNames {
		http.Error(w, "names expected", http.StatusBadRequest)
		return
	}
	a := answer{Bytes: make([]int64, len(q.Names)), Whole: make([]bool, len(q.Names))}
	for i, name := range q.Names {
		if a.Bytes[i], a.Whole[i], err = s.store.Have(r.Context(), hex.EncodeToString(name)); err != nil {
			s.failed(w, "have", err)
			return
		}
	}
	s.answer(w, a)
}

func (s *server) put(w http.ResponseWriter, r *http.Request) {
	at, bad := strconv.ParseInt(r.URL.Query().Get("at"), 10, 64)
	of, worse := strconv.ParseInt(r.URL.Query().Get("of"), 10, 64)
	name, ok := nameOf(r)
	if bad != nil || worse != nil || !ok || at < 0 || of <= 0 {
		http.Error(w, "a name, an offset and a size expected", http.StatusBadRequest)
		return
	}
	have, whole, err := s.store.Append(r.Context(), name, at, of, http.MaxBytesReader(w, r.Body, pieceBytes))
	if err != nil && !errors.Is(err, storage.ErrDamaged) {
		s.failed(w, "put", err)
		return
	}
	if err != nil {
		s.log.Warn("an attachment came as another file", "name", name)
		have, whole = 0, false
	}
	s.answer(w, answer{Bytes: []int64{have}, Whole: []bool{whole}})
}

func (s *server) get(w http.ResponseWriter, r *http.Request) {
	at, err := strconv.ParseInt(r.URL.Query().Get("at"), 10, 64)
	name, ok := nameOf(r)
	if err != nil || !ok || at < 0 {
		http.Error(w, "a name and an offset expected", http.StatusBadRequest)
		return
	}
	size, whole, err := s.store.Have(r.Context(), name)
	if err == nil && !whole {
		err = storage.ErrNotFound
	}
	if err != nil {
		s.failed(w, "get", err)
		return
	}
	piece, err := s.store.Raw(r.Context(), name, at)
	if err != nil {
		s.failed(w, "get", err)
		return
	}
	defer piece.Close()
	w.Header().Set(sizeHeader, strconv.FormatInt(size, 10))
	_, _ = io.Copy(w, io.LimitReader(piece, pieceBytes)) // the device counts what came
}

func nameOf(r *http.Request) (string, bool) {
	raw, err := hex.DecodeString(r.PathValue("name"))
	return hex.EncodeToString(raw), err == nil && len(raw) == nameBytes
}

func (s *server) answer(w http.ResponseWriter, a answer) {
	raw, err := cbor.Marshal(a)
	if err != nil {
		s.failed(w, "answer", err)
		return
	}
	_, _ = w.Write(raw) // the device asks again
}

func (s *server) failed(w http.ResponseWriter, what string, err error) {
	var large *http.MaxBytesError
	switch {
	case errors.Is(err, storage.ErrNotFound):
		http.Error(w, "not here", http.StatusNotFound)
	case errors.Is(err, storage.ErrTooBig), errors.As(err, &large):
		http.Error(w, "too large", http.StatusRequestEntityTooLarge)
	default:
		s.log.Error("attachments failed", "what", what, "error", err)
		http.Error(w, "failed", http.StatusServiceUnavailable)
	}
}
