import { type Actor, type Entry, type Page, type Statement, get, query } from "../api";
import { chart } from "../chart";
import { count, h, link } from "../dom";
import { filters } from "../filters";
import { eventList } from "../list";
import { actorPage, downloads, dyadPage, histogram, notes, statementLine } from "../parts";
import { picker } from "../picker";
import { go, state } from "../state";

export async function actor(signal: AbortSignal): Promise<Node[]> {
  const { actor: asked, type, modality, from, to } = state();
  if (!asked) return [h("h1", {}, "Actor"), picker("Search for an actor", "", (hit) => go(actorPage(hit.id)), true)];
  const found = get<Actor>(`/actors/${encodeURIComponent(asked)}`, {}, signal);
  // A name can mean several, of whom this page shows one; an ID means one.
  const id = /^[a-z]+:/.test(asked) ? asked : (await found).id;
  const values = { actor: id, type, modality, from, to };
  const [who, events, statements] = await Promise.all([
    found,
    get<Page<Entry>>("/events", { ...values, limit: 200 }, signal),
    get<Page<Statement>>("/statements", { actor: id, from, to, limit: 20 }, signal),
  ]);
  const acts = who.offices.filter((o) => o.actor_id === who.id), acting = who.offices.filter((o) => o.body_id === who.id);
  const names = who.aliases.filter((a) => a !== who.name);
  return [
    h("h1", {}, who.name),
    h("p", { class: "kind" }, [who.kind, who.country, `held: ${count(who.calls, "call")}, ${who.talks} talks, ${count(who.statements, "statement")}`].filter(Boolean).join(" · ")),
    h("p", {}, names.length > 0 && ["Also called ", names.join(", "), ". "],
      who.others.length > 0 && ["Not to be confused with ", who.others.slice(0, 5).map((o, i) => [i ? ", " : "", link(actorPage(o.id), o.name)]), ". "],
      link("/network" + query({ actor: who.id }), "Network"), " · ", link("/map" + query({ actor: who.id }), "Map"), " · ", link("/calendar" + query({ actor: who.id }), "Calendar")),
    histogram(who.months, from, to),
    h("div", { class: "columns" },
      h("section", {}, h("h2", {}, "Most frequent counterparts"),
        who.contacts.length ? h("table", {}, h("thead", {}, h("tr", {}, ["With", "Calls", "Talks", "Last"].map((x) => h("th", { scope: "col" }, x)))),
          h("tbody", {}, who.contacts.map((c) => h("tr", {}, h("th", { scope: "row" }, link(dyadPage(who.id, c.id), c.name)), h("td", {}, c.calls), h("td", {}, c.talks), h("td", {}, c.last ?? "")))))
          : h("p", { class: "empty" }, "No held calls or talks.")),
      who.offices.length > 0 && h("section", {}, h("h2", {}, acts.length ? "Acts for" : "Who acts for it"), h("ul", { class: "plain" }, (acts.length ? acts : acting).slice(0, 15).map((o) =>
        h("li", {}, link(actorPage(acts.length ? o.body_id : o.actor_id), acts.length ? o.body : o.actor), h("span", { class: "kind" }, ` ${[o.title, o.first && o.last ? `${o.first} to ${o.last}` : ""].filter(Boolean).join(", ")}`)))))),
    h("section", {}, h("h2", {}, "Timeline"), filters(["type", "modality", "from", "to"]), chart(events.items), eventList(values, events), downloads(values)),
    h("section", {}, h("h2", {}, "Statements"), notes(statements.notes), statements.items.length ? h("ul", { class: "plain" }, statements.items.map(statementLine)) : h("p", { class: "empty" }, "None is told of."),
      statements.next !== null && link("/timeline" + query({ actor: who.id, type: "statement" }), "All statements")),
  ];
}
