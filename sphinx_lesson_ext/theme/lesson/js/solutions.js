/* One button opens every solution of the page, and closes them again. */
{
  const solutions = [...document.querySelectorAll("details.lesson-block.solution")];
  const control = document.querySelector(".open-all");
  if (control) {
    const label = control.querySelector("span");
    const show = () => {
      const open = solutions.every((solution) => solution.open);
      label.textContent = open ? words.closeSolutions : words.openSolutions;
      control.dataset.open = String(open);
    };
    control.addEventListener("click", () => {
      const open = control.dataset.open !== "true";
      for (const solution of solutions) {
        for (let part = solution; part; part = part.parentElement?.closest("details")) if (open || part === solution) part.open = open;
      }
      show();
    });
    // Where many open at once, one look at all of them is enough.
    let waiting = 0;
    const showSoon = () => {
      cancelAnimationFrame(waiting);
      waiting = requestAnimationFrame(show);
    };
    for (const solution of solutions) solution.addEventListener("toggle", showSoon);
    show();
  }
}
