package telemetry

import (
	"context"
	"errors"
	"fmt"
	"net/url"
	"os"
	"strings"

	"go.opentelemetry.io/otel/attribute"
	"go.opentelemetry.io/otel/codes"
	"go.opentelemetry.io/otel/propagation"
	"go.opentelemetry.io/otel/sdk/resource"
	sdk "go.opentelemetry.io/otel/sdk/trace"
	"go.opentelemetry.io/otel/trace"
)

// The variables by which OpenTelemetry is set, as its specification names them.
// Those of the sampler, the batches and the resource are read by its library.
const (
	endpointVariable       = "OTEL_EXPORTER_OTLP_ENDPOINT"
	tracesEndpointVariable = "OTEL_EXPORTER_OTLP_TRACES_ENDPOINT"
	headersVariable        = "OTEL_EXPORTER_OTLP_HEADERS"
	tracesHeadersVariable  = "OTEL_EXPORTER_OTLP_TRACES_HEADERS"
	exporterVariable       = "OTEL_TRACES_EXPORTER"
	disabledVariable       = "OTEL_SDK_DISABLED"
)

// Tracer makes traces. The zero value makes none.
type Tracer struct {
	provider *sdk.TracerProvider
	tracer   trace.Tracer
}

// NewTracer sends traces to where the environment says, none when it does not. An
// error is about the environment.
func NewTracer(ctx context.Context, program, version string) (*Tracer, error) {
	endpoint := os.Getenv(tracesEndpointVariable)
	if base := os.Getenv(endpointVariable); endpoint == "" && base != "" {
		endpoint = strings.TrimSuffix(base, "/") + "/v1/traces"
	}
	if endpoint == "" || strings.EqualFold(os.Getenv(disabledVariable), "true") || os.Getenv(exporterVariable) == "none" {
		return &Tracer{}, nil
	}
	u, err := url.Parse(endpoint)
	if err != nil || u.Scheme != "http" && u.Scheme != "https" || u.Host == "" {
		return nil, fmt.Errorf("%s: no address to send traces to: give http://HOST:4318", endpointVariable)
	}
	headers, err := parseHeaders(os.Getenv(headersVariable) + "," + os.Getenv(tracesHeadersVariable))
	if err != nil {
		return nil, err
	}
	// What OTEL_RESOURCE_ATTRIBUTES and OTEL_SERVICE_NAME say comes last, and counts.
	res, err := resource.New(ctx, resource.WithAttributes(attribute.String("service.name", "demarche-"+program), attribute.String("service.version", version)), resource.WithHost(), resource.WithFromEnv())
	if err != nil && !errors.Is(err, resource.ErrPartialResource) {
		return nil, fmt.Errorf("OTEL_RESOURCE_ATTRIBUTES: %w", err)
	}
	p := sdk.NewTracerProvider(sdk.WithBatcher(newExporter(endpoint, headers)), sdk.WithResource(res))
	return &Tracer{p, p.Tracer("github.com/demarche-graph/demarche")}, nil
}

// parseHeaders reads "name=value,name=value", with values as in an address. Errors
// don't repeat values: they are keys as a rule.
func parseHeaders(s string) (map[string]string, error) {
	headers := map[string]string{}
	for part := range strings.SplitSeq(s, ",") {
		if strings.TrimSpace(part) == "" {
			continue
		}
		name, value, ok := strings.Cut(part, "=")
		value, err := url.PathUnescape(strings.TrimSpace(value))
		if !ok || err != nil || strings.TrimSpace(name) == "" {
			return nil, fmt.Errorf("%s: write NAME=VALUE,NAME=VALUE", headersVariable)
		}
		headers[strings.TrimSpace(name)] = value
	}
	return headers, nil
}

// Close sends what is left.
func (t *Tracer) Close(ctx context.Context) error {
	if t.provider == nil {
		return nil
	}
	return t.provider.Shutdown(ctx)
}

// Span is a part of a trace.
type Span struct{ span trace.Span }

// Start begins a part, below that of the context. Attributes are names and values
// in turn; values are strings and ints.
func (t *Tracer) Start(ctx context.Context, name string, attributes ...any) (context.Context, Span) {
	if t.tracer == nil {
		return ctx, Span{}
	}
	ctx, span := t.tracer.Start(ctx, name)
	s := Span{span}
	s.Set(attributes...)
	return ctx, s
}

// Set adds attributes.
func (s Span) Set(attributes ...any) {
	if s.span == nil {
		return
	}
	for i := 0; i+1 < len(attributes); i += 2 {
		name, _ := attributes[i].(string)
		switch v := attributes[i+1].(type) {
		case int:
			s.span.SetAttributes(attribute.Int(name, v))
		default:
			s.span.SetAttributes(attribute.String(name, fmt.Sprint(v)))
		}
	}
}

// Link joins the trace of a context.
func (s Span) Link(ctx context.Context) {
	if s.span != nil {
		s.span.AddLink(trace.LinkFromContext(ctx))
	}
}

// End ends the part; err says that it failed.
func (s Span) End(err error) {
	if s.span == nil {
		return
	}
	if err != nil {
		s.span.SetStatus(codes.Error, err.Error())
	}
	s.span.End()
}

// Inject returns the trace of a context as headers, nil when there is none.
func (t *Tracer) Inject(ctx context.Context) map[string]string {
	if t.tracer == nil {
		return nil
	}
	headers := propagation.MapCarrier{}
	propagation.TraceContext{}.Inject(ctx, headers)
	return headers
}

// Extract puts the trace of headers into a context.
func (t *Tracer) Extract(ctx context.Context, headers map[string]string) context.Context {
	if t.tracer == nil || headers == nil {
		return ctx
	}
	return propagation.TraceContext{}.Extract(ctx, propagation.MapCarrier(headers))
}
