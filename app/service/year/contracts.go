package year

import (
	"fmt"

	"etabli/app/domain/contract"
	"etabli/app/service"
	"etabli/app/views"
)

const (
	contractMonths = 6
	contractCents  = 8900
)

// signs may sell a contract to a customer who fetches their device.
func (y *maker) signs(f *file) error {
	if f.business != nil || f.outcome != "repaired" || y.money.IntN(contracted) != 0 {
		return nil
	}
	file, err := f.shop.App.Repair(y.ctx, f.id)
	if err != nil || file.CustomerID.IsZero() {
		return err
	}
	made, err := result[views.Contract](y, f.shop, "contract.sign", map[string]any{
		"customer": file.CustomerID, "sort": string(contract.Maintenance), "plan": "Entretien semestriel", "months": contractMonths, "renews": true,
		"notice_months": 1, "cents": contractCents, "rate_permille": 200, "entitled": []map[string]any{{"what": "visit", "n": 1}},
		"devices": []map[string]any{{"repair": f.id}},
	})
	if err != nil {
		return err
	}
	y.made.Contracts++
	receipt, err := result[service.Receipt](y, f.shop, "till.sell", map[string]any{
		"lines":    []map[string]any{{"label": "Entretien " + made.Number, "unit_cents": contractCents, "rate_permille": 200}},
		"payments": []map[string]any{{"tender": "card", "cents": contractCents}},
	})
	if err != nil {
		return err
	}
	y.made.Receipts++
	if _, err := y.by(f.shop, "contract.pay", map[string]any{"id": made.ID, "receipt": receipt.Number}); err != nil {
		return err
	}
	y.lives(f.shop, made, receipt.Number)
	return nil
}

// lives uses a contract, and tells its customer of the renewal within the window of
// law, or lets them leave before.
func (y *maker) lives(s *shop, made views.Contract, receipt string) {
	y.in(15+y.money.Float64()*30, func() error {
		_, err := y.by(s, "contract.use", map[string]any{"id": made.ID, "what": "visit", "cost_cents": 3500})
		return err
	})
	if y.money.IntN(leavesSoon) == 0 {
		y.in(50+y.money.Float64()*10, func() error { return y.leaves(s, made, receipt) })
		return
	}
	y.in(75+y.money.Float64()*30, func() error {
		_, err := y.by(s, "contract.notice", map[string]any{"id": made.ID, "channel": "letter", "proof": "RK " + made.Number})
		return err
	})
}

// leaves ends a contract early; what was paid ahead goes back by days.
func (y *maker) leaves(s *shop, made views.Contract, receipt string) error {
	ended, err := result[views.Contract](y, s, "contract.end", map[string]any{"id": made.ID, "why": string(contract.Early), "channel": "counter"})
	if err != nil || ended.End == nil || ended.End.Cents == 0 {
		return err
	}
	back, err := result[service.Receipt](y, s, "till.refund", map[string]any{
		"number": receipt, "reason": "contract_ended",
		"lines":    []map[string]any{{"label": fmt.Sprint("Entretien ", made.Number), "unit_cents": -ended.End.Cents, "rate_permille": 200}},
		"payments": []map[string]any{{"tender": "card", "cents": -ended.End.Cents}},
	})
	if err != nil {
		return err
	}
	_, err = y.by(s, "contract.pay", map[string]any{"id": made.ID, "receipt": back.Number})
	return err
}
