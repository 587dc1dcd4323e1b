// All uploads of a page to one application: which file goes when, and what a person may do with each. Lives as long as the page; whoever wants to show the
// uploads listens for as long as it likes.

import { Awake } from "./awake.js";
import { claimNow } from "./claims.js";
import { Hasher } from "./hasher.js";
import { anotherKey } from "./identity.js";
import { Journey } from "./journey.js";
import { forget } from "./memory.js";
import { Reach } from "./reach.js";
import { unreadable } from "./reading.js";
import { retrying } from "./retry.js";
import { SessionApi } from "./session-api.js";
import { settings } from "./settings.js";
import { findUnfinished, recognise, SessionDetails } from "./unfinished.js";
import { State, Upload } from "./upload.js";

const engines = new Map();

// The one engine of this page for an application, given by { uploadsPath, apiPath }, which are relative to the page's base address.
export function engineFor(paths) {
  const api = new SessionApi(paths);
  if (!engines.has(api.address)) {
    engines.set(api.address, new UploadEngine(api));
  }
  return engines.get(api.address);
}

export class UploadEngine {
  #api;
  #details;
  #hasher = new Hasher();
  #journey;
  #awake = new Awake(() => this.#restart());
  #uploads = new Map();
  #listeners = new Set();
  #leaving = new Set();
  #count = 0;
  #pulse = null;
  #isBusy = false;
  #finding = null;
  #handlers = { beforeunload: event => event.preventDefault(), online: () => this.#restart(), offline: () => this.#beat() };

  constructor(api) {
    this.#api = api;
    this.#details = new SessionDetails(api);
    this.#journey = new Journey(api, this.#hasher, new Reach(), {
      changed: upload => this.#changed(upload),
      enter: (upload, state, facts) => this.#enter(upload, state, facts),
      pump: () => this.#pump(),
      claimKey: upload => this.#claimKey(upload),
      claimSession: upload => this.#claimSession(upload),
      remove: upload => this.#remove(upload),
      discard: id => this.#discard(id),
    });
  }

  get isBusy() {
    return this.#all.some(upload => upload.isBusy);
  }

  // How every upload is doing.
  get snapshots() {
    return this.#all.map(upload => upload.snapshot());
  }

  // Calls "listener" with every upload there is, and then with one whenever there is something new to tell of it, until the function that is returned is
  // called.
  listen(listener) {
    this.#listeners.add(listener);
    this.#all.forEach(listener);
    return () => this.#listeners.delete(listener);
  }

  nextKey() {
    return `file-${++this.#count}`;
  }

  // Puts a file at the end of the queue. Returns what the upload is called here.
  add(file, { key = this.nextKey(), handle = null } = {}) {
    const upload = Object.assign(new Upload(key, file.name, file.size), { file, handle });
    this.#uploads.set(key, upload);
    this.#changed(upload);
    this.#pump();
    return key;
  }

  // Resolves with the last snapshot of an upload when it is done, failed, cancelled, or waits for the person.
  settled(key) {
    const isSettled = upload => !upload.isBusy && upload.state !== State.paused && upload.state !== State.elsewhere;
    return new Promise(resolve => {
      const upload = this.#uploads.get(key);
      if (!upload || isSettled(upload)) {
        resolve(upload?.snapshot() ?? null);
        return;
      }
      const listener = changed => {
        if (changed === upload && isSettled(upload)) {
          this.#listeners.delete(listener);
          resolve(upload.snapshot());
        }
      };
      this.#listeners.add(listener);
    });
  }

  pause(key) {
    const upload = this.#uploads.get(key);
    if (upload?.isBusy && upload.state !== State.finishing) {
      upload.stop(State.paused);
      this.#changed(upload);
      this.#pump();
    }
  }

  resume(key) {
    this.#requeue(key, State.paused);
  }

  retry(key) {
    this.#requeue(key, State.failed);
  }

  // Uploads a file although it is there already.
  proceed(key) {
    const upload = this.#uploads.get(key);
    if (upload?.state === State.duplicate) {
      Object.assign(upload, { isWanted: true, isAdmitted: true, same: null, clientKey: anotherKey(upload.identity.key) });
      this.#requeue(key, State.duplicate);
    }
  }

  // Also a file that is being put together: whichever is first wins, and what is there by then is done. Resolves when what was stored is gone, or is left alone.
  async cancel(key) {
    const upload = this.#uploads.get(key);
    if (upload?.state === State.finishing) {
      upload.isCancelAsked = true;
      this.#changed(upload);
      await this.#cancelFinishing(upload);
    } else if (upload && upload.state !== State.done) {
      // What another page sends is that page's. What is done stays, and is told.
      const isOurs = upload.state !== State.elsewhere;
      const isClaimed = upload.claims.length > 0;
      this.#remove(upload);
      if (upload.session && isOurs) {
        await (isClaimed ? this.#discard(upload.session.id) : this.#discardUnsent(upload));
      }
    }
  }

  // What is done is of no more interest once somebody has been told.
  told(key) {
    if (this.#uploads.get(key)?.state === State.done) {
      this.#uploads.delete(key);
    }
  }

  // Looks for uploads that were begun before, here or elsewhere, and have not ended.
  find() {
    this.#finding ??= this.#find().finally(() => { this.#finding = null; });
    return this.#finding;
  }

  // The handle that was kept of the file of an unfinished upload, if there is one.
  handleOf(key) {
    return this.#uploads.get(key)?.memory?.handle ?? null;
  }

  // The file of an upload that could not be read any more, if there is one.
  lostOf(key) {
    return this.#uploads.get(key)?.lost ?? null;
  }

  // A handle is of no use any more, and the code says why: the person chooses the file.
  loseHandle(key, code) {
    const upload = this.#uploads.get(key);
    if (upload?.memory) {
      this.#refuse(upload, code);
    }
  }

  // Whether going on with an unfinished upload takes its file.
  needsFile(key) {
    const { session, lost } = this.#uploads.get(key) ?? {};
    return !session || lost !== null || session.storedSize < session.size && session.state === "open";
  }

  // Goes on with an unfinished upload; "file" may be left out when all of it is there. Where it is not the right one, that is said beside the upload.
  async continue(key, file = null, handle = null) {
    const upload = this.#uploads.get(key);
    if (upload?.state !== State.unfinished) {
      return;
    }
    upload.fault = null;
    try {
      const facts = file === null ? {} : await recognise(upload, file, handle, this.#hasher, this.#api);
      if (upload.state === State.unfinished) {
        Object.assign(upload, facts);
        this.#requeue(key, State.unfinished);
      }
    } catch ({ code }) {
      if (upload.state === State.unfinished) {
        this.#refuse(upload, code ?? unreadable);
      }
    }
  }

  get #all() {
    return [...this.#uploads.values()];
  }

  // Says beside an unfinished upload what is wrong with its file. Another one can be chosen, then.
  #refuse(upload, code) {
    if (upload.memory) {
      upload.memory.handle = null;
    }
    upload.fault = { code, detail: null, issues: [], chooseAgain: false };
    this.#changed(upload);
  }

  #requeue(key, state) {
    const upload = this.#uploads.get(key);
    if (upload?.state === state) {
      this.#enter(upload, State.waiting, { fault: null, renewals: 0 });
      this.#pump();
    }
  }

  #pump() {
    const all = this.#all;
    const waiting = all.filter(upload => upload.state === State.waiting);
    let active = all.filter(upload => upload.isActive).length;
    while (active < settings.filesAtOnce && waiting.length > 0) {
      active++;
      this.#journey.begin(waiting.shift());
    }

    let free = settings.lanes - all.reduce((sum, upload) => sum + upload.lanes, 0);
    while (free-- > 0) {
      const next = all.filter(upload => upload.hasPending).sort((one, other) => one.lanes - other.lanes)[0];
      if (!next) {
        return;
      }
      this.#journey.send(next, next.parts.take());
    }
  }

  // One upload for one key: what stands still makes way for a newer one of the same file, what moves does not.
  #claimKey(upload) {
    const isTwin = other => other !== upload && other.state !== State.done && (other.clientKey ?? other.memory?.key) === upload.clientKey;
    const twin = this.#all.find(isTwin);
    if (!twin) {
      return true;
    }
    if (twin.state !== State.failed && twin.state !== State.paused && twin.state !== State.unfinished && twin.state !== State.duplicate) {
      return false;
    }
    upload.session ??= twin.session;
    upload.memory ??= twin.memory;
    upload.claims.push(...twin.claims.splice(0));
    this.#remove(twin);
    return true;
  }

  // One upload for one session: it may have been found, and be shown, before it was known that this page sends it.
  #claimSession(upload) {
    this.#all.filter(other => other !== upload && other.state === State.unfinished && other.session.id === upload.session.id).forEach(other => this.#remove(other));
  }

  #remove(upload) {
    this.#uploads.delete(upload.key);
    upload.stop(State.cancelled);
    upload.giveUpClaims();
    this.#changed(upload);
    this.#pump();
  }

  async #cancelFinishing(upload) {
    try {
      if (await this.#api.cancel(upload.session.id) && upload.state === State.finishing) {
        await forget(upload.session.id);
        this.#remove(upload);
      }
    } catch {
      // It is being completed: what becomes of that is told by its own answer, and if that fails it is cancelled again.
    }
  }

  // What stands still here may be sent by another page meanwhile, or under another row: it is not taken away from there.
  async #discardUnsent({ session: { id }, memory }) {
    this.#leaving.add(id);
    const subjects = memory === null ? [id] : [id, memory.key];
    const claims = await Promise.all(subjects.map(subject => claimNow(`${this.#api.address} ${subject}`)));
    if (!claims.includes(null) && !this.#all.some(({ session }) => session?.id === id)) {
      await this.#discard(id);
    }
    this.#leaving.delete(id);
    claims.forEach(giveUp => giveUp?.());
  }

  // What this misses, the server's sweeper finds.
  async #discard(id) {
    this.#leaving.add(id);
    await Promise.all([forget(id), retrying(() => this.#api.cancel(id)).catch(() => {})]);
    this.#leaving.delete(id);
  }

  async #find() {
    const before = this.#unfinished;
    const found = await findUnfinished(this.#api, this.#details);
    if (found === null) {
      return;
    }
    const ours = new Set(this.#all.filter(upload => upload.state !== State.unfinished).flatMap(upload => [upload.session?.id, upload.clientKey]));
    const isOurs = ({ session, memory }) => ours.has(session.id) || this.#leaving.has(session.id) || (memory !== null && ours.has(memory.key));
    const left = new Map(found.filter(upload => !isOurs(upload)).map(upload => [upload.session.id, upload]));
    for (const [id, upload] of before) {
      if (upload.state === State.unfinished && !left.has(id)) {
        this.#remove(upload);
      }
    }
    const now = this.#unfinished;
    for (const [id, upload] of left) {
      this.#learn(now.get(id) ?? upload, upload);
    }
  }

  get #unfinished() {
    return new Map(this.#all.filter(({ state }) => state === State.unfinished).map(upload => [upload.session.id, upload]));
  }

  // Tells only what is new, or what stands beside an upload would be said again. What this page has sent itself may be more than what the server was asked about.
  #learn(upload, { session, memory }) {
    const { stored, storedSize, digests } = upload.session.storedSize > session.storedSize ? upload.session : session;
    const isNews = !this.#uploads.has(upload.key) || upload.session.storedSize !== storedSize || upload.session.state !== session.state;
    Object.assign(upload, { session: { ...session, stored, storedSize, digests }, memory: upload.memory ?? memory });
    this.#uploads.set(upload.key, upload);
    if (isNews) {
      this.#changed(upload);
    }
  }

  // After a sleep, or without a network for a while, connections are dead, URLs have expired and sessions may have: everything is looked at anew.
  #restart() {
    for (const upload of this.#all.filter(({ state }) => state === State.checking || state === State.uploading)) {
      upload.stop(State.waiting);
      this.#changed(upload);
    }
    this.#pump();
  }

  #enter(upload, state, facts = {}) {
    Object.assign(upload, facts, { state });
    this.#changed(upload);
  }

  #changed(upload) {
    this.#listeners.forEach(listener => listener(upload));
    if (this.#isBusy !== this.isBusy) {
      this.#isBusy = !this.#isBusy;
      this.#attend(this.#isBusy);
    }
  }

  // While something is under way the page asks before it is left, and tells also that nothing moves.
  #attend(isBusy) {
    this.#awake.watch(isBusy);
    clearInterval(this.#pulse);
    this.#pulse = isBusy ? setInterval(() => this.#beat(), settings.pulse) : null;
    for (const [type, handler] of Object.entries(this.#handlers)) {
      (isBusy ? addEventListener : removeEventListener)(type, handler);
    }
  }

  #beat() {
    this.#all.filter(upload => upload.isActive).forEach(upload => this.#changed(upload));
  }
}
