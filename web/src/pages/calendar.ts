import { type Actor, type Entry, type Page, get, query } from "../api";
import { addMonths, monthName, today } from "../date";
import { count, h, link, say } from "../dom";
import { filters } from "../filters";
import { downloads, eventLine, eventPage } from "../parts";
import { change, state } from "../state";

// calendar shows what is planned from a day on: days in a grid for each month,
// and what is known less exactly beside it, since it has no cell.
export async function calendar(signal: AbortSignal): Promise<Node[]> {
  const { actor, from = today(), modality } = state();
  const values = { actor, from, modality: modality ?? "planned" };
  const [events, who] = await Promise.all([
    get<Page<Entry>>("/events", { ...values, limit: 500 }, signal),
    actor ? get<Actor>(`/actors/${encodeURIComponent(actor)}`, {}, signal) : undefined,
  ]);
  const undated = events.items.filter((e) => !e.date), dated = events.items.filter((e) => e.start);
  const months = [...new Set(dated.map((e) => (e.start! < from ? from : e.start!).slice(0, 7)))].sort();
  say(count(events.items.length, "event"));
  return [
    h("h1", {}, who ? `Ahead of ${who.name}` : "Calendar of what is planned"),
    filters(["actor", "modality", "from"], { modality: "planned", name: who?.name }),
    h("p", { class: "count" }, `${count(dated.length, "dated event")} from ${from} on`, undated.length ? `, ${undated.length} without a date` : "", events.next === null ? "" : " (the first 500 are shown)", ". ",
      link("/calendar" + query({ actor, modality, from: addMonths(from.slice(0, 7), -1) }), "A month earlier")),
    ...months.map((m) => month(m, dated.filter((e) => (e.start! < from ? from : e.start!).slice(0, 7) === m))),
    ...(undated.length ? [h("section", {}, h("h2", {}, "Without a date"), h("ol", { class: "events" }, undated.map(eventLine)))] : []),
    ...(events.items.length ? [] : [h("p", { class: "empty" }, "Nothing is planned from that day on. ", h("button", { type: "button", click: () => change({ from: "1900" }) }, "Show all plans"))]),
    downloads(values),
  ];
}

function month(name: string, events: Entry[]): HTMLElement {
  const exact = events.filter((e) => e.precision === "day"), vague = events.filter((e) => e.precision !== "day");
  const start = new Date(name + "-01T00:00:00Z");
  const empty = (start.getUTCDay() + 6) % 7; // weeks begin on Monday
  const length = new Date(Date.UTC(start.getUTCFullYear(), start.getUTCMonth() + 1, 0)).getUTCDate();
  const cells = [...Array<null>(empty).fill(null), ...Array.from({ length }, (_, i) => i + 1)];
  while (cells.length % 7) cells.push(null);
  const rows = Array.from({ length: cells.length / 7 }, (_, i) => cells.slice(7 * i, 7 * i + 7));
  const on = (day: number): Entry[] => exact.filter((e) => e.start === `${name}-${String(day).padStart(2, "0")}`);
  return h("section", {}, h("h2", {}, monthName(name)),
    vague.length > 0 && h("ol", { class: "events" }, vague.map(eventLine)),
    exact.length > 0 && h("table", { class: "month" }, h("thead", {}, h("tr", {}, ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"].map((d) => h("th", { scope: "col" }, d)))),
      h("tbody", {}, rows.map((r) => h("tr", {}, r.map((d) => (d === null ? h("td", {}) : h("td", { class: on(d).length ? "full" : "" }, h("time", { datetime: `${name}-${String(d).padStart(2, "0")}` }, d),
        on(d).map((e) => h("a", { href: eventPage(e.id), class: e.type }, e.summary.replace(/ \((planned|proposed)\)$/, ""))))))))))) ;
}
