import { type Actor, type Entry, type Page, get } from "../api";
import { chart } from "../chart";
import { h } from "../dom";
import { filters } from "../filters";
import { eventList } from "../list";
import { downloads } from "../parts";
import { state } from "../state";

export async function timeline(signal: AbortSignal): Promise<Node[]> {
  const { actor, type, modality, place, from, to } = state();
  const values = { actor, type, modality, place, from, to };
  const [events, who] = await Promise.all([
    get<Page<Entry>>("/events", { ...values, limit: 200 }, signal),
    actor ? get<Actor>(`/actors/${encodeURIComponent(actor)}`, {}, signal) : undefined,
  ]);
  return [
    h("h1", {}, who ? `Timeline of ${who.name}` : "Timeline"),
    filters(["actor", "type", "modality", "place", "from", "to"], { name: who?.name }),
    chart(events.items), eventList(values, events), downloads(values),
  ];
}
