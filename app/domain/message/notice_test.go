package message_test

import (
	"testing"

	"etabli/app/domain/message"
)

func TestAMachineTellsPeopleAsTheyWish(t *testing.T) {
	both := []message.Channel{message.Email, message.SMS}
	for _, c := range []struct {
		name string
		told message.Told
		shop message.Channel
		want message.Channel
	}{
		{"as they said", message.Told{TellBy: "email", Mobile: true, Email: true, Carriers: both}, message.SMS, message.Email},
		{"as the shop wants", message.Told{Mobile: true, Email: true, Carriers: both}, message.Email, message.Email},
		{"by what is there", message.Told{Email: true, Carriers: both}, message.SMS, message.Email},
		{"by what is carried", message.Told{TellBy: "sms", Mobile: true, Email: true, Carriers: both[:1]}, "", message.Email},
		{"nobody who wants a call", message.Told{TellBy: "phone", Mobile: true, Email: true, Carriers: both}, message.SMS, ""},
		{"nobody who wants nothing", message.Told{TellBy: "none", Mobile: true, Email: true, Carriers: both}, message.SMS, ""},
		{"nobody without an address", message.Told{TellBy: "sms", Carriers: both}, message.SMS, ""},
		{"nobody while nothing is carried", message.Told{Mobile: true, Email: true}, message.SMS, ""},
	} {
		if got, ok := c.told.Way(c.shop); got != c.want || ok != (c.want != "") {
			t.Errorf("%s: %q, %v", c.name, got, ok)
		}
	}
}
