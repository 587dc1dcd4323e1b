// Carries news of uploads to a component: all of them at first, then what has changed, a batch at a time and at most four a second. A batch of which nothing
// is heard, because the circuit is lost for a while, is carried again.

import { heard } from "./hearing.js";
import { portionOf } from "./message.js";
import { settings } from "./settings.js";

const mostInBatch = 50;
const longestWait = 5_000;

export class Courier {
  #engine;
  #deliver;
  #stop;
  #changed = new Set();
  #timer = null;
  #wait = settings.message;

  // "deliver" takes snapshots and returns a promise.
  constructor(engine, deliver) {
    this.#engine = engine;
    this.#deliver = deliver;
    this.#stop = engine.listen(upload => this.#note(upload));
  }

  dispose() {
    this.#stop();
    clearTimeout(this.#timer);
    this.#timer = null;
    this.#deliver = null;
  }

  #note(upload) {
    this.#changed.add(upload);
    this.#timer ??= setTimeout(() => this.#send(), this.#wait);
  }

  // The next batch waits for the last one to arrive, so a slow circuit is never flooded.
  async #send() {
    const next = [...this.#changed].slice(0, mostInBatch);
    const snapshots = portionOf(next.map(upload => upload.snapshot()));
    const batch = next.slice(0, snapshots.length);
    batch.forEach(upload => this.#changed.delete(upload));
    try {
      await heard(this.#deliver(snapshots));
      this.#wait = settings.message;
      snapshots.filter(({ state }) => state === "done").forEach(({ key }) => this.#engine.told(key));
    } catch {
      batch.forEach(upload => this.#changed.add(upload));
      this.#wait = Math.min(longestWait, this.#wait * 2);
    }
    this.#timer = this.#deliver !== null && this.#changed.size > 0 ? setTimeout(() => this.#send(), this.#wait) : null;
  }
}
