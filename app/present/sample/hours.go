package sample

import (
	"context"

	"etabli/app/domain/calendar"
	"etabli/app/domain/civil"
	"etabli/app/domain/message"
	"etabli/app/lang"
	"etabli/app/service"
	"etabli/app/views"
)

// Calendar implements present.Calendaring.
func (s *Shop) Calendar(context.Context, string) (views.Calendar, error) {
	c := views.Calendar{Site: "LIL", Zone: "Europe/Paris", Usual: len(s.Repairs) == 0, Targets: message.Targets{}}
	c.Week = calendar.UsualWeek()
	for _, channel := range message.Channels() {
		c.Targets[channel] = c.Targets.Of(channel)
	}
	if !c.Usual {
		c.OpenOn = []string{"armistice"}
		c.Closures = []calendar.ClosureFacts{{From: in(33), To: in(43), Name: "Congés d'hiver"}, {From: in(3), To: in(3), Name: "Inventaire"}}
		c.Exceptions = []calendar.ExceptionFacts{{On: in(8), Hours: "10:00-18:00", Name: "Dimanche d'ouverture"}}
	}
	var err error
	c.Hours, err = c.SavedFacts.Calendar(Zone)
	if err == nil {
		err = s.unread()
	}
	return c, err
}

// Days implements present.Calendaring.
func (s *Shop) Days(_ context.Context, asked *service.DaysAsked) (out []service.ShopDay, err error) {
	c, err := s.Calendar(context.Background(), "")
	today := civil.At(Now.UnixMilli(), Zone)
	for i := range asked.Days {
		d := c.Hours.Day(today.AddDays(i))
		out = append(out, service.ShopDay{On: d.On, Hours: calendar.FormatHours(d.Hours), Why: d.Why, Name: d.Name})
	}
	return out, err
}

// Templates implements present.Calendaring.
func (s *Shop) Templates(context.Context) (out []service.Template, err error) {
	for _, code := range []string{"received", "ready", "quote"} {
		t := service.Template{Code: code, Subject: map[string]string{}, Text: map[string]string{}}
		for _, tag := range []string{"fr", "en"} {
			w := lang.For(tag)
			t.Subject[tag], t.Text[tag] = w.T("template."+code+".subject"), w.T("template."+code)
		}
		out = append(out, t)
	}
	return out, s.unread()
}

// SaveCalendar implements present.Calendaring.
func (s *Shop) SaveCalendar(context.Context, service.Call, *service.CalendarInput) (service.Result, error) {
	return service.Result{}, s.unread()
}

// SaveTargets implements present.Calendaring.
func (s *Shop) SaveTargets(context.Context, service.Call, *service.TargetsInput) (service.Result, error) {
	return service.Result{}, s.unread()
}
