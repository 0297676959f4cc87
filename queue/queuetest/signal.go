//go:build unix

package queuetest

import "syscall"

// Signal sends a signal to a server, such as SIGSTOP.
func (c *Cluster) Signal(i int, sig syscall.Signal) {
	c.t.Helper()
	if err := c.servers[i].cmd.Process.Signal(sig); err != nil {
		c.t.Fatal(err)
	}
}
