import type { Entry } from "./api";

// when is a date as people read it, never more exact than told.
export function when(e: { date?: string; reported?: string }): string {
  if (e.date) return e.date.replace("/", " to ");
  return e.reported ? `told ${e.reported}` : "no date";
}

const day = 86_400_000;

// days counts from one day to another, both as texts of ISO 8601.
export function days(from: string, to: string): number {
  return Math.round((Date.parse(to) - Date.parse(from)) / day);
}

export function dayAfter(d: string): string {
  return new Date(Date.parse(d) + day).toISOString().slice(0, 10);
}

// today is the day on this machine's clock and calendar.
export function today(): string {
  const now = new Date();
  return new Date(now.getTime() - now.getTimezoneOffset() * 60_000).toISOString().slice(0, 10);
}

// monthName is a month, or a year, as people read it.
export function monthName(month: string): string {
  if (month.length < 7) return month;
  return new Date(month + "-15T00:00:00Z").toLocaleDateString("en-GB", { month: "long", year: "numeric", timeZone: "UTC" });
}

export function addMonths(month: string, n: number): string {
  const [y, m] = month.split("-").map(Number) as [number, number];
  const at = y * 12 + (m - 1) + n;
  return `${String(Math.floor(at / 12)).padStart(4, "0")}-${String((at % 12) + 1).padStart(2, "0")}`;
}

// gap is how long two actors had no contact between two events, in days; null
// when a date is missing or too vague to tell.
export function gap(before: Entry, after: Entry): { days: number; exact: boolean } | null {
  if (!before.end || !after.start) return null;
  const n = days(before.end, after.start);
  if (n < 0) return null;
  return { days: n, exact: before.precision === "day" && after.precision === "day" };
}
