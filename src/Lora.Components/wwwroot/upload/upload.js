// One file on its way: which parts it has, which are being sent, and how far it is.

import { Meter } from "./meter.js";

export const State = Object.freeze({
  waiting: "waiting",
  checking: "checking",
  uploading: "uploading",
  finishing: "finishing",
  done: "done",
  failed: "failed",
  cancelled: "cancelled",
});

export class Upload {
  state = State.waiting;
  isAdmitted = false;
  session = null;
  fault = null;
  item = null;
  #pending = [];
  #sending = new Map();
  #acknowledged = 0;
  #meter = new Meter();
  #stopping = new AbortController();

  constructor(key, file) {
    this.key = key;
    this.file = file;
  }

  get signal() {
    return this.#stopping.signal;
  }

  get isActive() {
    return this.state === State.checking || this.state === State.uploading || this.state === State.finishing;
  }

  get hasPending() {
    return this.state === State.uploading && this.#pending.length > 0;
  }

  get lanes() {
    return this.#sending.size;
  }

  get isWhole() {
    return this.session !== null && this.#acknowledged === this.file.size;
  }

  // Bytes the server acknowledged, plus what the browser has sent of the parts under way. "Sent" may still lie in a buffer of the network, so the last
  // tenth of a part counts only when it is acknowledged; a part that fails takes its bytes back.
  get sent() {
    let sent = this.#acknowledged;
    for (const bytes of this.#sending.values()) {
      sent += bytes;
    }
    return Math.min(sent, this.file.size);
  }

  attach(session) {
    // A session that is being completed, or was, has every part; completing it again tells what became of it.
    const isClosed = session.state === "completing" || session.state === "completed";
    const stored = new Set(session.stored);
    this.session = session;
    this.#pending = [];
    this.#sending.clear();
    this.#acknowledged = 0;
    for (let number = 1; number <= session.partCount; number++) {
      if (isClosed || stored.has(number)) {
        this.#acknowledged += this.#sizeOf(number);
      } else {
        this.#pending.push(number);
      }
    }
    this.#meter.restart();
  }

  takePart() {
    const number = this.#pending.shift();
    this.#sending.set(number, 0);
    return number;
  }

  contentOf(number) {
    const offset = (number - 1) * this.session.partSize;
    return this.file.slice(offset, offset + this.#sizeOf(number));
  }

  partSent(number, bytes) {
    if (this.#sending.has(number)) {
      this.#sending.set(number, Math.min(bytes, Math.floor(this.#sizeOf(number) * 0.9)));
      this.#meter.sample(this.sent);
    }
  }

  partStored(number) {
    if (this.#sending.delete(number)) {
      this.#acknowledged += this.#sizeOf(number);
      this.#meter.sample(this.sent);
    }
  }

  // Ends every request of this file; a later attempt gets a signal of its own.
  stop(state, fault = null) {
    this.state = state;
    this.fault = fault;
    this.#stopping.abort(new DOMException("Stopped", "AbortError"));
    this.#sending.clear();
    this.#stopping = new AbortController();
  }

  // A browser reports a file that changed on disk as a network failure of the request; reading one byte tells the difference.
  async isReadable() {
    try {
      await this.file.slice(0, 1).arrayBuffer();
      return true;
    } catch {
      return false;
    }
  }

  snapshot() {
    const running = this.state === State.uploading;
    return {
      key: this.key,
      state: this.state,
      sent: this.sent,
      speed: running ? this.#meter.speed : null,
      secondsLeft: running ? this.#meter.secondsLeft(this.file.size - this.sent) : null,
      item: this.item,
      fault: this.fault,
    };
  }

  #sizeOf(number) {
    return Math.min(this.session.partSize, this.file.size - (number - 1) * this.session.partSize);
  }
}
