const root = document.documentElement;

/** The words that scripts show, which the page carries in the lesson's language. */
const words = document.getElementById("lesson-words")?.dataset ?? {};

/** Remember a choice; where storage is forbidden it holds for this page. */
function remember(name, value) {
  try {
    if (value) localStorage.setItem(name, value);
    else localStorage.removeItem(name);
  } catch {
    /* nothing to do */
  }
}

let announced = 0;
/** Say something to those who listen rather than look; said again, it is heard again. */
function announce(text) {
  const place = document.getElementById("lesson-announcements");
  if (!place) return;
  place.textContent = text;
  clearTimeout(announced);
  announced = setTimeout(() => place.replaceChildren(), 2000);
}

/** Return an icon of the page's own set. */
function icon(name) {
  const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  const use = document.createElementNS("http://www.w3.org/2000/svg", "use");
  svg.setAttribute("class", "icon");
  svg.setAttribute("aria-hidden", "true");
  use.setAttribute("href", `#icon-${name}`);
  svg.append(use);
  return svg;
}

/** Return a button with an icon and words. */
function button(name, text, classes) {
  const element = document.createElement("button");
  const label = document.createElement("span");
  element.type = "button";
  element.className = `button ${classes}`;
  label.textContent = text;
  element.append(icon(name), label);
  return element;
}
