/* Learners do not see instructor notes; instructors see them open. */
{
  const controls = document.querySelectorAll("[data-set-view]");
  const notes = document.querySelectorAll("details.lesson-block.instructor");
  const show = () => {
    for (const control of controls) control.setAttribute("aria-pressed", String(control.dataset.setView === root.dataset.view));
    if (root.dataset.view === "instructor") for (const note of notes) note.open = true;
  };
  for (const control of controls) {
    control.addEventListener("click", () => {
      root.dataset.view = control.dataset.setView;
      remember("lesson-view", control.dataset.setView);
      show();
    });
  }
  show();
}
