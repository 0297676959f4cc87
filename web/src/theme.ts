// Dark or light: as the system has it, unless chosen here.
const names = ["system", "light", "dark"] as const;
type Theme = (typeof names)[number];

export function theme(): void {
  const button = document.getElementById("theme")!;
  let now: Theme = "system";
  try {
    now = names.find((n) => n === localStorage.getItem("theme")) ?? "system";
  } catch {
    // Storage may be switched off.
  }
  const apply = (): void => {
    if (now === "system") delete document.documentElement.dataset.theme;
    else document.documentElement.dataset.theme = now;
    button.setAttribute("aria-label", `Theme: ${now === "system" ? "as the system has it" : now}`);
    button.title = button.getAttribute("aria-label")!;
  };
  button.addEventListener("click", () => {
    now = names[(names.indexOf(now) + 1) % names.length]!;
    try {
      localStorage.setItem("theme", now);
    } catch {
      // Then it holds until the page is left.
    }
    apply();
    // What is drawn with colours is drawn anew.
    window.dispatchEvent(new PopStateEvent("popstate"));
  });
  apply();
}
