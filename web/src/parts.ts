// Parts that several pages show.
import { count, h, link, outside, s } from "./dom";
import { type Entry, type Month, type Statement, query } from "./api";
import { when } from "./date";

export const actorPage = (id: string): string => "/actor" + query({ actor: id });
export const eventPage = (id: string): string => "/event" + query({ event: id });
export const dyadPage = (a: string, b: string): string => "/dyad" + query({ a, b });

export function badge(type: string): HTMLElement {
  return h("span", { class: `badge ${type}` }, type);
}

export function modality(m: string): HTMLElement | null {
  return m === "held" ? null : h("span", { class: `badge modality ${m}` }, m);
}

export function eventLine(e: Entry): HTMLLIElement {
  return h("li", { class: `event ${e.modality}` },
    h("span", { class: "date" }, when(e)), badge(e.type),
    h("span", { class: "what" }, link(eventPage(e.id), e.summary.replace(/ \((planned|proposed|cancelled|denied)\)$/, "")), " ", modality(e.modality)),
    h("span", { class: "reports" }, e.reports ? count(e.reports, "report") : ""));
}

export function statementLine(x: Statement): HTMLLIElement {
  return h("li", { class: "quote" },
    h("blockquote", {}, x.quote),
    h("p", { class: "source" }, x.speakers.join(", "), ", ", link(eventPage(x.event), when(x)), " · ", outside(x.url, x.source || x.title || x.article)));
}

export function notes(list: string[]): HTMLElement | null {
  return list.length ? h("p", { class: "note" }, list.join(" ")) : null;
}

const classes = { talks: "talks", calls: "call", statements: "statement" } as const;

// histogram draws how many events each month; the table beside it says the same
// to those who don't see it.
export function histogram(months: Month[], from?: string, to?: string): HTMLElement {
  if (!months.length) return h("p", { class: "empty" }, "Nothing dated was held.");
  const first = index(months[0]!.month), last = index(months.at(-1)!.month);
  const width = Math.max(last - first + 1, 12), height = 60;
  const top = Math.max(...months.map((m) => m.calls + m.talks + m.statements));
  const bars = months.map((m) => {
    let y = height;
    const x = index(m.month) - first;
    const inside = (!from || m.month >= from.slice(0, 7)) && (!to || m.month <= to.slice(0, 7));
    return s("g", { class: inside ? "" : "outside" },
      s("title", {}, `${m.month}: ${m.calls} calls, ${m.talks} talks, ${m.statements} statements`),
      ...(["talks", "calls", "statements"] as const).map((k) => {
        const tall = (m[k] / top) * height;
        y -= tall;
        return s("rect", { class: classes[k], x, y, width: 0.9, height: tall });
      }));
  });
  const table = h("table", {}, h("thead", {}, h("tr", {}, ["Month", "Calls", "Talks", "Statements"].map((x) => h("th", { scope: "col" }, x)))),
    h("tbody", {}, months.map((m) => h("tr", {}, h("th", { scope: "row" }, m.month), h("td", {}, m.calls), h("td", {}, m.talks), h("td", {}, m.statements)))));
  return h("figure", { class: "histogram" },
    s("svg", { viewBox: `0 0 ${width} ${height}`, preserveAspectRatio: "none", role: "img", "aria-label": `Held events from ${months[0]!.month} to ${months.at(-1)!.month}` }, ...bars) as unknown as HTMLElement,
    h("figcaption", {}, h("span", {}, months[0]!.month), h("span", {}, months.at(-1)!.month)),
    h("details", {}, h("summary", {}, "As a table"), h("div", { class: "scroll", tabindex: 0, role: "region", "aria-label": "Events each month" }, table)));
}

function index(month: string): number {
  return Number(month.slice(0, 4)) * 12 + Number(month.slice(5, 7)) - 1;
}

// downloads are the forms in which what is shown can be taken along.
export function downloads(values: Record<string, string | undefined>): HTMLElement {
  const formats: [string, string][] = [["html", "page"], ["csv", "CSV"], ["ics", "calendar"], ["svg", "picture"], ["gexf", "GEXF"], ["jsonld", "JSON-LD"]];
  return h("p", { class: "downloads" }, "Save as ", formats.map(([format, name], i) => [i ? ", " : "", h("a", { href: "/api/v1/export" + query({ ...values, format }), download: true }, name)]));
}
