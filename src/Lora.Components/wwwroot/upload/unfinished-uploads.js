// Finds uploads that were started earlier and have not ended, and checks whether a file belongs to one.

import { claimedNames } from "./claims.js";
import { identify, isSameFile } from "./file-identity.js";
import { Priority } from "./hasher.js";
import { RequestError } from "./http.js";
import { withRetry } from "./retry.js";
import { deleteExpiredSessions, loadSession } from "./session-store.js";
import { State, Upload } from "./upload.js";

/**
 * @import { Hasher } from "./hasher.js"
 * @import { Session, SessionApi } from "./session-api.js"
 * @import { SavedSession } from "./session-store.js"
 *
 * @typedef {Upload & { session: Session }} UnfinishedUpload
 */

// How many sessions are requested in detail: each costs the server a request to storage, and a list seldom shows more.
const maxDetailed = 8;

/**
 * Returns the user's sessions that no page drives; null if the server can't list them, for example because it has an earlier version.
 * @param {SessionApi} api
 * @param {SessionDetails} details
 * @returns {Promise<UnfinishedUpload[] | null>}
 */
export async function findUnfinished(api, details) {
  const answer = await withRetry(() => api.list()).catch(() => null);
  if (answer === null) {
    return null;
  }
  const claimed = await claimedNames();
  const found = [];
  for (const session of answer.uploads) {
    const saved = await loadSession(session.id);
    const isDriven = claimed.has(`${api.address} ${session.id}`) || (saved !== null && claimed.has(`${api.address} ${saved.key}`));
    if ((session.state === "open" || session.state === "completing") && !isDriven) {
      found.push(createUnfinished(session, saved));
    }
  }
  await Promise.all(found.slice(0, maxDetailed).map(async upload => { upload.session = await details.addTo(upload.session); }));
  await deleteExpiredSessions();
  return found;
}

// Adds what is stored to the sessions of a list, which doesn't include it. Each session is requested once, and again only after more of it has arrived.
export class SessionDetails {
  #api;
  /** @type {Map<string, { expiresAt: string, answer: Promise<Session> }>} */
  #requested = new Map();

  /** @param {SessionApi} api */
  constructor(api) {
    this.#api = api;
  }

  /**
   * Returns the session with its stored parts; unchanged if they are not available.
   * @param {Session} session
   * @returns {Promise<Session>}
   */
  async addTo(session) {
    const { id, expiresAt } = session;
    let requested = this.#requested.get(id);
    if (requested?.expiresAt !== expiresAt) {
      requested = { expiresAt, answer: this.#api.status(id).catch(() => session) };
      this.#requested.set(id, requested);
    }
    const { stored, storedSize, digests } = await requested.answer;
    return { ...session, stored, storedSize, digests };
  }
}

/**
 * Returns the members of an upload that resumes with a file. Throws if the file belongs to another upload or can't be read.
 * @param {UnfinishedUpload} upload
 * @param {File} file
 * @param {FileSystemFileHandle | null} handle
 * @param {Hasher} hasher
 * @param {SessionApi} api
 * @returns {Promise<Partial<Upload>>}
 */
export async function matchFile(upload, file, handle, hasher, api) {
  const { saved, session } = upload;
  if (file.name !== upload.name) {
    throw new RequestError({ code: "upload.other_name" });
  }
  if (file.size !== upload.size) {
    throw new RequestError({ code: "upload.other_size" });
  }
  const identity = await identify(file);
  const isMatch = saved !== null ? isSameFile(saved, identity) : await isSimilar(file, await api.status(session.id).catch(() => session), hasher);
  if (!isMatch) {
    throw new RequestError({ code: "upload.other_content" });
  }
  return { file, handle, lostFile: null, identity, clientKey: saved?.key ?? identity.key, isUnrecognized: upload.isUnrecognized || saved === null };
}

/**
 * @param {Session} session
 * @param {SavedSession | null} saved
 * @returns {UnfinishedUpload}
 */
function createUnfinished(session, saved) {
  const upload = new Upload(`session-${session.id}`, session.fileName, session.size);
  return Object.assign(upload, { state: State.unfinished, session, saved, hasPassedPreflight: true });
}

/**
 * Of a session that was started in another browser only the parts are known: the first one with a digest has to match. All others are compared later.
 * @param {File} file
 * @param {Session} session
 * @param {Hasher} hasher
 */
async function isSimilar(file, session, hasher) {
  const number = session.stored.find(stored => session.digests?.[stored]);
  if (number === undefined || !hasher.canHash(session.partSize)) {
    return true;
  }
  const start = (number - 1) * session.partSize;
  const content = file.slice(start, Math.min(file.size, start + session.partSize));
  return await hasher.hash(content, Priority.now, new AbortController().signal).sha256 === session.digests?.[number];
}
