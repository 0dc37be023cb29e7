/* Diagrams, drawn by Mermaid once for each colour scheme, so that they follow it, on paper too. */
{
  const schemes = ["light", "dark"];
  /** Return how Mermaid is to draw: the theme's own colours, as Mermaid reads them. */
  const settings = (scheme) => {
    const probe = document.createElement("span");
    probe.style.colorScheme = scheme;
    document.body.append(probe);
    const canvas = document.createElement("canvas").getContext("2d", { willReadFrequently: true });
    const colour = (name) => {
      probe.style.color = `var(--${name})`;
      canvas.fillStyle = getComputedStyle(probe).color;
      canvas.fillRect(0, 0, 1, 1);
      const parts = [...canvas.getImageData(0, 0, 1, 1).data.slice(0, 3)];
      return `#${parts.map((part) => part.toString(16).padStart(2, "0")).join("")}`;
    };
    const [paper, sunk, ink, soft, edge, accent, mark, red, strong] = [
      ...["paper", "sunk", "ink", "soft", "edge", "accent", "mark", "red", "on-accent"].map(colour),
    ];
    const [wash, otherWash, redWash] = ["accent-wash", "orange-wash", "red-wash"].map(colour);
    // Not darkMode: Mermaid would make these colours darker still.
    const themeVariables = {
      fontFamily: getComputedStyle(document.body).fontFamily,
      background: paper,
      primaryColor: wash,
      primaryTextColor: ink,
      primaryBorderColor: accent,
      secondaryColor: otherWash,
      secondaryTextColor: ink,
      secondaryBorderColor: colour("orange"),
      tertiaryColor: sunk,
      tertiaryTextColor: ink,
      tertiaryBorderColor: edge,
      lineColor: soft,
      textColor: ink,
      titleColor: ink,
      edgeLabelBackground: paper,
      noteBkgColor: mark,
      noteTextColor: ink,
      noteBorderColor: edge,
      sectionBkgColor: sunk,
      altSectionBkgColor: paper,
      sectionBkgColor2: sunk,
      gridColor: edge,
      taskTextColor: ink,
      taskTextDarkColor: ink,
      taskTextLightColor: ink,
      activeTaskBkgColor: mark,
      doneTaskBkgColor: sunk,
      doneTaskBorderColor: edge,
      critBkgColor: redWash,
      critBorderColor: red,
      todayLineColor: red,
      pieOpacity: 1,
      pieStrokeColor: paper,
      pieOuterStrokeColor: edge,
      pieSectionTextColor: strong,
    };
    for (const [index, name] of ["accent", "orange", "green", "plum", "blue", "red"].entries()) {
      themeVariables[`pie${index + 1}`] = colour(name);
      themeVariables[`git${index}`] = themeVariables[`cScale${index}`] = colour(name);
      themeVariables[`gitBranchLabel${index}`] = themeVariables[`cScaleLabel${index}`] = strong;
    }
    probe.remove();
    return { startOnLoad: false, securityLevel: "strict", suppressErrorRendering: true, theme: "base", themeVariables };
  };
  const element = (name, classes, text = "") => {
    const made = document.createElement(name);
    made.className = classes;
    made.textContent = text;
    return made;
  };
  /** Put a picture into the place of its source, which closes below it. */
  const frame = (diagram, position) => {
    const picture = element("div", "diagram-picture");
    const source = element("details", "diagram-source");
    source.append(element("summary", "", diagram.dataset.source), ...diagram.children);
    diagram.append(picture, source);
    picture.setAttribute("aria-label", diagram.dataset.name);
    if (diagram.dataset.description) {
      const description = element("p", "for-readers", diagram.dataset.description);
      description.id = `diagram-${position}-description`;
      picture.after(description);
      picture.setAttribute("aria-describedby", description.id);
    }
    return picture;
  };
  /** Draw one; an error in its source leaves the source as it is. */
  const draw = async (diagram, position, scheme, studio) => {
    const drawing = element("div", `only-${scheme}`);
    // What is hidden now is drawn for the usual width of the text.
    studio.style.inlineSize = `${diagram.clientWidth || 656}px`;
    try {
      const source = diagram.querySelector("pre").textContent;
      const { svg } = await window.mermaid.render(`diagram-${position}-${scheme}`, source, studio);
      drawing.innerHTML = svg;
    } catch (error) {
      console.warn(`Diagram ${position}: ${error.message ?? error}`);
      return;
    }
    const picture = diagram.querySelector(".diagram-picture") ?? frame(diagram, position);
    picture.append(drawing);
    // A picture to those who listen, with a name and a description, unless there is something in it to follow.
    picture.setAttribute("role", picture.querySelector("a[href], a[*|href]") ? "group" : "img");
  };
  const drawAll = async () => {
    // What is seen comes first.
    const system = matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light";
    const seen = root.dataset.scheme ?? system;
    const studio = element("div", "diagram-studio");
    studio.dir = "ltr";
    studio.setAttribute("aria-hidden", "true");
    document.body.append(studio);
    for (const scheme of [seen, ...schemes.filter((other) => other !== seen)]) {
      window.mermaid.initialize(settings(scheme));
      for (const [index, diagram] of document.querySelectorAll(".diagram").entries()) {
        await draw(diagram, index + 1, scheme, studio);
      }
    }
    studio.remove();
  };
  /** Drawings are full of styles; where the page's policy forbids them, the source says more. */
  const mayHaveStyles = () => {
    const probe = element("div", "");
    probe.innerHTML = "<i style='z-index: 1'></i>";
    return probe.firstChild.style.zIndex === "1";
  };
  if (window.mermaid && mayHaveStyles()) drawAll();
}
