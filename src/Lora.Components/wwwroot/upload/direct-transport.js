// Sends parts directly to storage with signed URLs, and interprets storage's responses by their status and, where the page can read it, the code in their XML.

import { exchange, isTransient, RequestError } from "./http.js";
import { settings } from "./settings.js";
import { SignedUrls } from "./signed-urls.js";

/**
 * @import { Answer } from "./http.js"
 * @import { SessionApi } from "./session-api.js"
 * @import { PartReference } from "./signed-urls.js"
 * @import { TransportHealth } from "./transport-health.js"
 *
 * @typedef {PartReference & { content: Blob }} PartContent
 *
 * @typedef {object} TransportOptions
 * @property {() => PartReference[]} upcoming Returns the parts that follow.
 * @property {AbortSignal} signal
 * @property {(bytes: number) => void} onSent
 */

const damaged = new Set(["BadDigest", "InvalidDigest", "XAmzContentSHA256Mismatch", "XAmzContentChecksumMismatch"]);
const expired = new Set(["ExpiredToken", "InvalidToken"]);
const slow = new Set(["RequestTimeout", "SlowDown", "RequestTimeTooSkewed"]);

export class DirectTransport {
  #urls;
  #health;

  /**
   * @param {SessionApi} api
   * @param {string} id The id of the session.
   * @param {TransportHealth} health
   * @param {AbortSignal} signal
   */
  constructor(api, id, health, signal) {
    this.#urls = new SignedUrls(api, id, signal);
    this.#health = health;
  }

  /**
   * Storage refuses an expired URL with 403, and one whose credentials have expired with 400 as well; both are replaced once. Errors of storage have a "url", unlike those of the
   * application.
   * @param {PartContent} part
   * @param {TransportOptions} options
   */
  async send(part, { upcoming, signal, onSent }) {
    for (let attempt = 1; ; attempt++) {
      const { url, headers } = await this.#urls.take(part, upcoming());
      const answer = await this.#put(url, headers, part, signal, onSent);
      if (answer.isOk) {
        this.#health.hasWorked = true;
        return;
      }
      if (attempt === 2 || !isExpired(answer)) {
        throw errorOf(answer, url);
      }
    }
  }

  /**
   * @param {string} url
   * @param {Record<string, string>} headers
   * @param {PartContent} part
   * @param {AbortSignal} signal
   * @param {(bytes: number) => void} onSent
   */
  async #put(url, headers, part, signal, onSent) {
    const firstByte = this.#health.hasWorked ? settings.firstByte : settings.firstDirectByte;
    try {
      return await exchange("PUT", url, { headers, body: part.content, signal, onSent, firstByte, answer: settings.partAnswer });
    } catch (error) {
      if (error instanceof RequestError) {
        error.url = url;
      }
      throw error;
    }
  }
}

/** @param {Answer} answer */
function isExpired({ status, text }) {
  return status === 403 || status === 400 && expired.has(codeOf(text));
}

/** @param {string} text */
function codeOf(text) {
  return /<Code>(\w+)<\/Code>/.exec(text)?.[1] ?? "";
}

/**
 * @param {Answer} answer
 * @param {string} url
 */
function errorOf({ status, text, retryAfter }, url) {
  const code = codeOf(text);
  if (damaged.has(code)) {
    return new RequestError({ code: "upload.part_checksum", status, retryable: true, url });
  }
  if (isTransient(status) || slow.has(code)) {
    return new RequestError({ code: "storage.unavailable", status, retryable: true, retryAfter, url });
  }
  return new RequestError({ code: status === 404 ? "upload.gone" : "upload.direct_refused", detail: code ? `${status} ${code}` : `${status}`, status, url });
}
