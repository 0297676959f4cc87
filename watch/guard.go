package watch

import (
	"errors"
	"fmt"
	"net/netip"
	"syscall"
)

// ErrLocal is why an address is not asked: a feed that anybody may have written,
// or a server that answers for it, must not make this program talk to machines
// that only the local network reaches.
var ErrLocal = errors.New("an address of this machine or of the local network, which is not asked: allow it (--allow-local) if you trust the feed")

// control is net.Dialer.Control. It sees the address itself, after names were
// looked up and redirects were followed, so that neither can lead around it.
func (f *fetcher) control(_, address string, _ syscall.RawConn) error {
	to, err := netip.ParseAddrPort(address)
	if err != nil {
		return fmt.Errorf("%w (%s)", ErrLocal, address)
	}
	if public(to.Addr()) || f.opts.Allow != nil && f.opts.Allow(to) {
		return nil
	}
	return fmt.Errorf("%w (%s)", ErrLocal, to.Addr())
}

// special are the blocks of IPv4, and of the global unicast addresses of IPv6,
// that are not public, after IANA's registries of special-purpose addresses.
var special = []netip.Prefix{
	netip.MustParsePrefix("0.0.0.0/8"),
	netip.MustParsePrefix("10.0.0.0/8"),
	netip.MustParsePrefix("100.64.0.0/10"), // inside of providers
	netip.MustParsePrefix("127.0.0.0/8"),
	netip.MustParsePrefix("169.254.0.0/16"), // also where clouds keep their keys
	netip.MustParsePrefix("172.16.0.0/12"),
	netip.MustParsePrefix("192.0.0.0/24"),
	netip.MustParsePrefix("192.0.2.0/24"),
	netip.MustParsePrefix("192.88.99.0/24"),
	netip.MustParsePrefix("192.168.0.0/16"),
	netip.MustParsePrefix("198.18.0.0/15"),
	netip.MustParsePrefix("198.51.100.0/24"),
	netip.MustParsePrefix("203.0.113.0/24"),
	netip.MustParsePrefix("224.0.0.0/3"), // multicast, reserved, broadcast
	netip.MustParsePrefix("2001::/23"),   // among them Teredo, which holds an address of IPv4
	netip.MustParsePrefix("2001:db8::/32"),
	netip.MustParsePrefix("2002::/16"), // 6to4, which does too
	netip.MustParsePrefix("3fff::/20"),
}

var (
	// global are the only addresses of IPv6 that are given to the public.
	global = netip.MustParsePrefix("2000::/3")
	// nat64 is how networks without IPv4 reach it: the last four bytes count.
	nat64 = netip.MustParsePrefix("64:ff9b::/96")
)

// public reports whether an address is one that all the world may ask.
func public(a netip.Addr) bool {
	a = a.Unmap()
	if a.Zone() != "" {
		return false
	}
	if nat64.Contains(a) {
		b := a.As16()
		a = netip.AddrFrom4([4]byte(b[12:]))
	}
	if a.Is6() && !global.Contains(a) {
		return false
	}
	for _, p := range special {
		if p.Contains(a) {
			return false
		}
	}
	return a.IsValid()
}
