// Asks the server whether a file may be uploaded before any of it is, and whether it is there already: sends the beginning and the end of the file, and then
// whatever else the server needs to tell.

import { RequestFault } from "./http.js";
import { reading } from "./reading.js";
import { retrying } from "./retry.js";

const block = 64 * 1024;
const small = 4 * 1024 * 1024;
const mostRounds = 12;
const mostBytes = 40 * 1024 * 1024;
const mostRanges = 64;

// The LoRAs that are most likely this very file. Ends well when the file may be uploaded, and also when nobody can tell: the server looks again before the
// file becomes visible. Throws the refusal.
export async function admit(file, api, signal, note) {
  let ranges = merged(first(file), file.size);
  for (let round = 0; round < mostRounds && isSmall(ranges); round++) {
    const answer = await ask(file, ranges, api, signal, note);
    if (answer === null) {
      return [];
    }
    if (answer.refusals.length > 0) {
      throw new RequestFault({ code: answer.refusals[0].code, detail: answer.refusals[0].message, status: 422, issues: answer.refusals });
    }
    const wanted = merged([...ranges, ...answer.needs.map(({ offset, length }) => ({ start: offset, end: offset + length }))], file.size);
    if (answer.needs.length === 0 || wanted.length === ranges.length && sizeOf(wanted) === sizeOf(ranges)) {
      return answer.same ?? [];
    }
    ranges = wanted;
  }
  return [];
}

// Two trainings may have the same header, and differ at the end; a ZIP, which most .ckpt files are, has its directory there. Of a small ZIP the server looks
// everywhere, which would take too many rounds.
function first(file) {
  return file.size <= small && file.name.toLowerCase().endsWith(".ckpt")
    ? [{ start: 0, end: file.size }]
    : [{ start: 0, end: block }, { start: Math.max(0, file.size - block), end: file.size }];
}

// Whole blocks, so that a few rounds are enough; neighbours in one piece.
function merged(ranges, size) {
  const whole = ranges
    .map(({ start, end }) => ({ start: Math.floor(start / block) * block, end: Math.min(size, Math.ceil(end / block) * block) }))
    .filter(({ start, end }) => start < end)
    .sort((one, other) => one.start - other.start);
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

function sizeOf(ranges) {
  return ranges.reduce((sum, { start, end }) => sum + end - start, 0);
}

function isSmall(ranges) {
  return ranges.length <= mostRanges && sizeOf(ranges) <= mostBytes;
}

// A host of an earlier version has no such question.
async function ask(file, ranges, api, signal, note) {
  const content = await reading(() => new Blob(ranges.map(({ start, end }) => file.slice(start, end))).arrayBuffer(), signal);
  const names = ranges.map(({ start, end }) => `${start}-${end - 1}`).join(",");
  try {
    return await retrying(moved => api.inspect(file.name, file.size, names, content, { signal, onSent: moved }), signal, note);
  } catch (fault) {
    if (fault.status === 404 || fault.status === 405) {
      return null;
    }
    throw fault;
  }
}
