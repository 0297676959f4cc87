package neo4jtest

import (
	"context"
	"errors"
	"time"

	"github.com/neo4j/neo4j-go-driver/v5/neo4j"
)

// Processor returns a clock that tells how much processor time the server has
// taken. A machine that does other work besides does not change it, as it does the
// time by the clock. Done closes its connection.
func (s *Server) Processor(ctx context.Context) (clock func() (time.Duration, error), done func() error, err error) {
	driver, err := s.Driver()
	if err != nil {
		return nil, nil, err
	}
	ask := func() (time.Duration, error) {
		res, err := neo4j.ExecuteQuery(ctx, driver, "CALL dbms.queryJmx('java.lang:type=OperatingSystem') YIELD attributes RETURN attributes.ProcessCpuTime.value",
			nil, neo4j.EagerResultTransformer)
		if err != nil {
			return 0, err
		}
		if len(res.Records) == 1 {
			if n, ok := res.Records[0].Values[0].(int64); ok {
				return time.Duration(n), nil
			}
		}
		return 0, errors.New("the server does not tell what processor time it took")
	}
	if _, err := ask(); err != nil {
		return nil, nil, errors.Join(err, driver.Close(ctx))
	}
	return ask, func() error { return driver.Close(ctx) }, nil
}
