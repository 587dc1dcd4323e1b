// Checks a file before its upload starts: which file it is, whether the server accepts it, whether it exists already, and whether another page uploads it.

import { claim, tryClaim } from "./claims.js";
import { hasChanged } from "./file-access.js";
import { identify, isSameFile } from "./file-identity.js";
import { findDuplicates } from "./file-inspection.js";
import { RequestError } from "./http.js";
import { State } from "./upload.js";

/**
 * @import { RetryReport } from "./retry.js"
 * @import { SessionApi } from "./session-api.js"
 * @import { UploadQueue } from "./upload-queue.js"
 * @import { Upload } from "./upload.js"
 */

/**
 * Returns false if the upload does not continue for now; its state says why. Throws if the file can't be uploaded.
 * @param {Upload} upload
 * @param {File} file The upload's file.
 * @param {SessionApi} api
 * @param {UploadQueue} queue
 * @param {AbortSignal} signal
 * @param {RetryReport} report
 */
export async function preflight(upload, file, api, queue, signal, report) {
  await identifyFile(upload, file, signal);
  if (signal.aborted) {
    return false;
  }
  if (!queue.claimKey(upload)) {
    throw new RequestError({ code: "upload.already_listed" });
  }
  if (!upload.hasPassedPreflight && upload.session === null) {
    const [duplicate] = await findDuplicates(file, api, signal, report);
    if (!signal.aborted && duplicate && !upload.allowsDuplicate) {
      queue.setState(upload, State.duplicate, { duplicate });
      queue.schedule();
      return false;
    }
  }
  upload.hasPassedPreflight = true;
  return !signal.aborted && await claimUpload(upload, api, queue, signal);
}

/**
 * @param {Upload} upload
 * @param {File} file
 * @param {AbortSignal} signal
 */
async function identifyFile(upload, file, signal) {
  const identity = await hasChanged(file, upload.handle) ? null : await identify(file, signal);
  if (identity === null || (upload.identity !== null && !isSameFile(upload.identity, identity))) {
    throw new RequestError({ code: "upload.file_changed" });
  }
  upload.identity = identity;
  upload.clientKey ??= identity.key;
}

/**
 * @param {Upload} upload
 * @param {SessionApi} api
 * @param {UploadQueue} queue
 * @param {AbortSignal} signal
 */
async function claimUpload(upload, api, queue, signal) {
  if (upload.claims.length > 0) {
    return true;
  }
  const name = `${api.address} ${upload.clientKey}`;
  const release = await tryClaim(name);
  if (release !== null) {
    upload.claims.push(release);
    if (signal.aborted && !upload.isBusy) {
      upload.releaseClaims();
    }
    return !signal.aborted;
  }
  queue.setState(upload, State.elsewhere);
  queue.schedule();
  upload.claims.push(await claim(name, signal));
  // The key finds what the other page has sent or completed.
  upload.session = null;
  upload.wasElsewhere = true;
  queue.setState(upload, State.waiting);
  queue.schedule();
  return false;
}
