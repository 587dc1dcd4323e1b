// Takes one upload from the queue to the library. After any interruption, the next attempt continues from what the server has stored.

import { tryClaim } from "./claims.js";
import { fileUnreadable, hasChanged } from "./file-access.js";
import { alternativeKey } from "./file-identity.js";
import { Priority } from "./hasher.js";
import { RequestError, toRequestError } from "./http.js";
import { PartDigests } from "./part-digests.js";
import { PartTracker } from "./part-tracker.js";
import { preflight } from "./preflight.js";
import { withRetry } from "./retry.js";
import { sendPart } from "./send-part.js";
import { deleteSession, saveSession } from "./session-store.js";
import { partitionStored } from "./stored-parts.js";
import { Transport } from "./transport.js";
import { State } from "./upload.js";

/**
 * @import { Hasher } from "./hasher.js"
 * @import { RetryReport } from "./retry.js"
 * @import { LoraSummary, Session, SessionApi } from "./session-api.js"
 * @import { TransportHealth } from "./transport-health.js"
 * @import { UploadQueue } from "./upload-queue.js"
 * @import { Upload } from "./upload.js"
 *
 * @typedef {{ api: SessionApi, hasher: Hasher, health: TransportHealth, queue: UploadQueue }} TaskServices
 */

const lostSession = new Set(["upload.not_found", "upload.gone", "upload.closed", "upload.checksum_mismatch"]);
const maxRestarts = 1;

export class UploadTask {
  #upload;
  #api;
  #hasher;
  #health;
  #queue;

  /**
   * @param {Upload} upload
   * @param {TaskServices} services
   */
  constructor(upload, { api, hasher, health, queue }) {
    this.#upload = upload;
    this.#api = api;
    this.#hasher = hasher;
    this.#health = health;
    this.#queue = queue;
  }

  /** Runs until the parts of the upload can be sent. */
  async begin() {
    const upload = this.#upload;
    const { signal, file } = upload;
    this.#queue.setState(upload, upload.hasPassedPreflight ? State.uploading : State.checking);
    try {
      if (file !== null && !(await preflight(upload, file, this.#api, this.#queue, signal, this.#reporter("preflight")))) {
        return;
      }
      const session = await this.#open(signal);
      if (signal.aborted) {
        this.#abandon(session);
      } else if (session.state === "completed") {
        await this.#completed(session);
      } else {
        await this.#attach(session, signal);
      }
    } catch (error) {
      await this.#fail(error, signal);
    }
  }

  /**
   * Sends a part that is in flight.
   * @param {number} number
   */
  async send(number) {
    const upload = this.#upload;
    const { signal } = upload;
    try {
      await sendPart(upload, number, signal, () => this.#queue.changed(upload), this.#reporter(number));
      if (!signal.aborted) {
        upload.acknowledge(number);
        this.#queue.changed(upload);
        this.#advance();
      }
    } catch (error) {
      await this.#fail(error, signal);
    }
  }

  /**
   * Continues the session if the server still has it, otherwise begins one. Beginning ignores the signal, so that a cancel knows which session to abort.
   * @param {AbortSignal} signal
   */
  async #open(signal) {
    const upload = this.#upload;
    const report = this.#reporter("session");
    if (upload.session) {
      const session = await this.#reopen(upload.session.id, signal, report);
      if (session !== null) {
        return session;
      }
      upload.session = null;
    }
    const begin = () => withRetry(() => this.#api.begin(upload.name, upload.size, /** @type {string} */ (upload.clientKey)), signal, report);
    try {
      return await begin();
    } catch (error) {
      if (toRequestError(error).code !== "upload.key_reused" || upload.identity === null) {
        throw error;
      }
      upload.clientKey = alternativeKey(upload.identity.key);
      return await begin();
    }
  }

  /**
   * Returns null if the session is lost and the file is available to begin another one.
   * @param {string} id
   * @param {AbortSignal} signal
   * @param {RetryReport} report
   */
  async #reopen(id, signal, report) {
    try {
      const session = await withRetry(() => this.#api.status(id, signal), signal, report);
      if (session.state !== "aborting") {
        return session;
      }
    } catch (error) {
      if (!lostSession.has(toRequestError(error).code) || this.#upload.file === null) {
        throw error;
      }
    }
    if (this.#upload.file === null) {
      throw new RequestError({ code: "upload.gone" });
    }
    return null;
  }

  /**
   * @param {Session} session
   * @param {AbortSignal} signal
   */
  async #attach(session, signal) {
    const upload = this.#upload;
    const { file, identity, clientKey } = upload;
    upload.session = session;
    this.#queue.claimSession(upload);
    if (file !== null && identity !== null && clientKey !== null) {
      const claim = await tryClaim(`${this.#api.address} ${session.id}`);
      upload.claims.push(...(claim ? [claim] : []));
      upload.saved = { ...identity, id: session.id, key: clientKey, handle: upload.handle };
      await saveSession(upload.saved);
      if (signal.aborted) {
        if (!upload.isBusy) {
          upload.releaseClaims();
        }
        return;
      }
      if (upload.digests?.partSize !== session.partSize) {
        upload.digests = new PartDigests(this.#hasher, file, session.partSize);
      }
    }
    const { verified, unverified } = partitionStored(session, upload);
    const parts = new PartTracker(session, verified, unverified);
    if (file === null && !parts.isComplete) {
      this.#queue.setState(upload, State.unfinished);
      this.#queue.schedule();
      return;
    }
    upload.start(parts, new Transport(this.#api, session, this.#health, signal));
    this.#queue.setState(upload, State.uploading);
    void this.#verify(session, parts, signal);
    this.#advance();
  }

  /**
   * Hashes stored parts again while others are sent, and keeps only those that are of this file.
   * @param {Session} session
   * @param {PartTracker} parts
   * @param {AbortSignal} signal
   */
  async #verify(session, parts, signal) {
    const { digests } = this.#upload;
    try {
      for (const number of parts.unverified) {
        if (await digests?.compute(number, parts, Priority.background, signal) === session.digests?.[number]) {
          parts.confirm(number);
        } else {
          parts.reject(number);
        }
        this.#queue.changed(this.#upload);
        this.#advance();
      }
    } catch (error) {
      await this.#fail(error, signal);
    }
  }

  #advance() {
    const { state, parts, session } = this.#upload;
    if (state === State.uploading && parts?.isComplete && session) {
      void this.#complete(session.id);
    }
    this.#queue.schedule();
  }

  /** @param {string} id */
  async #complete(id) {
    const upload = this.#upload;
    const { signal } = upload;
    this.#queue.setState(upload, State.finishing);
    try {
      const lora = await withRetry(() => this.#requestCompletion(id, signal), signal, this.#reporter("complete"));
      if (!signal.aborted) {
        await this.#finish(lora);
      }
    } catch (error) {
      const isIncomplete = toRequestError(error).code === "upload.incomplete" && upload.file !== null && !upload.isCancelRequested;
      if (isIncomplete && !signal.aborted && upload.restarts++ < maxRestarts) {
        this.#restart();
      } else {
        await this.#fail(error, signal);
      }
    }
  }

  /**
   * Does not repeat the request after the user has canceled it.
   * @param {string} id
   * @param {AbortSignal} signal
   */
  async #requestCompletion(id, signal) {
    if (this.#upload.isCancelRequested) {
      throw new RequestError({ code: "upload.cancelled" });
    }
    return await this.#api.complete(id, signal);
  }

  /**
   * Decides what a cancel during a failed completion means. If the session has become a LoRA, only the response was lost, and the upload is done.
   * @param {string} id
   * @param {AbortSignal} signal
   */
  async #cancel(id, signal) {
    const upload = this.#upload;
    const report = this.#reporter("complete");
    const wasAborted = await withRetry(() => this.#api.cancel(id), signal, report).catch(() => false);
    const session = wasAborted || signal.aborted ? null : await withRetry(() => this.#api.status(id, signal), signal, report).catch(() => null);
    if (signal.aborted) {
      return;
    }
    if (session?.state === "completed") {
      await this.#finish(session.lora ?? null);
    } else {
      this.#queue.remove(upload);
      void this.#queue.abortSession(id);
    }
  }

  /**
   * Either the response to an earlier completion was lost, or another page completed the upload, or the user uploaded this file before.
   * @param {Session} session
   */
  async #completed(session) {
    const upload = this.#upload;
    const lora = session.lora ?? null;
    if (upload.session !== null || upload.wasElsewhere || upload.allowsDuplicate) {
      await this.#finish(lora);
    } else {
      upload.releaseClaims();
      this.#queue.setState(upload, State.duplicate, { duplicate: lora });
      this.#queue.schedule();
    }
  }

  /** @param {LoraSummary | null} lora */
  async #finish(lora) {
    const upload = this.#upload;
    this.#queue.setState(upload, State.done, { lora });
    upload.releaseClaims();
    this.#queue.schedule();
    if (upload.session) {
      await deleteSession(upload.session.id);
    }
  }

  /**
   * @param {unknown} caught
   * @param {AbortSignal} signal
   */
  async #fail(caught, signal) {
    const upload = this.#upload;
    const error = toRequestError(caught);
    const isUnreadable = error.code === fileUnreadable;
    const isChanged = error.code === "upload.file_changed"
      || (isUnreadable && !signal.aborted && upload.file !== null && await hasChanged(upload.file, upload.handle));
    if (signal.aborted) {
      return;
    }
    if (upload.isCancelRequested && upload.session) {
      await this.#cancel(upload.session.id, signal);
      return;
    }
    const isLost = lostSession.has(error.code);
    if (isLost && upload.file !== null && upload.restarts++ < maxRestarts) {
      upload.session = null;
      this.#restart();
      return;
    }
    this.#stop(isChanged ? new RequestError({ code: "upload.file_changed" }) : error, { isChanged, isUnreadable, isLost });
  }

  /**
   * @param {RequestError} error
   * @param {{ isChanged: boolean, isUnreadable: boolean, isLost: boolean }} cause
   */
  #stop({ code, detail, issues, status }, { isChanged, isUnreadable, isLost }) {
    const upload = this.#upload;
    // The server itself aborts the session of a file that it refuses on completion; what was stored of a file that has changed is useless.
    const isRefused = status === 422;
    if (isChanged && upload.session) {
      void this.#queue.abortSession(upload.session.id);
    }
    if (isRefused || isLost || isChanged) {
      upload.session = null;
    }
    const chooseAgain = isChanged || isRefused || (isLost && upload.file === null) || issues.some(issue => issue.code.startsWith("file."));
    if (isUnreadable && upload.session) {
      upload.loseFile({ code, detail, issues, chooseAgain: false });
    } else {
      upload.stop(State.failed, { code, detail, issues, chooseAgain });
    }
    upload.releaseClaims();
    this.#queue.changed(upload);
    this.#queue.schedule();
  }

  #restart() {
    this.#upload.stop(State.waiting);
    this.#queue.changed(this.#upload);
    this.#queue.schedule();
  }

  /**
   * Keeps a session that was begun while the upload was paused, and aborts one that was begun while it was cancelled.
   * @param {Session} session
   */
  #abandon(session) {
    if (this.#upload.state === State.cancelled) {
      void this.#queue.abortSession(session.id);
    } else {
      this.#upload.session ??= session;
    }
  }

  /**
   * @param {string | number} subject
   * @returns {RetryReport}
   */
  #reporter(subject) {
    return error => {
      this.#upload.reportRetry(subject, error);
      this.#queue.changed(this.#upload);
    };
  }
}
