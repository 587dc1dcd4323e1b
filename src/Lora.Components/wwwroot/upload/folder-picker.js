// A folder of a person's choice, for whoever cannot drop one: with handles where the browser has a picker for that, else by the input that takes folders.

import { filesOf, sorted } from "./dropped.js";

// Has to be called in answer to a click or a key. "chosen" is called with what droppedFiles would give; not at all where the person chooses nothing.
export async function pickFolder(extensions, chosen) {
  if (typeof window.showDirectoryPicker !== "function") {
    pickByInput(extensions, chosen);
    return;
  }
  try {
    const folder = await window.showDirectoryPicker({ mode: "read" });
    chosen(await sorted(filesOf(folder), extensions));
  } catch (error) {
    if (error.name !== "AbortError") {
      pickByInput(extensions, chosen);
    }
  }
}

function pickByInput(extensions, chosen) {
  const input = Object.assign(document.createElement("input"), { type: "file", webkitdirectory: true });
  input.addEventListener("change", async () => chosen(await sorted([...input.files].map(file => ({ file, handle: null })), extensions)));
  input.click();
}
