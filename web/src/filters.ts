// The filters that pages share. What is chosen goes into the address.
import { h } from "./dom";
import { picker } from "./picker";
import { change, state } from "./state";

export type Field = "actor" | "type" | "modality" | "place" | "from" | "to";

const types = ["call", "talks", "statement"];
const modalities = ["held", "planned", "proposed", "cancelled", "denied"];

// filters makes the fields. A page that shows one type or one modality unless
// another is chosen names it in the options; pages without show all.
export function filters(fields: Field[], options: { types?: string[]; type?: string; modality?: string; name?: string } = {}): HTMLElement {
  const now = state();
  const one = (field: Field): HTMLElement => {
    switch (field) {
      case "actor":
        return picker("Actor", options.name ?? now.actor ?? "", (hit) => change({ actor: hit.id }));
      case "type":
        return choice("Type", "type", options.types ?? types, options.type ?? "all");
      case "modality":
        return choice("Modality", "modality", modalities, options.modality ?? "all");
      case "place":
        return text("Place or country", "place", "Geneva", undefined);
      case "from":
        return text("From", "from", "2025-01", "\\d{4}(-\\d\\d(-\\d\\d)?)?");
      case "to":
        return text("To", "to", "2025-12", "\\d{4}(-\\d\\d(-\\d\\d)?)?");
    }
  };
  const choice = (label: string, name: string, values: string[], unset: string): HTMLElement =>
    h("label", {}, label, h("select", { name, change: (e: Event) => change({ [name]: (e.target as HTMLSelectElement).value }) },
      h("option", { value: "" }, unset), values.filter((v) => v !== unset).map((v) => h("option", { value: v, selected: now[name] === v }, v))));
  const text = (label: string, name: string, placeholder: string, pattern: string | undefined): HTMLElement =>
    h("label", {}, label, h("input", {
      name, value: now[name] ?? "", placeholder, pattern, size: pattern ? 10 : 14, maxlength: 100,
      change: (e: Event) => {
        const field = e.target as HTMLInputElement;
        if (field.reportValidity()) change({ [name]: field.value.trim() });
      },
    }));
  const set = fields.some((f) => now[f]);
  return h("form", { class: "filters", role: "search", "aria-label": "Filters", submit: (e: Event) => e.preventDefault() }, fields.map(one),
    set && h("button", { type: "button", click: () => change(Object.fromEntries(fields.map((f) => [f, ""]))) }, "Clear"));
}
