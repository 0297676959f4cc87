import { type Actor, type Page, type Place, get, query } from "../api";
import { count, h, link } from "../dom";
import { filters } from "../filters";
import { notes } from "../parts";
import { state } from "../state";

export async function map(signal: AbortSignal): Promise<Node[]> {
  const { actor, type, from, to } = state();
  const [places, who, { world }] = await Promise.all([
    get<Page<Place>>("/places", { actor, type: type ?? "talks", from, to, limit: 500 }, signal),
    actor ? get<Actor>(`/actors/${encodeURIComponent(actor)}`, {}, signal) : undefined,
    import("../world"),
  ]);
  const total = (p: Place): number => p.calls + p.talks + p.statements;
  const there = (p: Place): string => "/timeline" + query({ actor, place: p.id, type: type ?? "talks", modality: "held", from, to });
  const unplaced = places.items.filter((p) => p.lat === undefined).length;
  return [
    h("h1", {}, who ? `Where ${who.name} talked` : "Where talks took place"),
    filters(["actor", "type", "from", "to"], { type: "talks", name: who?.name }),
    notes(places.notes) ?? document.createTextNode(""),
    h("p", { class: "count" }, places.next === null ? count(places.items.length, "place") : `The most frequent ${count(places.items.length, "place")}`, unplaced ? `, ${unplaced} of them without coordinates` : ""),
    world(places.items, there),
    h("div", { class: "scroll", tabindex: 0, role: "region", "aria-label": "Places" }, h("table", {},
      h("thead", {}, h("tr", {}, ["Place", "Country", "Events", "First", "Last"].map((x) => h("th", { scope: "col" }, x)))),
      h("tbody", {}, places.items.map((p) => h("tr", {}, h("th", { scope: "row" }, link(there(p), p.name)), h("td", {}, p.country ?? ""), h("td", {}, total(p)), h("td", {}, p.first ?? ""), h("td", {}, p.last ?? "")))))),
  ];
}
