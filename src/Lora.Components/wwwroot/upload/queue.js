// All files of one uploader: a few at a time, their parts in a fixed number of lanes shared fairly among them.

import { admit } from "./admission.js";
import { retrying } from "./retry.js";
import { State, Upload } from "./upload.js";

const lanes = 4;
const filesAtOnce = 3;
const lostSession = new Set(["upload.not_found", "upload.gone", "upload.closed"]);

export class UploadQueue {
  #transport;
  #changed;
  #uploads = new Map();

  // "changed" is called with an upload whenever there is something new to tell of it.
  constructor(transport, changed) {
    this.#transport = transport;
    this.#changed = changed;
  }

  get isBusy() {
    return [...this.#uploads.values()].some(upload => upload.isActive || upload.state === State.waiting);
  }

  get sending() {
    return [...this.#uploads.values()].filter(upload => upload.state === State.uploading);
  }

  add(key, file) {
    const upload = new Upload(key, file);
    this.#uploads.set(key, upload);
    this.#changed(upload);
    this.#pump();
  }

  retry(key) {
    const upload = this.#uploads.get(key);
    if (upload?.state === State.failed) {
      upload.state = State.waiting;
      upload.fault = null;
      this.#changed(upload);
      this.#pump();
    }
  }

  // A file that is being put together can no longer be cancelled; it can be deleted once it is there.
  cancel(key) {
    const upload = this.#uploads.get(key);
    if (upload && upload.state !== State.finishing) {
      this.#uploads.delete(key);
      upload.stop(State.cancelled);
      if (upload.session) {
        this.#transport.cancel(upload.session.id);
      }
      this.#pump();
    }
  }

  dispose() {
    for (const key of [...this.#uploads.keys()]) {
      this.cancel(key);
    }
  }

  #pump() {
    const all = [...this.#uploads.values()];
    const waiting = all.filter(upload => upload.state === State.waiting);
    let active = all.filter(upload => upload.isActive).length;
    while (active < filesAtOnce && waiting.length > 0) {
      active++;
      this.#begin(waiting.shift());
    }

    let free = lanes - all.reduce((sum, upload) => sum + upload.lanes, 0);
    while (free-- > 0) {
      const next = all.filter(upload => upload.hasPending).sort((one, other) => one.lanes - other.lanes)[0];
      if (!next) {
        return;
      }
      this.#send(next, next.takePart());
    }
  }

  async #begin(upload) {
    const signal = upload.signal;
    if (upload.isWhole) {
      // It failed while it was put together, perhaps after it was: asking again is safe and tells.
      upload.state = State.uploading;
      this.#changed(upload);
      this.#advance(upload);
      return;
    }
    upload.state = upload.isAdmitted ? State.uploading : State.checking;
    this.#changed(upload);
    try {
      if (!upload.isAdmitted && !(await this.#check(upload, signal))) {
        return;
      }
      const session = await this.#open(upload, signal);
      if (signal.aborted) {
        this.#transport.cancel(session.id);
        return;
      }
      upload.attach(session);
      this.#changed(upload);
      this.#advance(upload);
    } catch (fault) {
      await this.#fail(upload, fault, signal);
    }
  }

  async #check(upload, signal) {
    await admit(upload.file, this.#transport, signal);
    if (!signal.aborted) {
      upload.isAdmitted = true;
      upload.state = State.uploading;
      this.#changed(upload);
    }
    return !signal.aborted;
  }

  // A retry continues the session if the server still has it. A session is always opened to its end, so that a cancel knows what to remove.
  async #open(upload, signal) {
    if (upload.session) {
      try {
        const session = await retrying(() => this.#transport.status(upload.session.id, signal), signal);
        if (session.state !== "aborting") {
          return session;
        }
      } catch (fault) {
        if (!lostSession.has(fault.code)) {
          throw fault;
        }
      }
      upload.session = null;
    }
    return await retrying(() => this.#transport.begin(upload.file.name, upload.file.size), signal);
  }

  async #send(upload, number) {
    const signal = upload.signal;
    const { id } = upload.session;
    const content = upload.contentOf(number);
    const onSent = bytes => {
      if (!signal.aborted) {
        upload.partSent(number, bytes);
        this.#changed(upload);
      }
    };
    try {
      await retrying(async () => {
        onSent(0);
        await this.#transport.putPart(id, number, content, signal, onSent);
      }, signal);
      if (signal.aborted) {
        return;
      }
      upload.partStored(number);
      this.#changed(upload);
      this.#advance(upload);
    } catch (fault) {
      await this.#fail(upload, fault, signal);
    }
  }

  #advance(upload) {
    if (upload.isWhole && upload.state === State.uploading) {
      this.#complete(upload);
    }
    this.#pump();
  }

  async #complete(upload) {
    const signal = upload.signal;
    upload.state = State.finishing;
    this.#changed(upload);
    try {
      upload.item = await retrying(() => this.#transport.complete(upload.session.id, signal), signal);
      upload.state = State.done;
      this.#uploads.delete(upload.key);
      this.#changed(upload);
      this.#pump();
    } catch (fault) {
      if (fault.code !== "upload.incomplete" || !(await this.#sendMissing(upload, signal))) {
        await this.#fail(upload, fault, signal);
      }
    }
  }

  async #sendMissing(upload, signal) {
    try {
      upload.attach(await retrying(() => this.#transport.status(upload.session.id, signal), signal));
    } catch {
      return false;
    }
    if (signal.aborted || upload.isWhole) {
      return false;
    }
    upload.state = State.uploading;
    this.#changed(upload);
    this.#pump();
    return true;
  }

  async #fail(upload, fault, signal) {
    if (signal.aborted) {
      return;
    }
    const unreadable = fault.code === "upload.network" && !(await upload.isReadable());
    if (signal.aborted) {
      return;
    }
    // What is refused when it is there is taken away by the server.
    const isRefused = fault.status === 422;
    if (isRefused || lostSession.has(fault.code)) {
      upload.session = null;
    }
    upload.stop(State.failed, {
      code: unreadable ? "upload.file_changed" : fault.code ?? "unexpected",
      detail: fault.detail ?? null,
      issues: fault.issues ?? [],
      chooseAgain: unreadable || isRefused || (fault.issues ?? []).some(issue => issue.code.startsWith("file.")),
    });
    this.#changed(upload);
    this.#pump();
  }
}
