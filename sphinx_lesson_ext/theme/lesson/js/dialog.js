/** Load a script, also where a page was opened from a folder. */
function loadScript(source) {
  return new Promise((resolve, reject) => {
    const script = document.createElement("script");
    script.onload = resolve;
    script.onerror = reject;
    script.src = source;
    document.head.append(script);
  });
}
/* The dialog to search in, and the page for that; what searches, and its style, are loaded when someone does. */
{
  const address = `${root.dataset.content_root ?? "./"}_static/lesson-search`;
  const dialog = document.querySelector(".search-dialog");
  const dress = () => {
    const sheet = document.createElement("link");
    sheet.rel = "stylesheet";
    sheet.onload = sheet.onerror = () => {
      dialog.dataset.ready = "";
    };
    sheet.href = `${address}.css`;
    document.head.append(sheet);
  };
  let loading = null;
  const prepare = () => {
    if (loading) return;
    loading = loadScript(`${address}.js`).catch(() => {
      for (const status of document.querySelectorAll(".search-status")) status.textContent = words.searchFailed;
    });
    if (dialog) dress();
  };
  const open = () => {
    if (dialog.open) return;
    prepare();
    dialog.showModal();
    dialog.querySelector("input").select();
  };
  if (document.querySelector(".search-page")) prepare();
  if (dialog?.showModal) {
    document.querySelector(".search-link")?.addEventListener("click", (event) => {
      if (event.ctrlKey || event.metaKey || event.shiftKey) return;
      event.preventDefault();
      open();
    });
    addEventListener("keydown", (event) => {
      const writing = event.target.closest?.("input, textarea, select, [contenteditable]");
      if ((event.key === "k" && (event.ctrlKey || event.metaKey)) || (event.key === "/" && !writing && !event.ctrlKey && !event.metaKey && !event.altKey)) {
        event.preventDefault();
        open();
      }
    });
    dialog.addEventListener("click", (event) => {
      if (event.target === dialog || event.target.closest("[data-close], .search-results a")) dialog.close();
    });
  }
}
