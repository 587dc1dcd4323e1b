// Files of a person's choice. A click opens the picker with handles where the browser has one, so that an upload can go on after a reload without choosing
// again; in all others, where it is forbidden, and for keys, the file input does what it always does.

export class FilePicker {
  #root;
  #extensions;
  #chosen;
  #purpose = null;

  // "root" contains the file input, which may come and go. "chosen" is called with the files, as { file, handle }, and with what they were asked for.
  constructor(root, extensions, chosen, signal) {
    this.#root = root;
    this.#extensions = extensions;
    this.#chosen = chosen;
    const on = (type, handler) => root.addEventListener(type, event => {
      if (event.target === this.#input) {
        handler(event);
      }
    }, { signal, capture: true });
    on("click", event => this.#clicked(event));
    on("change", () => this.#picked());
    on("cancel", () => { this.#purpose = null; });
  }

  get #input() {
    return this.#root.querySelector("input[type=file]");
  }

  // Has to be called in answer to a click or a key: a picker opens for nothing else.
  open(purpose) {
    if (hasPicker()) {
      this.#pick(purpose);
    } else {
      this.#openNative(purpose);
    }
  }

  // What a key or a program causes counts no clicks. What a person does there is for no purpose of before.
  #clicked(event) {
    if (event.isTrusted) {
      this.#purpose = null;
    }
    if (event.detail > 0 && hasPicker()) {
      event.preventDefault();
      this.#pick(null);
    }
  }

  async #pick(purpose) {
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
    const input = this.#input;
    if (input) {
      this.#purpose = purpose;
      input.click();
    }
  }

  #picked() {
    const input = this.#input;
    const files = [...input.files].map(file => ({ file, handle: null }));
    const purpose = this.#purpose;
    this.#purpose = null;
    // The same file can be chosen again only when the input has forgotten it.
    input.value = "";
    this.#chosen(files, purpose);
  }
}

function hasPicker() {
  return typeof window.showOpenFilePicker === "function";
}

// The file of a handle that was kept, after asking the person where the browser wants that; null without permission.
export async function fileOf(handle) {
  const permission = await handle.requestPermission?.({ mode: "read" }) ?? "granted";
  return permission === "granted" ? await handle.getFile() : null;
}
