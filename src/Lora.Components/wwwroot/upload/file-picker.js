// Lets a user choose files. A click opens the picker that provides handles where the browser has one, so that an upload can resume after a reload without choosing the file again; in
// other browsers, where that picker is forbidden, and for keys, the file input works as usual.

/**
 * @import { ChosenFile } from "./dropped-files.js"
 *
 * @typedef {{ resumes?: string, replaces?: string }} Purpose The key of the upload that the chosen file resumes, or replaces.
 */

export class FilePicker {
  #root;
  #extensions;
  #onChosen;
  /** @type {Purpose | null} */
  #purpose = null;

  /**
   * @param {Element} root Contains the file input, which can be added and removed.
   * @param {string[]} extensions
   * @param {(files: ChosenFile[], purpose: Purpose | null) => void} onChosen
   * @param {AbortSignal} signal
   */
  constructor(root, extensions, onChosen, signal) {
    this.#root = root;
    this.#extensions = extensions;
    this.#onChosen = onChosen;
    /**
     * @param {string} type
     * @param {(event: Event) => void} handler
     */
    const on = (type, handler) => root.addEventListener(type, event => {
      if (event.target === this.#input) {
        handler(event);
      }
    }, { signal, capture: true });
    on("click", event => this.#onClick(/** @type {MouseEvent} */ (event)));
    on("change", () => this.#onChange());
    on("cancel", () => { this.#purpose = null; });
  }

  get #input() {
    return /** @type {HTMLInputElement | null} */ (this.#root.querySelector("input[type=file]"));
  }

  /**
   * Opens the picker. Browsers allow this only in response to a click or a key press.
   * @param {Purpose} purpose
   */
  open(purpose) {
    if (hasPicker()) {
      void this.#pick(purpose);
    } else {
      this.#openInput(purpose);
    }
  }

  /**
   * Keys and programs cause events with a click count of zero. A click by the user ends an earlier purpose.
   * @param {MouseEvent} event
   */
  #onClick(event) {
    if (event.isTrusted) {
      this.#purpose = null;
    }
    if (event.detail > 0 && hasPicker()) {
      event.preventDefault();
      void this.#pick(null);
    }
  }

  /** @param {Purpose | null} purpose */
  async #pick(purpose) {
    try {
      const handles = await window.showOpenFilePicker({
        multiple: purpose === null,
        types: [{ accept: { "application/octet-stream": this.#extensions } }],
      });
      const files = await Promise.all(handles.map(async handle => ({ file: await handle.getFile(), handle })));
      this.#onChosen(files, purpose);
    } catch (error) {
      if (!(error instanceof DOMException && error.name === "AbortError")) {
        this.#openInput(purpose);
      }
    }
  }

  /** @param {Purpose | null} purpose */
  #openInput(purpose) {
    const input = this.#input;
    if (input) {
      this.#purpose = purpose;
      input.click();
    }
  }

  #onChange() {
    const input = this.#input;
    if (!input) {
      return;
    }
    const files = [...input.files ?? []].map(file => ({ file, handle: null }));
    const purpose = this.#purpose;
    this.#purpose = null;
    // The input reports the same file again only after it was cleared.
    input.value = "";
    this.#onChosen(files, purpose);
  }
}

function hasPicker() {
  return typeof window.showOpenFilePicker === "function";
}

/**
 * Returns the file of a stored handle, after asking the user for permission where the browser requires it; null without permission.
 * @param {FileSystemFileHandle} handle
 */
export async function fileOf(handle) {
  const permission = await handle.requestPermission?.({ mode: "read" }) ?? "granted";
  return permission === "granted" ? await handle.getFile() : null;
}
