"use strict";
// Filters of a page that works without them. Dates are compared as texts: the
// first and the last day of an event against the first and the last day of what
// was typed, which may be a year or a month.
(() => {
  const $ = (id) => document.getElementById(id);
  const items = [...document.querySelectorAll("li[data-type]")];
  const words = new Map(items.map((li) => [li, plain(li.textContent)]));
  const fields = ["words", "type", "modality", "from", "to"];

  function plain(s) {
    return s.normalize("NFKD").replace(/\p{Mn}/gu, "").toLowerCase();
  }
  function filter() {
    const wanted = plain($("words").value).split(/\s+/).filter(Boolean);
    const from = $("from").validity.valid ? $("from").value : "";
    const to = $("to").validity.valid ? $("to").value : "";
    let shown = 0;
    for (const li of items) {
      const d = li.dataset;
      const show =
        (!$("type").value || d.type === $("type").value) &&
        (!$("modality").value || d.modality === $("modality").value) &&
        (!from || d.end >= from) &&
        (!to || (d.start !== "" && d.start.slice(0, to.length) <= to)) &&
        wanted.every((w) => words.get(li).includes(w));
      li.hidden = !show;
      if (show) shown++;
    }
    for (const section of document.querySelectorAll("section")) {
      section.hidden = !section.querySelector("li:not([hidden])");
    }
    $("count").textContent = shown === items.length ? `${shown} events` : `${shown} of ${items.length} events`;
    const state = new URLSearchParams();
    for (const f of fields) if ($(f).value) state.set(f, $(f).value);
    // The address keeps the filters, so that a view of the file can be reopened.
    try {
      history.replaceState(null, "", "#" + state);
    } catch {
      // Some browsers refuse that for files.
    }
  }

  const state = new URLSearchParams(location.hash.slice(1));
  for (const f of fields) {
    $(f).value = state.get(f) ?? "";
    $(f).addEventListener("input", filter);
  }
  $("filters").addEventListener("submit", (e) => e.preventDefault());
  $("open").addEventListener("click", () => {
    const open = $("open").getAttribute("aria-pressed") !== "true";
    $("open").setAttribute("aria-pressed", String(open));
    $("open").textContent = open ? "Hide all evidence" : "Show all evidence";
    for (const d of document.querySelectorAll("details")) d.open = open;
  });
  $("filters").hidden = false;
  filter();
})();
