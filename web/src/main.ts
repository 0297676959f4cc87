import "./style.css";
import { Problem } from "./api";
import { h, link, say } from "./dom";
import { go, onChange } from "./state";
import { theme } from "./theme";

// Pages by their path. Those that draw are loaded when they are opened.
const pages: Record<string, (signal: AbortSignal) => Promise<Node[]>> = {
  "/": async (x) => (await import("./pages/home")).home(x),
  "/timeline": async (x) => (await import("./pages/timeline")).timeline(x),
  "/network": async (x) => (await import("./pages/network")).network(x),
  "/map": async (x) => (await import("./pages/map")).map(x),
  "/dyad": async (x) => (await import("./pages/dyad")).dyad(x),
  "/calendar": async (x) => (await import("./pages/calendar")).calendar(x),
  "/actor": async (x) => (await import("./pages/actor")).actor(x),
  "/event": async (x) => (await import("./pages/event")).event(x),
};
const named: [string, string][] = [["/", "Search"], ["/timeline", "Timeline"], ["/network", "Network"], ["/map", "Map"], ["/dyad", "Two actors"], ["/calendar", "Calendar"]];

const main = document.getElementById("main")!;
let current = new AbortController();
let shown = "";

async function show(): Promise<void> {
  current.abort();
  const mine = (current = new AbortController());
  const page = pages[location.pathname];
  const samePage = shown === location.pathname;
  document.getElementById("nav")!.replaceChildren(h("ul", {}, named.map(([path, name]) => {
    const a = link(path, name);
    if (path === location.pathname) a.setAttribute("aria-current", "page");
    return h("li", {}, a);
  })));
  main.setAttribute("aria-busy", "true");
  const focused = samePage ? (document.activeElement?.id || document.activeElement?.getAttribute("name")) : undefined;
  let content: Node[];
  try {
    content = page ? await page(mine.signal) : [h("h1", {}, "There is no such page"), h("p", {}, link("/", "To the beginning"))];
  } catch (e) {
    if (mine.signal.aborted) return;
    content = failed(e);
  }
  if (mine.signal.aborted) return;
  main.replaceChildren(...content);
  main.removeAttribute("aria-busy");
  const title = main.querySelector("h1")?.textContent ?? "demarche";
  document.title = `${title} – demarche`;
  if (samePage && focused) {
    main.querySelector<HTMLElement>(`[id="${CSS.escape(focused)}"], [name="${CSS.escape(focused)}"]`)?.focus();
  } else if (!samePage) {
    window.scrollTo(0, 0);
    // To the top for those who read by ear, but not on the first page, where the
    // browser begins at the top by itself, nor away from a field to type into.
    const field = main.querySelector<HTMLElement>("[autofocus]");
    if (field) field.focus();
    else if (shown) main.focus();
  }
  say(title);
  shown = location.pathname;
}

function failed(e: unknown): Node[] {
  const p = e instanceof Problem ? e : undefined;
  const title = p?.status === 404 ? "Not found" : p?.status === 401 ? "A token is needed" : "This could not be shown";
  return [h("h1", {}, title), h("p", { class: "error", role: "alert" }, e instanceof Error ? e.message : String(e)),
    h("p", {}, h("button", { type: "button", click: () => void show() }, "Try again"), " ", link("/", "To the beginning"))];
}

// Links to pages of ours change what is shown without loading anew.
document.addEventListener("click", (e) => {
  if (e.defaultPrevented || e.button !== 0 || e.metaKey || e.ctrlKey || e.shiftKey || e.altKey) return;
  const a = (e.target as Element).closest("a");
  const href = a?.getAttribute("href");
  if (!a || !href?.startsWith("/") || href.startsWith("//") || href.startsWith("/api/") || href === "/licences.txt" || a.hasAttribute("download")) return;
  e.preventDefault();
  go(href);
});
window.addEventListener("popstate", () => void show());
onChange(() => void show());
theme();
void show();
