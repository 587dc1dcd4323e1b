// Obtains signed storage URLs for parts when they are needed, with a few for the parts that follow, and combines simultaneous requests into one call.

import { RequestError } from "./http.js";
import { settings } from "./settings.js";

/**
 * @import { SessionApi } from "./session-api.js"
 *
 * @typedef {{ number: number, sha256: string | null }} PartReference
 * @typedef {{ url: string, headers: Record<string, string>, until: number }} SignedUrl
 */

const maxPerCall = 50;

export class SignedUrls {
  #api;
  #id;
  #signal;
  /** @type {Map<number, { sha256: string | null, signed: Promise<SignedUrl> }>} */
  #ready = new Map();
  /** @type {{ part: PartReference, resolve: (signed: SignedUrl) => void, reject: (reason: unknown) => void }[]} */
  #requested = [];
  /** @type {ReturnType<typeof setTimeout> | null} */
  #timer = null;

  /**
   * @param {SessionApi} api
   * @param {string} id The id of the session.
   * @param {AbortSignal} signal
   */
  constructor(api, id, signal) {
    this.#api = api;
    this.#id = id;
    this.#signal = signal;
  }

  /**
   * Returns an unused URL that has not expired: storage would refuse an expired one only after it has received all bytes.
   * @param {PartReference} part
   * @param {PartReference[]} upcoming The parts that follow.
   * @returns {Promise<SignedUrl>}
   */
  async take(part, upcoming) {
    const ready = this.#ready.get(part.number);
    this.#ready.delete(part.number);
    const prepared = ready?.sha256 === part.sha256 ? await ready.signed.catch(() => null) : null;
    if (prepared !== null && prepared.until > Date.now()) {
      return prepared;
    }
    const signed = this.#request(part);
    for (const next of upcoming.filter(({ number }) => !this.#ready.has(number)).slice(0, settings.urlsAhead)) {
      const signed = this.#request(next);
      signed.catch(() => {});
      this.#ready.set(next.number, { sha256: next.sha256, signed });
    }
    return await signed;
  }

  /**
   * @param {PartReference} part
   * @returns {Promise<SignedUrl>}
   */
  #request(part) {
    return new Promise((resolve, reject) => {
      this.#requested.push({ part, resolve, reject });
      if (this.#timer === null) {
        this.#timer = setTimeout(() => this.#call());
      }
    });
  }

  async #call() {
    const requested = this.#requested.splice(0, maxPerCall);
    this.#timer = this.#requested.length > 0 ? setTimeout(() => this.#call()) : null;
    try {
      const answer = await this.#api.sign(this.#id, requested.map(({ part: { number, sha256 } }) => sha256 ? { number, sha256 } : { number }), this.#signal);
      // By the clock of this device. If it is wrong, storage refuses the URL and another one is requested.
      const until = Date.parse(answer.expiresAt) - settings.urlMargin;
      const urls = new Map(answer.parts.map(({ number, url, headers = {} }) => [number, { url, headers, until }]));
      for (const { part, resolve, reject } of requested) {
        const signed = urls.get(part.number);
        if (signed) {
          resolve(signed);
        } else {
          reject(new RequestError({ code: "unexpected" }));
        }
      }
    } catch (error) {
      requested.forEach(({ reject }) => reject(error));
    }
  }
}
