import assert from "node:assert/strict";
import { test } from "node:test";
import { module } from "./browser.js";

const answers = [];
globalThis.self = { postMessage: answer => answers.push(answer) };
await module("hash-worker");

test("The worker answers with the digest of a part", async () => {
  await self.onmessage({ data: { id: 1, content: new Blob(["a"]) } });
  assert.deepEqual(answers.at(-1), { id: 1, sha256: "ca978112ca1bbdcafac231b39a23dc4da786eff8147c4e72b9807785afee48bb" });
});

for (const [error, isFileError] of [[new DOMException("gone", "NotFoundError"), true], [new RangeError("too large"), false]]) {
  test(`The worker reports a ${error.name} as ${isFileError ? "an error of the file" : "another error"}`, async () => {
    await self.onmessage({ data: { id: 2, content: { arrayBuffer: async () => { throw error; } } } });
    assert.deepEqual(answers.at(-1), { id: 2, error: { name: error.name, isFileError } });
  });
}
