import assert from "node:assert/strict";
import { test } from "node:test";
import { module } from "./browser.js";

const { partitionStored } = await module("stored-parts");

const session = { state: "open", partCount: 4, stored: [1, 2, 3], digests: { 1: "a", 2: "b" } };
const file = new File([], "a.ckpt");
const digestsOf = (known, isAvailable = true) => ({ isAvailable, known: number => known[number] ?? null });

test("A stored part is verified if its digest is known, and sent again if it has none", () => {
  assert.deepEqual(partitionStored(session, { file, digests: digestsOf({ 1: "a" }) }), { verified: [1], unverified: [2] });
});

test("Without digests, stored parts are kept only for a file that was recognized", () => {
  const digests = digestsOf({}, false);
  assert.deepEqual(partitionStored(session, { file, digests, isUnrecognized: false }), { verified: [1, 2, 3], unverified: [] });
  assert.deepEqual(partitionStored(session, { file, digests, isUnrecognized: true }), { verified: [], unverified: [] });
  assert.deepEqual(partitionStored({ ...session, digests: undefined }, { file, digests: digestsOf({}), isUnrecognized: true }), { verified: [], unverified: [] });
});

test("A session that is being completed has every part", () => {
  assert.deepEqual(partitionStored({ ...session, state: "completing" }, { file, digests: digestsOf({}) }), { verified: [1, 2, 3, 4], unverified: [] });
});
