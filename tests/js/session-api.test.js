import assert from "node:assert/strict";
import { test } from "node:test";
import { module, serve } from "./browser.js";

const { SessionApi } = await module("session-api");

function start(answer = { text: "{\"id\":\"1\"}" }) {
  const requests = [];
  serve(request => {
    requests.push(request);
    if (answer === null) {
      throw new Error("no network");
    }
    return answer;
  });
  return { requests, api: new SessionApi({ uploadsPath: "api/lora/uploads/", apiPath: "/api/lora" }) };
}

test("A session is begun with its idempotency key", async () => {
  const { requests, api } = start();
  await api.begin("a b.ckpt", 5, "key");
  const [{ method, url, headers, body }] = requests;
  assert.deepEqual([method, url, headers["Idempotency-Key"], body], ["POST", "https://studio.example/api/lora/uploads", "key", "{\"fileName\":\"a b.ckpt\",\"size\":5}"]);
});

test("Names in URLs are encoded", async () => {
  const { requests, api } = start();
  await api.status("a/b");
  await api.inspect("a&b.ckpt", 5, "0-4", new ArrayBuffer(5), {});
  assert.deepEqual(requests.map(({ url }) => url), ["https://studio.example/api/lora/uploads/a%2Fb", "https://studio.example/api/lora/inspect?fileName=a%26b.ckpt&size=5&ranges=0-4"]);
});

for (const [sha256, digest] of [["00ff10", "sha-256=:AP8Q:"], [null, undefined]]) {
  test(`A part ${sha256 ? "is sent with its digest" : "without a digest is sent without the header"}`, async () => {
    const { requests, api } = start();
    await api.putPart("s1", { number: 3, content: new Blob(["x"]), sha256 }, {});
    assert.equal(requests[0].url, "https://studio.example/api/lora/uploads/s1/parts/3");
    assert.equal(requests[0].headers["Content-Digest"], digest);
  });
}

for (const [status, outcome] of [[204, true], [404, false], [409, "retryable"], [503, "retryable"], [403, "final"]]) {
  test(`A cancel that is answered with ${status} is ${outcome}`, async () => {
    const { api } = start({ status });
    assert.equal(await api.cancel("s1").catch(({ retryable }) => retryable ? "retryable" : "final"), outcome);
  });
}

test("A cancel without a network is retryable", async () => {
  await assert.rejects(start(null).api.cancel("s1"), { code: "upload.network", retryable: true });
});
