/* Mark in "on this page" what is being read. */
{
  const links = new Map();
  for (const link of document.querySelectorAll(".on-this-page a")) {
    const target = document.getElementById(decodeURIComponent(link.hash.slice(1)));
    if (target) links.set(target, link);
  }
  if (links.size && "IntersectionObserver" in window) {
    const seen = new Set();
    let current = null;
    const observer = new IntersectionObserver(
      (entries) => {
        for (const entry of entries) seen[entry.isIntersecting ? "add" : "delete"](entry.target);
        // What crosses a line in the upper part of the window; of sections that hold each other, the innermost.
        const next = [...links.keys()].filter((target) => seen.has(target)).find((target) => ![...seen].some((other) => other !== target && target.contains(other)));
        if (!next || next === current) return;
        if (current) links.get(current).removeAttribute("aria-current");
        links.get(next).setAttribute("aria-current", "location");
        current = next;
        // A long list goes along.
        const column = links.get(current).closest(".right > div");
        const box = column.getBoundingClientRect();
        const place = links.get(current).getBoundingClientRect();
        if (place.top < box.top || place.bottom > box.bottom) column.scrollTop += place.top - box.top - box.height / 3;
      },
      { rootMargin: "-25% 0px -74% 0px" },
    );
    for (const target of links.keys()) observer.observe(target);
  }
}
