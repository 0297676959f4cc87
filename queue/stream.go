package queue

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/nats-io/nats.go/jetstream"
)

// deadStream is the name of the stream of failed articles.
func (q *Queue) deadStream() string { return q.opts.Stream + "_dead" }

// The subjects of articles and of failed ones, with a star for one's key.
func (q *Queue) subject(key string) string     { return q.opts.Stream + ".article." + key }
func (q *Queue) deadSubject(key string) string { return q.opts.Stream + ".dead." + key }

// ensure finds the streams and the consumer, and makes those that are missing.
// Another program may be making them at the same moment.
func (q *Queue) ensure(ctx context.Context) error {
	base := jetstream.StreamConfig{
		Storage: jetstream.FileStorage, Retention: jetstream.LimitsPolicy, Replicas: max(1, q.opts.Replicas), Compression: jetstream.S2Compression,
		// A stream that somebody limits refuses what is new: submit waits, and what
		// was accepted is never dropped.
		Discard: jetstream.DiscardNew, Duplicates: q.opts.Window, MaxMsgsPerSubject: -1,
	}
	articles, dead := base, base
	articles.Name, articles.Subjects, articles.Description = q.opts.Stream, []string{q.subject("*")}, "articles for demarche worker"
	// Of an article that failed again and again the last time is enough.
	dead.Name, dead.Subjects, dead.Description = q.deadStream(), []string{q.deadSubject("*")}, "articles that demarche worker could not load"
	dead.MaxMsgsPerSubject, dead.Discard = 1, jetstream.DiscardOld
	found := make([]jetstream.Stream, 2)
	for i, want := range []jetstream.StreamConfig{articles, dead} {
		err := q.again(ctx, "stream "+want.Name, func(ctx context.Context) error {
			var err error
			found[i], err = q.stream(ctx, want)
			return err
		})
		if err != nil {
			return err
		}
	}
	var consumer jetstream.Consumer
	err := q.again(ctx, "consumer "+workers, func(ctx context.Context) error {
		var err error
		consumer, err = q.consumerOf(ctx, found[0])
		return err
	})
	if err != nil {
		return err
	}
	q.mu.Lock()
	defer q.mu.Unlock()
	q.articles, q.dead, q.consumer = found[0], found[1], consumer
	return nil
}

// stream finds or makes one stream.
func (q *Queue) stream(ctx context.Context, want jetstream.StreamConfig) (jetstream.Stream, error) {
	s, err := q.js.Stream(ctx, want.Name)
	if errors.Is(err, jetstream.ErrStreamNotFound) {
		if s, err = q.js.CreateStream(ctx, want); errors.Is(err, jetstream.ErrStreamNameAlreadyInUse) {
			s, err = q.js.Stream(ctx, want.Name) // another program was faster
		}
	}
	if err != nil {
		return nil, err
	}
	if faults := streamFaults(s.CachedInfo().Config, want, q.opts.Replicas); len(faults) > 0 {
		return nil, fmt.Errorf("%w: %s: name another stream with nats.stream, or change this one with the nats program", ErrSettings, strings.Join(faults, "; "))
	}
	return s, nil
}

// streamFaults says in what a stream differs from what the queue leans on.
func streamFaults(have, want jetstream.StreamConfig, replicas int) []string {
	var faults []string
	differs := func(wrong bool, format string, args ...any) {
		if wrong {
			faults = append(faults, fmt.Sprintf(format, args...))
		}
	}
	differs(!slices.Equal(have.Subjects, want.Subjects), "its subjects are %s, not %s", strings.Join(have.Subjects, ", "), strings.Join(want.Subjects, ", "))
	differs(replicas > 0 && have.Replicas != replicas, "it has %d replicas, nats.replicas says %d", have.Replicas, replicas)
	differs(have.Retention != want.Retention, "its retention is %v, not %v: what is taken would be gone at once", have.Retention, want.Retention)
	differs(have.MaxAge != 0, "it drops articles after %v", have.MaxAge)
	differs(have.MaxMsgsPerSubject != want.MaxMsgsPerSubject && (have.MaxMsgsPerSubject > 0 || want.MaxMsgsPerSubject > 0), "it keeps %d messages of a subject, not %d", have.MaxMsgsPerSubject, want.MaxMsgsPerSubject)
	differs(have.Discard != want.Discard && (have.MaxMsgs > 0 || have.MaxBytes > 0), "when it is full it drops old articles, not new ones")
	differs(have.NoAck, "it does not say what it has accepted")
	differs(have.Sealed || have.DenyDelete || have.DenyPurge, "it lets nothing be deleted")
	differs(have.Mirror != nil || len(have.Sources) > 0, "it is a copy of another stream")
	return faults
}

// consumerOf finds or makes the consumer.
func (q *Queue) consumerOf(ctx context.Context, s jetstream.Stream) (jetstream.Consumer, error) {
	want := jetstream.ConsumerConfig{
		Durable: workers, Description: "from which demarche worker takes articles",
		DeliverPolicy: jetstream.DeliverAllPolicy, AckPolicy: jetstream.AckExplicitPolicy, AckWait: q.opts.Lease,
		// The server does not give up: workers do, and say why.
		MaxDeliver: -1,
		// Each worker bounds what it holds; this only bounds what the server keeps in
		// mind for all of them.
		MaxAckPending: 100_000,
	}
	c, err := s.Consumer(ctx, workers)
	if errors.Is(err, jetstream.ErrConsumerNotFound) {
		if c, err = s.CreateConsumer(ctx, want); errors.Is(err, jetstream.ErrConsumerExists) {
			c, err = s.Consumer(ctx, workers)
		}
	}
	if err != nil {
		return nil, err
	}
	have := c.CachedInfo().Config
	var faults []string
	if have.AckWait != want.AckWait {
		faults = append(faults, fmt.Sprintf("its lease is %v, nats.lease says %v: all programs must say the same", have.AckWait, want.AckWait))
	}
	if have.AckPolicy != want.AckPolicy || have.DeliverPolicy != want.DeliverPolicy || have.FilterSubject != "" || len(have.FilterSubjects) > 0 {
		faults = append(faults, "it does not give out every article until it is acknowledged")
	}
	if have.MaxDeliver > 0 {
		faults = append(faults, fmt.Sprintf("it drops articles after %d deliveries", have.MaxDeliver))
	}
	if len(faults) > 0 {
		return nil, fmt.Errorf("%w: %s: change the settings, or the consumer with the nats program", ErrSettings, strings.Join(faults, "; "))
	}
	return c, nil
}

// parts returns what ensure found.
func (q *Queue) parts() (articles, dead jetstream.Stream, consumer jetstream.Consumer) {
	q.mu.Lock()
	defer q.mu.Unlock()
	return q.articles, q.dead, q.consumer
}
