import assert from "node:assert/strict";
import { test } from "node:test";
import { module, silence } from "./browser.js";
import { problem, SessionServer } from "./session-server.js";

const { UploadEngine } = await module("engine");
const { PartTracker } = await module("part-tracker");
const { SessionApi } = await module("session-api");
const { settings } = await module("settings");
const { UploadList } = await module("upload-list");
const { UploadQueue } = await module("upload-queue");
const { State, Upload } = await module("upload");

Object.assign(settings, { firstDelay: 1, longestDelay: 2, databaseTimeout: 1 });

function start() {
  const server = new SessionServer();
  return { server, engine: new UploadEngine(new SessionApi({ uploadsPath: "/api/lora/uploads", apiPath: "/api/lora" })) };
}

const fileOf = (name = "a.safetensors") => new File([new Uint8Array(100)], name, { lastModified: 1 });

async function until(condition) {
  while (!condition()) {
    await new Promise(resolve => setImmediate(resolve));
  }
}

test("Only three files are uploaded at once, and the next follows when one ends", async () => {
  const { server, engine } = start();
  server.instead = ({ number }) => number > 0 ? silence() : undefined;
  const keys = Array.from({ length: 5 }, (_, index) => engine.add(fileOf(`${index}.ckpt`)));
  await until(() => server.parts.length === settings.partsAtOnce);
  assert.deepEqual(engine.snapshots.map(({ state }) => state), ["uploading", "uploading", "uploading", "waiting", "waiting"]);
  engine.pause(keys[1]);
  assert.deepEqual(engine.snapshots.map(({ state }) => state), ["uploading", "paused", "uploading", "checking", "waiting"]);
  // So that nothing is sent to the server of the next test.
  keys.toReversed().forEach(key => engine.pause(key));
});

test("The parts in flight are shared fairly between files", () => {
  const list = new UploadList(() => {});
  for (const key of ["a", "b"]) {
    const digests = { isAvailable: false, known: () => null, compute: async () => null, prefetch: () => {} };
    const upload = Object.assign(new Upload(key, `${key}.ckpt`, 1000), { state: State.uploading, file: fileOf(), digests });
    upload.start(new PartTracker({ size: 1000, partSize: 100, partCount: 10 }, [], []), { send: silence });
    list.add(upload);
  }
  new UploadQueue(list, {}, {}).schedule();
  assert.deepEqual(list.all.map(({ inFlight }) => inFlight), [settings.partsAtOnce / 2, settings.partsAtOnce / 2]);
});

test("A file that is being uploaded is not accepted again, and one that is paused is replaced", async () => {
  const { server, engine } = start();
  server.instead = ({ number }) => number > 0 ? silence() : undefined;
  const first = engine.add(fileOf());
  await until(() => server.parts.length > 0);
  const second = engine.add(fileOf());
  assert.equal((await engine.settled(second)).error.code, "upload.already_listed");
  engine.pause(first);
  server.instead = () => undefined;
  const third = engine.add(fileOf());
  assert.equal((await engine.settled(third)).state, "done");
  assert.equal(await engine.settled(first), null);
  assert.equal(server.sessions.size, 1);
});

test("A file that changes during its upload fails as changed, and its session is aborted", async () => {
  const { server, engine } = start();
  let bytes = new Uint8Array(100);
  const changing = { name: "a.ckpt", size: 100, lastModified: 1, slice: (from, to) => new Blob([bytes.slice(from, to)]) };
  server.instead = ({ number }) => {
    if (number === 2) {
      bytes = bytes.map(() => 1);
      return problem(400, "upload.part_checksum", true);
    }
  };
  const { state, error } = await engine.settled(engine.add(changing));
  assert.deepEqual([state, error.code, error.chooseAgain], ["failed", "upload.file_changed", true]);
  await until(() => server.sessions.size === 0);
});

test("A new engine finds what an earlier one has sent, and sends only the rest", async () => {
  const { server, engine } = start();
  server.instead = ({ number }) => number === 2 ? silence() : undefined;
  const key = engine.add(fileOf());
  await until(() => engine.snapshots[0].sent >= 64);
  engine.pause(key);
  server.instead = () => undefined;
  const next = new UploadEngine(new SessionApi({ uploadsPath: "/api/lora/uploads", apiPath: "/api/lora" }));
  await next.find();
  const [{ key: found, needsFile, sent }] = next.snapshots;
  assert.deepEqual([needsFile, sent], [true, 64]);
  const before = server.parts.length;
  await next.continue(found, fileOf());
  assert.equal((await next.settled(found)).state, "done");
  assert.deepEqual(server.parts.slice(before), ["PUT /api/lora/uploads/s1/parts/2"]);
});

test("A stored part that differs from the file is sent again when another browser resumes", async () => {
  const { server, engine } = start();
  const bytes = new Uint8Array(128);
  const session = server.begin("a.ckpt", 128);
  session.parts.set(1, bytes.slice(0, 64));
  session.parts.set(2, bytes.slice(64).fill(9));
  await engine.find();
  const [{ key }] = engine.snapshots;
  await engine.continue(key, new File([bytes], "a.ckpt"));
  assert.equal((await engine.settled(key)).state, "done");
  assert.deepEqual(server.parts, ["PUT /api/lora/uploads/s1/parts/2"]);
  assert.deepEqual(server.content, Buffer.from(bytes));
});
