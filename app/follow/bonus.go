package follow

import (
	"etabli/app/domain/bonus"
	"etabli/app/lang"
)

// BonusNews is what a repair bonus changes for the customer: it will be taken off
// their bill, or was. What the body does afterwards is between it and the shop.
func BonusNews(c *lang.Catalogue, r Repair) string {
	switch r.Bonus {
	case "", bonus.Dropped:
		return ""
	case bonus.Validated:
		return c.T("portal.bonus.validated")
	}
	return c.T("portal.bonus.deducted")
}
