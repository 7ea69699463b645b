package shell

import (
	"etabli/app/present"
	"etabli/app/ui/widgets/icon"
)

// catalogueRoom is what the shop sells, with its prices by their days.
func (s *Shell) catalogueRoom(b Backend) *room {
	var views pair
	var head headed
	p := present.NewCatalogue(s.env, b, head.show, views.showList, views.showOne)
	s.events.Catalogue = p
	return s.searched(s.underPages(&views, &head, present.CatalogueScreen, p, icon.Boxes), &views, p.Typed)
}

// preordersRoom is what customers ordered without a repair.
func (s *Shell) preordersRoom(b Backend) *room {
	var views pair
	var head headed
	p := present.NewPreorders(s.env, present.PreorderPorts{Orders: b, Acts: b, Files: b}, head.show, views.showList, views.showOne)
	s.events.Preorders = p
	return s.searched(s.underPages(&views, &head, present.PreordersScreen, p, icon.PackageOpen), &views, p.Typed)
}

// careRoom is what happened to customers' devices, what is looked for, what is
// published about the shop.
func (s *Shell) careRoom(b Backend) *room {
	var views pair
	var head headed
	p := present.NewCare(s.env, present.CarePorts{Care: b, Acts: b, Asked: b, Opinions: b, Files: b}, head.show, views.showList, views.showOne)
	s.events.Care = p
	return s.searched(s.underPages(&views, &head, present.CareScreen, p, icon.TriangleAlert), &views, p.Typed)
}

// devicesRoom is the devices of the business.
func (s *Shell) devicesRoom(b Backend) *room {
	var views pair
	var head headed
	p := present.NewDevices(s.env, b, head.show, views.showList, views.showOne)
	s.events.Devices = p
	return s.searched(s.underPages(&views, &head, present.DevicesScreen, p, icon.Monitor), &views, p.Typed)
}

// privacyRoom is what people ask about their data.
func (s *Shell) privacyRoom(b Backend) *room {
	var views pair
	var head headed
	p := present.NewPeople(s.env, present.PrivacyPorts{Privacy: b, Files: b}, head.show, views.showList, views.showOne)
	s.events.People = p
	return s.searched(s.underPages(&views, &head, present.PrivacyScreen, p, icon.EyeOff), &views, p.Typed)
}

// reportingRoom is what is told to the tax office.
func (s *Shell) reportingRoom(b Backend) *room {
	var views pair
	var head headed
	p := present.NewReporting(s.env, present.DeclarePorts{Reports: b, Acts: b}, head.show, views.showList, views.showOne)
	s.events.Reporting = p
	return s.searched(s.underPages(&views, &head, present.ReportingScreen, p, icon.FileCheck), &views, p.Typed)
}
