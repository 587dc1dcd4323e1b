// Sessions that were begun before and have not ended: finds them, and tells whether a file is theirs.

import { claimed } from "./claims.js";
import { RequestFault } from "./http.js";
import { difference, identify } from "./identity.js";
import { forgetOld, recall } from "./memory.js";
import { Urgency } from "./hasher.js";
import { retrying } from "./retry.js";
import { State, Upload } from "./upload.js";

// How many sessions the server is asked about: each question costs it a request to storage, and a list seldom shows more.
const mostAsked = 8;

// This person's sessions that no page drives; null when nobody can tell, as with a host of an earlier version. "details" knows what is stored of them.
export async function findUnfinished(api, details) {
  const answer = await retrying(() => api.list()).catch(() => null);
  if (answer === null) {
    return null;
  }
  const busy = await claimed();
  const found = [];
  for (const session of answer.uploads) {
    const memory = await recall(session.id);
    const isDriven = busy.has(`${api.address} ${session.id}`) || (memory !== null && busy.has(`${api.address} ${memory.key}`));
    if ((session.state === "open" || session.state === "completing") && !isDriven) {
      found.push(unfinished(session, memory));
    }
  }
  await Promise.all(found.slice(0, mostAsked).map(async upload => { upload.session = await details.addTo(upload.session); }));
  await forgetOld();
  return found;
}

// What is stored of sessions, which the list of them does not say. The server is asked once for each session, and again only when more has arrived of it since.
export class SessionDetails {
  #api;
  #asked = new Map();

  constructor(api) {
    this.#api = api;
  }

  // The session with its stored parts; as it was, with none of them, when they cannot be had.
  async addTo(session) {
    const { id, expiresAt } = session;
    if (this.#asked.get(id)?.expiresAt !== expiresAt) {
      this.#asked.set(id, { expiresAt, answer: this.#api.status(id).catch(() => session) });
    }
    const { stored, storedSize, digests } = await this.#asked.get(id).answer;
    return { ...session, stored, storedSize, digests };
  }
}

// What an upload is when it goes on with a file. Throws when that is not its own, or cannot be read.
export async function recognise(upload, file, handle, hasher, api) {
  const { memory, session } = upload;
  if (file.name !== upload.name) {
    throw new RequestFault({ code: "upload.other_name" });
  }
  if (file.size !== upload.size) {
    throw new RequestFault({ code: "upload.other_size" });
  }
  const identity = await identify(file);
  if (memory !== null ? difference(memory, identity) !== null : !(await isAlike(file, await api.status(session.id).catch(() => session), hasher))) {
    throw new RequestFault({ code: "upload.other_content" });
  }
  return { file, handle, lost: null, identity, clientKey: memory?.key ?? identity.key, isStranger: upload.isStranger || memory === null };
}

function unfinished(session, memory) {
  const upload = new Upload(`session-${session.id}`, session.fileName, session.size);
  return Object.assign(upload, { state: State.unfinished, session, memory, isAdmitted: true });
}

// Of a session begun elsewhere only the parts are known: the first one that was announced has to be the same. All others are compared later.
async function isAlike(file, session, hasher) {
  const number = session.stored.find(stored => session.digests?.[stored]);
  if (number === undefined || !hasher.canHash(session.partSize)) {
    return true;
  }
  const start = (number - 1) * session.partSize;
  const content = file.slice(start, Math.min(file.size, start + session.partSize));
  return await hasher.hash(content, Urgency.now, new AbortController().signal).sha256 === session.digests[number];
}
