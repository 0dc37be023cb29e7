/* Copy what a reader would type: prompts and output are left out. */
{
  /** Return what a reader would type: the page tells which lines of a session, and how much is left out of each. */
  const typed = (block) => {
    const source = (block.querySelector("td.code pre") ?? block.querySelector("pre")).cloneNode(true);
    for (const number of source.querySelectorAll(".linenos")) number.remove();
    const lines = source.textContent.replace(/^\n+|\s+$/g, "").split("\n");
    const kept = block.dataset.typed?.split(" ").map((line) => line.split(":"));
    return (kept ? kept.map(([number, prompt]) => lines[number]?.slice(prompt)) : lines).join("\n");
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
  for (const block of document.querySelectorAll("div.code:not(.code-output, .code-error, .code-warning)")) {
    const control = button("copy", words.copy, "copy");
    const label = control.querySelector("span");
    control.addEventListener("click", async () => {
      await put(typed(block));
      control.focus();
      label.textContent = words.copied;
      announce(words.copied);
      setTimeout(() => {
        label.textContent = words.copy;
      }, 2000);
    });
    block.append(control);
  }
}
