/* What does not scroll at this width needs no stop for the keyboard. */
if ("ResizeObserver" in window) {
  const observer = new ResizeObserver((entries) => {
    for (const { target } of entries) {
      if (target.scrollWidth > target.clientWidth) target.tabIndex = 0;
      else target.removeAttribute("tabindex");
    }
  });
  for (const part of document.querySelectorAll(".code-scroll, .table-scroll, .math-scroll")) observer.observe(part);
}
