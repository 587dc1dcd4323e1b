// Hashes parts of files, a few side by side, the most urgent first. In a worker; where there can be none, in the page.

import { canDigest, sha256Of } from "./digest.js";
import { reading } from "./reading.js";
import { settings } from "./settings.js";

export const Urgency = Object.freeze({ now: 0, ahead: 1, whenever: 2 });

export class Hasher {
  #waiting = [];
  #running = 0;
  #worker = undefined;
  #answers = new Map();
  #count = 0;

  canHash(partSize) {
    return canDigest && partSize <= settings.largestHashed;
  }

  // A job's "sha256" is a promise; its urgency may be raised as long as it waits.
  hash(content, urgency, signal) {
    const job = { content, urgency, signal };
    job.sha256 = new Promise((resolve, reject) => Object.assign(job, { resolve, reject }));
    // What was hashed ahead in vain is nobody's loss.
    job.sha256.catch(() => {});
    job.stop = () => this.#drop(job);
    signal.addEventListener("abort", job.stop);
    this.#waiting.push(job);
    this.#pump();
    return job;
  }

  #drop(job) {
    this.#waiting = this.#waiting.filter(other => other !== job);
    job.reject(job.signal.reason);
  }

  #pump() {
    while (this.#running < settings.hashesAtOnce && this.#waiting.length > 0) {
      const job = this.#waiting.reduce((first, other) => other.urgency < first.urgency ? other : first);
      this.#waiting.splice(this.#waiting.indexOf(job), 1);
      this.#run(job);
    }
  }

  async #run(job) {
    this.#running++;
    try {
      job.resolve(await reading(() => this.#digest(job.content), job.signal));
    } catch (error) {
      job.reject(error);
    } finally {
      job.signal.removeEventListener("abort", job.stop);
      this.#running--;
      this.#pump();
    }
  }

  #digest(content) {
    // Where none could be started, it is null and no further one is tried.
    if (this.#worker === undefined) {
      this.#worker = this.#start();
    }
    if (this.#worker === null) {
      return sha256Of(content);
    }
    const id = ++this.#count;
    return new Promise((resolve, reject) => {
      this.#answers.set(id, { content, resolve, reject });
      this.#worker.postMessage({ id, content });
    });
  }

  // A page may load scripts from another address than its own, or forbid workers: what was asked for is then hashed here.
  #start() {
    try {
      const worker = new Worker(new URL("./hash-worker.js", import.meta.url), { type: "module" });
      worker.onmessage = ({ data }) => this.#answered(data);
      worker.onerror = event => {
        event.preventDefault();
        this.#worker = null;
        for (const { content, resolve } of this.#answers.values()) {
          resolve(sha256Of(content));
        }
        this.#answers.clear();
      };
      return worker;
    } catch {
      return null;
    }
  }

  #answered({ id, sha256, error }) {
    const answer = this.#answers.get(id);
    this.#answers.delete(id);
    if (error) {
      answer?.reject(error.isOfFile ? new DOMException("The part could not be read.", error.name) : new Error(`The part could not be hashed: ${error.name}.`));
    } else {
      answer?.resolve(sha256);
    }
  }
}
