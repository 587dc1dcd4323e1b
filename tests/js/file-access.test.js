import assert from "node:assert/strict";
import { test } from "node:test";
import { module } from "./browser.js";
import { Clock } from "./clock.js";

const { readWithRetry } = await module("file-access");
const { settings } = await module("settings");

test("An unreadable file is retried for a while, and other errors are not", async t => {
  const clock = new Clock(t);
  let tries = 0;
  const outcome = readWithRetry(() => { tries++; throw new DOMException("gone", "NotFoundError"); }).catch(({ code }) => code);
  await clock.pass(settings.readAttempts * settings.readPause);
  assert.equal(await outcome, "upload.file_unreadable");
  assert.equal(tries, settings.readAttempts);
  await assert.rejects(readWithRetry(() => { throw new TypeError("a mistake"); }), TypeError);
});
