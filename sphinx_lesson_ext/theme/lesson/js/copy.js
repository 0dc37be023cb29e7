/* Copy what a reader would type: prompts and output are left out. */
{
  const prompt = /^(?:\$|>>>|\.\.\.|In \[\d+\]:|PS [^>\n]*>|[A-Z]:\\[^>\n]*>|\(?[\w.-]+@[\w.-]+[^$#\n]*[$#])(?: |$)/;
  /** Return the commands of a session, or the whole of a block without prompts. */
  const typed = (block) => {
    const source = (block.querySelector("td.code pre") ?? block.querySelector("pre")).cloneNode(true);
    for (const number of source.querySelectorAll(".linenos")) number.remove();
    const lines = source.textContent.replace(/\s+$/, "").split("\n");
    if (!prompt.test(lines[0])) return lines.join("\n");
    const kept = [];
    for (const line of lines) {
      const goesOn = kept.at(-1)?.endsWith("\\");
      if (prompt.test(line)) kept.push(line.replace(prompt, ""));
      else if (goesOn) kept.push(line.replace(/^> /, ""));
    }
    return kept.join("\n");
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
  // Where an author has chosen another copy button, that one stays alone.
  const others = document.querySelector("script[src*='copybutton']");
  const blocks = others ? [] : document.querySelectorAll(".code:not(.code-output, .code-error, .code-warning)");
  for (const block of blocks) {
    const control = button("copy", words.copy, "copy");
    const label = control.querySelector("span");
    control.addEventListener("click", async () => {
      await put(typed(block));
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
