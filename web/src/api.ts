// What the server answers under /api/v1; serve/api has the same in Go.

export interface Entry {
  id: string;
  date?: string;
  start?: string;
  end?: string;
  precision?: string;
  reported?: string;
  type: "call" | "talks" | "statement";
  modality: string;
  participants: string[];
  place?: string;
  country?: string;
  summary: string;
  reports?: number;
}
export interface Page<T> { items: T[]; next: number | null; notes: string[] }
export interface Hit { id: string; name: string; kind: string; country?: string; aliases: string[]; events: number; near: boolean }
export interface Contact { id: string; name: string; kind: string; calls: number; talks: number; first?: string; last?: string }
export interface Month { month: string; calls: number; talks: number; statements: number }
export interface Office { actor: string; actor_id: string; title?: string; body: string; body_id: string; first?: string; last?: string; events: number }
export interface Actor {
  id: string; name: string; kind: string; country?: string; aliases: string[]; others: { id: string; name: string }[];
  offices: Office[]; contacts: Contact[]; months: Month[]; calls: number; talks: number; statements: number;
}
export interface Statement { event: string; date?: string; reported?: string; speakers: string[]; quote: string; source?: string; title?: string; url?: string; article: string }
export interface Place { id: string; name: string; country?: string; lat?: number; lon?: number; calls: number; talks: number; statements: number; first?: string; last?: string }
export interface Party { id: string; name: string; kind: string; role: string; title?: string; represents?: string }
export interface Mention { start: number; end: number; text: string; rule: string; pieces: { text: string; kind?: string; means?: string }[] }
export interface Report {
  article: string; title?: string; source?: string; published?: string; url?: string;
  modality: string; date?: string; place?: string; copy_of?: string; mentions: Mention[];
}
export interface EventPage {
  id: string; type: Entry["type"]; medium?: string; modality: string; date?: string; start?: string; end?: string; precision?: string; reported?: string;
  summary: string; cameo?: string; confidence: number; place?: Place; participants: Party[]; reports: Report[];
  disagreements: { slot: string; values: { value: string; articles: string[] }[] }[];
  announced?: { article: string; title?: string; source?: string; published?: string; modality: string; date?: string; quote?: string };
  statements: Statement[]; about: Entry[];
}
export interface Node { id: string; name: string; kind: string; country?: string }
export interface Link { a: Node; b: Node; calls: number; talks: number }
export interface Graph { articles: number; events: number; actors: number; places: number }

export class Problem extends Error {
  constructor(readonly status: number, detail: string) {
    super(detail);
  }
}

type Values = Record<string, string | number | null | undefined>;

export function query(values: Values): string {
  const q = new URLSearchParams();
  for (const [name, value] of Object.entries(values)) {
    if (value !== undefined && value !== null && value !== "") q.set(name, String(value));
  }
  const text = q.toString();
  return text ? "?" + text : "";
}

// get asks the server. A request that a newer one of the same page made needless
// is given up through the signal.
export async function get<T>(path: string, values: Values = {}, signal?: AbortSignal): Promise<T> {
  const answer = await fetch("/api/v1" + path + query(values), { signal, headers: { Accept: "application/json" } });
  if (answer.ok) return (await answer.json()) as T;
  let detail = `the server answers with ${answer.status}`;
  try {
    detail = ((await answer.json()) as { detail: string }).detail;
  } catch {
    // Not one of its own answers: a proxy's, say.
  }
  throw new Problem(answer.status, detail);
}
