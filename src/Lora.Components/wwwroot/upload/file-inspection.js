// Asks the server whether a file can be uploaded and whether it exists already, by sending the beginning and the end of the file and then any other ranges that the server needs.

import { readWithRetry } from "./file-access.js";
import { RequestError } from "./http.js";
import { withRetry } from "./retry.js";

/**
 * @import { RetryReport } from "./retry.js"
 * @import { Inspection, LoraSummary, SessionApi } from "./session-api.js"
 *
 * @typedef {{ start: number, end: number }} Range
 */

const block = 64 * 1024;
const smallFile = 4 * 1024 * 1024;
const maxRounds = 12;
const maxBytes = 40 * 1024 * 1024;
const maxRanges = 64;

/**
 * Returns the LoRAs that are most likely this file, and throws if the server refuses the file. Returns none if the server can't decide; it checks the file again before the file
 * becomes visible.
 * @param {File} file
 * @param {SessionApi} api
 * @param {AbortSignal} signal
 * @param {RetryReport} report
 * @returns {Promise<LoraSummary[]>}
 */
export async function findDuplicates(file, api, signal, report) {
  let ranges = mergeRanges(firstRanges(file), file.size);
  for (let round = 0; round < maxRounds && isWithinLimits(ranges); round++) {
    const answer = await ask(file, ranges, api, signal, report);
    if (answer === null) {
      return [];
    }
    if (answer.refusals.length > 0) {
      throw new RequestError({ code: answer.refusals[0].code, detail: answer.refusals[0].message, status: 422, issues: answer.refusals });
    }
    const needed = mergeRanges([...ranges, ...answer.needs.map(({ offset, length }) => ({ start: offset, end: offset + length }))], file.size);
    if (answer.needs.length === 0 || needed.length === ranges.length && sizeOf(needed) === sizeOf(ranges)) {
      return answer.same ?? [];
    }
    ranges = needed;
  }
  return [];
}

/**
 * The end matters because two trainings can have the same header, and because the directory of a ZIP file, which most .ckpt files are, is there. The server reads all of a small ZIP
 * file, which would take too many rounds.
 * @param {File} file
 * @returns {Range[]}
 */
function firstRanges(file) {
  return file.size <= smallFile && file.name.toLowerCase().endsWith(".ckpt")
    ? [{ start: 0, end: file.size }]
    : [{ start: 0, end: block }, { start: Math.max(0, file.size - block), end: file.size }];
}

/**
 * Extends ranges to whole blocks, so that a few rounds are enough, and joins adjacent ones.
 * @param {Range[]} ranges
 * @param {number} size The size of the file.
 * @returns {Range[]}
 */
export function mergeRanges(ranges, size) {
  const whole = ranges
    .map(({ start, end }) => ({ start: Math.floor(start / block) * block, end: Math.min(size, Math.ceil(end / block) * block) }))
    .filter(({ start, end }) => start < end)
    .sort((one, other) => one.start - other.start);
  /** @type {Range[]} */
  const joined = [];
  for (const range of whole) {
    const last = joined.at(-1);
    if (last && range.start <= last.end) {
      last.end = Math.max(last.end, range.end);
    } else {
      joined.push(range);
    }
  }
  return joined;
}

/** @param {Range[]} ranges */
function sizeOf(ranges) {
  return ranges.reduce((sum, { start, end }) => sum + end - start, 0);
}

/** @param {Range[]} ranges */
function isWithinLimits(ranges) {
  return ranges.length <= maxRanges && sizeOf(ranges) <= maxBytes;
}

/**
 * Returns null if the host has an earlier version without this endpoint.
 * @param {File} file
 * @param {Range[]} ranges
 * @param {SessionApi} api
 * @param {AbortSignal} signal
 * @param {RetryReport} report
 * @returns {Promise<Inspection | null>}
 */
async function ask(file, ranges, api, signal, report) {
  const content = await readWithRetry(() => new Blob(ranges.map(({ start, end }) => file.slice(start, end))).arrayBuffer(), signal);
  const names = ranges.map(({ start, end }) => `${start}-${end - 1}`).join(",");
  try {
    return await withRetry(progressed => api.inspect(file.name, file.size, names, content, { signal, onSent: progressed }), signal, report);
  } catch (error) {
    if (error instanceof RequestError && (error.status === 404 || error.status === 405)) {
      return null;
    }
    throw error;
  }
}
