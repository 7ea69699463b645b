package fold

import (
	"etabli/app/domain/kind"
	"etabli/app/domain/message"
	"etabli/storage/journal"
)

// The fields of a shop about what it says by itself.
const (
	FieldQuiet  = "quiet"
	GroupNotice = "notice/" // by event
)

var noticeKinds = kinds{
	kind.NoticeSet: {noticeSet},
	kind.QuietSet:  {quietSet},
}

func noticeSet(a *act, e journal.Entity, x *effects) error {
	f, err := facts[message.NoticeFacts](a)
	if err == nil && is(e, kind.Site) {
		x.set(GroupNotice+string(f.Event), string(a.entry.Facts))
	}
	return err
}

func quietSet(a *act, e journal.Entity, x *effects) error {
	_, err := facts[message.QuietFacts](a)
	if err == nil && is(e, kind.Site) {
		x.set(FieldQuiet, string(a.entry.Facts))
	}
	return err
}
