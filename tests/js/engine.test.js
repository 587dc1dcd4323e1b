import assert from "node:assert/strict";
import { test } from "node:test";
import { module } from "./browser.js";
import { json, problem, SessionServer } from "./session-server.js";

const { UploadEngine } = await module("engine");
const { SessionApi } = await module("session-api");
const { settings } = await module("settings");

const name = "driven.safetensors";
const parts = 8;

// Shortens the delays that a user would wait for.
Object.assign(settings, { firstDelay: 1, longestDelay: 2, readPause: 1, databaseTimeout: 1 });

function start() {
  const server = new SessionServer();
  const engine = new UploadEngine(new SessionApi({ uploadsPath: "/api/lora/uploads", apiPath: "/api/lora" }));
  return { server, engine };
}

function fileOf(size = 64 * parts) {
  return new File([Uint8Array.from({ length: size }, (_, place) => place % 251)], name, { lastModified: 1_700_000_000_000 });
}

async function settled(engine, key) {
  const { state, error } = await engine.settled(key);
  return [state, error?.code ?? null];
}

async function assertWhole(server, file) {
  assert.deepEqual(server.content, Buffer.from(await file.arrayBuffer()));
}

for (const [times, outcome] of [[2, ["done", null]], [100, ["failed", "upload.part_checksum"]]]) {
  test(`A part that was corrupted in transit is sent again a limited number of times: ${times} times`, async () => {
    const { server, engine } = start();
    let left = times;
    server.instead = ({ number }) => number === 2 && left-- > 0 ? problem(400, "upload.part_checksum", true) : undefined;
    assert.deepEqual(await settled(engine, engine.add(fileOf())), outcome);
    assert.equal(server.parts.length, times === 2 ? parts + 2 : server.parts.length);
    assert.ok(server.parts.filter(path => path.endsWith("/2")).length <= 5);
  });
}

test("Every part is sent once, at most four at a time, and the upload completes", async () => {
  const { server, engine } = start();
  let [under, most] = [0, 0];
  let open;
  const full = new Promise(resolve => { open = resolve; });
  server.instead = async ({ number }) => {
    if (number > 0) {
      most = Math.max(most, ++under);
      if (under === settings.partsAtOnce) {
        open();
      }
      await full;
      under--;
    }
  };
  const file = fileOf();
  assert.deepEqual(await settled(engine, engine.add(file)), ["done", null]);
  assert.equal(new Set(server.parts).size, parts);
  assert.equal(server.parts.length, parts);
  assert.equal(most, settings.partsAtOnce);
  await assertWhole(server, file);
});

test("A part is sent again only after the Retry-After of the server", async () => {
  const { server, engine } = start();
  let [refused, again] = [0, 0];
  server.instead = ({ number }) => {
    if (number === 2 && refused === 0) {
      refused = performance.now();
      return { status: 503, headers: { "Retry-After": "1" } };
    }
    again = number === 2 ? performance.now() : again;
  };
  assert.deepEqual(await settled(engine, engine.add(fileOf())), ["done", null]);
  assert.ok(again - refused >= 990, `${again - refused}`);
});

test("A complete session that was aborted meanwhile does not start again without its file", async () => {
  const { server, engine } = start();
  const session = server.begin(name, 50);
  session.parts.set(1, new Uint8Array(50));
  await engine.find();
  const before = server.asked.length;
  server.instead = ({ path }) => path.endsWith(session.id) ? json({ id: session.id, state: "aborting" }) : undefined;
  const { key } = engine.snapshots[0];
  await engine.continue(key);
  assert.deepEqual(await settled(engine, key), ["failed", "upload.gone"]);
  assert.ok(server.asked.slice(before).every(line => line.startsWith("GET ")));
});

test("A lost session starts again once", async () => {
  const { server, engine } = start();
  let lost = false;
  server.instead = ({ number }) => {
    if (number === 3 && !lost) {
      lost = true;
      server.sessions.clear();
    }
  };
  const file = fileOf();
  assert.deepEqual(await settled(engine, engine.add(file)), ["done", null]);
  await assertWhole(server, file);
});

test("A session that is lost repeatedly does not start again forever", async () => {
  const { server, engine } = start();
  server.instead = ({ number }) => number > 0 ? problem(404, "upload.gone") : undefined;
  assert.deepEqual(await settled(engine, engine.add(fileOf())), ["failed", "upload.gone"]);
  assert.equal(server.asked.filter(line => line === "POST /api/lora/uploads").length, 2);
});

test("A cancel after completion does not hide the completed upload", async () => {
  const { server, engine } = start();
  const file = fileOf();
  const key = engine.add(file);
  assert.deepEqual(await settled(engine, key), ["done", null]);
  await engine.cancel(key);
  assert.deepEqual(await settled(engine, key), ["done", null]);
  await assertWhole(server, file);
});

test("Stored parts of the same file are not sent again", async () => {
  const { server, engine } = start();
  const key = engine.add(fileOf());
  server.instead = ({ number }) => number > 3 ? problem(400, "upload.part_size") : undefined;
  assert.equal((await engine.settled(key)).state, "failed");
  server.instead = () => undefined;
  const before = new Set(server.parts.filter(path => /[123]$/.test(path)));
  const count = server.parts.length;
  engine.retry(key);
  assert.deepEqual(await settled(engine, key), ["done", null]);
  assert.deepEqual(server.parts.slice(count).filter(path => before.has(path)), []);
});

test("A paused upload keeps its acknowledged parts and resumes with the rest", async () => {
  const { server, engine } = start();
  server.instead = ({ number }) => {
    if (number === 4) {
      engine.pause(key);
    }
  };
  const key = engine.add(fileOf());
  while (engine.snapshots[0].state !== "paused") {
    await new Promise(resolve => setImmediate(resolve));
  }
  server.instead = () => undefined;
  engine.resume(key);
  assert.deepEqual(await settled(engine, key), ["done", null]);
});

test("A cancelled upload deletes its session", async () => {
  const { server, engine } = start();
  const reached = new Promise(resolve => {
    server.instead = ({ number }) => { if (number === 2) { resolve(); return new Promise(() => {}); } };
  });
  const key = engine.add(fileOf());
  await reached;
  await engine.cancel(key);
  assert.equal(server.sessions.size, 0);
  assert.deepEqual(engine.snapshots, []);
});
