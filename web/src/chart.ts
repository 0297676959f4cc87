// A timeline that can be moved and magnified, by vis-timeline. The list that
// every page shows beside it says the same in text.
import { DataSet } from "vis-data/esnext";
import { Timeline } from "vis-timeline/esnext";
import "vis-timeline/styles/vis-timeline-graph2d.css";
import type { Entry } from "./api";
import { dayAfter, when } from "./date";
import { h } from "./dom";
import { eventPage } from "./parts";
import { go } from "./state";

interface Item { id: string; start: string; end?: string; type: "point" | "range"; content: string; className: string }

// chart draws the events; label is what stands beside each, its parties unless
// given.
export function chart(entries: Entry[], label = (e: Entry): string => e.participants.join(", ") || e.summary): HTMLElement {
  const dated = entries.filter((e) => e.start || e.reported);
  const items = dated.map((e): Item => {
    const long = e.precision !== undefined && e.precision !== "day";
    const item: Item = { id: e.id, start: e.start ?? e.reported!, type: long ? "range" : "point", content: "", className: `${e.type} ${e.modality}${e.date ? "" : " undated"}` };
    if (long && e.end) item.end = dayAfter(e.end); // the end is exclusive there
    return item;
  });
  if (!items.length) return h("div", {});
  const box = h("div", { class: "chart", role: "group", "aria-label": `${dated.length} events on a line of time; the list below has them as text` });
  const times = items.flatMap((i) => [Date.parse(i.start), Date.parse(i.end ?? i.start)]);
  const first = Math.min(...times), length = Math.max(Math.max(...times) - first, 14 * 86_400_000);
  const events = new Map(dated.map((e) => [e.id, e]));
  // Elements, not texts: vis-timeline would read those as HTML.
  const element = (text: (e: Entry) => string) => (item?: { id: string | number }): never => {
    const e = events.get(String(item?.id));
    return h("span", {}, e ? text(e) : "") as never;
  };
  // The element has to be in the page before it is measured.
  requestAnimationFrame(() => {
    if (!box.isConnected) return;
    const t = new Timeline(box, new DataSet(items as never[]), {
      template: element(label), tooltip: { followMouse: true, template: element((e) => `${when(e)}: ${e.summary}`) },
      start: first - length * 0.05, end: first + length * 1.35, // names stand to the right of their points
      maxHeight: "24rem", verticalScroll: true, zoomKey: "ctrlKey", stack: true, orientation: "top", showCurrentTime: false,
      margin: { item: { vertical: 3, horizontal: 0 } }, zoomMin: 7 * 86_400_000, selectable: true,
    });
    for (const panel of box.querySelectorAll<HTMLElement>(".vis-panel.vis-left, .vis-panel.vis-center")) panel.tabIndex = 0; // so that keys scroll it
    t.on("select", (p: { items: string[] }) => {
      if (p.items[0]) go(eventPage(p.items[0]));
    });
  });
  const shown = (["call", "talks", "statement"] as const).filter((type) => dated.some((e) => e.type === type));
  return h("div", {}, h("p", { class: "legend" }, shown.map((type) => [h("span", { class: `dot ${type}` }), ` ${type} `]), h("span", { class: "kind" }, "pale: not held; ring: date not told")), box);
}
