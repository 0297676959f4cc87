// The address is the state: everything that a page shows follows from it, so
// that an address can be sent to somebody else.

export type State = Record<string, string>;

export function state(): State {
  return Object.fromEntries(new URLSearchParams(location.search));
}

let changed: () => void = () => {};

export function onChange(f: () => void): void {
  changed = f;
}

// change sets parts of the state and shows the page anew; an empty text takes a
// part away. What a person is still doing, such as moving a slider, replaces the
// entry of the history instead of adding one.
export function change(values: State, replace = false): void {
  const q = new URLSearchParams(location.search);
  for (const [name, value] of Object.entries(values)) {
    if (value) q.set(name, value);
    else q.delete(name);
  }
  go(location.pathname + (q.size ? "?" + q : ""), replace);
}

export function go(address: string, replace = false): void {
  if (replace) history.replaceState(null, "", address);
  else history.pushState(null, "", address);
  changed();
}
