// Decides which stored parts of a session can be kept when an upload resumes.

/**
 * @import { Session } from "./session-api.js"
 * @import { Upload } from "./upload.js"
 */

/**
 * Returns which stored parts are known to be of this file and which have to be compared with it; all others are sent. A session that is being completed has every part.
 * @param {Session} session
 * @param {Pick<Upload, "file" | "digests" | "isUnrecognized">} upload
 */
export function partitionStored(session, { file, digests, isUnrecognized }) {
  const isClosed = session.state !== "open";
  const stored = isClosed ? Array.from({ length: session.partCount }, (_, index) => index + 1) : session.stored;
  if (isClosed || file === null) {
    return { verified: stored, unverified: [] };
  }
  // Where nothing can be hashed, the samples by which the file was recognized have to be enough.
  const expected = session.digests;
  if (!digests?.isAvailable || expected === undefined) {
    return { verified: isUnrecognized ? [] : stored, unverified: [] };
  }
  const announced = stored.filter(number => expected[number]);
  return {
    verified: announced.filter(number => digests.known(number) === expected[number]),
    unverified: announced.filter(number => digests.known(number) !== expected[number]),
  };
}
