// Chooses how the parts of one session are sent: directly to storage, or through the application. Where both are allowed, it tries the direct way first and falls back for the part
// that failed and all parts after it.

import { DirectTransport } from "./direct-transport.js";
import { RequestError } from "./http.js";

/**
 * @import { PartContent, TransportOptions } from "./direct-transport.js"
 * @import { Session, SessionApi } from "./session-api.js"
 * @import { TransportHealth } from "./transport-health.js"
 *
 * @typedef {PartContent & { checkReadable: () => Promise<boolean> }} Part "checkReadable" returns whether the file can be read at the first attempt.
 */

// Consecutive failures without a response: before storage has accepted a part from this page, and after it has and may be unavailable for a moment only.
const maxSilentBefore = 3;
const maxSilentAfter = 6;

export class Transport {
  #api;
  #id;
  #mode;
  #health;
  /** @type {DirectTransport | null} */
  #direct = null;
  #silent = 0;
  /** @type {Promise<boolean> | null} */
  #asking = null;

  /**
   * @param {SessionApi} api
   * @param {Pick<Session, "id" | "transport">} session
   * @param {TransportHealth} health
   * @param {AbortSignal} signal
   */
  constructor(api, { id, transport }, health, signal) {
    this.#api = api;
    this.#id = id;
    this.#mode = transport ?? "proxied";
    this.#health = health;
    if (this.#mode === "direct" || (this.#mode === "auto" && !health.isAvoided)) {
      this.#direct = new DirectTransport(api, id, health, signal);
    }
  }

  /**
   * @param {Part} part
   * @param {TransportOptions} options
   */
  async send(part, options) {
    if (this.#direct) {
      try {
        await this.#direct.send(part, options);
        this.#silent = 0;
        return;
      } catch (error) {
        if (options.signal.aborted || !(error instanceof RequestError) || !(await this.#fallsBack(error, part, options.signal))) {
          throw error;
        }
        options.onSent(0);
      }
    }
    await this.#api.putPart(this.#id, part, options);
  }

  /**
   * Returns whether to fall back to the application after an error of the direct way. Throws a more precise error where there is one.
   * @param {RequestError} error
   * @param {Part} part
   * @param {AbortSignal} signal
   */
  async #fallsBack(error, part, signal) {
    if (error.code === "upload.direct_unsupported" || error.code === "upload.direct_refused") {
      return this.#tryFallBack();
    }
    if (error.status !== 0 || !error.url) {
      return false;
    }
    // A file that was unreadable for a moment says nothing about storage.
    if (!(await part.checkReadable()) || !(await this.#applicationAnswers(signal))) {
      return false;
    }
    this.#silent++;
    if (this.#mode === "auto") {
      return (!this.#health.hasWorked || this.#silent >= maxSilentAfter) && this.#tryFallBack();
    }
    if (!this.#health.hasWorked && this.#silent >= maxSilentBefore) {
      throw new RequestError({ code: this.#health.isBlocked(error.url) ? "upload.direct_forbidden" : "upload.direct_unreachable" });
    }
    return false;
  }

  #tryFallBack() {
    if (this.#mode === "direct") {
      return false;
    }
    this.#direct = null;
    this.#health.avoid();
    return true;
  }

  /**
   * Offline, nothing answers, which says nothing about storage. Parts that fail together share one request.
   * @param {AbortSignal} signal
   */
  #applicationAnswers(signal) {
    this.#asking ??= this.#api.status(this.#id, signal).then(() => true, error => error.status > 0).finally(() => { this.#asking = null; });
    return this.#asking;
  }
}
