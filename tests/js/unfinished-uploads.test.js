import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { test } from "node:test";
import { module } from "./browser.js";
import { FakeDatabase } from "./database.js";
import { Locks } from "./locks.js";

const database = new FakeDatabase();
const { Hasher } = await module("hasher");
const { identify } = await module("file-identity");
const { tryClaim } = await module("claims");
const { findUnfinished, matchFile, SessionDetails } = await module("unfinished-uploads");

const bytes = new Uint8Array(10).fill(7);
const digest = createHash("sha256").update(bytes.slice(0, 4)).digest("hex");
const sessionOf = (id, members) => ({ id, fileName: `${id}.ckpt`, size: 10, partSize: 4, partCount: 3, state: "open", expiresAt: "2030", stored: [], storedSize: 0, ...members });
const fileOf = (name = "a.ckpt", content = bytes) => new File([content], name, { lastModified: 1 });

function apiOf(...sessions) {
  const asked = [];
  return { asked, address: "https://studio.example/api/lora/uploads", list: async () => ({ uploads: sessions }), status: async id => {
    asked.push(id);
    return { ...sessions.find(session => session.id === id), stored: [1], storedSize: 4, digests: { 1: digest } };
  } };
}

// The first unfinished upload of an API with the session "a".
async function findOne() {
  const api = apiOf(sessionOf("a"));
  const [upload] = await findUnfinished(api, new SessionDetails(api));
  return { api, upload };
}

const match = ({ api, upload }, file) => matchFile(upload, file, null, new Hasher(), api);

test("Sessions are unfinished unless they have ended or a page drives them", async t => {
  navigator.locks = new Locks();
  t.after(() => { delete navigator.locks; database.records.clear(); });
  const api = apiOf(sessionOf("open"), sessionOf("completing", { state: "completing" }), sessionOf("completed", { state: "completed" }), sessionOf("byId"), sessionOf("byKey"));
  database.records.set("byKey", { id: "byKey", key: "key", at: Date.now() });
  await tryClaim(`${api.address} byId`);
  await tryClaim(`${api.address} key`);
  const found = await findUnfinished(api, new SessionDetails(api));
  assert.deepEqual(found.map(({ name, state }) => [name, state]), [["open.ckpt", "unfinished"], ["completing.ckpt", "unfinished"]]);
  assert.equal(found[0].snapshot().sent, 4);
});

test("The server is asked for the details of a session once, and again when more has arrived", async () => {
  const sessions = Array.from({ length: 20 }, (_, index) => sessionOf(`s${index}`));
  const api = apiOf(...sessions);
  const details = new SessionDetails(api);
  await findUnfinished(api, details);
  await findUnfinished(api, details);
  assert.equal(api.asked.length, 8);
  sessions[0].expiresAt = "2031";
  await findUnfinished(api, details);
  assert.deepEqual(api.asked.slice(8), ["s0"]);
});

for (const [file, code] of [[fileOf("b.ckpt"), "upload.other_name"], [fileOf("a.ckpt", bytes.slice(1)), "upload.other_size"], [fileOf("a.ckpt", new Uint8Array(10)), "upload.other_content"]]) {
  test(`A session of another browser is not resumed with a file of ${code}`, async () => {
    await assert.rejects(match(await findOne(), file), { code });
  });
}

test("A session of another browser is resumed with a file whose first stored part is the same", async () => {
  const members = await match(await findOne(), fileOf());
  assert.ok(members.isUnrecognized);
  assert.equal(members.clientKey, members.identity.key);
});

test("A session that was saved in this browser is resumed under its key, and only with the same file", async t => {
  t.after(() => database.records.clear());
  database.records.set("a", { ...await identify(fileOf()), id: "a", key: "earlier", at: Date.now() });
  const found = await findOne();
  const members = await match(found, fileOf());
  assert.ok(!members.isUnrecognized);
  assert.equal(members.clientKey, "earlier");
  await assert.rejects(match(found, new File([bytes], "a.ckpt", { lastModified: 2 })), { code: "upload.other_content" });
});

test("Nothing is known of unfinished uploads if the server does not list them", async () => {
  const api = { ...apiOf(), list: async () => { throw new Error("404"); } };
  assert.equal(await findUnfinished(api, new SessionDetails(api)), null);
});
