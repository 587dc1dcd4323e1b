import assert from "node:assert/strict";
import { test } from "node:test";
import { module } from "./browser.js";
import { Locks } from "./locks.js";

const { tryClaim } = await module("claims");
const { identify } = await module("file-identity");
const { preflight } = await module("preflight");
const { State, Upload } = await module("upload");

const lora = { id: "1", name: "a" };
const file = new File(["content"], "a.ckpt", { lastModified: 1 });

// Runs the check of an upload with these members; "same" are the LoRAs that the server finds.
function start({ same = [], members = {}, claimKey = () => true } = {}) {
  const upload = Object.assign(new Upload("a", file.name, file.size), { file, ...members });
  const asked = [];
  const states = [];
  const api = { address: "https://studio.example", inspect: async name => { asked.push(name); return { refusals: [], needs: [], same }; } };
  const queue = { claimKey, schedule: () => {}, setState: (_, state, facts) => { states.push(state); Object.assign(upload, facts, { state }); } };
  return { upload, asked, states, run: () => preflight(upload, file, api, queue, upload.signal, () => {}) };
}

test("A file without duplicates passes with its identity as the key", async () => {
  const { upload, run } = start();
  assert.ok(await run());
  assert.equal(upload.clientKey, (await identify(file)).key);
  assert.ok(upload.hasPassedPreflight);
  assert.equal(upload.claims.length, 1);
});

test("A duplicate is uploaded only after the user allows it", async () => {
  const { upload, run } = start({ same: [lora] });
  assert.ok(!(await run()));
  assert.deepEqual([upload.state, upload.duplicate], [State.duplicate, lora]);
  const allowed = start({ same: [lora], members: { allowsDuplicate: true } });
  assert.ok(await allowed.run());
});

test("The server is not asked again about an upload that has passed or has a session", async () => {
  for (const members of [{ hasPassedPreflight: true }, { session: { id: "s1" } }]) {
    const { asked, run } = start({ members });
    assert.ok(await run());
    assert.deepEqual(asked, []);
  }
});

test("A file that has changed since it was identified is refused", async () => {
  const identity = await identify(new File(["CONTENT"], "a.ckpt", { lastModified: 1 }));
  await assert.rejects(start({ members: { identity } }).run(), { code: "upload.file_changed" });
  const handle = { getFile: async () => new File(["longer content"], "a.ckpt") };
  await assert.rejects(start({ members: { handle } }).run(), { code: "upload.file_changed" });
});

test("A file that this page uploads already is refused", async () => {
  await assert.rejects(start({ claimKey: () => false }).run(), { code: "upload.already_listed" });
});

test("An upload of another page is waited for, and its session is found by the key", async t => {
  navigator.locks = new Locks();
  t.after(() => { delete navigator.locks; });
  const { upload, states, run } = start({ members: { session: { id: "stale" } } });
  const release = await tryClaim(`https://studio.example ${(await identify(file)).key}`);
  const outcome = run();
  while (upload.state !== State.elsewhere) {
    await new Promise(resolve => setImmediate(resolve));
  }
  release();
  assert.equal(await outcome, false);
  assert.deepEqual(states, [State.elsewhere, State.waiting]);
  assert.deepEqual([upload.session, upload.wasElsewhere, upload.claims.length], [null, true, 1]);
});
