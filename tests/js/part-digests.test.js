import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { test } from "node:test";
import { module } from "./browser.js";

const { Hasher, Priority } = await module("hasher");
const { PartDigests } = await module("part-digests");
const { PartTracker } = await module("part-tracker");
const { settings } = await module("settings");

const content = "aaaabbbbcc";
const file = new File([content], "a.ckpt");
const parts = new PartTracker({ size: 10, partSize: 4, partCount: 3 }, [], []);
const never = new AbortController().signal;
const digestOf = text => createHash("sha256").update(text).digest("hex");

// A hasher that counts what it is asked.
class CountingHasher extends Hasher {
  count = 0;

  hash(...values) {
    this.count++;
    return super.hash(...values);
  }
}

test("Each part is hashed once, however often its digest is needed", async () => {
  const hasher = new CountingHasher();
  const digests = new PartDigests(hasher, file, 4);
  digests.prefetch([2, 3], parts, never);
  assert.equal(digests.known(3), null);
  const both = await Promise.all([digests.compute(3, parts, Priority.now, never), digests.compute(3, parts, Priority.now, never)]);
  assert.deepEqual(both, [digestOf("cc"), digestOf("cc")]);
  assert.equal(digests.known(3), digestOf("cc"));
  digests.prefetch([3], parts, never);
  assert.equal(hasher.count, 2);
  digests.forget(3);
  assert.equal(await digests.compute(3, parts, Priority.now, never), digestOf("cc"));
  assert.equal(hasher.count, 3);
});

test("A part whose hashing was aborted is hashed again", async () => {
  const digests = new PartDigests(new Hasher(), file, 4);
  const stopping = new AbortController();
  const first = digests.compute(1, parts, Priority.background, stopping.signal).catch(error => error.name);
  stopping.abort();
  assert.equal(await digests.compute(1, parts, Priority.now, never), digestOf("aaaa"));
  assert.equal(await first, "AbortError");
});

test("Parts that are too large for memory have no digest", async () => {
  const hasher = new CountingHasher();
  const digests = new PartDigests(hasher, file, settings.largestHashed + 1);
  assert.equal(await digests.compute(1, parts, Priority.now, never), null);
  digests.prefetch([1], parts, never);
  assert.equal(hasher.count, 0);
});
