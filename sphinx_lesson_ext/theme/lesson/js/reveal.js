/** Open everything that hides the place which the address names. */
function reveal() {
  let target = null;
  try {
    target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
  } catch {
    return;
  }
  if (!target) return;
  for (let part = target; part; part = part.parentElement) {
    if (part.matches("details")) part.open = true;
    if (part.matches(".lesson-block.instructor")) root.dataset.view = "instructor";
  }
  target.scrollIntoView({ behavior: "instant" });
}
if (location.hash) reveal();
addEventListener("hashchange", reveal);
