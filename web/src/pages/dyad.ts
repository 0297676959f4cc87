import { type Actor, type Entry, type Page, get } from "../api";
import { chart } from "../chart";
import { gap, today } from "../date";
import { count, h, link } from "../dom";
import { filters } from "../filters";
import { actorPage, downloads, eventLine, notes } from "../parts";
import { picker } from "../picker";
import { change, state } from "../state";

export async function dyad(signal: AbortSignal): Promise<Node[]> {
  const { a, b, type, modality, from, to } = state();
  const who = async (id: string | undefined): Promise<Actor | undefined> => (id ? get<Actor>(`/actors/${encodeURIComponent(id)}`, {}, signal) : undefined);
  const [one, other] = await Promise.all([who(a), who(b)]);
  const choose = h("div", { class: "filters" }, picker("One actor", one?.name ?? "", (hit) => change({ a: hit.id }), !a), picker("The other", other?.name ?? "", (hit) => change({ b: hit.id })));
  if (!one || !other) return [h("h1", {}, "Two actors"), choose, h("p", { class: "empty" }, "Choose two actors to see all their contacts.")];
  const values = { a: one.id, b: other.id, type, modality, from, to };
  const events = await get<Page<Entry>>("/events", { ...values, limit: 1000 }, signal);
  return [
    h("h1", {}, link(actorPage(one.id), one.name), " and ", link(actorPage(other.id), other.name)),
    choose, filters(["type", "modality", "from", "to"]), notes(events.notes) ?? "", summary(events), chart(events.items, (e) => [e.type, e.place && `in ${e.place}`, e.modality === "held" ? "" : e.modality].filter(Boolean).join(", ")), contacts(events.items), downloads(values),
  ].map((x) => (typeof x === "string" ? document.createTextNode(x) : x));
}

const isContact = (e: Entry): boolean => e.modality === "held" && e.type !== "statement";

function summary(events: Page<Entry>): HTMLElement {
  const held = events.items.filter(isContact);
  const calls = held.filter((e) => e.type === "call").length;
  const gaps = pairs(held).flatMap(([x, y]) => gap(x, y) ?? []);
  const longest = gaps.reduce((m, g) => Math.max(m, g.days), 0);
  const last = held.filter((e) => e.end).at(-1);
  const since = last ? gap(last, { ...last, start: today() }) : null;
  return h("p", { class: "count" }, [
    `${count(calls, "call")} and ${held.length - calls} talks held`, events.next === null ? "" : "among the first 1,000 events",
    gaps.length ? `longest gap ${count(longest, "day")}` : "", since ? `last contact ${count(since.days, "day")} ago` : "",
  ].filter(Boolean).join(" · "));
}

function pairs<T>(list: T[]): [T, T][] {
  return list.slice(1).map((x, i) => [list[i]!, x]);
}

// contacts lists the events with the days between held ones.
function contacts(list: Entry[]): HTMLElement {
  if (!list.length) return h("p", { class: "empty" }, "No event of the two fits.");
  let before: Entry | undefined;
  return h("ol", { class: "events" }, list.flatMap((e) => {
    const line = eventLine(e);
    if (!isContact(e) || !e.start) return [line];
    const between = before ? gap(before, e) : null;
    before = e;
    return between && between.days > 0 ? [h("li", { class: "gap" }, `${between.exact ? "" : "about "}${count(between.days, "day")} later`), line] : [line];
  }));
}
