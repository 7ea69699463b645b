package portal

import (
	"bytes"
	"compress/gzip"
	"net/http"
	"strconv"
	"strings"
	"sync"
)

// body is an answer in both forms that browsers take.
type body struct {
	plain, zipped []byte
}

// zippers are kept, because each is far larger than a page.
var zippers = sync.Pool{New: func() any { return gzip.NewWriter(nil) }}

// zip makes a body. What is compressed holds no input of the reader, so its
// length gives nothing away.
func zip(plain []byte) body {
	var b bytes.Buffer
	z := zippers.Get().(*gzip.Writer)
	defer zippers.Put(z)
	z.Reset(&b)
	if _, err := z.Write(plain); err != nil {
		return body{plain: plain}
	}
	if err := z.Close(); err != nil || b.Len() >= len(plain) {
		return body{plain: plain}
	}
	return body{plain: plain, zipped: b.Bytes()}
}

// write sends a body in the form that the browser takes.
func (b body) write(w http.ResponseWriter, r *http.Request, code int) {
	w.Header().Add("Vary", "Accept-Encoding")
	out := b.plain
	if b.zipped != nil && takesGzip(r.Header.Get("Accept-Encoding")) {
		w.Header().Set("Content-Encoding", "gzip")
		out = b.zipped
	}
	w.Header().Set("Content-Length", strconv.Itoa(len(out)))
	w.WriteHeader(code)
	if r.Method != http.MethodHead {
		_, _ = w.Write(out) // the reader has gone: nothing is left to do
	}
}

func takesGzip(accept string) bool {
	for part := range strings.SplitSeq(accept, ",") {
		coding, weight, _ := strings.Cut(part, ";")
		if strings.TrimSpace(coding) == "gzip" {
			q := strings.TrimSpace(weight)
			return q != "q=0" && q != "q=0.0" && q != "q=0.00" && q != "q=0.000"
		}
	}
	return false
}
