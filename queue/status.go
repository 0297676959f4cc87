package queue

import (
	"context"
	"time"
)

// Status says how the queue stands.
type Status struct {
	// At is when, by the clock of this machine.
	At time.Time
	// Pending articles wait, InFlight ones are with workers, Again of these not for
	// the first time; Dead ones were put aside.
	Pending, InFlight, Again, Dead int64
	// Ended counts the articles that workers are through with since the queue was
	// made, to tell a rate from two of them.
	Ended int64
	// Bytes is the size of the stream, what was loaded a moment ago included.
	Bytes uint64
	// Replicas is on how many servers it is kept, Leader the server that leads;
	// empty for a server alone.
	Replicas int
	Leader   string
}

// Status asks the server.
func (q *Queue) Status(ctx context.Context) (Status, error) {
	articles, dead, consumer := q.parts()
	var st Status
	err := q.again(ctx, "status", func(ctx context.Context) error {
		stream, err := articles.Info(ctx)
		if err != nil {
			return err
		}
		failed, err := dead.Info(ctx)
		if err != nil {
			return err
		}
		info, err := consumer.Info(ctx)
		if err != nil {
			return err
		}
		st = Status{
			At: time.Now(), Pending: int64(info.NumPending), InFlight: int64(info.NumAckPending), Again: int64(info.NumRedelivered), Dead: int64(failed.State.Msgs),
			Ended: int64(info.Delivered.Stream) - int64(info.NumAckPending),
			Bytes: stream.State.Bytes, Replicas: stream.Config.Replicas,
		}
		if stream.Cluster != nil && stream.Config.Replicas > 1 {
			st.Leader = stream.Cluster.Leader
		}
		return nil
	})
	return st, err
}
