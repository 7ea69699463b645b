package wire

import (
	"fmt"
	"unicode/utf8"
)

func malformed(f Frame, format string, args ...any) error {
	return fmt.Errorf("%w: frame type %d: %s", ErrMalformed, f.Type(), fmt.Sprintf(format, args...))
}

func (f *Hello) check() error {
	switch {
	case f.Version == 0 || f.Oldest == 0 || f.Oldest > f.Version:
		return malformed(f, "versions %d to %d", f.Oldest, f.Version)
	case len(f.Chains) == 0 || len(f.Chains) > MaxChains:
		return malformed(f, "%d chains", len(f.Chains))
	case len(f.Ladder) > maxRungs:
		return malformed(f, "%d rungs", len(f.Ladder))
	case len(f.App) > MaxTextBytes || !utf8.ValidString(f.App):
		return malformed(f, "program version of %d bytes", len(f.App))
	}
	for _, c := range f.Chains {
		if c.Gap > c.Seq {
			return malformed(f, "a gap at %d of %d", c.Gap, c.Seq)
		}
	}
	return nil
}

func (f *Welcome) check() error {
	if len(f.Accepted) > MaxChains {
		return malformed(f, "%d chains", len(f.Accepted))
	}
	return nil
}

func (f *Push) check() error {
	switch {
	case f.From == 0 || f.From+uint64(len(f.Entries)) < f.From:
		return malformed(f, "from %d", f.From)
	case len(f.Entries) == 0 || len(f.Entries) > MaxPushEntries:
		return malformed(f, "%d entries", len(f.Entries))
	case len(f.Keys) > MaxKeys:
		return malformed(f, "%d keys", len(f.Keys))
	case f.Vouch != nil && f.Vouch.Seq != f.From+uint64(len(f.Entries))-1:
		return malformed(f, "%d entries from %d, vouched for at %d", len(f.Entries), f.From, f.Vouch.Seq)
	}
	return nil
}

func (f *Page) check() error {
	switch {
	case len(f.Items) > MaxPageItems:
		return malformed(f, "%d items", len(f.Items))
	case len(f.Keys) > MaxKeys:
		return malformed(f, "%d keys", len(f.Keys))
	case len(f.Stubs) > MaxPageItems:
		return malformed(f, "%d stubs", len(f.Stubs))
	case len(f.Sites) > len(f.Items):
		return malformed(f, "%d sites", len(f.Sites))
	}
	last := uint64(0)
	for _, c := range f.Scopes {
		if c.Position < last || c.Position > f.Cursor.Position {
			return malformed(f, "a change of scope at %d after %d, cursor %d", c.Position, last, f.Cursor.Position)
		}
		last = c.Position
	}
	last = 0
	for _, item := range f.Items {
		if item.Position <= last || item.Position > f.Cursor.Position {
			return malformed(f, "position %d after %d, cursor %d", item.Position, last, f.Cursor.Position)
		}
		last = item.Position
	}
	return nil
}

func (f *Fetch) check() error {
	if len(f.Wants) == 0 || len(f.Wants) > MaxFetch {
		return malformed(f, "%d wants", len(f.Wants))
	}
	return nil
}

func (f *History) check() error {
	if len(f.Items) > MaxPageItems || len(f.Keys) > MaxKeys || len(f.Sites) > len(f.Items) {
		return malformed(f, "%d items, %d keys, %d sites", len(f.Items), len(f.Keys), len(f.Sites))
	}
	last := uint64(0)
	for _, item := range f.Items {
		if item.Position <= last || len(item.Entry) == 0 {
			return malformed(f, "position %d after %d", item.Position, last)
		}
		last = item.Position
	}
	return nil
}

func (f *HandBack) check() error {
	switch {
	case len(f.Items) == 0 || len(f.Items) > MaxPageItems:
		return malformed(f, "%d items", len(f.Items))
	case len(f.Keys) > MaxKeys:
		return malformed(f, "%d keys", len(f.Keys))
	case len(f.Sites) > len(f.Items) || len(f.Past) > MaxPast:
		return malformed(f, "%d sites, %d lineages", len(f.Sites), len(f.Past))
	}
	last := uint64(0)
	for _, item := range f.Items {
		if item.Position < last || len(item.Entry) == 0 {
			return malformed(f, "position %d after %d", item.Position, last)
		}
		last = item.Position
	}
	return nil
}

func (f *Need) check() error {
	if f.From == 0 || f.To < f.From {
		return malformed(f, "from %d to %d", f.From, f.To)
	}
	return nil
}

func (f *Refused) check() error {
	if f.Code == CodeNone {
		return malformed(f, "no code")
	}
	return nil
}

func (f *Quarantined) check() error {
	if f.Code == CodeNone || f.Ref.Seq == 0 {
		return malformed(f, "no code or no entry")
	}
	return nil
}

func (*Ack) check() error     { return nil }
func (*Ping) check() error    { return nil }
func (*Pong) check() error    { return nil }
func (*Applied) check() error { return nil }

func (f *HandedBack) check() error {
	if len(f.Placed) > MaxPageItems || len(f.Scopes) > MaxKeys {
		return malformed(f, "%d items, %d changes of scope", len(f.Placed), len(f.Scopes))
	}
	for _, item := range f.Placed {
		if item.Position == 0 || len(item.Entry) > 0 {
			return malformed(f, "an item at %d of %d bytes", item.Position, len(item.Entry))
		}
	}
	return nil
}
