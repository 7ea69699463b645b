package present_test

import (
	"context"

	"etabli/app/domain/figure"
	"etabli/app/service"
	"etabli/app/views"
)

// manages is what the pages of whoever runs the shop ask of the fake.
type manages struct {
	pressing func() (service.Pressing, error)
	figures  func() (figure.Figures, error)
	sites    []views.Site
	table    func(service.FiguresInput) (figure.Table, error)
	measured []service.FiguresInput // what was asked for
	keptName string
	kept     []byte
	keep     error
}

func (s *shop) Pressing(context.Context, *service.SiteAsked) (service.Pressing, error) {
	if s.pressing == nil {
		s.unset("Pressing")
		return service.Pressing{}, nil
	}
	return s.pressing()
}

func (s *shop) Figures(context.Context, *service.FiguresInput) (figure.Figures, error) {
	if s.figures == nil {
		s.unset("Figures")
		return figure.Figures{}, nil
	}
	return s.figures()
}

func (s *shop) Sites(context.Context) ([]views.Site, error) { return s.sites, nil }

func (s *shop) SiteCode() string { return "LIL" }

func (s *shop) FigureTable(_ context.Context, in *service.FiguresInput) (figure.Table, error) {
	if s.table == nil {
		s.unset("FigureTable")
		return figure.Table{}, nil
	}
	s.measured = append(s.measured, *in)
	return s.table(*in)
}

func (s *shop) KeepTable(_ context.Context, name string, content []byte) (string, error) {
	s.keptName, s.kept = name, content
	return "/papers", s.keep
}
