package main

import (
	"fmt"

	"etabli/app/service"
)

var (
	firstNames = []string{"Amélie", "Karim", "Jeanne", "Paul", "Inès", "Hélène", "Tomasz", "Fatou", "Loïc", "Zoé"}
	lastNames  = []string{"Durand", "Benali", "Lopez", "Vasseur", "Moreau", "Cœur-d'Acier", "Nowak", "Diallo", "Le Goff", "Petit"}
	devices    = []string{"Moulinex Masterchef", "Dyson V11", "Krups EA8108", "Miele W1", "Bosch TDA", "Apple iPhone 13"}
	faults     = []string{"ne s'allume plus", "fuit par le dessous", "fait disjoncter", "écran noir après une chute", "bruit de roulement à l'essorage"}
)

func personName(n int) string {
	return firstNames[n%len(firstNames)] + " " + lastNames[n/len(firstNames)%len(lastNames)]
}

func phone(n int) string  { return fmt.Sprintf("06 39 %02d %02d %02d", n/10_000%100, n/100%100, n%100) }
func serial(n int) string { return fmt.Sprintf("SN%07dFR", n*7919) }

// intake is what a counter takes in: a person, a device, what is wrong with it.
func intake(n int) *service.ReceiveInput {
	return &service.ReceiveInput{
		Customer: service.CustomerInput{Name: personName(n), Phone: phone(n), Language: "fr", TellBy: "sms"},
		Product:  service.ProductInput{Label: devices[n%len(devices)], Serial: serial(n)},
		Fault:    "L'appareil " + faults[n%len(faults)], Accessories: []string{"câble", "notice"},
		Condition: []string{"rayures"}, PromisedOn: "2027-01-15",
	}
}

// story are words in which customers say what happened.
var story = []string{"depuis", "hier", "la", "machine", "fait", "un", "bruit", "puis", "elle", "chauffe", "voyant", "rouge", "plus", "rien", "après",
	"chute", "eau", "dessous", "cordon", "changé", "mars", "garantie", "facture", "perdue", "merci", "rappeler"}

// toldBytes is how much a customer says: with it a ticket has about 585 bytes, as
// tickets of repair shops do.
const toldBytes = 300

// ticket is an intake whose customer told the whole story.
func ticket(n int) *service.ReceiveInput {
	in := intake(n)
	for at := uint32(n + 1); len(in.Fault) < toldBytes; {
		at = at*1664525 + 1013904223
		in.Fault += " " + story[at>>16%uint32(len(story))]
	}
	return in
}
