package queue

import (
	"context"

	"github.com/nats-io/nats.go"
)

// carrierKey finds the trace of whoever submits in a context.
type carrierKey struct{}

// WithTrace makes what is submitted under the context carry a trace, as headers of
// W3C Trace Context ("traceparent").
func WithTrace(ctx context.Context, headers map[string]string) context.Context {
	return context.WithValue(ctx, carrierKey{}, headers)
}

// carry writes the trace of the context into headers.
func carry(ctx context.Context, h nats.Header) {
	if headers, ok := ctx.Value(carrierKey{}).(map[string]string); ok {
		for name, value := range headers {
			h.Set(name, value)
		}
	}
}
