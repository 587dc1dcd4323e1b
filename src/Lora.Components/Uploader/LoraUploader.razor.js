// The uploader in the page: takes files and folders from pickers and from drops, asks the component which of them may be sent, and hands those to the engine, which
// lives on when the component goes.

import { isFree, LastFocus } from "../last-focus.js";
import { Courier } from "../upload/courier.js";
import { droppedFiles } from "../upload/dropped.js";
import { engineFor } from "../upload/engine.js";
import { pickFolder } from "../upload/folder-picker.js";
import { heardAtLast } from "../upload/hearing.js";
import { portionOf } from "../upload/message.js";
import { fileOf, FilePicker } from "../upload/picker.js";
import { touch } from "../upload/reading.js";

const filesPerMessage = 50;

class Uploader {
  #root;
  #component;
  #extensions;
  #engine;
  #courier;
  #picker;
  #lastFocus;
  #listening = new AbortController();

  constructor(root, component, { uploadsPath, apiPath, extensions }) {
    this.#root = root;
    this.#component = component;
    this.#extensions = extensions;
    this.#engine = engineFor({ uploadsPath, apiPath });
    this.#courier = new Courier(this.#engine, snapshots => component.invokeMethodAsync("ReportAsync", snapshots));

    const signal = this.#listening.signal;
    this.#lastFocus = new LastFocus(root, element => ({ row: element.closest("li")?.id ?? null }), signal);
    this.#picker = new FilePicker(root, extensions, (files, purpose) => this.#picked(files, purpose), signal);
    root.addEventListener("click", event => this.#clicked(event), { signal });
    const target = root.closest("dialog") ?? root;
    target.addEventListener("dragenter", event => this.#dragged(event), { signal });
    target.addEventListener("dragover", event => this.#dragged(event), { signal });
    target.addEventListener("dragleave", event => this.#left(target, event), { signal });
    target.addEventListener("drop", event => this.#dropped(event), { signal });
    document.addEventListener("visibilitychange", () => this.#seen(), { signal });
    this.#seen();
  }

  pause(key) {
    this.#engine.pause(key);
  }

  resume(key) {
    this.#engine.resume(key);
  }

  retry(key) {
    this.#engine.retry(key);
  }

  proceed(key) {
    this.#engine.proceed(key);
  }

  cancel(key) {
    this.#engine.cancel(key);
  }

  // To what can be done with the row of that id now; without one, to the beginning.
  refocus(row) {
    if (isFree()) {
      const button = row ? document.getElementById(row)?.querySelector("button") : null;
      (button ?? this.#root.querySelector("input[type=file], [data-lora-denied]"))?.focus({ preventScroll: true });
    }
  }

  // The same, after changes that the person did not cause: only where they took away what had the focus. A key pressed anywhere else must not reach a button.
  recover() {
    const lost = this.#lastFocus.lost;
    if (lost) {
      this.refocus(lost.row);
    }
  }

  // The uploads go on.
  dispose() {
    this.#listening.abort();
    this.#courier.dispose();
  }

  // What other pages have left may have become more or less while this one was hidden.
  #seen() {
    if (document.visibilityState === "visible") {
      this.#engine.find();
    }
  }

  #picked(files, purpose) {
    if (purpose?.continues && files.length > 0) {
      this.#engine.continue(purpose.continues, files[0].file, files[0].handle);
    } else if (files.length > 0) {
      this.#choose(files, 0, purpose?.replaces ?? null);
    }
  }

  // Here and not in the component: a picker opens only in answer to the click itself.
  #clicked(event) {
    const button = event.target.closest("[data-lora-choose-folder], [data-lora-choose-again], [data-lora-continue]");
    if (button?.hasAttribute("data-lora-choose-folder")) {
      pickFolder(this.#extensions, ({ files, skipped }) => this.#choose(files, skipped, null));
    } else if (button?.hasAttribute("data-lora-choose-again")) {
      this.#picker.open({ replaces: button.getAttribute("data-lora-choose-again") });
    } else if (button) {
      this.#continue(button.getAttribute("data-lora-continue"));
    }
  }

  async #continue(key) {
    const handle = this.#engine.handleOf(key);
    if (!this.#engine.needsFile(key)) {
      this.#engine.continue(key);
    } else if (handle === null) {
      await this.#continueWithout(key);
    } else {
      try {
        const file = await fileOf(handle);
        if (file) {
          await this.#engine.continue(key, file, handle);
        } else {
          this.#engine.loseHandle(key, "upload.file_forbidden");
        }
      } catch {
        this.#engine.loseHandle(key, "upload.file_moved");
      }
    }
  }

  // A file that came back, as with its drive, need not be chosen again.
  async #continueWithout(key) {
    const lost = this.#engine.lostOf(key);
    const isBack = lost !== null && await touch(lost).then(() => true, () => false);
    if (isBack) {
      await this.#engine.continue(key, lost);
    } else {
      this.#picker.open({ continues: key });
    }
  }

  // Without permission to upload there is no file input. A drop then does nothing; without preventDefault the browser would leave the page and open the file.
  get #takesFiles() {
    return this.#root.querySelector("input[type=file]") !== null;
  }

  #dragged(event) {
    if (event.dataTransfer?.types.includes("Files")) {
      event.preventDefault();
      event.dataTransfer.dropEffect = this.#takesFiles ? "copy" : "none";
      this.#root.toggleAttribute("data-lora-dragging", this.#takesFiles);
    }
  }

  #left(target, event) {
    if (!target.contains(event.relatedTarget)) {
      this.#root.removeAttribute("data-lora-dragging");
    }
  }

  async #dropped(event) {
    this.#root.removeAttribute("data-lora-dragging");
    if (event.dataTransfer?.types.includes("Files")) {
      event.preventDefault();
      if (this.#takesFiles) {
        const { files, skipped } = await droppedFiles(event.dataTransfer, this.#extensions);
        await this.#choose(files, skipped, null);
      }
    }
  }

  async #choose(files, skipped, replaces) {
    const chosen = files.map(({ file, handle }) => ({ key: this.#engine.nextKey(), file, handle }));
    try {
      for (let start = 0, end; start < Math.max(chosen.length, 1); start = end) {
        const files = portionOf(chosen.slice(start, start + filesPerMessage).map(({ key, file }) => ({ key, name: file.name, size: file.size })));
        end = start + Math.max(files.length, 1);
        const some = chosen.slice(start, end);
        const message = {
          files,
          skipped: start === 0 ? skipped : null,
          replaces: start === 0 ? replaces : null,
        };
        const accepted = new Set(await heardAtLast(() => this.#component.invokeMethodAsync("ChooseAsync", message), this.#listening.signal));
        if (start === 0 && replaces !== null && some.length > 0) {
          this.#engine.cancel(replaces);
        }
        for (const { key, file, handle } of some.filter(({ key }) => accepted.has(key))) {
          this.#engine.add(file, { key, handle });
        }
      }
    } catch {
      // The component is gone; nothing was sent.
    }
  }
}

export function init(root, component, options) {
  return new Uploader(root, component, options);
}
