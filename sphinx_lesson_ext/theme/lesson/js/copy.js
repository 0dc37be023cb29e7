/* Copy what a reader would type: prompts and output are left out. */
{
  /** Return the commands of a session, or the whole of a block without prompts. */
  const typed = (block) => {
    const source = block.querySelector("td.code pre, pre").cloneNode(true);
    const prompted = source.querySelector(".gp");
    for (const part of source.querySelectorAll(".linenos, .go, .gt, .gr")) part.remove();
    if (!prompted) return source.textContent;
    const lines = [];
    for (const line of lineParts(source)) {
      if (!line.some((part) => part.matches?.(".gp"))) continue;
      lines.push(line.filter((part) => !part.matches?.(".gp")).map((part) => part.textContent).join(""));
    }
    return lines.join("\n");
  };
  /** Return the nodes of each line. */
  const lineParts = (source) => {
    const lines = [[]];
    const visit = (node) => {
      if (node.nodeType === Node.ELEMENT_NODE && (node.matches(".gp") || !node.textContent.includes("\n"))) lines.at(-1).push(node);
      else if (node.nodeType === Node.TEXT_NODE) {
        node.textContent.split("\n").forEach((text, position) => {
          if (position) lines.push([]);
          lines.at(-1).push(document.createTextNode(text));
        });
      } else node.childNodes.forEach(visit);
    };
    source.childNodes.forEach(visit);
    return lines;
  };
  /** Put text on the clipboard, also where a page was opened from a folder. */
  const put = async (text) => {
    try {
      await navigator.clipboard.writeText(text);
    } catch {
      const field = document.createElement("textarea");
      field.value = text;
      field.className = "for-readers";
      document.body.append(field);
      field.select();
      document.execCommand("copy");
      field.remove();
    }
  };
  const blocks = document.querySelector(".copybtn, script[src*='copybutton']") ? [] : document.querySelectorAll(".code:not(.code-output, .code-error, .code-warning)");
  for (const block of blocks) {
    const control = button("copy", words.copy, "copy");
    const label = control.querySelector("span");
    control.addEventListener("click", async () => {
      await put(typed(block).replace(/\n+$/, "").replace(/[ \t\u00a0]+$/gm, ""));
      control.focus();
      label.textContent = words.copied;
      announce(words.copied);
      setTimeout(() => {
        label.textContent = words.copy;
        announce("");
      }, 2000);
    });
    block.append(control);
  }
}
