// Sends one part of a file: hashes it, sends it, and retries until the server has acknowledged it or it fails permanently.

import { fileUnreadable } from "./file-access.js";
import { Priority } from "./hasher.js";
import { RequestError } from "./http.js";
import { withRetry } from "./retry.js";
import { settings } from "./settings.js";

/**
 * @import { PartDigests } from "./part-digests.js"
 * @import { PartTracker } from "./part-tracker.js"
 * @import { RetryReport } from "./retry.js"
 * @import { Upload } from "./upload.js"
 */

const maxDamaged = 5;

/**
 * @param {Upload} upload An upload that was started (Upload.start) with its file.
 * @param {number} number
 * @param {AbortSignal} signal
 * @param {() => void} onChange
 * @param {RetryReport} report
 */
export async function sendPart(upload, number, signal, onChange, report) {
  const { file, parts, digests, transport } = upload;
  if (!file || !parts || !digests || !transport) {
    throw new Error("Only a started upload can send parts.");
  }
  const checkReadable = () => upload.checkReadable(signal);
  let damaged = 0;
  await withRetry(async progressed => {
    /** @param {number} bytes */
    const onSent = bytes => {
      if (bytes > 0) {
        progressed();
      }
      if (!signal.aborted) {
        upload.progress(number, bytes);
        onChange();
      }
    };
    onSent(0);
    const sha256 = await digests.compute(number, parts, Priority.now, signal);
    digests.prefetch(parts.pending.slice(0, settings.hashesAhead), parts, signal);
    try {
      const part = { number, content: parts.contentOf(number, file), sha256, checkReadable };
      await transport.send(part, { upcoming: () => upcomingParts(parts, digests), signal, onSent });
    } catch (error) {
      if (!signal.aborted && error instanceof RequestError) {
        throw await explain(error, sha256);
      }
      throw error;
    }
  }, signal, report);

  /**
   * Reads the file again, which can reveal that the file is the cause of an error.
   * @param {RequestError} error
   * @param {string | null} sha256 The digest under which the part was sent.
   */
  async function explain(error, sha256) {
    if (error.status === 0 && error.code !== fileUnreadable) {
      await checkReadable();
    }
    if (error.code === "upload.part_checksum" && sha256 !== null) {
      // If the part has other bytes by now, it was not damaged in transit.
      digests?.forget(number);
      if (await digests?.compute(number, /** @type {PartTracker} */ (parts), Priority.now, signal) !== sha256) {
        return new RequestError({ code: "upload.file_changed" });
      }
      error.retryable = ++damaged < maxDamaged;
    }
    return error;
  }
}

/**
 * @param {PartTracker} parts
 * @param {PartDigests} digests
 */
function upcomingParts(parts, digests) {
  return parts.pending.slice(0, settings.urlsAhead)
    .map(number => ({ number, sha256: digests.known(number) }))
    .filter(({ sha256 }) => sha256 !== null || !digests.isAvailable);
}
