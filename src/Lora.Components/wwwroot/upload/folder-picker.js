// Lets a user choose a folder: with the picker that provides handles where the browser has one, otherwise with a file input for folders.

import { filesInFolder, partition } from "./dropped-files.js";

/** @import { ChosenFiles } from "./dropped-files.js" */

let isPicking = false;
/** @type {HTMLInputElement | null} */
let input = null;

/**
 * Opens the picker. Browsers allow this only in response to a click or a key press.
 * @param {string[]} extensions
 * @param {(chosen: ChosenFiles) => void} onChosen Not called if the user cancels.
 */
export async function pickFolder(extensions, onChosen) {
  if (typeof window.showDirectoryPicker !== "function") {
    pickByInput(extensions, onChosen);
  } else if (!isPicking) {
    isPicking = true;
    const folder = await window.showDirectoryPicker({ mode: "read" })
      .catch(error => error.name === "AbortError" ? null : undefined)
      .finally(() => { isPicking = false; });
    if (folder) {
      onChosen(await partition(filesInFolder(folder), extensions));
    } else if (folder === undefined) {
      pickByInput(extensions, onChosen);
    }
  }
}

/**
 * The input stays in the page until it has answered, because browsers drop one that is not referenced.
 * @param {string[]} extensions
 * @param {(chosen: ChosenFiles) => void} onChosen
 */
function pickByInput(extensions, onChosen) {
  input?.remove();
  const created = Object.assign(document.createElement("input"), { type: "file", webkitdirectory: true, hidden: true });
  input = created;
  created.addEventListener("cancel", () => created.remove());
  created.addEventListener("change", async () => {
    const files = [...created.files ?? []];
    created.remove();
    onChosen(await partition(files.map(file => ({ name: file.name, open: () => ({ file, handle: null }) })), extensions));
  });
  document.body.append(created);
  created.click();
}
