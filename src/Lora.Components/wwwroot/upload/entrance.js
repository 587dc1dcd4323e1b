// Before an upload is begun: which file it is, whether it may be uploaded, whether it is there already, and whether another page sends it.

import { admit } from "./admission.js";
import { claim, claimNow } from "./claims.js";
import { RequestFault } from "./http.js";
import { difference, identify } from "./identity.js";
import { hasChanged } from "./reading.js";
import { State } from "./upload.js";

export class Entrance {
  #api;
  #queue;

  constructor(api, queue) {
    this.#api = api;
    this.#queue = queue;
  }

  // False when the upload goes no further for now; its state tells why.
  async pass(upload, signal, note) {
    await this.#identify(upload, signal);
    if (signal.aborted) {
      return false;
    }
    if (!this.#queue.claimKey(upload)) {
      throw new RequestFault({ code: "upload.already_listed" });
    }
    if (!upload.isAdmitted && upload.session === null) {
      const same = await admit(upload.file, this.#api, signal, note);
      if (!signal.aborted && same.length > 0 && !upload.isWanted) {
        this.#queue.enter(upload, State.duplicate, { same: same[0] });
        this.#queue.pump();
        return false;
      }
    }
    upload.isAdmitted = true;
    return !signal.aborted && await this.#claim(upload, signal);
  }

  async #identify(upload, signal) {
    const isOther = await hasChanged(upload);
    const identity = isOther ? null : await identify(upload.file, signal);
    if (isOther || (upload.identity !== null && difference(upload.identity, identity) !== null)) {
      throw new RequestFault({ code: "upload.file_changed" });
    }
    upload.identity = identity;
    upload.clientKey ??= identity.key;
  }

  async #claim(upload, signal) {
    if (upload.claims.length > 0) {
      return true;
    }
    const subject = `${this.#api.address} ${upload.clientKey}`;
    const giveUp = await claimNow(subject);
    if (giveUp !== null) {
      upload.claims.push(giveUp);
      if (signal.aborted && !upload.isBusy) {
        upload.giveUpClaims();
      }
      return !signal.aborted;
    }
    this.#queue.enter(upload, State.elsewhere);
    this.#queue.pump();
    upload.claims.push(await claim(subject, signal));
    // What the other page has sent, or finished, is found by the key.
    upload.session = null;
    upload.wasElsewhere = true;
    this.#queue.enter(upload, State.waiting);
    this.#queue.pump();
    return false;
  }
}
