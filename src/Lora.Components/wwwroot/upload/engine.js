// Runs all uploads of a page to one application: which file is sent when, and what the user can do with each. It lives as long as the page.

import { fileUnreadable } from "./file-access.js";
import { alternativeKey } from "./file-identity.js";
import { Hasher } from "./hasher.js";
import { RequestError } from "./http.js";
import { SessionApi } from "./session-api.js";
import { deleteSession } from "./session-store.js";
import { settings } from "./settings.js";
import { findUnfinished, matchFile, SessionDetails } from "./unfinished-uploads.js";
import { UploadList } from "./upload-list.js";
import { UploadQueue } from "./upload-queue.js";
import { State, Upload } from "./upload.js";
import { WakeDetector } from "./wake-detector.js";

/** @import { UnfinishedUpload } from "./unfinished-uploads.js" */

/** @type {Map<string, UploadEngine>} */
const engines = new Map();

/**
 * Returns the only engine of this page for an application.
 * @param {{ uploadsPath: string, apiPath: string }} paths Relative to the page's base address.
 * @returns {UploadEngine}
 */
export function engineFor(paths) {
  const api = new SessionApi(paths);
  const engine = engines.get(api.address) ?? new UploadEngine(api);
  engines.set(api.address, engine);
  return engine;
}

export class UploadEngine {
  #api;
  #details;
  #hasher = new Hasher();
  #wakeDetector = new WakeDetector(() => this.#queue.restart());
  #list = new UploadList(isBusy => this.#watchPage(isBusy));
  #queue;
  #count = 0;
  /** @type {ReturnType<typeof setInterval> | undefined} */
  #heartbeat;
  /** @type {Promise<void> | null} */
  #finding = null;
  #handlers = { beforeunload: (/** @type {Event} */ event) => event.preventDefault(), online: () => this.#queue.restart(), offline: () => this.#beat() };

  /** @param {SessionApi} api */
  constructor(api) {
    this.#api = api;
    this.#details = new SessionDetails(api);
    this.#queue = new UploadQueue(this.#list, api, this.#hasher);
  }

  get isBusy() {
    return this.#list.isBusy;
  }

  get snapshots() {
    return this.#list.all.map(upload => upload.snapshot());
  }

  /**
   * Calls the listener with every upload, and later with each upload that changes. Returns a function that ends this.
   * @param {(upload: Upload) => void} listener
   */
  listen(listener) {
    return this.#list.listen(listener);
  }

  /** Returns a key for an upload that is added later. */
  nextKey() {
    return `file-${++this.#count}`;
  }

  /**
   * Adds a file to the end of the queue and returns the key of its upload.
   * @param {File} file
   * @param {{ key?: string, handle?: FileSystemFileHandle | null }} [options]
   */
  add(file, { key = this.nextKey(), handle = null } = {}) {
    const upload = Object.assign(new Upload(key, file.name, file.size), { file, handle });
    this.#list.add(upload);
    this.#list.changed(upload);
    this.#queue.schedule();
    return key;
  }

  /**
   * Returns the last snapshot of an upload that is done, failed, canceled or waiting for the user, or null if the upload does not exist.
   * @param {string} key
   */
  settled(key) {
    return this.#list.settled(key);
  }

  /** @param {string} key */
  pause(key) {
    const upload = this.#list.get(key);
    if (upload?.isBusy && upload.state !== State.finishing) {
      upload.stop(State.paused);
      this.#list.changed(upload);
      this.#queue.schedule();
    }
  }

  /** @param {string} key */
  resume(key) {
    this.#queue.requeue(this.#list.get(key), State.paused);
  }

  /** @param {string} key */
  retry(key) {
    this.#queue.requeue(this.#list.get(key), State.failed);
  }

  /**
   * Uploads a file although it exists already.
   * @param {string} key
   */
  proceed(key) {
    const upload = this.#list.get(key);
    if (upload?.state === State.duplicate && upload.identity) {
      Object.assign(upload, { allowsDuplicate: true, hasPassedPreflight: true, duplicate: null, clientKey: alternativeKey(upload.identity.key) });
      this.#queue.requeue(upload, State.duplicate);
    }
  }

  /**
   * Cancels an upload. During completion the first to reach the server wins, and what has become a LoRA stays. Returns when the session is aborted or is left to another page.
   * @param {string} key
   */
  async cancel(key) {
    const upload = this.#list.get(key);
    if (upload?.state === State.finishing) {
      upload.isCancelRequested = true;
      this.#list.changed(upload);
      await this.#cancelCompletion(upload);
    } else if (upload && upload.state !== State.done) {
      // What another page uploads stays with that page.
      const isOurs = upload.state !== State.elsewhere;
      const isClaimed = upload.claims.length > 0;
      const { session } = upload;
      this.#queue.remove(upload);
      if (session && isOurs) {
        await (isClaimed ? this.#queue.abortSession(session.id) : this.#queue.abortUnclaimed(session, upload.saved?.key ?? null));
      }
    }
  }

  /**
   * Removes an upload that is done, once a component has acknowledged it.
   * @param {string} key
   */
  acknowledge(key) {
    const upload = this.#list.get(key);
    if (upload?.state === State.done) {
      this.#list.delete(upload);
    }
  }

  /** Finds uploads that were started earlier, in this or another browser, and have not ended. */
  find() {
    this.#finding ??= this.#find().finally(() => { this.#finding = null; });
    return this.#finding;
  }

  /**
   * Returns the saved handle of an unfinished upload's file, if there is one.
   * @param {string} key
   */
  handleOf(key) {
    return this.#list.get(key)?.saved?.handle ?? null;
  }

  /**
   * Returns the file of an upload that became unreadable, if there is one.
   * @param {string} key
   */
  lostFileOf(key) {
    return this.#list.get(key)?.lostFile ?? null;
  }

  /**
   * Drops a handle that is no longer usable, so that the user chooses the file.
   * @param {string} key
   * @param {string} code The error code to show.
   */
  loseHandle(key, code) {
    const upload = this.#list.get(key);
    if (upload?.saved) {
      this.#refuseFile(upload, code);
    }
  }

  /**
   * Returns whether resuming an unfinished upload requires its file.
   * @param {string} key
   */
  needsFile(key) {
    const upload = this.#list.get(key);
    const session = upload?.session;
    return !session || upload.lostFile !== null || session.storedSize < session.size && session.state === "open";
  }

  /**
   * Resumes an unfinished upload. The file can be omitted if every part is stored. A wrong file is reported in the upload's snapshot.
   * @param {string} key
   * @param {File | null} file
   * @param {FileSystemFileHandle | null} handle
   */
  async continue(key, file = null, handle = null) {
    const upload = this.#list.get(key);
    if (upload?.state !== State.unfinished) {
      return;
    }
    upload.error = null;
    try {
      const members = file === null ? {} : await matchFile(/** @type {UnfinishedUpload} */ (upload), file, handle, this.#hasher, this.#api);
      if (upload.state === State.unfinished) {
        Object.assign(upload, members);
        this.#queue.requeue(upload, State.unfinished);
      }
    } catch (error) {
      if (upload.state === State.unfinished) {
        this.#refuseFile(upload, error instanceof RequestError ? error.code : fileUnreadable);
      }
    }
  }

  /**
   * Reports what is wrong with the file of an unfinished upload; the user can choose another one.
   * @param {Upload} upload
   * @param {string} code
   */
  #refuseFile(upload, code) {
    if (upload.saved) {
      upload.saved.handle = null;
    }
    upload.error = { code, detail: null, issues: [], chooseAgain: false };
    this.#list.changed(upload);
  }

  /** @param {Upload} upload */
  async #cancelCompletion(upload) {
    const id = upload.session?.id;
    try {
      if (id && await this.#api.cancel(id) && upload.state === State.finishing) {
        await deleteSession(id);
        this.#queue.remove(upload);
      }
    } catch {
      // The session is being completed: the response to that decides, and if it fails, the cancel is sent again.
    }
  }

  async #find() {
    const before = this.#list.unfinished;
    const found = await findUnfinished(this.#api, this.#details);
    if (found === null) {
      return;
    }
    const ours = new Set(this.#list.all.filter(upload => upload.state !== State.unfinished).flatMap(upload => [upload.session?.id, upload.clientKey]));
    /** @param {UnfinishedUpload} upload */
    const isOurs = ({ session, saved }) => ours.has(session.id) || this.#queue.isAborting(session.id) || (saved !== null && ours.has(saved.key));
    const left = new Map(found.filter(upload => !isOurs(upload)).map(upload => [upload.session.id, upload]));
    for (const [id, upload] of before) {
      if (upload.state === State.unfinished && !left.has(id)) {
        this.#queue.remove(upload);
      }
    }
    const now = this.#list.unfinished;
    for (const [id, upload] of left) {
      this.#update(now.get(id) ?? upload, upload);
    }
  }

  /**
   * Updates an unfinished upload, and notifies the listeners only of news, because each notification is announced.
   * What this page has sent can be more than what the server reported.
   * @param {Upload} upload
   * @param {UnfinishedUpload} found
   */
  #update(upload, { session, saved }) {
    const known = upload.session ?? session;
    const { stored, storedSize, digests } = known.storedSize > session.storedSize ? known : session;
    const isNews = !this.#list.has(upload) || known.storedSize !== storedSize || known.state !== session.state;
    Object.assign(upload, { session: { ...session, stored, storedSize, digests }, saved: upload.saved ?? saved });
    this.#list.add(upload);
    if (isNews) {
      this.#list.changed(upload);
    }
  }

  /**
   * While uploads are busy, the page asks before it is left, and reports uploads even if nothing moves.
   * @param {boolean} isBusy
   */
  #watchPage(isBusy) {
    this.#wakeDetector.watch(isBusy);
    clearInterval(this.#heartbeat);
    this.#heartbeat = isBusy ? setInterval(() => this.#beat(), settings.heartbeat) : undefined;
    for (const [type, handler] of Object.entries(this.#handlers)) {
      (isBusy ? addEventListener : removeEventListener)(type, handler);
    }
  }

  #beat() {
    this.#list.all.filter(upload => upload.isActive).forEach(upload => this.#list.changed(upload));
  }
}
