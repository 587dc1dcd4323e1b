// Holds the uploads of a page and notifies listeners when one of them changes.

import { State } from "./upload.js";

/** @import { Snapshot, Upload } from "./upload.js" */

export class UploadList {
  /** @type {Map<string, Upload>} */
  #uploads = new Map();
  /** @type {Set<(upload: Upload) => void>} */
  #listeners = new Set();
  #onBusyChange;
  #wasBusy = false;

  /** @param {(isBusy: boolean) => void} onBusyChange Receives whether any upload is busy, whenever that changes. */
  constructor(onBusyChange) {
    this.#onBusyChange = onBusyChange;
  }

  get all() {
    return [...this.#uploads.values()];
  }

  get isBusy() {
    return this.all.some(upload => upload.isBusy);
  }

  /** The unfinished uploads that have a session, by its id. */
  get unfinished() {
    return new Map(this.all.flatMap(upload => upload.state === State.unfinished && upload.session ? [[upload.session.id, upload]] : []));
  }

  /** @param {string} key */
  get(key) {
    return this.#uploads.get(key);
  }

  /** @param {Upload} upload */
  has(upload) {
    return this.#uploads.has(upload.key);
  }

  /** @param {Upload} upload */
  add(upload) {
    this.#uploads.set(upload.key, upload);
  }

  /** @param {Upload} upload */
  delete(upload) {
    this.#uploads.delete(upload.key);
  }

  /**
   * Calls the listener with every upload, and later with each upload that changes. Returns a function that ends this.
   * @param {(upload: Upload) => void} listener
   */
  listen(listener) {
    this.#listeners.add(listener);
    this.all.forEach(listener);
    return () => {
      this.#listeners.delete(listener);
    };
  }

  /** @param {Upload} upload */
  changed(upload) {
    this.#listeners.forEach(listener => listener(upload));
    const { isBusy } = this;
    if (this.#wasBusy !== isBusy) {
      this.#wasBusy = isBusy;
      this.#onBusyChange(isBusy);
    }
  }

  /**
   * Returns the last snapshot of an upload that is done, failed, canceled or waiting for the user, or null if the upload does not exist.
   * @param {string} key
   * @returns {Promise<Snapshot | null>}
   */
  settled(key) {
    const upload = this.#uploads.get(key);
    if (!upload) {
      return Promise.resolve(null);
    }
    const isSettled = () => !upload.isBusy && upload.state !== State.paused && upload.state !== State.elsewhere;
    return new Promise(resolve => {
      /** @param {Upload} changed */
      const listener = changed => {
        if (changed === upload && isSettled()) {
          this.#listeners.delete(listener);
          resolve(upload.snapshot());
        }
      };
      this.#listeners.add(listener);
      listener(upload);
    });
  }
}
