// The session protocol of the application.

import { request, RequestFault } from "./http.js";
import { settings } from "./settings.js";

export class SessionApi {
  #uploads;
  #api;

  constructor({ uploadsPath, apiPath }) {
    this.#uploads = addressOf(uploadsPath);
    this.#api = addressOf(apiPath);
  }

  get address() {
    return this.#uploads;
  }

  inspect(fileName, size, ranges, content, { signal, onSent }) {
    const query = new URLSearchParams({ fileName, size, ranges });
    return request("POST", `${this.#api}/inspect?${query}`, { body: content, signal, onSent });
  }

  begin(fileName, size, key) {
    return request("POST", this.#uploads, { json: { fileName, size }, headers: { "Idempotency-Key": key }, hasId: true });
  }

  list() {
    return request("GET", this.#uploads);
  }

  status(id, signal) {
    return request("GET", this.#session(id), { signal, hasId: true });
  }

  sign(id, parts, signal) {
    return request("POST", `${this.#session(id)}/parts/sign`, { json: { parts }, signal });
  }

  // The digest goes by RFC 9530.
  putPart(id, { number, content, sha256 }, { signal, onSent }) {
    const headers = sha256 ? { "Content-Digest": `sha-256=:${base64Of(sha256)}:` } : {};
    return request("PUT", `${this.#session(id)}/parts/${number}`, { body: content, headers, signal, onSent, answer: settings.partAnswer });
  }

  complete(id, signal) {
    return request("POST", `${this.#session(id)}/complete`, { signal, answer: settings.completion, hasId: true });
  }

  // Goes its way also when the page is left, hence not by XMLHttpRequest. Resolves when the session is gone.
  async cancel(id) {
    const answer = await fetch(this.#session(id), { method: "DELETE", keepalive: true, signal: AbortSignal.timeout(settings.answer) })
      .catch(() => { throw new RequestFault({ code: "upload.network", retryable: true }); });
    if (!answer.ok && answer.status !== 404) {
      throw new RequestFault({ code: `http.${answer.status}`, status: answer.status, retryable: answer.status === 409 || answer.status === 429 || answer.status >= 500 });
    }
    return answer.ok;
  }

  #session(id) {
    return `${this.#uploads}/${encodeURIComponent(id)}`;
  }
}

function addressOf(path) {
  return new URL(path, document.baseURI).href.replace(/\/$/, "");
}

function base64Of(hex) {
  return btoa(String.fromCharCode(...hex.match(/../g).map(pair => Number.parseInt(pair, 16))));
}
