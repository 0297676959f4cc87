import { type Entry, type Graph, type Month, type Page, get, query } from "../api";
import { count, h, later, link } from "../dom";
import { eventList } from "../list";
import { actorPage, dyadPage, histogram } from "../parts";
import { picker } from "../picker";
import { go, state } from "../state";

// home shows the search at once, and the rest as it comes.
export async function home(signal: AbortSignal): Promise<Node[]> {
  const months = get<{ items: Month[] }>("/months", {}, signal);
  // The network of all time is kept by the graph, so this query is the quick one.
  const pairs = get<{ columns: string[]; rows: (string | number)[][] }>("/queries/who-talked-to-whom", { limit: 12 }, signal);
  return [
    h("h1", {}, "Who talked to whom"),
    picker("Search for an actor", state().q ?? "", (hit) => go(actorPage(hit.id)), true),
    later(signal, get<Graph>("/graph", {}, signal), (graph) =>
      h("p", { class: "count" }, [count(graph.events, "event"), count(graph.actors, "actor"), count(graph.places, "place"), count(graph.articles, "article")].join(" · "))),
    h("section", {}, h("h2", {}, "Held events each month"), later(signal, months, (m) => histogram(m.items))),
    h("div", { class: "columns" },
      h("section", {}, h("h2", {}, "Most frequent contacts"), later(signal, pairs, contacts)),
      later(signal, months.then(async (m) => {
        const since = latest(m.items);
        return { since, events: await get<Page<Entry>>("/events", { from: since, limit: 30 }, signal) };
      }), ({ since, events }) =>
        h("section", {}, h("h2", {}, since ? `Since ${since}` : "Events"), eventList({ from: since }, events), h("p", {}, link("/timeline" + query({ from: since }), "On a line of time"))))),
  ];
}

function contacts(pairs: { columns: string[]; rows: (string | number)[][] }): HTMLElement {
  if (!pairs.rows.length) return h("p", { class: "empty" }, "No held calls or talks.");
  return h("ol", { class: "plain" }, pairs.rows.map((row) => {
    const cell = (name: string): string => String(row[pairs.columns.indexOf(name)]);
    return h("li", {}, link(dyadPage(cell("a_id"), cell("b_id")), `${cell("a")} and ${cell("b")}`), h("span", { class: "kind" }, ` ${count(Number(cell("calls")), "call")}, ${cell("talks")} talks`));
  }));
}

// latest is the month since which there were some twenty events.
function latest(months: Month[]): string | undefined {
  let n = 0;
  for (const m of [...months].reverse()) {
    n += m.calls + m.talks + m.statements;
    if (n >= 20) return m.month;
  }
  return undefined;
}
