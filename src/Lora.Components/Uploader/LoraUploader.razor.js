// Connects the uploader component to the page: accepts files and folders from pickers and drops, asks the component which of them to upload, and passes those to the engine, which
// continues when the component is removed.

import { FocusTracker, isFocusFree } from "../focus-tracker.js";
import { droppedFiles } from "../upload/dropped-files.js";
import { engineFor } from "../upload/engine.js";
import { EventRelay } from "../upload/event-relay.js";
import { checkReadable } from "../upload/file-access.js";
import { fileOf, FilePicker } from "../upload/file-picker.js";
import { pickFolder } from "../upload/folder-picker.js";
import { takeFitting } from "../upload/message.js";
import { repeatUntilAnswered } from "../upload/pending-call.js";

/**
 * @import { ChosenFile } from "../upload/dropped-files.js"
 * @import { Purpose } from "../upload/file-picker.js"
 *
 * @typedef {{ uploadsPath: string, apiPath: string, extensions: string[] }} UploaderOptions
 */

const filesPerMessage = 50;

class Uploader {
  #root;
  #component;
  #extensions;
  #engine;
  #relay;
  #picker;
  #tracker;
  #listening = new AbortController();

  /**
   * @param {HTMLElement} root
   * @param {DotNetObject} component
   * @param {UploaderOptions} options
   */
  constructor(root, component, { uploadsPath, apiPath, extensions }) {
    this.#root = root;
    this.#component = component;
    this.#extensions = extensions;
    this.#engine = engineFor({ uploadsPath, apiPath });
    this.#relay = new EventRelay(this.#engine, snapshots => component.invokeMethodAsync("ReportAsync", snapshots));

    const signal = this.#listening.signal;
    this.#tracker = new FocusTracker(root, element => ({ row: element.closest("li")?.id ?? null }), signal);
    this.#picker = new FilePicker(root, extensions, (files, purpose) => this.#onPicked(files, purpose), signal);
    root.addEventListener("click", event => this.#onClick(event), { signal });
    /** @type {HTMLElement} */
    const target = root.closest("dialog") ?? root;
    target.addEventListener("dragenter", event => this.#onDrag(event), { signal });
    target.addEventListener("dragover", event => this.#onDrag(event), { signal });
    target.addEventListener("dragleave", event => this.#onDragLeave(target, event), { signal });
    target.addEventListener("drop", event => this.#onDrop(event), { signal });
    document.addEventListener("visibilitychange", () => this.#findIfVisible(), { signal });
    this.#findIfVisible();
  }

  /** @param {string} key */
  pause(key) {
    this.#engine.pause(key);
  }

  /** @param {string} key */
  resume(key) {
    this.#engine.resume(key);
  }

  /** @param {string} key */
  retry(key) {
    this.#engine.retry(key);
  }

  /** @param {string} key */
  proceed(key) {
    this.#engine.proceed(key);
  }

  /** @param {string} key */
  cancel(key) {
    void this.#engine.cancel(key);
  }

  /**
   * Focuses the first button of a row, or the file input if there is none.
   * @param {string | null} row The id of the row.
   */
  refocus(row) {
    if (isFocusFree()) {
      const button = row ? document.getElementById(row)?.querySelector("button") : null;
      const target = /** @type {HTMLElement | null} */ (button ?? this.#root.querySelector("input[type=file], [data-lora-denied]"));
      target?.focus({ preventScroll: true });
    }
  }

  /** Does the same after changes that the user did not make, but only if they removed the focused element: a key pressed elsewhere must not reach a button. */
  recover() {
    const { lost } = this.#tracker;
    if (lost) {
      this.refocus(lost.row);
    }
  }

  /** Ends the connection to the component; the uploads continue. */
  dispose() {
    this.#listening.abort();
    this.#relay.dispose();
  }

  // Other pages may have started or ended uploads while this page was hidden.
  #findIfVisible() {
    if (document.visibilityState === "visible") {
      void this.#engine.find();
    }
  }

  /**
   * @param {ChosenFile[]} files
   * @param {Purpose | null} purpose
   */
  #onPicked(files, purpose) {
    if (purpose?.resumes && files.length > 0) {
      void this.#engine.continue(purpose.resumes, files[0].file, files[0].handle);
    } else if (files.length > 0) {
      void this.#choose(files, 0, purpose?.replaces ?? null);
    }
  }

  /**
   * This is not done by the component because browsers open a picker only in response to the click itself.
   * @param {Event} event
   */
  #onClick({ target }) {
    const button = target instanceof Element ? target.closest("[data-lora-choose-folder], [data-lora-choose-again], [data-lora-continue]") : null;
    const replaces = button?.getAttribute("data-lora-choose-again");
    const resumes = button?.getAttribute("data-lora-continue");
    if (button?.hasAttribute("data-lora-choose-folder")) {
      void pickFolder(this.#extensions, ({ files, skipped }) => this.#choose(files, skipped, null));
    } else if (replaces) {
      this.#picker.open({ replaces });
    } else if (resumes) {
      void this.#continue(resumes);
    }
  }

  /** @param {string} key */
  async #continue(key) {
    const handle = this.#engine.handleOf(key);
    if (!this.#engine.needsFile(key)) {
      void this.#engine.continue(key);
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

  /**
   * A file that is readable again, for example because its drive is connected, need not be chosen again.
   * @param {string} key
   */
  async #continueWithout(key) {
    const file = this.#engine.lostFileOf(key);
    const isReadable = file !== null && await checkReadable(file).then(() => true, () => false);
    if (isReadable) {
      await this.#engine.continue(key, file);
    } else {
      this.#picker.open({ resumes: key });
    }
  }

  // Without permission to upload there is no file input. A drop then does nothing; without preventDefault, the browser would leave the page and open the file.
  get #acceptsFiles() {
    return this.#root.querySelector("input[type=file]") !== null;
  }

  /** @param {DragEvent} event */
  #onDrag(event) {
    if (event.dataTransfer?.types.includes("Files")) {
      event.preventDefault();
      event.dataTransfer.dropEffect = this.#acceptsFiles ? "copy" : "none";
      this.#root.toggleAttribute("data-lora-dragging", this.#acceptsFiles);
    }
  }

  /**
   * @param {HTMLElement} target
   * @param {DragEvent} event
   */
  #onDragLeave(target, { relatedTarget }) {
    if (!(relatedTarget instanceof Node && target.contains(relatedTarget))) {
      this.#root.removeAttribute("data-lora-dragging");
    }
  }

  /** @param {DragEvent} event */
  async #onDrop(event) {
    this.#root.removeAttribute("data-lora-dragging");
    if (event.dataTransfer?.types.includes("Files")) {
      event.preventDefault();
      if (this.#acceptsFiles) {
        const { files, skipped } = await droppedFiles(event.dataTransfer, this.#extensions);
        await this.#choose(files, skipped, null);
      }
    }
  }

  /**
   * Asks the component which files to upload, in messages of limited size, and uploads those.
   * @param {ChosenFile[]} files
   * @param {number} skipped
   * @param {string | null} replaces
   */
  async #choose(files, skipped, replaces) {
    const chosen = files.map(({ file, handle }) => ({ key: this.#engine.nextKey(), file, handle }));
    try {
      for (let start = 0, end; start < Math.max(chosen.length, 1); start = end) {
        const files = takeFitting(chosen.slice(start, start + filesPerMessage).map(({ key, file }) => ({ key, name: file.name, size: file.size })));
        end = start + Math.max(files.length, 1);
        const some = chosen.slice(start, end);
        const message = {
          files,
          skipped: start === 0 ? skipped : null,
          replaces: start === 0 ? replaces : null,
        };
        const accepted = new Set(await repeatUntilAnswered(() => this.#component.invokeMethodAsync("ChooseAsync", message), this.#listening.signal));
        if (start === 0 && replaces !== null && some.length > 0) {
          void this.#engine.cancel(replaces);
        }
        for (const { key, file, handle } of some.filter(({ key }) => accepted.has(key))) {
          this.#engine.add(file, { key, handle });
        }
      }
    } catch {
      // The component was removed; nothing was uploaded.
    }
  }
}

/**
 * @param {HTMLElement} root
 * @param {DotNetObject} component
 * @param {UploaderOptions} options
 */
export function init(root, component, options) {
  return new Uploader(root, component, options);
}
