/* The explanation of a term beside the link to it: while the pointer is on either, or the keyboard's focus is. */
{
  const boxes = document.querySelector(".definitions");
  const distance = 6;
  let link = null;
  let box = null;
  let waiting = 0;
  const hide = () => {
    clearTimeout(waiting);
    if (box?.matches(":popover-open")) box.hidePopover();
    link = box = null;
  };
  /** Put the box below its link or, where there is more room, above it, and inside the window. */
  const place = (y) => {
    const { offsetWidth: width, offsetHeight: height } = box;
    const { top, bottom } = link.getBoundingClientRect();
    // A link that goes on in the next line has the box where the pointer is.
    const lines = [...link.getClientRects()];
    const line = lines.find((candidate) => candidate.top <= y && y <= candidate.bottom) ?? lines[0];
    const start = getComputedStyle(link).direction === "rtl" ? line.right - width : line.left;
    const isAbove = bottom + height + 2 * distance > innerHeight && top > innerHeight - bottom;
    box.style.left = `${scrollX + Math.max(distance, Math.min(start, root.clientWidth - width - distance))}px`;
    box.style.top = `${scrollY + (isAbove ? top - height - distance : bottom + distance)}px`;
  };
  const show = (term, y) => {
    if (link === term) return;
    hide();
    link = term;
    box = document.getElementById(term.getAttribute("aria-describedby")).closest(".definition");
    // Links in it come next in the order of the keyboard, where a browser can do that.
    box.showPopover({ source: term });
    place(y);
  };
  const isWanted = () =>
    [link, box].some((part) => part.matches(":hover")) || link.matches(":focus-visible") || box.contains(document.activeElement);
  /** The way from the link to the box may lead over nothing for a moment. */
  const settle = () => {
    clearTimeout(waiting);
    waiting = setTimeout(() => {
      if (link && !isWanted()) hide();
    }, 250);
  };
  if (boxes && "popover" in boxes) {
    boxes.hidden = false;
    for (const term of document.querySelectorAll("a[aria-describedby^='definition-']")) {
      term.addEventListener("pointerenter", (event) => {
        // A finger that touches a link follows it.
        if (event.pointerType === "touch") return;
        clearTimeout(waiting);
        const y = event.clientY;
        waiting = setTimeout(() => term.matches(":hover") && show(term, y), 150);
      });
      term.addEventListener("pointerleave", settle);
      term.addEventListener("focus", () => term.matches(":focus-visible") && show(term));
      term.addEventListener("blur", settle);
    }
    for (const part of boxes.children) {
      part.addEventListener("pointerleave", settle);
      part.addEventListener("focusout", settle);
    }
    addEventListener("keydown", (event) => event.key === "Escape" && hide());
    addEventListener("resize", hide);
  }
}
