// A field in which the name of an actor is typed, with what was found below it:
// the combobox of the ARIA Authoring Practices.
import { type Hit, get } from "./api";
import { count, h, say } from "./dom";

let made = 0;

export function picker(label: string, value: string, chosen: (hit: { id: string; name: string }) => void, autofocus = false): HTMLElement {
  const id = `picker-${++made}`;
  let hits: Hit[] = [], at = -1;
  let waiting: number | undefined, asking: AbortController | undefined;

  const list = h("ul", { id: id + "-list", role: "listbox", "aria-label": label, hidden: true });
  const input = h("input", {
    id, type: "search", role: "combobox", autocomplete: "off", spellcheck: "false", value, maxlength: 200, placeholder: "a person, state or organisation", autofocus,
    "aria-autocomplete": "list", "aria-expanded": "false", "aria-controls": list.id,
    input: () => {
      clearTimeout(waiting);
      waiting = window.setTimeout(search, 150);
    },
    keydown: (e: KeyboardEvent) => key(e),
    blur: () => window.setTimeout(() => show(false), 150), // after a click into the list
  });

  async function search(): Promise<void> {
    asking?.abort();
    asking = new AbortController();
    const q = input.value.trim();
    if (!q) {
      hits = [];
      show(false);
      return;
    }
    try {
      hits = (await get<{ items: Hit[] }>("/actors", { q, limit: 12 }, asking.signal)).items;
    } catch (e) {
      if (!asking.signal.aborted) say(String((e as Error).message));
      return;
    }
    at = -1;
    list.replaceChildren(...(hits.length ? hits.map((x, i) => h("li", { id: `${id}-${i}`, role: "option", "aria-selected": "false", mousedown: (e: Event) => { e.preventDefault(); take(i); } },
      h("span", {}, x.name), h("span", { class: "kind" }, [x.kind, x.country, count(x.events, "event"), x.near ? "similar name" : ""].filter(Boolean).join(" · ")))) :
      [h("li", { class: "empty" }, "Nobody of that name.")]));
    show(true);
    say(count(hits.length, "actor") + " found");
  }

  function show(open: boolean): void {
    list.hidden = !open;
    input.setAttribute("aria-expanded", String(open));
    if (!open) input.removeAttribute("aria-activedescendant");
  }

  function move(to: number): void {
    list.children[at]?.setAttribute("aria-selected", "false");
    at = (to + hits.length) % hits.length;
    const option = list.children[at];
    option?.setAttribute("aria-selected", "true");
    option?.scrollIntoView({ block: "nearest" });
    input.setAttribute("aria-activedescendant", `${id}-${at}`);
  }

  function take(i: number): void {
    const hit = hits[i];
    if (!hit) return;
    input.value = hit.name;
    show(false);
    chosen(hit);
  }

  function key(e: KeyboardEvent): void {
    if (e.key === "ArrowDown" && hits.length) {
      show(true);
      move(at + 1);
    } else if (e.key === "ArrowUp" && hits.length) {
      show(true);
      move(at < 0 ? hits.length - 1 : at - 1);
    } else if (e.key === "Enter" && hits.length && !list.hidden) {
      take(Math.max(at, 0));
    } else if (e.key === "Escape") {
      show(false);
      return;
    } else {
      return;
    }
    e.preventDefault();
  }

  return h("div", { class: "picker" }, h("label", { for: id }, label), input, list);
}
