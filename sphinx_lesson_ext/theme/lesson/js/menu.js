/* A menu closes by Escape and by a click elsewhere. */
for (const menu of document.querySelectorAll(".header-links details")) {
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
/* On a narrow screen, choosing a section of this page closes the contents. */
document.querySelector(".left > details")?.addEventListener("click", (event) => {
  if (event.target.closest?.(".sections a")) event.currentTarget.open = false;
});
