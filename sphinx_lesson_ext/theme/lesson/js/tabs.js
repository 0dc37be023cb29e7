/* Tabs: what a reader chose holds for every group with that tab, on this page and the next. */
{
  const name = (tab) => tab.textContent.trim().toLowerCase();
  let chosen = [];
  try {
    chosen = JSON.parse(localStorage.getItem("lesson-tabs") ?? "[]");
  } catch {
    /* Storage is forbidden, or holds something else: the first tabs are shown. */
  }
  if (!Array.isArray(chosen)) chosen = [];
  const tabsOf = (widget) => [...widget.querySelector(".tab-list").children];
  const panelOf = (tab) => document.getElementById(tab.getAttribute("aria-controls"));
  const show = (widget, chosenTab) => {
    for (const tab of tabsOf(widget)) {
      const isChosen = tab === chosenTab;
      tab.setAttribute("aria-selected", String(isChosen));
      tab.tabIndex = isChosen ? 0 : -1;
      // Found by the browser's own search too, where it can do that.
      if (isChosen) panelOf(tab).removeAttribute("hidden");
      else panelOf(tab).setAttribute("hidden", "until-found");
    }
  };
  const groups = [...document.querySelectorAll(".tabs[data-group]")];
  const choose = (widget, tab) => {
    const before = tab.getBoundingClientRect().top;
    show(widget, tab);
    if (!groups.includes(widget)) return;
    for (const other of groups) {
      const same = tabsOf(other).find((candidate) => name(candidate) === name(tab));
      if (same) show(other, same);
    }
    // Others above may be higher now; what was clicked stays where it is.
    scrollBy({ top: tab.getBoundingClientRect().top - before, behavior: "instant" });
    chosen = [name(tab), ...chosen.filter((other) => other !== name(tab))].slice(0, 20);
    remember("lesson-tabs", JSON.stringify(chosen));
  };
  /** Return the tab that another key leads to. */
  const next = (key, tabs, current) => {
    const step = getComputedStyle(tabs[0]).direction === "rtl" ? -1 : 1;
    const steps = { ArrowRight: step, ArrowLeft: -step };
    if (key in steps) return tabs.at((tabs.indexOf(current) + steps[key]) % tabs.length);
    return { Home: tabs[0], End: tabs.at(-1) }[key];
  };
  for (const widget of document.querySelectorAll(".tabs")) {
    const tabs = tabsOf(widget);
    const known = widget.matches("[data-group]") ? chosen.map((title) => tabs.find((tab) => name(tab) === title)) : [];
    for (const tab of tabs) {
      const panel = panelOf(tab);
      tab.id = `${panel.id}-tab`;
      panel.setAttribute("role", "tabpanel");
      panel.setAttribute("aria-labelledby", tab.id);
      tab.addEventListener("click", () => choose(widget, tab));
      tab.addEventListener("keydown", (event) => {
        const other = next(event.key, tabs, tab);
        if (!other) return;
        event.preventDefault();
        other.focus();
        choose(widget, other);
      });
      panel.addEventListener("beforematch", () => show(widget, tab));
    }
    show(widget, known.find(Boolean) ?? tabs[0]);
    widget.dataset.ready = "";
  }
  /** Show the panels around the place that the address names. */
  const open = () => {
    let target = null;
    try {
      target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    } catch {
      return;
    }
    for (let panel = target?.closest(".tab-panel"); panel; panel = panel.parentElement.closest(".tab-panel")) {
      show(panel.parentElement, document.getElementById(`${panel.id}-tab`));
    }
    if (target?.closest(".tab-panel")) reveal();
  };
  open();
  addEventListener("hashchange", open);
}
