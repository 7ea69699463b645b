//go:build unix

package e2e_test

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"hash/crc32"
	"io"
	"io/fs"
	"mime/multipart"
	"net"
	"net/http"
	"net/textproto"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"sync"
	"testing"
	"time"
)

// visitor is a browser of its own address.
type visitor struct {
	t    *testing.T
	page string
	http *http.Client
	from net.Addr
}

func newVisitor(t *testing.T, page string, n byte) visitor {
	from := &net.TCPAddr{IP: net.IPv4(127, 0, 7, n)}
	dial := &net.Dialer{LocalAddr: from}
	transport := &http.Transport{DialContext: dial.DialContext}
	t.Cleanup(transport.CloseIdleConnections)
	stay := func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }
	return visitor{t, page, &http.Client{Transport: transport, CheckRedirect: stay}, from}
}

func (v visitor) do(r *http.Request) (code int, head http.Header, body string) {
	v.t.Helper()
	resp, err := v.http.Do(r)
	if err != nil {
		return 0, nil, ""
	}
	defer resp.Body.Close()
	raw, _ := io.ReadAll(io.LimitReader(resp.Body, 1<<20))
	return resp.StatusCode, resp.Header, string(raw)
}

func (v visitor) get(path string) (code int, head http.Header, body string) {
	v.t.Helper()
	r, err := http.NewRequest(http.MethodGet, "http://"+v.page+"/", nil)
	if err != nil {
		v.t.Fatal(err)
	}
	r.URL.Opaque = "//" + v.page + path // as it stands
	return v.do(r)
}

var letterTicket = regexp.MustCompile(`name="ticket" value="([^"]+)"`)

func (v visitor) ticket(token string) string {
	v.t.Helper()
	code, _, body := v.get("/r/" + token)
	found := letterTicket.FindStringSubmatch(body)
	if found == nil {
		v.t.Fatalf("no form on the page: %d %.300s", code, body)
	}
	return found[1]
}

// letter is a form with pictures, whose names are as they stand.
func (v visitor) letter(token, text string, pictures map[string][]byte) (code int, head http.Header, body string) {
	v.t.Helper()
	var out bytes.Buffer
	form := multipart.NewWriter(&out)
	_ = form.WriteField("ticket", v.ticket(token))
	_ = form.WriteField("text", text)
	for name, content := range pictures {
		to, err := form.CreatePart(textproto.MIMEHeader{
			"Content-Disposition": {`form-data; name="photo"; filename="` + name + `"`}, "Content-Type": {"image/jpeg"},
		})
		if err == nil {
			_, err = to.Write(content)
		}
		if err != nil {
			v.t.Fatal(err)
		}
	}
	_ = form.Close()
	r, err := http.NewRequest(http.MethodPost, "http://"+v.page+"/r/"+token+"/message", &out)
	if err != nil {
		v.t.Fatal(err)
	}
	r.Header.Set("Content-Type", form.FormDataContentType())
	return v.do(r)
}

// bomb is a small PNG that says it is wide and high.
func bomb(side uint32) []byte {
	chunk := func(kind string, data []byte) []byte {
		out := binary.BigEndian.AppendUint32(nil, uint32(len(data)))
		out = append(append(out, kind...), data...)
		return binary.BigEndian.AppendUint32(out, crc32.ChecksumIEEE(append([]byte(kind), data...)))
	}
	head := binary.BigEndian.AppendUint32(binary.BigEndian.AppendUint32(nil, side), side)
	return append([]byte("\x89PNG\r\n\x1a\n"), append(chunk("IHDR", append(head, 8, 6, 0, 0, 0)), chunk("IDAT", []byte("\x78\x9c\x63\x60\x00\x00\x00\x02\x00\x01"))...)...)
}

// kept counts the files of attachments at HQ.
func (f *fleet) kept() (n int) {
	f.t.Helper()
	err := filepath.WalkDir(filepath.Join(f.dir, "hq", "blobs"), func(_ string, d fs.DirEntry, err error) error {
		if err == nil && d.Type().IsRegular() && d.Name() != "lock" {
			n++
		}
		return err
	})
	if err != nil && !os.IsNotExist(err) {
		f.t.Fatal(err)
	}
	return n
}

// customer takes a device in, lets HQ hear of it and answers its page's token.
func (f *fleet) customer(name string) (id, token string) {
	f.t.Helper()
	var made struct{ Data struct{ ID, Link string } }
	f.devices[0].must(&made, `{"customer":{"name":"`+name+`","phone":"06 39 98 00 47"},"product":{"label":"Lave-linge"},"fault":"Fuit"}`, "do", "repair.receive")
	f.devices[0].must(nil, "", "sync")
	return made.Data.ID, strings.ToLower(made.Data.Link[strings.LastIndex(made.Data.Link, "/")+1:])
}

// threads are the conversations about a file, once the device has heard HQ.
func (f *fleet) threads(id string) (n int) {
	f.t.Helper()
	f.devices[0].must(nil, "", "sync")
	var all []struct{ ID string }
	f.devices[0].must(&all, `{"id":"`+id+`"}`, "ask", "message.about")
	return len(all)
}

// What strangers and customers send with ill will gets a plain page with what to do
// next; nothing of it is kept.
func TestHostileLettersToARunningHQKeepNothing(t *testing.T) {
	f := newFleet(t)
	id, token := f.customer("Amélie Durand")
	before := f.kept()
	giant := append([]byte("\xff\xd8\xff"), bytes.Repeat([]byte("x"), 13<<20)...)
	wide := []byte("\xff\xd8\xff\xc0\x00\x11\x08\xff\xff\xff\xff\x03\x01\x22\x00\x02\x11\x01\x03\x11\x01\xff\xd9")
	var n byte
	for name, content := range map[string][]byte{
		"giant.jpg": giant, "bomb.png": bomb(60_000), "side.png": bomb(0), "cut.png": bomb(100), "wide.jpg": wide,
		"page.jpg": []byte("\xff\xd8\xff<script>alert(1)</script>"), "page.svg": []byte(`<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>`),
		"tool.exe": []byte("MZ\x90\x00"), "paper.pdf": []byte("%PDF-1.7"), "empty.jpg": {}, "../../../etc/passwd": []byte("root:x"), "gif.jpg": []byte("GIF89a/*"),
	} {
		n++
		v := newVisitor(t, f.page, n)
		code, head, body := v.letter(token, "Voici", map[string][]byte{name: content})
		if code < 400 || code >= 500 || !strings.Contains(body, `href="/r/`+token+`"`) || strings.Contains(body, "⟦") || strings.Contains(head.Get("Content-Type"), "json") {
			t.Errorf("%s: %d %v %.400s", name, code, head, body)
		}
		time.Sleep(3 * time.Second) // the budget of one repair is for people
	}
	if got := f.kept(); got != before {
		t.Errorf("%d files were left", got-before)
	}
	if got := f.threads(id); got != 0 {
		t.Errorf("%d conversations were begun", got)
	}
}

// Nothing in an address or a header becomes a header, a path or an address of ours.
func TestAddressesAndHeadersOfStrangersStayTheirOwn(t *testing.T) {
	f := newFleet(t)
	_, token := f.customer("Amélie Durand")
	var n byte = 100
	for _, path := range []string{
		"/r/" + token + "?lang=fr%0d%0aSet-Cookie:%20evil=1", "/r/" + token + "?said=open%0d%0aX-Evil:%201", "/R/" + token + "/" + token + "?lang=en%0aX-Evil:1",
		"//evil.example/..", "//evil.example/r/" + token + "/..", "/\\evil.example", "/r//evil.example", "/assets/../../etc/passwd",
		"/assets/%2e%2e/%2e%2e/hq.key", "/r/" + token + "/paper/..%2f..%2f..%2fhq", "/r/" + token + "/paper/%00", "/r/" + token + "/live/../../../healthz/..",
		"/r/" + token + "%00", "/r/" + token + "/message", "/r/%ff%fe", "/.git/config", "/r/" + token + ";a=b", "/r/" + token + "/paper/quote?copy=-1",
	} {
		n++
		code, head, body := newVisitor(t, f.page, n).get(path)
		to := head.Get("Location")
		switch {
		case code == 0 || code >= 500:
			t.Errorf("%s answers %d", path, code)
		case head.Get("X-Evil") != "" || strings.Contains(strings.Join(head.Values("Set-Cookie"), ""), "evil"):
			t.Errorf("%s: %v", path, head)
		case to != "" && (!strings.HasPrefix(to, "/") || strings.HasPrefix(to, "//") || strings.HasPrefix(to, "/\\")):
			t.Errorf("%s leads to %q", path, to)
		case strings.Contains(body, "root:") || to == "" && strings.Contains(body, "evil.example"):
			t.Errorf("%s: %.300s", path, body)
		}
	}
	r, err := http.NewRequest(http.MethodGet, "http://"+f.page+"/r/"+token, nil)
	if err != nil {
		t.Fatal(err)
	}
	r.Host = "evil.example"
	r.Header.Set("X-Forwarded-Host", "evil.example")
	r.Header.Set("X-Forwarded-For", "127.0.0.1, ::1, %0d%0a")
	if code, head, body := newVisitor(t, f.page, 99).do(r); code != http.StatusOK || strings.Contains(body+fmt.Sprint(head), "evil.example") {
		t.Errorf("another host's name: %d %v", code, head)
	}
}

// Lines that say nothing, or little at a time, and one that asks without end cost
// neither the other customers nor the shop's devices anything.
func TestSlowLinesAndFloodsHurtNobodyElse(t *testing.T) {
	f := newFleet(t)
	_, slowToken := f.customer("Amélie Durand")
	_, token := f.customer("Karim Benali")
	slow := newVisitor(t, f.page, 1)
	const lines = 300
	heads := make([]net.Conn, 0, lines)
	for range lines {
		c, err := (&net.Dialer{LocalAddr: slow.from}).Dial("tcp", f.page)
		if err != nil {
			t.Fatal(err)
		}
		defer c.Close()
		_, _ = io.WriteString(c, "GET /r/"+slowToken+" HTTP/1.1\r\nHost: x\r\nX-")
		heads = append(heads, c)
	}
	reader, writer := io.Pipe()
	defer writer.Close()
	ticket := newVisitor(t, f.page, 2).ticket(slowToken)
	go func() {
		r, err := http.NewRequest(http.MethodPost, "http://"+f.page+"/r/"+slowToken+"/message", reader)
		if err == nil {
			r.Header.Set("Content-Type", "multipart/form-data; boundary=b")
			slow.do(r)
		}
	}()
	_, _ = io.WriteString(writer, "--b\r\nContent-Disposition: form-data; name=\"ticket\"\r\n\r\n"+ticket+"\r\n--b\r\nContent-Disposition: form-data; name=\"text\"\r\n\r\nJe")
	var flood sync.WaitGroup
	answers := make(chan int, 4*lines)
	for i := range 4 {
		v := newVisitor(t, f.page, byte(10+i%2))
		flood.Go(func() {
			for range lines {
				code, _, _ := v.get("/r/0123456789abcdefghjkmnpqrw")
				answers <- code
			}
		})
	}
	f.devices[0].must(nil, "", "sync")
	f.devices[1].must(nil, "", "sync")
	other := newVisitor(t, f.page, 3)
	if code, _, body := other.get("/r/" + token); code != http.StatusOK {
		t.Errorf("another customer's page answers %d %.200s", code, body)
	}
	if code, head, _ := other.letter(token, "Bonjour", nil); code != http.StatusSeeOther || !strings.Contains(head.Get("Location"), "said=written") {
		t.Errorf("another customer's words: %d %v", code, head)
	}
	flood.Wait()
	close(answers)
	shed := 0
	for code := range answers {
		if code == http.StatusTooManyRequests {
			shed++
		}
	}
	if shed < lines { // of four times as many
		t.Errorf("%d of the flood were held back", shed)
	}
	for _, c := range heads {
		_ = c.SetReadDeadline(time.Now().Add(time.Minute))
		if _, err := io.ReadAll(c); err != nil {
			t.Fatalf("a line that says nothing stays open: %v", err)
		}
	}
	f.hq(nil, "status")
}
