// Relays the state of uploads to a component: all of them first, then what has changed, in batches and at most four times a second. A batch that is not acknowledged, because the
// circuit is temporarily lost, is sent again.

import { takeFitting } from "./message.js";
import { withTimeout } from "./pending-call.js";
import { settings } from "./settings.js";
import { State } from "./upload.js";

/**
 * @import { Snapshot, Upload } from "./upload.js"
 *
 * @typedef {object} UploadSource
 * @property {(listener: (upload: Upload) => void) => (() => void)} listen
 * @property {(key: string) => void} acknowledge
 */

const batchSize = 50;
const longestDelay = 5_000;

export class EventRelay {
  #source;
  #deliver;
  #stop;
  #isDisposed = false;
  /** @type {Set<Upload>} */
  #changed = new Set();
  /** @type {ReturnType<typeof setTimeout> | null} */
  #timer = null;
  #delay = settings.messageInterval;

  /**
   * @param {UploadSource} source
   * @param {(snapshots: Snapshot[]) => Promise<unknown>} deliver
   */
  constructor(source, deliver) {
    this.#source = source;
    this.#deliver = deliver;
    this.#stop = source.listen(upload => this.#onChange(upload));
  }

  dispose() {
    this.#isDisposed = true;
    this.#stop();
    clearTimeout(this.#timer ?? undefined);
    this.#timer = null;
  }

  /** @param {Upload} upload */
  #onChange(upload) {
    this.#changed.add(upload);
    this.#timer ??= setTimeout(() => this.#send(), this.#delay);
  }

  // The next batch waits until the last one is acknowledged, so that a slow circuit is never flooded.
  async #send() {
    const next = [...this.#changed].slice(0, batchSize);
    const snapshots = takeFitting(next.map(upload => upload.snapshot()));
    const batch = next.slice(0, snapshots.length);
    batch.forEach(upload => this.#changed.delete(upload));
    try {
      await withTimeout(this.#deliver(snapshots));
      this.#delay = settings.messageInterval;
      snapshots.filter(({ state }) => state === State.done).forEach(({ key }) => this.#source.acknowledge(key));
    } catch {
      batch.forEach(upload => this.#changed.add(upload));
      this.#delay = Math.min(longestDelay, this.#delay * 2);
    }
    this.#timer = !this.#isDisposed && this.#changed.size > 0 ? setTimeout(() => this.#send(), this.#delay) : null;
  }
}
