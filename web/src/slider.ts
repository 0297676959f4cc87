// Two sliders that bound a stretch of months, each usable by keyboard.
import { addMonths, monthName } from "./date";
import { h } from "./dom";

export function slider(months: string[], from: string | undefined, to: string | undefined, changed: (from: string, to: string) => void): HTMLElement {
  const first = months[0], last = months.at(-1);
  if (!first || !last || first === last) return h("div", {});
  const number = (m: string): number => Number(m.slice(0, 4)) * 12 + Number(m.slice(5, 7)) - 1;
  const size = number(last) - number(first);
  const clamp = (n: number): number => Math.min(Math.max(n, 0), size);
  const at = [from ? clamp(number(from.padEnd(7, "-01")) - number(first)) : 0, to ? clamp(number(to.length === 4 ? to + "-12" : to) - number(first)) : size] as [number, number];
  let waiting: number | undefined;
  const range = (which: 0 | 1, label: string): HTMLElement => {
    const month = (): string => addMonths(first, at[which]);
    const shown = h("output", {}, month());
    const input = h("input", { type: "range", min: 0, max: size, value: at[which], "aria-label": label, "aria-valuetext": monthName(month()), id: which ? "slider-to" : "slider-from" });
    input.addEventListener("input", () => {
      const n = Number(input.value);
      at[which] = which ? Math.max(n, at[0]) : Math.min(n, at[1]);
      input.value = String(at[which]);
      shown.textContent = month();
      input.setAttribute("aria-valuetext", monthName(month()));
      clearTimeout(waiting);
      waiting = window.setTimeout(() => changed(at[0] === 0 ? "" : addMonths(first, at[0]), at[1] === size ? "" : addMonths(first, at[1])), 250);
    });
    return h("label", {}, label, " ", shown, input);
  };
  return h("div", { class: "slider", role: "group", "aria-label": "Stretch of time" }, range(0, "From"), range(1, "To"));
}
