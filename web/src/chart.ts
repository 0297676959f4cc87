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

interface Item { id: string; group: string; start: string; end?: string; type: "point" | "range"; content: string; className: string; title: string }

export function chart(entries: Entry[]): HTMLElement {
  const dated = entries.filter((e) => e.start || e.reported);
  const items = dated.map((e): Item => {
    const long = e.precision !== undefined && e.precision !== "day";
    const item: Item = {
      id: e.id, group: e.type, start: e.start ?? e.reported!, type: long ? "range" : "point", content: "",
      className: `${e.type} ${e.modality}${e.date ? "" : " undated"}`, title: `${when(e)}: ${e.summary}`,
    };
    if (long && e.end) item.end = dayAfter(e.end); // the end is exclusive there
    return item;
  });
  const box = h("div", { class: "chart", role: "group", "aria-label": `${dated.length} events on a line of time; the list below has them as text` });
  if (!items.length) return box;
  const times = items.flatMap((i) => [Date.parse(i.start), Date.parse(i.end ?? i.start)]);
  const first = Math.min(...times), length = Math.max(Math.max(...times) - first, 14 * 86_400_000);
  const text = new Map(dated.map((e) => [e.id, e.participants.join(", ") || e.summary]));
  const groups = ["call", "talks", "statement"].filter((g) => items.some((i) => i.group === g)).map((id, order) => ({ id, order, content: id }));
  // The element has to be in the page before it is measured.
  requestAnimationFrame(() => {
    if (!box.isConnected) return;
    const t = new Timeline(box, new DataSet(items as never[]), new DataSet(groups), {
      // An element, not a text: vis-timeline would read that as HTML.
      template: (item?: { id: string }) => h("span", {}, text.get(item?.id ?? "") ?? "") as never,
      start: first - length * 0.05, end: first + length * 1.25, // names stand to the right of their points
      height: "22rem", verticalScroll: true, zoomKey: "ctrlKey", stack: true, orientation: "top", showCurrentTime: false, tooltip: { followMouse: true },
      margin: { item: { vertical: 3, horizontal: 0 } }, zoomMin: 7 * 86_400_000, selectable: true,
    });
    for (const panel of box.querySelectorAll<HTMLElement>(".vis-panel.vis-left")) panel.tabIndex = 0; // so that keys scroll it
    t.on("select", (p: { items: string[] }) => {
      if (p.items[0]) go(eventPage(p.items[0]));
    });
  });
  return box;
}
