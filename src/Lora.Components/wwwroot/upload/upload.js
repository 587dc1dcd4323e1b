// One file on its way: what is known of it, and where it stands.

import { briefly, shortened } from "./message.js";
import { Meter } from "./meter.js";
import { reading, touch } from "./reading.js";
import { isOffline } from "./retry.js";

export const State = Object.freeze({
  waiting: "waiting",
  checking: "checking",
  uploading: "uploading",
  paused: "paused",
  finishing: "finishing",
  done: "done",
  failed: "failed",
  cancelled: "cancelled",
  // It is in the library already; the person decides.
  duplicate: "duplicate",
  // Another page of this browser sends it.
  elsewhere: "elsewhere",
  // Begun before; its file is not at hand.
  unfinished: "unfinished",
});

export class Upload {
  state = State.waiting;
  file = null;
  handle = null;
  // What "file" was until it could not be read any more.
  lost = null;
  // Which file it is (identity.js), and the key under which the server knows this upload of it.
  identity = null;
  clientKey = null;
  isAdmitted = false;
  // Whether the person wants it although it is there already, waits for another page that sends it, or wants it to end.
  isWanted = false;
  wasElsewhere = false;
  isCancelAsked = false;
  session = null;
  // What is kept of it beyond this page; a session of which nothing was kept may be of another file of the same name.
  memory = null;
  isStranger = false;
  parts = null;
  digests = null;
  route = null;
  claims = [];
  renewals = 0;
  same = null;
  item = null;
  fault = null;
  #meter = new Meter();
  #troubles = new Map();
  #isReady = false;
  #stopping = new AbortController();

  constructor(key, name, size) {
    this.key = key;
    this.name = name;
    this.size = size;
  }

  get signal() {
    return this.#stopping.signal;
  }

  get isActive() {
    return this.state === State.checking || this.state === State.uploading || this.state === State.finishing;
  }

  get isBusy() {
    return this.isActive || this.state === State.waiting;
  }

  get hasPending() {
    return this.state === State.uploading && this.#isReady && this.parts.pending.length > 0;
  }

  get lanes() {
    return this.parts?.lanes ?? 0;
  }

  // Parts go on from here; an earlier measure of the speed says nothing any more.
  attach(parts, route) {
    this.parts = parts;
    this.route = route;
    this.#isReady = true;
    this.#meter.restart();
  }

  moved(number, bytes) {
    this.parts.moved(number, bytes);
    this.#meter.sample(this.parts.sent);
  }

  arrived(number) {
    this.parts.arrived(number);
    this.#meter.sample(this.parts.sent);
  }

  // What a lane, or the whole, has to wait out; null when it is over.
  trouble(subject, fault) {
    if (fault === null) {
      this.#troubles.delete(subject);
    } else {
      this.#troubles.set(subject, fault);
    }
  }

  // Ends every request of this file; a later attempt gets a signal of its own.
  stop(state, fault = null) {
    this.state = state;
    this.fault = fault;
    this.#stopping.abort(new DOMException("Stopped", "AbortError"));
    this.#stopping = new AbortController();
    this.#troubles.clear();
    this.#isReady = false;
    this.parts?.halt();
  }

  // What has arrived stays for the same file, which may come back.
  loseFile(fault) {
    this.stop(State.unfinished, fault);
    const storedSize = this.parts?.sent ?? this.session.storedSize;
    Object.assign(this, { lost: this.file, file: null, digests: null, parts: null, session: { ...this.session, storedSize } });
  }

  giveUpClaims() {
    this.claims.splice(0).forEach(giveUp => giveUp());
  }

  // A browser reports a file that it cannot read as a network failure of the request. Tells whether it can be read, at once or only later; throws when not.
  async touch(signal) {
    let tries = 0;
    await reading(() => {
      tries++;
      return touch(this.file);
    }, signal);
    return tries === 1;
  }

  snapshot() {
    const running = this.state === State.uploading;
    const sent = this.parts?.sent ?? this.session?.storedSize ?? 0;
    const trouble = this.isActive ? this.#trouble : null;
    return {
      key: this.key,
      name: this.name,
      size: this.size,
      state: this.state,
      sent: Math.min(sent, this.size),
      speed: running ? this.#meter.speed : null,
      secondsLeft: running ? this.#meter.secondsLeft(this.size - sent) : null,
      note: this.#note(trouble),
      trouble: trouble ? shortened({ code: trouble.code, detail: trouble.detail, issues: [] }) : null,
      needsFile: this.state === State.unfinished && !this.memory?.handle && this.lost === null && sent < this.size,
      same: briefly(this.same),
      item: briefly(this.item),
      fault: shortened(this.fault),
    };
  }

  #note(trouble) {
    if (this.isActive && isOffline()) {
      return "offline";
    }
    return trouble ? "retrying" : this.state === State.uploading && this.parts?.isAllThere ? "comparing" : null;
  }

  // One lane that stumbles while others run is not worth telling.
  get #trouble() {
    return this.#troubles.size > 0 && this.#troubles.size >= this.lanes ? [...this.#troubles.values()].at(-1) : null;
  }
}
