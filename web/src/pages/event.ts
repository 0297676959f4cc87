import { type EventPage, type Report, get } from "../api";
import { when } from "../date";
import { h, link, outside } from "../dom";
import { actorPage, badge, dyadPage, eventLine, modality, statementLine } from "../parts";
import { state } from "../state";

export async function event(signal: AbortSignal): Promise<Node[]> {
  const e = await get<EventPage>(`/events/${encodeURIComponent(state().event ?? "")}`, {}, signal);
  const parties = e.participants.filter((p) => p.role === "participant" || p.role === "speaker");
  const facts: [string, (Node | string)[]][] = [
    ["When", [when(e), e.precision && e.precision !== "day" ? ` (known to the ${e.precision === "range" ? "stretch of days" : e.precision})` : ""]],
    ["Where", e.place ? [link("/timeline?place=" + encodeURIComponent(e.place.id), e.place.name), e.place.country ? `, ${e.place.country}` : ""] : ["not told"]],
    ["How", [e.medium ?? "not told"]],
    ["First told", [e.reported ?? "not known"]],
    ["CAMEO", [e.cameo ?? "none"]],
    ["Certainty", [`${Math.round(e.confidence * 100)} %`]],
  ];
  return [
    h("h1", {}, e.summary),
    h("p", {}, badge(e.type), " ", modality(e.modality) ?? h("span", { class: "kind" }, "held"),
      parties.length === 2 && [" · ", link(dyadPage(parties[0]!.id, parties[1]!.id), "All contacts of the two")]),
    h("dl", { class: "facts" }, facts.flatMap(([name, value]) => [h("dt", {}, name), h("dd", {}, value)])),
    h("section", {}, h("h2", {}, "Who"), h("ul", { class: "plain" }, e.participants.map((p) => h("li", {}, link(actorPage(p.id), p.name),
      h("span", { class: "kind" }, " " + [p.role === "participant" ? "" : p.role, p.title, p.represents].filter(Boolean).join(", ")))))),
    ...(e.announced ? [h("section", {}, h("h2", {}, "How it was announced"),
      h("p", {}, `${e.announced.modality === "planned" ? "Announced" : "Proposed"} on ${e.announced.published?.slice(0, 10) ?? "a day not known"}`, e.announced.date ? ` for ${e.announced.date}` : "", ` (${e.announced.source || e.announced.title || e.announced.article}).`),
      e.announced.quote ? h("blockquote", {}, e.announced.quote) : null)] : []),
    ...(e.disagreements.length ? [h("section", { class: "disagreements" }, h("h2", {}, "Where the articles disagree"), h("dl", { class: "facts" }, e.disagreements.flatMap((d) => [
      h("dt", {}, d.slot), h("dd", {}, h("ul", { class: "plain" }, d.values.map((v) => h("li", {}, v.value, h("span", { class: "kind" }, " " + v.articles.map((a) => name(e.reports, a)).join("; "))))))])))] : []),
    ...(e.about.length ? [h("section", {}, h("h2", {}, "About"), h("ol", { class: "events" }, e.about.map(eventLine)))] : []),
    h("section", {}, h("h2", {}, e.reports.length === 1 ? "What the article tells" : `What ${e.reports.length} articles tell`),
      h("p", { class: "legend" }, h("mark", { class: "actor" }, "actor"), " ", h("mark", { class: "date" }, "date"), " ", h("mark", { class: "place" }, "place")),
      e.reports.map((r) => report(r, e.reports))),
    ...(e.statements.length ? [h("section", {}, h("h2", {}, "What was said about it"), h("ul", { class: "plain" }, e.statements.map(statementLine)))] : []),
  ];
}

function name(reports: Report[], article: string): string {
  const r = reports.find((x) => x.article === article);
  return [r?.source || r?.title || article, r?.published?.slice(0, 10)].filter(Boolean).join(", ");
}

function report(r: Report, all: Report[]): HTMLElement {
  return h("article", { class: "report" },
    h("h3", {}, outside(r.url, r.title || r.article)),
    h("p", { class: "source" }, [r.source, r.published?.slice(0, 10), r.modality, r.date ? `on ${r.date}` : "", r.place ? `at ${r.place}` : ""].filter(Boolean).join(" · ")),
    r.copy_of ? h("p", { class: "note" }, `A copy of what ${name(all, r.copy_of)} has, and so no further source.`) : null,
    r.mentions.map((m) => h("blockquote", { title: m.rule }, m.pieces.map((p) => (p.kind ? h("mark", { class: p.kind, title: p.means }, p.text) : p.text)))));
}
