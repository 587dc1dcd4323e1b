import assert from "node:assert/strict";
import { test } from "node:test";
import { module } from "./browser.js";
import { Clock } from "./clock.js";

const { SpeedMeter } = await module("speed-meter");

test("Speed ignores the first second and is absent when nothing moves", async t => {
  const clock = new Clock(t);
  const meter = new SpeedMeter();
  meter.restart();
  let sent = 0;
  const send = async (seconds, bytesPerSecond) => {
    for (let step = 0; step < seconds * 2; step++) {
      await clock.pass(500);
      meter.sample(sent += bytesPerSecond / 2);
    }
  };
  await send(0.5, 100_000_000);
  assert.equal(meter.speed, null);
  await send(4, 1_000_000);
  assert.equal(Math.round(meter.speed), 1_000_000);
  assert.equal(Math.round(meter.secondsLeft(5_000_000)), 5);
  await clock.pass(4_001);
  assert.equal(meter.speed, null);
  assert.equal(meter.secondsLeft(1), null);
  await send(2, 1_000_000);
  assert.ok(meter.speed > 0);
});
