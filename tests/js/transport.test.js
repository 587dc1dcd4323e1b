import assert from "node:assert/strict";
import { test } from "node:test";
import { module, serve } from "./browser.js";

const { RequestError } = await module("http");
const { Transport } = await module("transport");
const { TransportHealth } = await module("transport-health");

const storage = "https://storage.example";

// A transport whose storage gives these answers; null means that none arrives. Notes what storage and the application receive.
function start(mode, answers, { isReadable = true, isOnline = true } = {}) {
  const requests = [];
  serve(({ url }) => {
    requests.push(url);
    const answer = answers.length > 1 ? answers.shift() : answers[0];
    if (answer === null) {
      throw new Error("no answer");
    }
    return answer;
  });
  const api = {
    sign: async (_, parts) => ({ expiresAt: "2100-01-01T00:00:00Z", parts: parts.map(({ number }) => ({ number, url: `${storage}/${number}` })) }),
    putPart: async (_, { number }) => { requests.push(`application/${number}`); },
    status: async () => { if (!isOnline) { throw new RequestError({ code: "upload.network" }); } },
  };
  const { signal } = new AbortController();
  const health = new TransportHealth();
  const transport = new Transport(api, { id: "s1", transport: mode }, health, signal);
  const send = number => transport.send({ number, content: new Blob(["x"]), sha256: null, checkReadable: async () => isReadable }, { upcoming: () => [], signal, onSent: () => {} })
    .then(() => "sent", error => error.code);
  return { requests, health, send };
}

const refused = { status: 501, text: "<Error><Code>NotImplemented</Code></Error>" };
const forbidden = { status: 403, text: "<Error><Code>SignatureDoesNotMatch</Code></Error>" };

test("Parts go through the application unless the session allows direct transfers", async () => {
  const { requests, send } = start(undefined, [{}]);
  assert.equal(await send(1), "sent");
  assert.deepEqual(requests, ["application/1"]);
});

test("A refused direct transfer falls back to the application, for all parts that follow", async () => {
  const { requests, health, send } = start("auto", [forbidden]);
  assert.equal(await send(1), "sent");
  assert.equal(await send(2), "sent");
  assert.deepEqual(requests, [`${storage}/1`, `${storage}/1`, "application/1", "application/2"]);
  assert.ok(health.isAvoided);
});

test("An expired URL is replaced once", async () => {
  const { requests, health, send } = start("direct", [{ status: 400, text: "<Error><Code>ExpiredToken</Code></Error>" }, {}]);
  assert.equal(await send(1), "sent");
  assert.equal(requests.length, 2);
  assert.ok(health.hasWorked);
});

for (const [answer, code] of [[refused, "storage.unavailable"], [{ status: 400, text: "<Code>BadDigest</Code>" }, "upload.part_checksum"], [{ status: 404 }, "upload.gone"],
  [forbidden, "upload.direct_refused"], [{ status: 400, text: "<Code>SlowDown</Code>" }, "storage.unavailable"]]) {
  test(`Storage's answer ${answer.status} ${answer.text ?? ""} is ${code}`, async () => {
    assert.equal(await start("direct", [answer]).send(1), code);
  });
}

test("Storage that does not answer while the application does falls back at once before it has ever worked", async () => {
  const { requests, send } = start("auto", [null]);
  assert.equal(await send(1), "sent");
  assert.deepEqual(requests, [`${storage}/1`, "application/1"]);
});

test("Storage that has worked is tried several times before falling back", async () => {
  const { requests, send } = start("auto", [{}, null]);
  const outcomes = [];
  for (let number = 1; number <= 7; number++) {
    outcomes.push(await send(number));
  }
  assert.deepEqual(outcomes, ["sent", ...Array(5).fill("upload.network"), "sent"]);
  assert.equal(requests.at(-1), "application/7");
});

for (const options of [{ isReadable: false }, { isOnline: false }]) {
  test(`Storage is not avoided when ${options.isReadable === false ? "the file is unreadable" : "the application does not answer either"}`, async () => {
    const { requests, send } = start("auto", [null], options);
    assert.equal(await send(1), "upload.network");
    assert.deepEqual(requests, [`${storage}/1`]);
  });
}

for (const [isBlocked, code] of [[false, "upload.direct_unreachable"], [true, "upload.direct_forbidden"]]) {
  test(`Storage that never answers is ${code} where no fallback is allowed`, async t => {
    const { health, send } = start("direct", [null]);
    t.mock.method(health, "isBlocked", () => isBlocked);
    assert.deepEqual([await send(1), await send(1), await send(1)], ["upload.network", "upload.network", code]);
  });
}
