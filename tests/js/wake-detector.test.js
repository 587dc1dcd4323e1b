import assert from "node:assert/strict";
import { test } from "node:test";
import { module } from "./browser.js";
import { Clock } from "./clock.js";

const { WakeDetector } = await module("wake-detector");
const { settings } = await module("settings");

test("A gap in the clock is reported as sleep, and a delayed timer of a hidden page does not", async t => {
  const clock = new Clock(t);
  let woken = 0;
  const detector = new WakeDetector(() => woken++);
  detector.watch(true);
  await clock.pass(3 * settings.wakeInterval);
  clock.skip(60_000);
  await clock.pass(settings.wakeInterval);
  assert.equal(woken, 0);
  clock.skip(settings.sleepThreshold);
  await clock.pass(settings.wakeInterval);
  assert.equal(woken, 1);
  detector.watch(false);
  clock.skip(settings.sleepThreshold);
  await clock.pass(settings.wakeInterval);
  assert.equal(woken, 1);
});
