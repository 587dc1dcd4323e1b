// Files of a person's choice. Browsers that have a picker with handles use it, so that an upload can go on after a reload without choosing again; in all
// others, and where it is forbidden, the file input does what it always does.

export class FilePicker {
  #input;
  #extensions;
  #chosen;
  #purpose = null;
  #isNative = false;

  // "chosen" is called with the files, as { file, handle }, and with what they were asked for.
  constructor(input, extensions, chosen, signal) {
    this.#input = input;
    this.#extensions = extensions;
    this.#chosen = chosen;
    input.addEventListener("click", event => this.#clicked(event), { signal });
    input.addEventListener("change", () => this.#picked(), { signal });
    input.addEventListener("cancel", () => { this.#purpose = null; }, { signal });
  }

  // Has to be called in answer to a click or a key: a picker opens for nothing else.
  open(purpose = null) {
    this.#purpose = purpose;
    this.#input.click();
  }

  #clicked(event) {
    if (this.#isNative || typeof window.showOpenFilePicker !== "function") {
      return;
    }
    event.preventDefault();
    this.#pick(this.#purpose);
  }

  async #pick(purpose) {
    this.#purpose = null;
    try {
      const handles = await window.showOpenFilePicker({
        multiple: purpose === null,
        types: [{ accept: { "application/octet-stream": this.#extensions } }],
      });
      const files = await Promise.all(handles.map(async handle => ({ file: await handle.getFile(), handle })));
      this.#chosen(files, purpose);
    } catch (error) {
      if (error.name !== "AbortError") {
        this.#openNative(purpose);
      }
    }
  }

  #openNative(purpose) {
    this.#purpose = purpose;
    this.#isNative = true;
    this.#input.click();
    this.#isNative = false;
  }

  #picked() {
    const files = [...this.#input.files].map(file => ({ file, handle: null }));
    const purpose = this.#purpose;
    this.#purpose = null;
    // The same file can be chosen again only when the input has forgotten it.
    this.#input.value = "";
    this.#chosen(files, purpose);
  }
}

// The file of a handle that was kept, after asking the person where the browser wants that; null without permission.
export async function fileOf(handle) {
  const permission = await handle.requestPermission?.({ mode: "read" }) ?? "granted";
  return permission === "granted" ? await handle.getFile() : null;
}
