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
/* In long contents, the current page is in view. */
{
  const current = document.querySelector(".left .current");
  const column = current?.closest(".left");
  if (column && column.scrollHeight > column.clientHeight) column.scrollTop = current.offsetTop - column.clientHeight / 3;
}
