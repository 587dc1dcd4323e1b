// The SHA-256 of the parts of one file, as far as they are known, and those that are being computed.

import { Urgency } from "./hasher.js";

export class DigestBook {
  #hasher;
  #file;
  #known = new Map();
  #asked = new Map();

  constructor(hasher, file, partSize) {
    this.#hasher = hasher;
    this.#file = file;
    this.partSize = partSize;
  }

  get isPossible() {
    return this.#hasher.canHash(this.partSize);
  }

  known(number) {
    return this.#known.get(number) ?? null;
  }

  forget(number) {
    this.#known.delete(number);
  }

  // Null where it cannot be computed.
  async of(number, parts, urgency, signal) {
    if (!this.isPossible) {
      return null;
    }
    return this.known(number) ?? await this.#ask(number, parts, urgency, signal).sha256;
  }

  ahead(numbers, parts, signal) {
    if (this.isPossible) {
      numbers.filter(number => !this.#known.has(number)).forEach(number => this.#ask(number, parts, Urgency.ahead, signal));
    }
  }

  #ask(number, parts, urgency, signal) {
    const asked = this.#asked.get(number);
    if (asked && !asked.signal.aborted) {
      asked.urgency = Math.min(asked.urgency, urgency);
      return asked;
    }
    const job = this.#hasher.hash(parts.contentOf(number, this.#file), urgency, signal);
    this.#asked.set(number, job);
    job.sha256.then(sha256 => this.#known.set(number, sha256), () => {}).finally(() => {
      if (this.#asked.get(number) === job) {
        this.#asked.delete(number);
      }
    });
    return job;
  }
}
