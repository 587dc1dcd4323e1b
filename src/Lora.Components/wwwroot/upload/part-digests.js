// Computes and caches the SHA-256 of the parts of one file.

import { Priority } from "./hasher.js";

/**
 * @import { Hasher, HashJob } from "./hasher.js"
 * @import { PartTracker } from "./part-tracker.js"
 */

export class PartDigests {
  #hasher;
  #file;
  /** @type {Map<number, string>} */
  #known = new Map();
  /** @type {Map<number, HashJob>} */
  #jobs = new Map();

  /**
   * @param {Hasher} hasher
   * @param {File} file
   * @param {number} partSize
   */
  constructor(hasher, file, partSize) {
    this.#hasher = hasher;
    this.#file = file;
    this.partSize = partSize;
  }

  /** Whether digests can be computed in this page and for this part size. */
  get isAvailable() {
    return this.#hasher.canHash(this.partSize);
  }

  /**
   * Returns the digest of a part if it is already computed; otherwise null.
   * @param {number} number
   */
  known(number) {
    return this.#known.get(number) ?? null;
  }

  /** @param {number} number */
  forget(number) {
    this.#known.delete(number);
  }

  /**
   * Returns the digest of a part; null where digests can't be computed.
   * @param {number} number
   * @param {PartTracker} parts
   * @param {number} priority
   * @param {AbortSignal} signal
   * @returns {Promise<string | null>}
   */
  async compute(number, parts, priority, signal) {
    if (!this.isAvailable) {
      return null;
    }
    return this.known(number) ?? await this.#start(number, parts, priority, signal).sha256;
  }

  /**
   * Starts to compute digests that are needed soon.
   * @param {number[]} numbers
   * @param {PartTracker} parts
   * @param {AbortSignal} signal
   */
  prefetch(numbers, parts, signal) {
    if (this.isAvailable) {
      numbers.filter(number => !this.#known.has(number)).forEach(number => this.#start(number, parts, Priority.ahead, signal));
    }
  }

  /**
   * @param {number} number
   * @param {PartTracker} parts
   * @param {number} priority
   * @param {AbortSignal} signal
   */
  #start(number, parts, priority, signal) {
    const running = this.#jobs.get(number);
    if (running && !running.signal.aborted) {
      running.priority = Math.min(running.priority, priority);
      return running;
    }
    const job = this.#hasher.hash(parts.contentOf(number, this.#file), priority, signal);
    this.#jobs.set(number, job);
    void job.sha256.then(sha256 => this.#known.set(number, sha256), () => {}).finally(() => {
      if (this.#jobs.get(number) === job) {
        this.#jobs.delete(number);
      }
    });
    return job;
  }
}
