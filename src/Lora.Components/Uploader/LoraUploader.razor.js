// The uploader in the page: takes files from the picker and from drops, asks the component which of them may be sent, hands those to the queue
// and tells the component how they are doing, at most four times a second.

import { droppedFiles } from "../upload/dropped.js";
import { UploadQueue } from "../upload/queue.js";
import { ServerTransport } from "../upload/server-transport.js";

const reportInterval = 250;
const pulseInterval = 2000;
const filesPerMessage = 50;

class Uploader {
  #root;
  #input;
  #component;
  #extensions;
  #queue;
  #count = 0;
  #replaces = null;
  #changed = new Set();
  #reportTimer = null;
  #reporting = false;
  #pulse = null;
  #listening = new AbortController();

  constructor(root, component, { uploadsPath, apiPath, extensions }) {
    this.#root = root;
    this.#input = root.querySelector("input[type=file]");
    this.#component = component;
    this.#extensions = extensions;
    this.#queue = new UploadQueue(new ServerTransport(uploadsPath, apiPath), upload => this.#note(upload));

    const signal = this.#listening.signal;
    this.#input.addEventListener("change", () => this.#picked(), { signal });
    this.#input.addEventListener("cancel", () => { this.#replaces = null; }, { signal });
    root.addEventListener("click", event => this.#clicked(event), { signal });
    const target = root.closest("dialog") ?? root;
    target.addEventListener("dragenter", event => this.#dragged(event), { signal });
    target.addEventListener("dragover", event => this.#dragged(event), { signal });
    target.addEventListener("dragleave", event => this.#left(target, event), { signal });
    target.addEventListener("drop", event => this.#dropped(event), { signal });
    addEventListener("beforeunload", event => this.#leaving(event), { signal });
  }

  retry(key) {
    this.#queue.retry(key);
  }

  cancel(key) {
    this.#queue.cancel(key);
  }

  refocus() {
    const active = document.activeElement;
    if (!active || active === document.body || active.tagName === "DIALOG") {
      this.#input.focus({ preventScroll: true });
    }
  }

  dispose() {
    this.#listening.abort();
    clearTimeout(this.#reportTimer);
    clearInterval(this.#pulse);
    this.#queue.dispose();
  }

  #picked() {
    const files = [...this.#input.files];
    const replaces = this.#replaces;
    this.#replaces = null;
    // The same file can be chosen again only when the input has forgotten it.
    this.#input.value = "";
    this.#choose(files, 0, replaces);
  }

  // Here and not in the component: a picker opens only in answer to the click itself.
  #clicked(event) {
    const button = event.target.closest("[data-lora-choose-again]");
    if (button) {
      this.#replaces = button.getAttribute("data-lora-choose-again");
      this.#input.click();
    }
  }

  #dragged(event) {
    if (event.dataTransfer?.types.includes("Files")) {
      event.preventDefault();
      event.dataTransfer.dropEffect = "copy";
      this.#root.setAttribute("data-lora-dragging", "");
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
      const { files, skipped } = await droppedFiles(event.dataTransfer, this.#extensions);
      await this.#choose(files, skipped, null);
    }
  }

  #leaving(event) {
    if (this.#queue.isBusy) {
      event.preventDefault();
    }
  }

  async #choose(files, skipped, replaces) {
    const chosen = files.map(file => ({ key: `file-${++this.#count}`, file }));
    try {
      for (let start = 0; start < Math.max(chosen.length, 1); start += filesPerMessage) {
        const some = chosen.slice(start, start + filesPerMessage);
        const accepted = new Set(await this.#component.invokeMethodAsync("ChooseAsync", {
          files: some.map(({ key, file }) => ({ key, name: file.name, size: file.size })),
          skipped: start === 0 ? skipped : 0,
          replaces: start === 0 ? replaces : null,
        }));
        for (const { key, file } of some.filter(({ key }) => accepted.has(key))) {
          this.#queue.add(key, file);
        }
      }
    } catch {
      // The component is gone; nothing was sent.
    }
  }

  #note(upload) {
    this.#changed.add(upload);
    this.#reportTimer ??= setTimeout(() => this.#report(), reportInterval);
    this.#pulse ??= setInterval(() => this.#beat(), pulseInterval);
  }

  // Where nothing moves nothing changes, and yet a person must see that it does not.
  #beat() {
    if (this.#queue.isBusy) {
      this.#queue.sending.forEach(upload => this.#note(upload));
    } else {
      clearInterval(this.#pulse);
      this.#pulse = null;
    }
  }

  // The next report waits for the last one to arrive, so a slow circuit is never flooded.
  async #report() {
    if (this.#reporting) {
      this.#reportTimer = setTimeout(() => this.#report(), reportInterval);
      return;
    }
    const reports = [...this.#changed].map(upload => upload.snapshot()).filter(report => report.state !== "cancelled");
    this.#changed.clear();
    this.#reportTimer = null;
    this.#reporting = true;
    try {
      for (let start = 0; start < reports.length; start += filesPerMessage) {
        await this.#component.invokeMethodAsync("ReportAsync", reports.slice(start, start + filesPerMessage));
      }
    } catch {
      // The component is gone; the uploads go on until the page or the component's dispose ends them.
    } finally {
      this.#reporting = false;
    }
  }
}

export function init(root, component, options) {
  return new Uploader(root, component, options);
}
