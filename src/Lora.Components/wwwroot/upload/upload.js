// Holds the state of one upload.

import { checkReadable, fileUnreadable, readWithRetry } from "./file-access.js";
import { RequestError } from "./http.js";
import { summaryOf, truncated } from "./message.js";
import { isOffline } from "./retry.js";
import { SpeedMeter } from "./speed-meter.js";

/**
 * @import { Release } from "./claims.js"
 * @import { FileIdentity } from "./file-identity.js"
 * @import { ErrorDetails } from "./http.js"
 * @import { PartDigests } from "./part-digests.js"
 * @import { PartTracker } from "./part-tracker.js"
 * @import { LoraSummary, Session } from "./session-api.js"
 * @import { SavedSession } from "./session-store.js"
 * @import { Transport } from "./transport.js"
 *
 * @typedef {ErrorDetails & { chooseAgain: boolean }} UploadError "chooseAgain" says that the same bytes can't succeed.
 *
 * @typedef {object} Snapshot The state of an upload as reported to a component, whose LoraUploadReport has the same members.
 * @property {string} key
 * @property {string} name
 * @property {number} size
 * @property {UploadState} state
 * @property {number} sent
 * @property {number | null} speed In bytes per second.
 * @property {number | null} secondsLeft
 * @property {"offline" | "retrying" | "comparing" | null} note
 * @property {ErrorDetails | null} retryReason The error that is being retried.
 * @property {boolean} needsFile Whether resuming requires that the file is chosen again.
 * @property {LoraSummary | null} duplicate The LoRA that exists already.
 * @property {LoraSummary | null} lora The LoRA that the upload became.
 * @property {UploadError | null} error The error that ended the upload.
 *
 * @typedef {typeof State[keyof typeof State]} UploadState
 */

export const State = Object.freeze({
  waiting: "waiting",
  checking: "checking",
  uploading: "uploading",
  paused: "paused",
  finishing: "finishing",
  done: "done",
  failed: "failed",
  cancelled: "cancelled",
  // The library has the file already; the user decides.
  duplicate: "duplicate",
  // Another page of this browser uploads the file.
  elsewhere: "elsewhere",
  // The upload was started earlier and its file is not available.
  unfinished: "unfinished",
});

export class Upload {
  /** @type {UploadState} */
  state = State.waiting;
  /** @type {File | null} */
  file = null;
  /** @type {FileSystemFileHandle | null} */
  handle = null;
  /**
   * The file until it became unreadable.
   * @type {File | null}
   */
  lostFile = null;
  /** @type {FileIdentity | null} */
  identity = null;
  /**
   * The idempotency key by which the server identifies this upload of the file.
   * @type {string | null}
   */
  clientKey = null;
  hasPassedPreflight = false;
  /** Whether the user wants to upload the file although it exists already. */
  allowsDuplicate = false;
  /** Whether another page had the upload before this one. */
  wasElsewhere = false;
  isCancelRequested = false;
  /** @type {Session | null} */
  session = null;
  /** @type {SavedSession | null} */
  saved = null;
  /** Whether no record of the session was saved in this browser, so that it can belong to another file of the same name. */
  isUnrecognized = false;
  /** @type {PartTracker | null} */
  parts = null;
  /** @type {PartDigests | null} */
  digests = null;
  /** @type {Transport | null} */
  transport = null;
  /** @type {Release[]} */
  claims = [];
  restarts = 0;
  /** @type {LoraSummary | null} */
  duplicate = null;
  /** @type {LoraSummary | null} */
  lora = null;
  /** @type {UploadError | null} */
  error = null;
  #meter = new SpeedMeter();
  /**
   * The errors that are being retried, by part number or step.
   * @type {Map<string | number, RequestError>}
   */
  #retries = new Map();
  #canSend = false;
  #stopping = new AbortController();

  /**
   * @param {string} key
   * @param {string} name
   * @param {number} size
   */
  constructor(key, name, size) {
    this.key = key;
    this.name = name;
    this.size = size;
  }

  /** Aborted when the upload stops; the next attempt has another one. */
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
    return this.state === State.uploading && this.#canSend && (this.parts?.pending.length ?? 0) > 0;
  }

  /** How many parts are in flight. */
  get inFlight() {
    return this.parts?.inFlight ?? 0;
  }

  /**
   * Starts to transfer parts, and to measure the speed again.
   * @param {PartTracker} parts
   * @param {Transport} transport
   */
  start(parts, transport) {
    this.parts = parts;
    this.transport = transport;
    this.#canSend = true;
    this.#meter.restart();
  }

  /**
   * @param {number} number
   * @param {number} bytes
   */
  progress(number, bytes) {
    this.parts?.progress(number, bytes);
    this.#sample();
  }

  /** @param {number} number */
  acknowledge(number) {
    this.parts?.acknowledge(number);
    this.#sample();
  }

  /**
   * Records an error that is being retried; null when the retry succeeded.
   * @param {string | number} subject The number of the part, or the name of the step.
   * @param {RequestError | null} error
   */
  reportRetry(subject, error) {
    if (error === null) {
      this.#retries.delete(subject);
    } else {
      this.#retries.set(subject, error);
    }
  }

  /**
   * Aborts every request of this upload.
   * @param {UploadState} state
   * @param {UploadError | null} error
   */
  stop(state, error = null) {
    this.state = state;
    this.error = error;
    this.#stopping.abort(new DOMException("Stopped", "AbortError"));
    this.#stopping = new AbortController();
    this.#retries.clear();
    this.#canSend = false;
    this.parts?.reset();
  }

  /**
   * Stops because the file became unreadable. The session keeps what it has, for when the file is available again.
   * @param {UploadError} error
   */
  loseFile(error) {
    this.stop(State.unfinished, error);
    if (this.session) {
      this.session = { ...this.session, storedSize: this.parts?.sent ?? this.session.storedSize };
    }
    Object.assign(this, { lostFile: this.file, file: null, digests: null, parts: null });
  }

  releaseClaims() {
    this.claims.splice(0).forEach(release => release());
  }

  /**
   * Returns whether the file can be read at the first attempt; throws if it can't be read at all. Browsers report an unreadable file as a network error of the request.
   * @param {AbortSignal} signal
   */
  async checkReadable(signal) {
    const { file } = this;
    let attempts = 0;
    await readWithRetry(async () => {
      attempts++;
      if (!file) {
        throw new RequestError({ code: fileUnreadable });
      }
      await checkReadable(file);
    }, signal);
    return attempts === 1;
  }

  /** @returns {Snapshot} */
  snapshot() {
    const isRunning = this.state === State.uploading;
    const sent = this.parts?.sent ?? this.session?.storedSize ?? 0;
    const retry = this.isActive ? this.#retry : null;
    return {
      key: this.key,
      name: this.name,
      size: this.size,
      state: this.state,
      sent: Math.min(sent, this.size),
      speed: isRunning ? this.#meter.speed : null,
      secondsLeft: isRunning ? this.#meter.secondsLeft(this.size - sent) : null,
      note: this.#note(retry),
      retryReason: retry ? truncated({ code: retry.code, detail: retry.detail, issues: [] }) : null,
      needsFile: this.state === State.unfinished && !this.saved?.handle && this.lostFile === null && sent < this.size,
      duplicate: summaryOf(this.duplicate),
      lora: summaryOf(this.lora),
      error: truncated(this.error),
    };
  }

  /** @param {RequestError | null} retry */
  #note(retry) {
    if (this.isActive && isOffline()) {
      return "offline";
    }
    if (retry) {
      return "retrying";
    }
    return this.state === State.uploading && this.parts?.isStored ? "comparing" : null;
  }

  // An error is reported only when every part in flight fails.
  get #retry() {
    return this.#retries.size > 0 && this.#retries.size >= this.inFlight ? [...this.#retries.values()].at(-1) ?? null : null;
  }

  #sample() {
    if (this.parts) {
      this.#meter.sample(this.parts.sent);
    }
  }
}
