import assert from "node:assert/strict";
import { test } from "node:test";
import { module } from "./browser.js";
import { Clock } from "./clock.js";
import { FakeDatabase } from "./database.js";

const { settings } = await module("settings");
const session = { id: "s1", key: "key", name: "a.ckpt", size: 5, lastModified: 1, samples: "digest", handle: null };
const days = 24 * 60 * 60 * 1000;
let count = 0;

// Each test has a database and a module of its own, like a page that was just opened.
async function start() {
  const database = new FakeDatabase();
  return { database, store: await module("session-store", ++count) };
}

test("A saved session is loaded again until it is deleted", async () => {
  const { store } = await start();
  await store.saveSession(session);
  const { at, ...loaded } = await store.loadSession("s1");
  assert.deepEqual(loaded, session);
  assert.ok(Date.now() - at < days);
  await store.deleteSession("s1");
  assert.equal(await store.loadSession("s1"), null);
});

test("The names in the database stay, so that uploads of earlier versions resume", async () => {
  const { database, store } = await start();
  await store.saveSession(session);
  assert.deepEqual([database.name, database.storeName], ["lora-uploads", "sessions"]);
  assert.deepEqual(Object.keys(database.records.get("s1")).sort(), ["at", "handle", "id", "key", "lastModified", "name", "samples", "size"]);
});

test("A session is saved without its handle where handles can't be stored", async () => {
  const { database, store } = await start();
  database.refusesHandles = true;
  await store.saveSession({ ...session, handle: { kind: "file" } });
  assert.equal((await store.loadSession("s1")).handle, null);
});

test("Sessions expire after 30 days", async () => {
  const { database, store } = await start();
  await store.saveSession({ ...session, id: "new" });
  await store.saveSession({ ...session, id: "old" });
  database.records.get("old").at = Date.now() - 30 * days - 1;
  await store.deleteExpiredSessions();
  assert.deepEqual([...database.records.keys()], ["new"]);
});

test("A database that does not answer is waited for only a while", async t => {
  const clock = new Clock(t);
  const { database, store } = await start();
  database.isBlocked = true;
  const outcome = store.loadSession("s1");
  await clock.pass(settings.databaseTimeout);
  assert.equal(await outcome, null);
});
