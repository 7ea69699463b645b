package message_test

import (
	"testing"

	"etabli/app/domain/message"
)

func TestStopIsHeardWhenItIsAllThatIsWritten(t *testing.T) {
	for _, c := range []struct {
		by            message.Channel
		subject, body string
		want          message.Weight
	}{
		{message.SMS, "", "STOP", message.Stops},
		{message.SMS, "", " Stop !\n", message.Stops},
		{message.SMS, "", "stop 36111", message.Stops},
		{message.SMS, "", "Arrêt", message.Stops},
		{message.SMS, "", "Stop, n’appelez plus ma mère", message.Counts},
		{message.SMS, "", "le lave-linge stoppe", message.Counts},
		{message.SMS, "", "Start", message.Starts},
		{message.Email, "STOP", "", message.Stops},
		{message.Email, "unsubscribe", "", message.Stops},
		{message.Email, "STOP", "Non, je plaisante", message.Counts},
		{message.Phone, "", "STOP", message.Counts},
		{message.Web, "", "STOP", message.Counts},
	} {
		if got := message.Asked(c.by, c.subject, c.body); got != c.want {
			t.Errorf("%s %q %q: %q", c.by, c.subject, c.body, got)
		}
	}
}
