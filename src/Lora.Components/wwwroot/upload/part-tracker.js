// Tracks the parts of one file in one session: which are stored, which are in flight, and which are pending.

export class PartTracker {
  #size;
  #partSize;
  #pending;
  /**
   * The bytes sent of the parts in flight.
   * @type {Map<number, number>}
   */
  #inFlight = new Map();
  #unverified;
  #acknowledged = 0;

  /**
   * @param {{ size: number, partSize: number, partCount: number }} session
   * @param {number[]} verified The stored parts that are known to be of this file.
   * @param {number[]} unverified The stored parts that still have to be compared with this file.
   */
  constructor({ size, partSize, partCount }, verified, unverified) {
    this.#size = size;
    this.#partSize = partSize;
    this.#unverified = new Set(unverified);
    const stored = new Set([...verified, ...unverified]);
    this.#pending = Array.from({ length: partCount }, (_, index) => index + 1).filter(number => !stored.has(number));
    this.#acknowledged = [...stored].reduce((sum, number) => sum + this.sizeOf(number), 0);
  }

  /** How many parts are in flight. */
  get inFlight() {
    return this.#inFlight.size;
  }

  /** The numbers of the parts to send, in order. */
  get pending() {
    return this.#pending;
  }

  get unverified() {
    return [...this.#unverified];
  }

  /** Whether every part is stored and verified. */
  get isComplete() {
    return this.isStored && this.#unverified.size === 0;
  }

  /** Whether every part is stored. */
  get isStored() {
    return this.#acknowledged === this.#size;
  }

  /**
   * The acknowledged bytes plus the bytes that the browser has sent of parts in flight. Sent bytes can still be in a network buffer, so the last tenth of a part counts only when it is
   * acknowledged; the bytes of a part that fails no longer count.
   */
  get sent() {
    let sent = this.#acknowledged;
    for (const bytes of this.#inFlight.values()) {
      sent += bytes;
    }
    return Math.min(sent, this.#size);
  }

  /** @param {number} number */
  sizeOf(number) {
    return Math.min(this.#partSize, this.#size - (number - 1) * this.#partSize);
  }

  /**
   * @param {number} number
   * @param {File} file
   */
  contentOf(number, file) {
    const offset = (number - 1) * this.#partSize;
    return file.slice(offset, offset + this.sizeOf(number));
  }

  /** Moves the first pending part into flight and returns its number; undefined if no part is pending. */
  takeNext() {
    const number = this.#pending.shift();
    if (number !== undefined) {
      this.#inFlight.set(number, 0);
    }
    return number;
  }

  /**
   * @param {number} number
   * @param {number} bytes How many bytes of the part were sent.
   */
  progress(number, bytes) {
    if (this.#inFlight.has(number)) {
      this.#inFlight.set(number, Math.min(bytes, Math.floor(this.sizeOf(number) * 0.9)));
    }
  }

  /** @param {number} number A part that the server has stored. */
  acknowledge(number) {
    if (this.#inFlight.delete(number)) {
      this.#acknowledged += this.sizeOf(number);
    }
  }

  /** @param {number} number A stored part that is of this file. */
  confirm(number) {
    this.#unverified.delete(number);
  }

  /** @param {number} number A stored part that is not of this file and is sent again. */
  reject(number) {
    if (this.#unverified.delete(number)) {
      this.#acknowledged -= this.sizeOf(number);
      this.#pending.push(number);
    }
  }

  /** Returns the parts in flight to the pending ones. */
  reset() {
    this.#pending.unshift(...this.#inFlight.keys());
    this.#inFlight.clear();
  }
}
