/* Tabs: what a reader chose holds for every group with that tab, on this page and the next. */
{
  /** The names of a tab's choice; none where it holds for its own tabs only. */
  const namesOf = (tab) => JSON.parse(tab.dataset.choices ?? "[]");
  let chosen = [];
  try {
    chosen = JSON.parse(localStorage.getItem("lesson-tabs") ?? "[]");
  } catch {
    /* Storage is forbidden, or holds something else: nothing was chosen. */
  }
  if (!Array.isArray(chosen)) chosen = [];
  // The reader's own operating system; a phone that calls itself Linux is none that a lesson has steps for.
  const system = /android/i.test(navigator.userAgent) ? "" : (navigator.userAgentData?.platform ?? navigator.platform).toLowerCase();
  const here = ["windows", "macos", "linux"].find((name) => system.startsWith(name.slice(0, 3)));
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
  const widgets = [...document.querySelectorAll(".tabs")];
  /** Return the tab of a widget that goes by one of the names, of which the earlier count more. */
  const known = (widget, names) => {
    const tabs = tabsOf(widget);
    return names.map((name) => tabs.find((tab) => namesOf(tab).includes(name))).find(Boolean);
  };
  const choose = (widget, tab) => {
    const before = tab.getBoundingClientRect().top;
    show(widget, tab);
    const names = namesOf(tab);
    if (!names.length) return;
    for (const other of widgets) {
      const same = other !== widget && known(other, names);
      if (same) show(other, same);
    }
    // Others above may be higher now; what was clicked stays where it is.
    scrollBy({ top: tab.getBoundingClientRect().top - before, behavior: "instant" });
    // "macOS and Linux" means the system that the reader has.
    chosen = [...new Set([names[0], ...names.filter((name) => name === here), ...names, ...chosen])].slice(0, 20);
    remember("lesson-tabs", JSON.stringify(chosen));
  };
  /** Return the tab that another key leads to. */
  const next = (key, tabs, current) => {
    const step = getComputedStyle(tabs[0]).direction === "rtl" ? -1 : 1;
    const steps = { ArrowRight: step, ArrowLeft: -step };
    if (key in steps) return tabs.at((tabs.indexOf(current) + steps[key]) % tabs.length);
    return { Home: tabs[0], End: tabs.at(-1) }[key];
  };
  for (const widget of widgets) {
    const tabs = tabsOf(widget);
    const selected = tabs.find((tab) => tab.matches("[aria-selected]"));
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
    show(widget, known(widget, chosen) ?? selected ?? known(widget, [here]) ?? tabs[0]);
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
