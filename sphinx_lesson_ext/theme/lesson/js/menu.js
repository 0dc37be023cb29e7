/* A menu closes by Escape and by a click elsewhere. */
for (const menu of document.querySelectorAll(".menu details")) {
  addEventListener("click", (event) => {
    if (!menu.contains(event.target)) menu.open = false;
  });
  menu.addEventListener("focusout", (event) => {
    if (event.relatedTarget && !menu.contains(event.relatedTarget)) menu.open = false;
  });
  menu.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || !menu.open) return;
    menu.open = false;
    menu.querySelector("summary").focus();
  });
}
/* Beside the text the contents are open, for assistive technology too; on a narrow screen they wait to be opened. */
{
  const contents = document.querySelector(".left > details");
  const wide = matchMedia("(min-width: 58rem)");
  const settle = () => {
    contents.open = wide.matches;
  };
  if (contents) {
    settle();
    wide.addEventListener("change", settle);
    // Choosing a section of this page closes them again.
    contents.addEventListener("click", (event) => {
      if (event.target.closest?.(".sections a") && !wide.matches) contents.open = false;
    });
  }
}
