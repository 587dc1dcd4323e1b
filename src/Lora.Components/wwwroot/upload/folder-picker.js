// A folder of a person's choice, for whoever cannot drop one: with handles where the browser has a picker for that, else by the input that takes folders.

import { filesOf, sorted } from "./dropped.js";

let isPicking = false;
let waiting = null;

// Has to be called in answer to a click or a key. "chosen" is called with what droppedFiles would give; not at all where the person chooses nothing.
export async function pickFolder(extensions, chosen) {
  if (typeof window.showDirectoryPicker !== "function") {
    pickByInput(extensions, chosen);
  } else if (!isPicking) {
    isPicking = true;
    const folder = await window.showDirectoryPicker({ mode: "read" })
      .catch(error => error.name === "AbortError" ? null : undefined)
      .finally(() => { isPicking = false; });
    if (folder) {
      chosen(await sorted(filesOf(folder), extensions));
    } else if (folder === undefined) {
      pickByInput(extensions, chosen);
    }
  }
}

// The input stays in the page until it has answered: browsers forget one that nothing holds.
function pickByInput(extensions, chosen) {
  waiting?.remove();
  const input = Object.assign(document.createElement("input"), { type: "file", webkitdirectory: true, hidden: true });
  waiting = input;
  input.addEventListener("cancel", () => input.remove());
  input.addEventListener("change", async () => {
    const files = [...input.files];
    input.remove();
    chosen(await sorted(files.map(file => ({ name: file.name, open: () => ({ file, handle: null }) })), extensions));
  });
  document.body.append(input);
  input.click();
}
