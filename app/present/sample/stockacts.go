package sample

import (
	"context"

	"etabli/app/service"
)

// SavePart implements present.StockActs.
func (s *Shop) SavePart(context.Context, service.Call, *service.PartInput) (service.Result, error) {
	return s.taken()
}

// ReceiveStock implements present.StockActs.
func (s *Shop) ReceiveStock(context.Context, service.Call, *service.ReceiveStockInput) (service.Result, error) {
	return s.taken()
}

// AssignReceipt implements present.StockActs.
func (s *Shop) AssignReceipt(context.Context, service.Call, *service.AssignInput) (service.Result, error) {
	return s.taken()
}

// MoveStock implements present.StockActs.
func (s *Shop) MoveStock(context.Context, service.Call, *service.MoveStockInput) (service.Result, error) {
	return s.taken()
}

// UseStock implements present.StockActs.
func (s *Shop) UseStock(context.Context, service.Call, *service.UseStockInput) (service.Result, error) {
	return s.taken()
}

// AdjustStock implements present.StockActs.
func (s *Shop) AdjustStock(context.Context, service.Call, *service.AdjustStockInput) (service.Result, error) {
	return s.taken()
}

// CountStock implements present.StockActs.
func (s *Shop) CountStock(context.Context, service.Call, *service.CountStockInput) (service.Result, error) {
	return s.taken()
}

// SayReorder implements present.StockActs.
func (s *Shop) SayReorder(context.Context, service.Call, *service.ReorderInput) (service.Result, error) {
	return s.taken()
}

// MakePromise implements present.StockActs.
func (s *Shop) MakePromise(context.Context, service.Call, *service.PromiseInput) (service.Result, error) {
	return s.taken()
}

// EndPromise implements present.StockActs.
func (s *Shop) EndPromise(context.Context, service.Call, *service.EndPromiseInput) (service.Result, error) {
	return s.taken()
}

// SendBack implements present.StockActs.
func (s *Shop) SendBack(context.Context, service.Call, *service.SendBackInput) (service.Result, error) {
	return s.done()
}

// PlaceOrder implements present.StockActs.
func (s *Shop) PlaceOrder(context.Context, service.Call, *service.PlaceOrderInput) (service.Result, error) {
	return s.taken()
}

// AnswerOrder implements present.StockActs.
func (s *Shop) AnswerOrder(context.Context, service.Call, *service.AnswerOrderInput) (service.Result, error) {
	return s.taken()
}

// CancelOrder implements present.StockActs.
func (s *Shop) CancelOrder(context.Context, service.Call, *service.CancelOrderInput) (service.Result, error) {
	return s.taken()
}

// SendTransfer implements present.StockActs.
func (s *Shop) SendTransfer(context.Context, service.Call, *service.TransferInput) (service.Result, error) {
	return s.taken()
}

// ArriveTransfer implements present.StockActs.
func (s *Shop) ArriveTransfer(context.Context, service.Call, *service.ArriveInput) (service.Result, error) {
	return s.taken()
}

// CloseTransfer implements present.StockActs.
func (s *Shop) CloseTransfer(context.Context, service.Call, *service.CloseTransferInput) (service.Result, error) {
	return s.taken()
}
