// Records whether this page can reach storage directly, so that one upload's experience spares the others a failed attempt.

import { settings } from "./settings.js";

export class TransportHealth {
  /** @type {Set<string>} */
  #blocked = new Set();
  #avoidedUntil = 0;

  constructor() {
    document.addEventListener("securitypolicyviolation", event => {
      if (event.effectiveDirective === "connect-src") {
        this.#blocked.add(originOf(event.blockedURI));
      }
    });
  }

  /** Whether storage has accepted a part from this page. */
  hasWorked = false;

  /** Whether direct transfers are avoided for now. */
  get isAvoided() {
    return performance.now() < this.#avoidedUntil;
  }

  avoid() {
    this.#avoidedUntil = performance.now() + settings.directPause;
  }

  /**
   * Returns whether the page's own Content Security Policy has blocked the origin of a URL.
   * @param {string} url
   */
  isBlocked(url) {
    return this.#blocked.has(originOf(url));
  }
}

/** @param {string} url */
function originOf(url) {
  try {
    return new URL(url, document.baseURI).origin;
  } catch {
    return url;
  }
}
