// URLs under which storage takes parts. Asked for when they are needed, with a few for the parts that come next; what is asked for at the same time goes
// in one call.

import { settings } from "./settings.js";

const mostAtOnce = 50;

export class SignedUrls {
  #api;
  #id;
  #signal;
  #ready = new Map();
  #wanted = [];
  #calling = null;

  constructor(api, id, signal) {
    this.#api = api;
    this.#id = id;
    this.#signal = signal;
  }

  // A URL that was not used in time is no good; storage would tell, but only when it has the bytes.
  async take(part, ahead) {
    const ready = this.#ready.get(part.number);
    this.#ready.delete(part.number);
    const early = ready?.sha256 === part.sha256 ? await ready.signed.catch(() => null) : null;
    if (early !== null && early.until > Date.now()) {
      return early;
    }
    const signed = this.#want(part);
    for (const next of ahead.filter(({ number }) => !this.#ready.has(number)).slice(0, settings.urlsAhead)) {
      const signed = this.#want(next);
      signed.catch(() => {});
      this.#ready.set(next.number, { sha256: next.sha256, signed });
    }
    return await signed;
  }

  #want(part) {
    return new Promise((resolve, reject) => {
      this.#wanted.push({ part, resolve, reject });
      this.#calling ??= setTimeout(() => this.#call());
    });
  }

  async #call() {
    const wanted = this.#wanted.splice(0, mostAtOnce);
    this.#calling = this.#wanted.length > 0 ? setTimeout(() => this.#call()) : null;
    try {
      const asked = wanted.map(({ part: { number, sha256 } }) => sha256 ? { number, sha256 } : { number });
      const answer = await this.#api.sign(this.#id, asked, this.#signal);
      // By the clock of this device: where it is wrong, storage refuses the URL and another one is asked for.
      const until = Date.parse(answer.expiresAt) - settings.urlMargin;
      const urls = new Map(answer.parts.map(({ number, url, headers }) => [number, { url, headers: headers ?? {}, until }]));
      wanted.forEach(({ part, resolve }) => resolve(urls.get(part.number)));
    } catch (fault) {
      wanted.forEach(({ reject }) => reject(fault));
    }
  }
}
