// The parts of one file in one session: which are stored, which are being sent, which are still to send.

export class PartLedger {
  #size;
  #partSize;
  #pending;
  #sending = new Map();
  #doubtful;
  #acknowledged = 0;

  // "doubtful" are parts that are stored but not yet known to be of this file.
  constructor({ size, partSize, partCount }, stored, doubtful) {
    this.#size = size;
    this.#partSize = partSize;
    this.#doubtful = new Set(doubtful);
    const there = new Set([...stored, ...doubtful]);
    const all = Array.from({ length: partCount }, (_, place) => place + 1);
    this.#pending = all.filter(number => !there.has(number));
    this.#acknowledged = [...there].reduce((sum, number) => sum + this.sizeOf(number), 0);
  }

  get lanes() {
    return this.#sending.size;
  }

  get pending() {
    return this.#pending;
  }

  get doubtful() {
    return [...this.#doubtful];
  }

  get isWhole() {
    return this.#acknowledged === this.#size && this.#doubtful.size === 0;
  }

  // Whether all that is left to do is to look at what is stored.
  get isAllThere() {
    return this.#acknowledged === this.#size;
  }

  // Bytes acknowledged, plus what the browser has sent of the parts under way. "Sent" may still lie in a buffer of the network, so the last tenth of a
  // part counts only when it is acknowledged; a part that fails takes its bytes back.
  get sent() {
    let sent = this.#acknowledged;
    for (const bytes of this.#sending.values()) {
      sent += bytes;
    }
    return Math.min(sent, this.#size);
  }

  sizeOf(number) {
    return Math.min(this.#partSize, this.#size - (number - 1) * this.#partSize);
  }

  contentOf(number, file) {
    const offset = (number - 1) * this.#partSize;
    return file.slice(offset, offset + this.sizeOf(number));
  }

  take() {
    const number = this.#pending.shift();
    this.#sending.set(number, 0);
    return number;
  }

  moved(number, bytes) {
    if (this.#sending.has(number)) {
      this.#sending.set(number, Math.min(bytes, Math.floor(this.sizeOf(number) * 0.9)));
    }
  }

  arrived(number) {
    if (this.#sending.delete(number)) {
      this.#acknowledged += this.sizeOf(number);
    }
  }

  trust(number) {
    this.#doubtful.delete(number);
  }

  // A stored part that is not of this file is sent again.
  distrust(number) {
    if (this.#doubtful.delete(number)) {
      this.#acknowledged -= this.sizeOf(number);
      this.#pending.push(number);
    }
  }

  // Nothing is under way any more.
  halt() {
    this.#pending.unshift(...this.#sending.keys());
    this.#sending.clear();
  }
}
