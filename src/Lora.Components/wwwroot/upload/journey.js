// The way of one file from the queue to the library. Whatever stops it, the next attempt goes on where the server stands.

import { claimNow } from "./claims.js";
import { DigestBook } from "./digest-book.js";
import { Entrance } from "./entrance.js";
import { Urgency } from "./hasher.js";
import { RequestFault } from "./http.js";
import { anotherKey } from "./identity.js";
import { forget, remember } from "./memory.js";
import { PartLedger } from "./parts.js";
import { hasChanged, unreadable } from "./reading.js";
import { retrying } from "./retry.js";
import { Route } from "./route.js";
import { sendPart } from "./sending.js";
import { State } from "./upload.js";

const lostSession = new Set(["upload.not_found", "upload.gone", "upload.closed", "upload.checksum_mismatch"]);
const mostRenewals = 1;

export class Journey {
  #api;
  #hasher;
  #reach;
  #queue;
  #entrance;

  // The queue is told of changes, and asked to give the lanes out anew.
  constructor(api, hasher, reach, queue) {
    this.#api = api;
    this.#hasher = hasher;
    this.#reach = reach;
    this.#queue = queue;
    this.#entrance = new Entrance(api, queue);
  }

  // From its turn in the queue until its parts are in the lanes.
  async begin(upload) {
    const signal = upload.signal;
    this.#queue.enter(upload, upload.isAdmitted ? State.uploading : State.checking);
    try {
      if (upload.file !== null && !(await this.#entrance.pass(upload, signal, this.#noter(upload, "entrance")))) {
        return;
      }
      const session = await this.#open(upload, signal);
      if (signal.aborted) {
        this.#abandon(upload, session);
      } else if (session.state === "completed") {
        await this.#completed(upload, session);
      } else {
        await this.#attach(upload, session, signal);
      }
    } catch (fault) {
      await this.#fail(upload, fault, signal);
    }
  }

  // One part, which the queue has taken out of those that are to be sent.
  async send(upload, number) {
    const signal = upload.signal;
    try {
      await sendPart(upload, number, signal, () => this.#queue.changed(upload), this.#noter(upload, number));
      if (!signal.aborted) {
        upload.arrived(number);
        this.#queue.changed(upload);
        this.#advance(upload);
      }
    } catch (fault) {
      await this.#fail(upload, fault, signal);
    }
  }

  // A retry continues the session if the server still has it. A session is always opened to its end, so that a cancel knows what to remove.
  async #open(upload, signal) {
    const note = this.#noter(upload, "session");
    if (upload.session) {
      try {
        const session = await retrying(() => this.#api.status(upload.session.id, signal), signal, note);
        if (session.state !== "aborting") {
          return session;
        }
        if (upload.file === null) {
          throw new RequestFault({ code: "upload.gone" });
        }
      } catch (fault) {
        if (!lostSession.has(fault.code) || upload.file === null) {
          throw fault;
        }
      }
      upload.session = null;
    }
    const begin = () => retrying(() => this.#api.begin(upload.name, upload.size, upload.clientKey), signal, note);
    try {
      return await begin();
    } catch (fault) {
      if (fault.code !== "upload.key_reused") {
        throw fault;
      }
      upload.clientKey = anotherKey(upload.identity.key);
      return await begin();
    }
  }

  async #attach(upload, session, signal) {
    const { id, partSize } = session;
    const { file, handle, identity, clientKey } = upload;
    upload.session = session;
    this.#queue.claimSession(upload);
    if (file !== null) {
      const claimOfId = await claimNow(`${this.#api.address} ${id}`);
      upload.claims.push(...(claimOfId ? [claimOfId] : []));
      upload.memory = { ...identity, id, key: clientKey, handle };
      await remember(upload.memory);
      if (signal.aborted) {
        if (!upload.isBusy) {
          upload.giveUpClaims();
        }
        return;
      }
      if (upload.digests?.partSize !== partSize) {
        upload.digests = new DigestBook(this.#hasher, file, partSize);
      }
    }
    const { trusted, doubtful } = sorted(session, upload);
    const parts = new PartLedger(session, trusted, doubtful);
    if (file === null && !parts.isWhole) {
      this.#queue.enter(upload, State.unfinished);
      this.#queue.pump();
      return;
    }
    upload.attach(parts, new Route(this.#api, session, this.#reach, signal));
    this.#queue.enter(upload, State.uploading);
    this.#compare(upload, signal);
    this.#advance(upload);
  }

  // Stored parts are hashed again while others are sent: only those of this very file are kept.
  async #compare(upload, signal) {
    const { parts, session, digests } = upload;
    try {
      for (const number of parts.doubtful) {
        if (await digests.of(number, parts, Urgency.whenever, signal) === session.digests[number]) {
          parts.trust(number);
        } else {
          parts.distrust(number);
        }
        this.#queue.changed(upload);
        this.#advance(upload);
      }
    } catch (fault) {
      await this.#fail(upload, fault, signal);
    }
  }

  #advance(upload) {
    if (upload.state === State.uploading && upload.parts.isWhole) {
      this.#complete(upload);
    }
    this.#queue.pump();
  }

  async #complete(upload) {
    const signal = upload.signal;
    const { id } = upload.session;
    this.#queue.enter(upload, State.finishing);
    try {
      const item = await retrying(() => this.#put(upload, id, signal), signal, this.#noter(upload, "complete"));
      if (!signal.aborted) {
        await this.#finish(upload, item);
      }
    } catch (fault) {
      if (fault.code === "upload.incomplete" && upload.file !== null && !upload.isCancelAsked && !signal.aborted && upload.renewals++ < mostRenewals) {
        this.#again(upload);
      } else {
        await this.#fail(upload, fault, signal);
      }
    }
  }

  // What a person has wanted to end meanwhile is not put together once more.
  async #put(upload, id, signal) {
    if (upload.isCancelAsked) {
      throw new RequestFault({ code: "upload.cancelled" });
    }
    return await this.#api.complete(id, signal);
  }

  // A cancel came while it was put together, and that has failed. The server tells which of the two was first: of what has become a LoRA only the answer was lost.
  async #cancel(upload, signal) {
    const { id } = upload.session;
    const note = this.#noter(upload, "complete");
    const wasThere = await retrying(() => this.#api.cancel(id), signal, note).catch(() => false);
    const session = wasThere || signal.aborted ? null : await retrying(() => this.#api.status(id, signal), signal, note).catch(() => null);
    if (signal.aborted) {
      return;
    }
    if (session?.state === "completed") {
      await this.#finish(upload, session.lora);
    } else {
      this.#queue.remove(upload);
      this.#queue.discard(id);
    }
  }

  // The answer to an earlier "complete" was lost, another page was faster, or the person has had this very file for longer.
  async #completed(upload, session) {
    if (upload.session !== null || upload.wasElsewhere || upload.isWanted) {
      await this.#finish(upload, session.lora);
    } else {
      upload.giveUpClaims();
      this.#queue.enter(upload, State.duplicate, { same: session.lora });
      this.#queue.pump();
    }
  }

  async #finish(upload, item) {
    this.#queue.enter(upload, State.done, { item });
    upload.giveUpClaims();
    this.#queue.pump();
    if (upload.session) {
      await forget(upload.session.id);
    }
  }

  async #fail(upload, fault, signal) {
    const isUnreadable = fault.code === unreadable;
    const isChanged = fault.code === "upload.file_changed" || (isUnreadable && !signal.aborted && await hasChanged(upload));
    if (signal.aborted) {
      return;
    }
    const isLost = lostSession.has(fault.code);
    if (upload.isCancelAsked) {
      await this.#cancel(upload, signal);
      return;
    }
    if (isLost && upload.file !== null && upload.renewals++ < mostRenewals) {
      upload.session = null;
      this.#again(upload);
      return;
    }
    // What is refused when it is there is taken away by the server; what is left of a file that changed is of no use.
    const isRefused = fault.status === 422;
    if (isChanged && upload.session) {
      this.#queue.discard(upload.session.id);
    }
    if (isRefused || isLost || isChanged) {
      upload.session = null;
    }
    const { code, detail, issues } = told(fault, isChanged);
    const chooseAgain = isChanged || isRefused || (isLost && upload.file === null) || issues.some(issue => issue.code.startsWith("file."));
    if (isUnreadable && upload.session) {
      upload.loseFile({ code, detail, issues, chooseAgain: false });
    } else {
      upload.stop(State.failed, { code, detail, issues, chooseAgain });
    }
    upload.giveUpClaims();
    this.#queue.changed(upload);
    this.#queue.pump();
  }

  #again(upload) {
    upload.stop(State.waiting);
    this.#queue.changed(upload);
    this.#queue.pump();
  }

  // A pause keeps what was begun meanwhile; a cancel does not.
  #abandon(upload, session) {
    if (upload.state === State.cancelled) {
      this.#queue.discard(session.id);
    } else {
      upload.session ??= session;
    }
  }

  #noter(upload, subject) {
    return fault => {
      upload.trouble(subject, fault);
      this.#queue.changed(upload);
    };
  }
}

function told(fault, isChanged) {
  if (isChanged) {
    return new RequestFault({ code: "upload.file_changed" });
  }
  return fault instanceof RequestFault ? fault : new RequestFault({ code: "unexpected" });
}

// Which stored parts are known to be of this file, and which have to be looked at; all others are sent. A session that is being completed has every part.
function sorted(session, { file, digests, isStranger }) {
  const isClosed = session.state !== "open";
  const stored = isClosed ? Array.from({ length: session.partCount }, (_, place) => place + 1) : session.stored;
  if (isClosed || file === null) {
    return { trusted: stored, doubtful: [] };
  }
  // Where nothing can be hashed, the samples by which the file was recognised have to do.
  if (!digests.isPossible || session.digests === undefined) {
    return { trusted: isStranger ? [] : stored, doubtful: [] };
  }
  const announced = stored.filter(number => session.digests[number]);
  return {
    trusted: announced.filter(number => digests.known(number) === session.digests[number]),
    doubtful: announced.filter(number => digests.known(number) !== session.digests[number]),
  };
}
