import { type Entry, type Graph, type Month, type Page, get, query } from "../api";
import { count, h, link } from "../dom";
import { eventList } from "../list";
import { actorPage, dyadPage, histogram } from "../parts";
import { picker } from "../picker";
import { go, state } from "../state";

export async function home(signal: AbortSignal): Promise<Node[]> {
  // The network of all time is kept by the graph, so this query is the quick one.
  const [graph, months, pairs] = await Promise.all([
    get<Graph>("/graph", {}, signal), get<{ items: Month[] }>("/months", {}, signal),
    get<{ columns: string[]; rows: (string | number)[][] }>("/queries/who-talked-to-whom", { limit: 12 }, signal),
  ]);
  const since = latest(months.items);
  const events = await get<Page<Entry>>("/events", { from: since, limit: 30 }, signal);
  return [
    h("h1", {}, "Who talked to whom"),
    picker("Search for an actor", state().q ?? "", (hit) => go(actorPage(hit.id)), true),
    h("p", { class: "count" }, [count(graph.events, "event"), count(graph.actors, "actor"), count(graph.places, "place"), count(graph.articles, "article")].join(" · ")),
    h("section", {}, h("h2", {}, "Held events each month"), histogram(months.items)),
    h("div", { class: "columns" },
      h("section", {}, h("h2", {}, "Most frequent contacts"), h("ol", { class: "plain" }, pairs.rows.map((row) => {
        const cell = (name: string): string => String(row[pairs.columns.indexOf(name)]);
        return h("li", {}, link(dyadPage(cell("a_id"), cell("b_id")), `${cell("a")} and ${cell("b")}`), h("span", { class: "kind" }, ` ${count(Number(cell("calls")), "call")}, ${cell("talks")} talks`));
      }))),
      h("section", {}, h("h2", {}, since ? `Since ${since}` : "Events"), eventList({ from: since }, events),
        h("p", {}, link("/timeline" + query({ from: since }), "On a line of time")))),
  ];
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
