/* The button goes round: as the system says, light, dark. */
for (const control of document.querySelectorAll(".scheme")) {
  const order = ["", "light", "dark"];
  const show = () => {
    control.setAttribute("aria-label", control.dataset[root.dataset.scheme || "auto"]);
    control.title = control.getAttribute("aria-label");
  };
  control.addEventListener("click", () => {
    const next = order[(order.indexOf(root.dataset.scheme ?? "") + 1) % order.length];
    if (next) root.dataset.scheme = next;
    else delete root.dataset.scheme;
    remember("lesson-scheme", next);
    show();
  });
  show();
}
