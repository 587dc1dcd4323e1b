// Schedules the uploads of a page: it starts them in order, shares the parts in flight fairly between them, and keeps each session to one upload.

import { tryClaim } from "./claims.js";
import { withRetry } from "./retry.js";
import { deleteSession } from "./session-store.js";
import { settings } from "./settings.js";
import { TransportHealth } from "./transport-health.js";
import { UploadTask } from "./upload-task.js";
import { State } from "./upload.js";

/**
 * @import { Release } from "./claims.js"
 * @import { Hasher } from "./hasher.js"
 * @import { Session, SessionApi } from "./session-api.js"
 * @import { UploadList } from "./upload-list.js"
 * @import { TaskServices } from "./upload-task.js"
 * @import { Upload, UploadState } from "./upload.js"
 */

/** @type {ReadonlySet<UploadState>} */
const replaceable = new Set([State.failed, State.paused, State.unfinished, State.duplicate]);

export class UploadQueue {
  #list;
  #api;
  /** @type {TaskServices} */
  #services;
  /** @type {Set<string>} */
  #aborting = new Set();

  /**
   * @param {UploadList} list
   * @param {SessionApi} api
   * @param {Hasher} hasher
   */
  constructor(list, api, hasher) {
    this.#list = list;
    this.#api = api;
    this.#services = { api, hasher, health: new TransportHealth(), queue: this };
  }

  /**
   * Returns whether a session is being aborted.
   * @param {string} id
   */
  isAborting(id) {
    return this.#aborting.has(id);
  }

  /**
   * Notifies the listeners.
   * @param {Upload} upload
   */
  changed(upload) {
    this.#list.changed(upload);
  }

  /**
   * Sets the state and other members, then notifies the listeners.
   * @param {Upload} upload
   * @param {UploadState} state
   * @param {Partial<Upload>} members
   */
  setState(upload, state, members = {}) {
    Object.assign(upload, members, { state });
    this.#list.changed(upload);
  }

  /**
   * Puts an upload back into the queue if it has the given state.
   * @param {Upload | undefined} upload
   * @param {UploadState} state
   */
  requeue(upload, state) {
    if (upload?.state === state) {
      this.setState(upload, State.waiting, { error: null, restarts: 0 });
      this.schedule();
    }
  }

  /** Starts every upload and part that can start now. */
  schedule() {
    const { all } = this.#list;
    const waiting = all.filter(upload => upload.state === State.waiting);
    const active = all.filter(upload => upload.isActive).length;
    for (const upload of waiting.slice(0, Math.max(0, settings.filesAtOnce - active))) {
      void new UploadTask(upload, this.#services).begin();
    }

    let free = settings.partsAtOnce - all.reduce((sum, upload) => sum + upload.inFlight, 0);
    while (free-- > 0) {
      const [next] = all.filter(upload => upload.hasPending).sort((one, other) => one.inFlight - other.inFlight);
      const number = next?.parts?.takeNext();
      if (number === undefined) {
        return;
      }
      void new UploadTask(next, this.#services).send(number);
    }
  }

  /**
   * Allows one upload for each key: an idle one is replaced by a newer one of the same file, an active one is not.
   * @param {Upload} upload
   */
  claimKey(upload) {
    const twin = this.#list.all.find(other => other !== upload && other.state !== State.done && (other.clientKey ?? other.saved?.key) === upload.clientKey);
    if (!twin) {
      return true;
    }
    if (!replaceable.has(twin.state)) {
      return false;
    }
    upload.session ??= twin.session;
    upload.saved ??= twin.saved;
    upload.claims.push(...twin.claims.splice(0));
    this.remove(twin);
    return true;
  }

  /**
   * Allows one upload for each session, which may have been found, and be listed, before it was known that this page uploads it.
   * @param {Upload} upload
   */
  claimSession(upload) {
    const isTwin = (/** @type {Upload} */ other) => other !== upload && other.state === State.unfinished && other.session?.id === upload.session?.id;
    this.#list.all.filter(isTwin).forEach(other => this.remove(other));
  }

  /**
   * Removes an upload and stops it; its session is not aborted.
   * @param {Upload} upload
   */
  remove(upload) {
    this.#list.delete(upload);
    upload.stop(State.cancelled);
    upload.releaseClaims();
    this.#list.changed(upload);
    this.schedule();
  }

  /** Starts every active upload again. After sleep or time offline, connections are dead and URLs and sessions may have expired. */
  restart() {
    for (const upload of this.#list.all.filter(({ state }) => state === State.checking || state === State.uploading)) {
      upload.stop(State.waiting);
      this.#list.changed(upload);
    }
    this.schedule();
  }

  /**
   * Aborts a session only if no other page and no other upload of this page uses it.
   * @param {Session} session
   * @param {string | null} key
   */
  async abortUnclaimed({ id }, key) {
    this.#aborting.add(id);
    const names = key === null ? [id] : [id, key];
    /** @type {(Release | null)[]} */
    const claims = [];
    try {
      for (const name of names) {
        claims.push(await tryClaim(`${this.#api.address} ${name}`));
      }
      if (!claims.includes(null) && !this.#list.all.some(({ session }) => session?.id === id)) {
        await this.abortSession(id);
      }
    } finally {
      this.#aborting.delete(id);
      claims.forEach(release => release?.());
    }
  }

  /**
   * Aborts a session. If that fails, the server's sweeper aborts it later.
   * @param {string} id
   */
  async abortSession(id) {
    this.#aborting.add(id);
    await Promise.all([deleteSession(id), withRetry(() => this.#api.cancel(id)).catch(() => {})]);
    this.#aborting.delete(id);
  }
}
