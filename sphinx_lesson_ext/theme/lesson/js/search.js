/* Search over Sphinx's own index.  Both are loaded when someone searches. */
{
  const base = root.dataset.content_root ?? "./";
  const files = ["documentation_options.js", "language_data.js", "searchtools.js"].map((name) => `${base}_static/${name}`);
  let loading = null;

  /** Load Sphinx's search one file after the other; it must not start by itself. */
  const prepare = () => {
    globalThis._ready ??= () => {};
    globalThis.SPHINX_HIGHLIGHT_ENABLED ??= false;
    /* Sphinx translates ", in " by it, between what is described and where. */
    globalThis._ ??= () => " · ";
    loading ??= [...files, `${base}searchplaces.js`, `${base}searchindex.js`].reduce((before, source) => before.then(() => loadScript(source)), Promise.resolve())
{%- if sphinx_version_tuple[0] < 9 %}
      /* Before Sphinx 9, the titles of pages are HTML there. */
      .then(() => (Search._index.titles = Search._index.titles.map((html) => new DOMParser().parseFromString(html, "text/html").body.textContent)))
{%- endif %};
    return loading;
  };
  const address = (docname, anchor) => {
    const options = DOCUMENTATION_OPTIONS;
    if (options.BUILDER !== "dirhtml") return `${base}${docname}${options.LINK_SUFFIX}${anchor}`;
    return `${base}${docname.replace(/(^|\/)index$/, "$1").replace(/([^/])$/, "$1/")}${anchor}`;
  };
  /** Return what was found, best first: headings and titles of blocks that hold every word, then pages with it. */
  const find = (query) => {
    const index = Search._index;
    const terms = query.toLowerCase().split(/\s+/);
    const phrase = terms.join(" ");
    /** How well a title fits, from 0: it is what was asked for, it is that of a page, it begins so, it holds it. */
    const rank = ([, , , , title, isPage]) => (title === phrase ? 0 : isPage ? 1 : title.startsWith(phrase) ? 2 : 3);
    const headings = [];
    for (const [title, places] of Object.entries(index.alltitles)) {
      if (!terms.every((term) => title.toLowerCase().includes(term))) continue;
      for (const [file, anchor] of places) {
        const page = index.titles[file];
        const isPage = page === title;
        const place = anchor && !isPage ? `#${anchor}` : "";
        headings.push([index.docnames[file], isPage ? title : `${page} > ${title}`, place, null, title.toLowerCase(), isPage]);
      }
    }
    headings.sort((one, other) => rank(one) - rank(other));
    const known = new Set(headings.map(([docname, , anchor]) => docname + anchor));
    const pages = Search._performSearch(...Search._parseQuery(query)).reverse();
    /** Whether nothing that was found before leads there: what a page describes is in the index, too. */
    const isNew = (place) => !known.has(place) && known.add(place);
    return [...headings, ...pages.filter(([docname, , anchor]) => isNew(docname + (anchor ?? "")))];
  };

  /** Say how many were found: languages have a form for one, and some have more for several. */
  const found = (number) => {
    const forms = JSON.parse(words.found);
    return (forms[new Intl.PluralRules(forms.language).select(number)] ?? forms.other).replace("%(number)d", number);
  };

  const item = ([docname, title, anchor, description]) => {
    const entry = document.createElement("li");
    const link = document.createElement("a");
    const page = Search._index.titles[Search._index.docnames.indexOf(docname)];
    const isPart = title.startsWith(`${page} > `);
    const around = lessonPlaces[docname]?.[anchor?.slice(1)];
    const where = isPart ? [page, around].filter(Boolean).join(" › ") : description;
    link.href = address(docname, anchor);
    link.textContent = isPart ? title.slice(page.length + 3) : title;
    if (where) {
      const small = document.createElement("small");
      small.textContent = where;
      link.append(small);
    }
    entry.append(link);
    return entry;
  };

  for (const form of document.querySelectorAll(".search-form")) {
    const field = form.querySelector("input");
    const place = form.parentElement;
    const status = place.querySelector(".search-status");
    const list = place.querySelector(".search-results");
    const run = async () => {
      const query = field.value.trim();
      if (!query) {
        list.replaceChildren();
        status.textContent = "";
        return;
      }
      let results = [];
      try {
        await prepare();
        if (field.value.trim() !== query) return;
        results = find(query);
      } catch {
        status.textContent = words.searchFailed;
        return;
      }
      // Who has gone to the list already, by arrow, stays in it.
      const isInList = list.contains(document.activeElement);
      list.replaceChildren(...results.slice(0, 50).map(item));
      if (isInList) (list.querySelector("a") ?? field).focus();
      status.textContent = results.length ? found(results.length) : words.foundNothing;
    };
    let waiting = 0;
    field.addEventListener("input", () => {
      clearTimeout(waiting);
      waiting = setTimeout(run, 150);
    });
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      run();
    });
    place.addEventListener("keydown", (event) => {
      if (event.key !== "ArrowDown" && event.key !== "ArrowUp") return;
      const stops = [field, ...list.querySelectorAll("a")];
      const next = stops[stops.indexOf(document.activeElement) + (event.key === "ArrowDown" ? 1 : -1)];
      if (!next) return;
      event.preventDefault();
      next.focus();
    });
    // What was asked for before this was loaded.
    if (place.matches(".search-page")) field.value ||= new URLSearchParams(location.search).get("q") ?? "";
    if (field.value) run();
  }
}
