// Hashes parts of files, a few at once, in order of priority: in a worker, or in the page where no worker can start.

import { canDigest, sha256Of } from "./digest.js";
import { readWithRetry } from "./file-access.js";
import { settings } from "./settings.js";

/** @import { HashAnswer } from "./hash-worker.js" */

export const Priority = Object.freeze({ now: 0, ahead: 1, background: 2 });

/** A part to hash. Its priority can be raised until it is hashed. */
export class HashJob {
  /** @type {(sha256: string) => void} */
  resolve = () => {};
  /** @type {(reason: unknown) => void} */
  reject = () => {};
  cancel = () => {};

  /**
   * @param {Blob} content
   * @param {number} priority
   * @param {AbortSignal} signal
   */
  constructor(content, priority, signal) {
    this.content = content;
    this.priority = priority;
    this.signal = signal;
    /** @type {Promise<string>} */
    this.sha256 = new Promise((resolve, reject) => {
      this.resolve = resolve;
      this.reject = reject;
    });
    // Nobody may await a digest that is computed ahead, and its failure must not become an unhandled rejection.
    this.sha256.catch(() => {});
  }
}

export class Hasher {
  /** @type {HashJob[]} */
  #waiting = [];
  #running = 0;
  /**
   * Undefined until the first job; null if no worker could start, so that no other is tried.
   * @type {Worker | null | undefined}
   */
  #worker = undefined;
  /** @type {Map<number, { content: Blob, resolve: (sha256: string | Promise<string>) => void, reject: (reason: unknown) => void }>} */
  #answers = new Map();
  #count = 0;

  /** @param {number} partSize */
  canHash(partSize) {
    return canDigest && partSize <= settings.largestHashed;
  }

  /**
   * @param {Blob} content
   * @param {number} priority
   * @param {AbortSignal} signal
   * @returns {HashJob}
   */
  hash(content, priority, signal) {
    const job = new HashJob(content, priority, signal);
    job.cancel = () => this.#cancel(job);
    signal.addEventListener("abort", job.cancel);
    this.#waiting.push(job);
    this.#schedule();
    return job;
  }

  /** @param {HashJob} job */
  #cancel(job) {
    this.#waiting = this.#waiting.filter(other => other !== job);
    job.reject(job.signal.reason);
  }

  #schedule() {
    while (this.#running < settings.hashesAtOnce && this.#waiting.length > 0) {
      const job = this.#waiting.reduce((first, other) => other.priority < first.priority ? other : first);
      this.#waiting.splice(this.#waiting.indexOf(job), 1);
      void this.#run(job);
    }
  }

  /** @param {HashJob} job */
  async #run(job) {
    this.#running++;
    try {
      job.resolve(await readWithRetry(() => this.#digest(job.content), job.signal));
    } catch (error) {
      job.reject(error);
    } finally {
      job.signal.removeEventListener("abort", job.cancel);
      this.#running--;
      this.#schedule();
    }
  }

  /**
   * @param {Blob} content
   * @returns {Promise<string>}
   */
  #digest(content) {
    if (this.#worker === undefined) {
      this.#worker = this.#start();
    }
    const worker = this.#worker;
    if (worker === null) {
      return sha256Of(content);
    }
    const id = ++this.#count;
    return new Promise((resolve, reject) => {
      this.#answers.set(id, { content, resolve, reject });
      worker.postMessage({ id, content });
    });
  }

  // A page can load scripts from another origin or forbid workers; then the page itself hashes what was requested.
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

  /** @param {HashAnswer} answer */
  #answered({ id, sha256, error }) {
    const answer = this.#answers.get(id);
    this.#answers.delete(id);
    if (error) {
      answer?.reject(error.isFileError ? new DOMException("The part could not be read.", error.name) : new Error(`The part could not be hashed: ${error.name}.`));
    } else if (sha256) {
      answer?.resolve(sha256);
    }
  }
}
