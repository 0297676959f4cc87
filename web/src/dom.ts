// Elements are made by one function, which takes text as text: nothing that an
// article says can become markup.

type Child = Node | string | number | null | undefined | false | Child[];
type Attributes = Record<string, string | number | boolean | undefined | ((e: never) => void)>;

const svgNames = new Set(["svg", "g", "path", "circle", "rect", "line", "title", "text", "use"]);

export function h<K extends keyof HTMLElementTagNameMap>(name: K, attributes?: Attributes, ...children: Child[]): HTMLElementTagNameMap[K] {
  return fill(document.createElement(name), attributes, children);
}

export function s(name: string, attributes?: Attributes, ...children: Child[]): SVGElement {
  if (!svgNames.has(name)) throw new Error(`no element of SVG: ${name}`);
  return fill(document.createElementNS("http://www.w3.org/2000/svg", name), attributes, children);
}

function fill<E extends Element>(e: E, attributes: Attributes | undefined, children: Child[]): E {
  for (const [name, value] of Object.entries(attributes ?? {})) {
    if (value === undefined || value === false) continue;
    if (typeof value === "function") e.addEventListener(name, value as EventListener);
    else e.setAttribute(name, value === true ? "" : String(value));
  }
  append(e, children);
  return e;
}

function append(e: Element, children: Child[]): void {
  for (const c of children) {
    if (Array.isArray(c)) append(e, c);
    else if (c !== null && c !== undefined && c !== false) e.append(c instanceof Node ? c : String(c));
  }
}

// link leads to a page of ours without loading everything anew.
export function link(href: string, ...children: Child[]): HTMLAnchorElement {
  return h("a", { href }, ...children);
}

// outside leads to an article, when its address is one of the web.
export function outside(url: string | undefined, ...children: Child[]): Node {
  if (!url || !/^https?:\/\//i.test(url)) return h("span", {}, ...children);
  return h("a", { href: url, rel: "noreferrer noopener", target: "_blank" }, ...children);
}

// later stands for a part of a page until what it shows has come. A fault is
// shown in its place, and the other parts stay.
export function later<T>(signal: AbortSignal, what: Promise<T>, show: (x: T) => Node): HTMLElement {
  const place = h("div", { class: "later", "aria-busy": "true" });
  what.then((x) => place.replaceWith(show(x))).catch((e: unknown) => {
    if (!signal.aborted) place.replaceWith(h("p", { class: "error", role: "alert" }, e instanceof Error ? e.message : String(e)));
  });
  return place;
}

// say tells screen readers what happened.
export function say(text: string): void {
  const status = document.getElementById("status");
  if (status) status.textContent = text;
}

export function count(n: number, one: string, many = one + "s"): string {
  return `${n.toLocaleString("en")} ${n === 1 ? one : many}`;
}
