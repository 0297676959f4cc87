//go:build unix

package queue

import (
	"syscall"
	"testing"
	"time"

	"github.com/demarche-graph/demarche/queue/queuetest"
)

func TestLeaseOfASilentWorkerLapses(t *testing.T) {
	c := queuetest.Start(t, 1)
	q := open(t, c, nil)
	submit(t, q, false, made(1, "One."))
	begun := time.Now()
	lease := q.Hold(take(t, q, 1), begun)
	defer lease.Release()
	c.Signal(0, syscall.SIGSTOP)
	defer c.Signal(0, syscall.SIGCONT)
	for lease.Kept() {
		if time.Since(begun) > 20*time.Second {
			t.Fatal("it is kept though the server can't hear of it")
		}
		time.Sleep(20 * time.Millisecond)
	}
	if took := time.Since(begun); took < q.Lease() {
		t.Errorf("it lapsed after %v, the lease is %v", took, q.Lease())
	}
}
