// The session protocol, with the parts sent through the application's own server.

import { request } from "./http.js";

export class ServerTransport {
  #uploads;
  #api;

  constructor(uploadsPath, apiPath) {
    this.#uploads = addressOf(uploadsPath);
    this.#api = addressOf(apiPath);
  }

  inspect(fileName, size, ranges, content, signal) {
    const query = new URLSearchParams({ fileName, size, ranges });
    return request("POST", `${this.#api}/inspect?${query}`, { body: content, signal });
  }

  begin(fileName, size, signal) {
    return request("POST", this.#uploads, { json: { fileName, size }, signal });
  }

  status(id, signal) {
    return request("GET", this.#session(id), { signal });
  }

  putPart(id, number, content, signal, onSent) {
    return request("PUT", `${this.#session(id)}/parts/${number}`, { body: content, signal, onSent });
  }

  complete(id, signal) {
    return request("POST", `${this.#session(id)}/complete`, { signal });
  }

  // Also while the page is going away, hence not by XMLHttpRequest. What this misses, the server's sweeper finds.
  cancel(id) {
    fetch(this.#session(id), { method: "DELETE", keepalive: true }).catch(() => {});
  }

  #session(id) {
    return `${this.#uploads}/${encodeURIComponent(id)}`;
  }
}

function addressOf(path) {
  return new URL(path, document.baseURI).href.replace(/\/$/, "");
}
