import { type Actor, type Link, type Month, type Page, get } from "../api";
import { monthName } from "../date";
import { count, h, link } from "../dom";
import { filters } from "../filters";
import { actorPage, dyadPage, histogram, notes } from "../parts";
import { slider } from "../slider";
import { change, state } from "../state";

export async function network(signal: AbortSignal): Promise<Node[]> {
  const { actor, type, modality, from, to } = state();
  const [links, months, who] = await Promise.all([
    get<Page<Link>>("/network", { actor, type, modality, from, to, limit: 300 }, signal),
    get<{ items: Month[] }>("/months", { actor, type }, signal),
    actor ? get<Actor>(`/actors/${encodeURIComponent(actor)}`, {}, signal) : undefined,
  ]);
  const box = h("div", { class: "network", role: "img", "aria-label": `Network of ${links.items.length} pairs; the table below has them as text` });
  void import("../net").then(({ draw }) => {
    if (box.isConnected || !signal.aborted) draw(box, links.items);
  });
  const all = months.items.map((m) => m.month);
  return [
    h("h1", {}, who ? `Network of ${who.name}` : "Network"),
    filters(["actor", "type", "modality"], { types: ["call", "talks"], modality: "held", name: who?.name }),
    notes(links.notes) ?? document.createTextNode(""),
    histogram(months.items, from, to),
    slider(all, from, to, (f, t) => change({ from: f, to: t }, true)),
    h("p", { class: "count" }, `${links.next === null ? "" : "The most frequent "}${count(links.items.length, "pair")}`, from || to ? `, ${from ? monthName(from.slice(0, 7)) : "the beginning"} to ${to ? monthName(to.slice(0, 7)) : "the end"}` : ""),
    h("p", { class: "legend" }, ["person", "country", "organization"].map((kind) => [h("span", { class: `node ${kind}` }), ` ${kind} `])),
    box,
    h("section", {}, h("h2", {}, "Pairs"), h("div", { class: "scroll", tabindex: 0, role: "region", "aria-label": "Pairs of actors" }, h("table", {},
      h("thead", {}, h("tr", {}, ["One", "Other", "Calls", "Talks", "Both"].map((x) => h("th", { scope: "col" }, x)))),
      h("tbody", {}, links.items.slice(0, 100).map((l) => h("tr", {}, h("td", {}, link(actorPage(l.a.id), l.a.name)), h("td", {}, link(actorPage(l.b.id), l.b.name)), h("td", {}, l.calls), h("td", {}, l.talks),
        h("td", {}, h("a", { href: dyadPage(l.a.id, l.b.id), "aria-label": `All contacts of ${l.a.name} and ${l.b.name}` }, "contacts")))))))),
  ];
}
