// A list of events that grows by pages.
import { type Entry, type Page, get } from "./api";
import { count, h, say } from "./dom";
import { eventLine, notes } from "./parts";

type Values = Record<string, string | undefined>;

export function eventList(values: Values, first: Page<Entry>): HTMLElement {
  const list = h("ol", { class: "events" }, first.items.map(eventLine));
  const more = h("button", { type: "button", hidden: first.next === null }, "Show more");
  let next = first.next, shown = first.items.length;
  const about = h("p", { class: "count" }, told(shown, next));
  more.addEventListener("click", async () => {
    if (next === null) return;
    more.disabled = true;
    try {
      const page = await get<Page<Entry>>("/events", { ...values, offset: next, limit: 200 });
      list.append(...page.items.map(eventLine));
      next = page.next;
      shown += page.items.length;
      about.textContent = told(shown, next);
      say(about.textContent);
    } catch (e) {
      about.textContent = (e as Error).message;
    }
    more.hidden = next === null;
    more.disabled = false;
  });
  return h("div", {}, notes(first.notes), about, first.items.length ? list : h("p", { class: "empty" }, "No event fits."), more);
}

function told(n: number, next: number | null): string {
  return next === null ? count(n, "event") : `The first ${count(n, "event")}`;
}
