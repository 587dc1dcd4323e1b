// Whether this page reaches storage itself: what was learnt by one upload spares the others the attempt.

import { settings } from "./settings.js";

export class Reach {
  #blocked = new Set();
  #avoidedUntil = 0;

  constructor() {
    document.addEventListener("securitypolicyviolation", event => {
      if (event.effectiveDirective === "connect-src") {
        this.#blocked.add(originOf(event.blockedURI));
      }
    });
  }

  // Whether storage has taken a part from this page.
  hasWorked = false;

  get isAvoided() {
    return performance.now() < this.#avoidedUntil;
  }

  avoid() {
    this.#avoidedUntil = performance.now() + settings.directRest;
  }

  // Whether it is the page's own policy that keeps it from an address.
  isForbidden(url) {
    return this.#blocked.has(originOf(url));
  }
}

function originOf(url) {
  try {
    return new URL(url, document.baseURI).origin;
  } catch {
    return url;
  }
}
