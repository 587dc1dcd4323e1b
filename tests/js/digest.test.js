import assert from "node:assert/strict";
import { test } from "node:test";
import { module } from "./browser.js";

const { sha256, sha256Of } = await module("digest");

test("SHA-256 is written in lower-case hexadecimal digits with leading zeros", async () => {
  // The standard's digest of "abc", and an input whose digest begins with a zero.
  assert.equal(await sha256(new TextEncoder().encode("abc")), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  assert.match(await sha256Of(new Blob(["39"])), /^0b918943df0962bc7a1824c0555a389347b4febdc7cf9d1254406d80ce44e3f9$/);
});
