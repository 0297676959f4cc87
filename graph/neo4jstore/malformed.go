package neo4jstore

import (
	"errors"
	"fmt"
	"runtime"
)

// errMalformed is what a server says that is none, or that wants to do harm.
var errMalformed = errors.New("the server answers what is no Bolt: check the address")

// malformed makes a panic of the driver an error: it trusts the lengths that a
// message states. Other panics go on.
func malformed(err *error) {
	fault := recover()
	if fault == nil {
		return
	}
	var bounds runtime.Error
	if e, ok := fault.(error); !ok || !errors.As(e, &bounds) {
		panic(fault)
	}
	*err = fmt.Errorf("%w (%v)", errMalformed, fault)
}
