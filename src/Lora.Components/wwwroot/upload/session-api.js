// Calls the application's upload session API.

import { isTransient, request, RequestError } from "./http.js";
import { settings } from "./settings.js";

/**
 * @import { Issue } from "./http.js"
 *
 * @typedef {{ id: string, name: string }} LoraSummary
 *
 * @typedef {object} Session
 * @property {string} id
 * @property {string} fileName
 * @property {number} size
 * @property {number} partSize
 * @property {number} partCount
 * @property {"open" | "completing" | "completed" | "aborting"} state
 * @property {string} expiresAt
 * @property {"auto" | "direct" | "proxied"} [transport]
 * @property {number[]} stored The numbers of the stored parts.
 * @property {number} storedSize
 * @property {Record<number, string>} [digests] The SHA-256 of stored parts, by number.
 * @property {LoraSummary} [lora] What a completed session became.
 *
 * @typedef {object} Inspection
 * @property {Issue[]} refusals
 * @property {{ offset: number, length: number }[]} needs The ranges that the server has to read next.
 * @property {LoraSummary[]} [same] The LoRAs that are most likely this file.
 *
 * @typedef {{ number: number, sha256?: string }} PartToSign
 * @typedef {{ expiresAt: string, parts: { number: number, url: string, headers?: Record<string, string> }[] }} SignedParts
 *
 * @typedef {{ signal?: AbortSignal, onSent?: (bytes: number) => void }} SendOptions
 */

export class SessionApi {
  #uploads;
  #api;

  /** @param {{ uploadsPath: string, apiPath: string }} paths Relative to the page's base address. */
  constructor({ uploadsPath, apiPath }) {
    this.#uploads = addressOf(uploadsPath);
    this.#api = addressOf(apiPath);
  }

  /** The absolute URL of the upload endpoints, which identifies the application. */
  get address() {
    return this.#uploads;
  }

  /**
   * @param {string} fileName
   * @param {number} size
   * @param {string} ranges
   * @param {ArrayBuffer} content
   * @param {SendOptions} options
   * @returns {Promise<Inspection>}
   */
  inspect(fileName, size, ranges, content, { signal, onSent }) {
    const query = new URLSearchParams({ fileName, size: String(size), ranges });
    return request("POST", `${this.#api}/inspect?${query}`, { body: content, signal, onSent });
  }

  /**
   * @param {string} fileName
   * @param {number} size
   * @param {string} key
   * @returns {Promise<Session>}
   */
  begin(fileName, size, key) {
    return request("POST", this.#uploads, { json: { fileName, size }, headers: { "Idempotency-Key": key }, hasId: true });
  }

  /** @returns {Promise<{ uploads: Session[] }>} */
  list() {
    return request("GET", this.#uploads);
  }

  /**
   * @param {string} id
   * @param {AbortSignal} [signal]
   * @returns {Promise<Session>}
   */
  status(id, signal) {
    return request("GET", this.#session(id), { signal, hasId: true });
  }

  /**
   * @param {string} id
   * @param {PartToSign[]} parts
   * @param {AbortSignal} signal
   * @returns {Promise<SignedParts>}
   */
  sign(id, parts, signal) {
    return request("POST", `${this.#session(id)}/parts/sign`, { json: { parts }, signal });
  }

  /**
   * Sends a part through the application, with its digest by RFC 9530.
   * @param {string} id
   * @param {{ number: number, content: Blob, sha256: string | null }} part
   * @param {SendOptions} options
   * @returns {Promise<void>}
   */
  putPart(id, { number, content, sha256 }, { signal, onSent }) {
    /** @type {Record<string, string>} */
    const headers = sha256 ? { "Content-Digest": `sha-256=:${base64Of(sha256)}:` } : {};
    return request("PUT", `${this.#session(id)}/parts/${number}`, { body: content, headers, signal, onSent, answer: settings.partAnswer });
  }

  /**
   * @param {string} id
   * @param {AbortSignal} signal
   * @returns {Promise<LoraSummary>}
   */
  complete(id, signal) {
    return request("POST", `${this.#session(id)}/complete`, { signal, answer: settings.completion, hasId: true });
  }

  /**
   * Aborts a session. Uses fetch with keepalive, so that the request survives leaving the page. Returns whether the session existed.
   * @param {string} id
   */
  async cancel(id) {
    const answer = await fetch(this.#session(id), { method: "DELETE", keepalive: true, signal: AbortSignal.timeout(settings.answer) })
      .catch(() => { throw new RequestError({ code: "upload.network", retryable: true }); });
    if (!answer.ok && answer.status !== 404) {
      throw new RequestError({ code: `http.${answer.status}`, status: answer.status, retryable: answer.status === 409 || isTransient(answer.status) });
    }
    return answer.ok;
  }

  /** @param {string} id */
  #session(id) {
    return `${this.#uploads}/${encodeURIComponent(id)}`;
  }
}

/** @param {string} path */
function addressOf(path) {
  return new URL(path, document.baseURI).href.replace(/\/$/, "");
}

/** @param {string} hex */
function base64Of(hex) {
  return btoa(String.fromCharCode(...(hex.match(/../g) ?? []).map(pair => Number.parseInt(pair, 16))));
}
