// One part of a file on its way: hashed, sent, and sent again until it has arrived or cannot.

import { Urgency } from "./hasher.js";
import { RequestFault } from "./http.js";
import { unreadable } from "./reading.js";
import { retrying } from "./retry.js";
import { settings } from "./settings.js";

const mostDamaged = 5;

export async function sendPart(upload, number, signal, changed, note) {
  const { parts, digests, route } = upload;
  let damaged = 0;
  await retrying(async moved => {
    const onSent = bytes => {
      if (bytes > 0) {
        moved();
      }
      if (!signal.aborted) {
        upload.moved(number, bytes);
        changed();
      }
    };
    onSent(0);
    const sha256 = await digests.of(number, parts, Urgency.now, signal);
    digests.ahead(parts.pending.slice(0, settings.hashesAhead), parts, signal);
    const part = { number, content: parts.contentOf(number, upload.file), sha256, touch: () => upload.touch(signal) };
    try {
      await route.send(part, { ahead: () => hashedAhead(parts, digests), signal, onSent });
    } catch (fault) {
      throw signal.aborted ? fault : await judged(fault, part);
    }
  }, signal, note);

  // What came of a part says more when the file is looked at again.
  async function judged(fault, { sha256 }) {
    if (fault.status === 0 && fault.code !== unreadable) {
      await upload.touch(signal);
    }
    if (fault.code === "upload.part_checksum" && sha256 !== null) {
      // Bytes that are others by now were not damaged on their way.
      digests.forget(number);
      if (await digests.of(number, parts, Urgency.now, signal) !== sha256) {
        return new RequestFault({ code: "upload.file_changed" });
      }
      fault.retryable = ++damaged < mostDamaged;
    }
    return fault;
  }
}

function hashedAhead(parts, digests) {
  return parts.pending.slice(0, settings.urlsAhead)
    .map(number => ({ number, sha256: digests.known(number) }))
    .filter(({ sha256 }) => sha256 !== null || !digests.isPossible);
}
