// The way that the parts of one session take: straight to storage, or through the application. Where both are allowed the straight way is tried first; a part
// that cannot go it goes the other way, and so do all that follow.

import { DirectRoute } from "./direct-route.js";
import { RequestFault } from "./http.js";

// Failures without an answer, one after the other: where storage never took a part from this page, and where it did and may only have stumbled.
const mostSilentBefore = 3;
const mostSilentAfter = 6;

export class Route {
  #api;
  #id;
  #mode;
  #reach;
  #direct = null;
  #silent = 0;
  #asking = null;

  constructor(api, { id, transport }, reach, signal) {
    this.#api = api;
    this.#id = id;
    this.#mode = transport ?? "proxied";
    this.#reach = reach;
    if (this.#mode === "direct" || (this.#mode === "auto" && !reach.isAvoided)) {
      this.#direct = new DirectRoute(api, id, reach, signal);
    }
  }

  get isDirect() {
    return this.#direct !== null;
  }

  async send(part, options) {
    if (this.#direct) {
      try {
        await this.#direct.send(part, options);
        this.#silent = 0;
        return;
      } catch (fault) {
        if (options.signal.aborted || !(await this.#leads(fault, part, options.signal))) {
          throw fault;
        }
        options.onSent(0);
      }
    }
    await this.#api.putPart(this.#id, part, options);
  }

  // Whether the other way is to be taken after a fault of the straight one. Throws what to say instead, where there is something better to say.
  async #leads(fault, part, signal) {
    if (fault.code === "upload.direct_unsupported" || fault.code === "upload.direct_refused") {
      return this.#turn();
    }
    if (fault.status !== 0 || !fault.url) {
      return false;
    }
    // A file that could not be read for a moment says nothing about storage.
    if (!(await part.touch()) || !(await this.#applicationAnswers(signal))) {
      return false;
    }
    this.#silent++;
    if (this.#mode === "auto") {
      return (!this.#reach.hasWorked || this.#silent >= mostSilentAfter) && this.#turn();
    }
    if (!this.#reach.hasWorked && this.#silent >= mostSilentBefore) {
      throw new RequestFault({ code: this.#reach.isForbidden(fault.url) ? "upload.direct_forbidden" : "upload.direct_unreachable" });
    }
    return false;
  }

  #turn() {
    if (this.#mode === "direct") {
      return false;
    }
    this.#direct = null;
    this.#reach.avoid();
    return true;
  }

  // Without a network nothing answers, which says nothing about storage. Lanes that fail together ask once.
  #applicationAnswers(signal) {
    this.#asking ??= this.#api.status(this.#id, signal).then(() => true, fault => fault.status > 0).finally(() => { this.#asking = null; });
    return this.#asking;
  }
}
