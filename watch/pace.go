package watch

import (
	"context"
	"sync"
	"time"
)

// pace keeps requests to one host apart. It may be used by many goroutines.
type pace struct {
	mu   sync.Mutex
	free map[string]time.Time // when the next request to a host may begin
}

// wait waits for the host's turn, and keeps the next one delay away. The error is
// the context's.
func (p *pace) wait(ctx context.Context, host string, delay time.Duration) error {
	p.mu.Lock()
	now := time.Now()
	turn := p.free[host]
	if turn.Before(now) {
		turn = now
	}
	p.free[host] = turn.Add(delay)
	p.mu.Unlock()
	t := time.NewTimer(turn.Sub(now))
	defer t.Stop()
	select {
	case <-t.C:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}
