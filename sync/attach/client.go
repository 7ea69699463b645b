package attach

import (
	"bytes"
	"context"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"net/http"
	"strconv"

	"github.com/fxamacker/cbor/v2"

	"etabli/storage"
)

// ErrUnanswered says that HQ gave no answer that can be used; a later try may go
// through.
var ErrUnanswered = errors.New("attach: no answer from HQ")

// client asks HQ.
type client struct {
	http *http.Client
	base string // https://host:port
}

func (c *client) have(ctx context.Context, names [][]byte) (answer, error) {
	raw, err := cbor.Marshal(question{Names: names})
	if err != nil {
		return answer{}, err
	}
	a, err := c.ask(ctx, http.MethodPost, "have", bytes.NewReader(raw))
	if err == nil && (len(a.Bytes) != len(names) || len(a.Whole) != len(names)) {
		err = fmt.Errorf("%w: %d names, %d answers", ErrUnanswered, len(names), len(a.Bytes))
	}
	return a, err
}

// put sends a piece and answers what HQ has now.
func (c *client) put(ctx context.Context, name string, at, of int64, piece io.Reader) (have int64, whole bool, err error) {
	a, err := c.ask(ctx, http.MethodPut, fmt.Sprintf("%s?at=%d&of=%d", name, at, of), io.LimitReader(piece, min(pieceBytes, of-at)))
	if err == nil && (len(a.Bytes) != 1 || len(a.Whole) != 1) {
		err = fmt.Errorf("%w: not one answer", ErrUnanswered)
	}
	if err != nil {
		return 0, false, err
	}
	return a.Bytes[0], a.Whole[0], nil
}

func (c *client) ask(ctx context.Context, method, what string, body io.Reader) (a answer, err error) {
	resp, err := c.send(ctx, method, what, body)
	if err != nil {
		return a, err
	}
	defer resp.Body.Close()
	raw, err := io.ReadAll(io.LimitReader(resp.Body, 64<<10))
	if err == nil {
		err = cbor.Unmarshal(raw, &a)
	}
	if err != nil {
		return a, fmt.Errorf("%w: %w", ErrUnanswered, err)
	}
	return a, nil
}

// get asks for a piece; storage.ErrNotFound when HQ has not got the blob yet.
func (c *client) get(ctx context.Context, name string, at int64) (piece io.ReadCloser, size int64, err error) {
	resp, err := c.send(ctx, http.MethodGet, name+"?at="+strconv.FormatInt(at, 10), nil)
	if err != nil {
		return nil, 0, err
	}
	size, err = strconv.ParseInt(resp.Header.Get(sizeHeader), 10, 64)
	if err != nil {
		return nil, 0, errors.Join(fmt.Errorf("%w: no size", ErrUnanswered), resp.Body.Close())
	}
	return line{resp.Body}, size, nil
}

// line is what comes from HQ: when it breaks off, HQ gave no answer.
type line struct{ io.ReadCloser }

func (l line) Read(p []byte) (int, error) {
	n, err := l.ReadCloser.Read(p)
	if err != nil && !errors.Is(err, io.EOF) {
		err = fmt.Errorf("%w: %w", ErrUnanswered, err)
	}
	return n, err
}

func (c *client) send(ctx context.Context, method, what string, body io.Reader) (*http.Response, error) {
	req, err := http.NewRequestWithContext(ctx, method, c.base+Path+what, body)
	if err != nil {
		return nil, err
	}
	resp, err := c.http.Do(req)
	if err != nil {
		return nil, fmt.Errorf("%w: %w", ErrUnanswered, err)
	}
	if resp.StatusCode == http.StatusOK {
		return resp, nil
	}
	_ = resp.Body.Close()
	if resp.StatusCode == http.StatusNotFound {
		return nil, fmt.Errorf("attach: %s: %w", what, storage.ErrNotFound)
	}
	return nil, fmt.Errorf("%w: status %d", ErrUnanswered, resp.StatusCode)
}

func hexed(hash []byte) string { return hex.EncodeToString(hash) }
