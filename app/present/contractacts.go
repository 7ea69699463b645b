package present

import (
	"etabli/app/domain/contract"
	"etabli/app/service"
)

// The acts on contracts.
const (
	contractNew    = "contract.new"
	contractUse    = "contract.use"
	contractNotice = "contract.notice"
	contractPay    = "contract.pay"
	contractBack   = "contract.back" // money goes back
	contractCover  = "contract.cover"
	contractEnd    = "contract.end"
	contractResume = "contract.resume"
)

var contractIcons = map[string]string{
	contractNew: "plus", contractUse: "check", contractNotice: "mail", contractPay: "banknote", contractBack: "undo-2",
	contractCover: "smartphone", contractEnd: "log-out", contractResume: "rotate-ccw",
}

// contractTurns are what can be done with a contract, the right next thing first:
// money that must go back, a letter whose window closes, money that is owed.
func (c *Contracts) contractTurns(one agreement) (ids []string) {
	if one.BackCents > 0 {
		ids = append(ids, contractBack)
	}
	if one.Status == contract.Ended {
		return append(ids, contractResume, contractNew)
	}
	letter := one.Letter == contract.Due || one.Letter == contract.Urgent
	if letter {
		ids = append(ids, contractNotice)
	}
	if one.OwedCents > 0 {
		ids = append(ids, contractPay)
	}
	if len(one.Entitled) > 0 {
		ids = append(ids, contractUse)
	}
	ids = append(ids, contractCover)
	if one.OwedCents == 0 {
		ids = append(ids, contractPay)
	}
	if one.Renews && !letter {
		ids = append(ids, contractNotice)
	}
	return append(ids, contractEnd, contractNew)
}

// PrimaryPressed does the right next thing.
func (c *Contracts) PrimaryPressed() { c.ActionPressed(c.primary()) }

// EmptyPressed signs a contract.
func (c *Contracts) EmptyPressed() { c.ActionPressed(contractNew) }

// ActionPressed begins an act.
func (c *Contracts) ActionPressed(id string) {
	make, asks := map[string]func() plan{
		contractNew: c.signSheet, contractUse: c.useSheet, contractNotice: c.noticeSheet, contractPay: c.paySheet, contractBack: c.backSheet,
		contractCover: c.coverSheet, contractEnd: c.leaveSheet,
	}[id]
	switch {
	case c.open.busy || !c.read && id != contractNew || c.open.prints(c.ports.Papers, id):
	case asks:
		c.open.sheets.open(make())
	case id == contractResume:
		c.open.run(doing(c.ports.Acts.ResumeContract, &service.ResumeContractInput{ID: c.one.ID}))
	}
}
