import assert from "node:assert/strict";
import { test } from "node:test";
import { module } from "./browser.js";

const { findDuplicates, mergeRanges } = await module("file-inspection");
const { RequestError } = await module("http");

const block = 64 * 1024;
const never = new AbortController().signal;
const fileOf = (size, name = "a.safetensors") => new File([new Uint8Array(size)], name);

// An API that gives these answers in order and notes what it was asked.
function apiOf(...answers) {
  const asked = [];
  return { asked, inspect: async (name, size, ranges, content) => {
    asked.push([ranges, content.byteLength]);
    const answer = answers.length > 1 ? answers.shift() : answers[0];
    if (answer instanceof Error) {
      throw answer;
    }
    return { refusals: [], needs: [], same: [], ...answer };
  } };
}

test("Ranges are extended to whole blocks, joined and cut off at the end of the file", () => {
  assert.deepEqual(mergeRanges([{ start: block + 1, end: block + 2 }, { start: 0, end: 10 }], 10 * block), [{ start: 0, end: 2 * block }]);
  assert.deepEqual(mergeRanges([{ start: 5 * block, end: 9 * block }, { start: 5, end: 5 }], 5 * block + 3), [{ start: 0, end: block }, { start: 5 * block, end: 5 * block + 3 }]);
  assert.deepEqual(mergeRanges([{ start: 0, end: 0 }, { start: 2 * block, end: 3 * block }], 100), []);
});

test("The beginning and the end are sent first, then what the server needs", async () => {
  const lora = { id: "1", name: "a" };
  const api = apiOf({ needs: [{ offset: 2 * block, length: 1 }] }, { same: [lora] });
  assert.deepEqual(await findDuplicates(fileOf(8 * block), api, never), [lora]);
  assert.deepEqual(api.asked, [[`0-${block - 1},${7 * block}-${8 * block - 1}`, 2 * block], [`0-${block - 1},${2 * block}-${3 * block - 1},${7 * block}-${8 * block - 1}`, 3 * block]]);
});

test("All of a small ZIP file is sent at once", async () => {
  const api = apiOf({});
  await findDuplicates(fileOf(3 * block, "a.CKPT"), api, never);
  assert.deepEqual(api.asked, [[`0-${3 * block - 1}`, 3 * block]]);
});

test("A refused file is an error with every reason", async () => {
  const refusals = [{ code: "file.cut_off", message: "The file is cut off." }, { code: "file.other" }];
  await assert.rejects(findDuplicates(fileOf(10), apiOf({ refusals }), never), { code: "file.cut_off", detail: "The file is cut off.", status: 422, issues: refusals });
});

test("A server that asks for the same ranges again, or always for more, is asked a limited number of times", async () => {
  const same = apiOf({ needs: [{ offset: 0, length: 1 }] });
  await findDuplicates(fileOf(8 * block), same, never);
  assert.equal(same.asked.length, 1);
  let offset = 0;
  const more = apiOf(...Array.from({ length: 50 }, () => ({ needs: [{ offset: offset += 2 * block, length: 1 }] })));
  assert.deepEqual(await findDuplicates(fileOf(100 * block), more, never), []);
  assert.equal(more.asked.length, 12);
});

for (const status of [404, 405]) {
  test(`A host of an earlier version, which answers ${status}, lets the file pass`, async () => {
    assert.deepEqual(await findDuplicates(fileOf(10), apiOf(new RequestError({ code: `http.${status}`, status })), never), []);
  });
}
