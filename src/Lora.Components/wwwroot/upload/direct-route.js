// Parts straight to storage, under signed URLs. Its answers are read by their status and, where it lets the page see it, the code in their XML.

import { exchange, isPassing, RequestFault } from "./http.js";
import { settings } from "./settings.js";
import { SignedUrls } from "./signed-urls.js";

const damaged = new Set(["BadDigest", "InvalidDigest", "XAmzContentSHA256Mismatch", "XAmzContentChecksumMismatch"]);
const expired = new Set(["ExpiredToken", "InvalidToken"]);
const slow = new Set(["RequestTimeout", "SlowDown", "RequestTimeTooSkewed"]);

export class DirectRoute {
  #urls;
  #reach;

  constructor(api, id, reach, signal) {
    this.#urls = new SignedUrls(api, id, signal);
    this.#reach = reach;
  }

  // An expired URL is refused with 403, one under credentials that have expired with 400 too, and a new one is asked for once. Faults of storage have "url", so that they can be told from those of the application.
  async send(part, { ahead, signal, onSent }) {
    for (let attempt = 1; ; attempt++) {
      const { url, headers } = await this.#urls.take(part, ahead());
      const answer = await this.#put(url, headers, part, signal, onSent);
      if (answer.isOk) {
        this.#reach.hasWorked = true;
        return;
      }
      if (attempt === 2 || !isExpired(answer)) {
        throw Object.assign(faultOf(answer), { url });
      }
    }
  }

  async #put(url, headers, part, signal, onSent) {
    const firstByte = this.#reach.hasWorked ? settings.firstByte : settings.firstDirectByte;
    try {
      return await exchange("PUT", url, { headers, body: part.content, signal, onSent, firstByte, answer: settings.partAnswer });
    } catch (fault) {
      throw Object.assign(fault, { url });
    }
  }
}

function isExpired({ status, text }) {
  return status === 403 || status === 400 && expired.has(codeOf(text));
}

function codeOf(text) {
  return /<Code>(\w+)<\/Code>/.exec(text)?.[1] ?? "";
}

function faultOf({ status, text, retryAfter }) {
  const code = codeOf(text);
  if (damaged.has(code)) {
    return new RequestFault({ code: "upload.part_checksum", status, retryable: true });
  }
  if (isPassing(status) || slow.has(code)) {
    return new RequestFault({ code: "storage.unavailable", status, retryable: true, retryAfter });
  }
  return new RequestFault({ code: status === 404 ? "upload.gone" : "upload.direct_refused", detail: code ? `${status} ${code}` : `${status}`, status });
}
