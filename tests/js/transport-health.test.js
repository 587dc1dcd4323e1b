import assert from "node:assert/strict";
import { test } from "node:test";
import { module } from "./browser.js";
import { Clock } from "./clock.js";

const { TransportHealth } = await module("transport-health");
const { settings } = await module("settings");

test("Direct transfers are avoided for a while after a failure", async t => {
  const clock = new Clock(t);
  const health = new TransportHealth();
  assert.ok(!health.isAvoided);
  health.avoid();
  await clock.pass(settings.directPause - 1);
  assert.ok(health.isAvoided);
  await clock.pass(1);
  assert.ok(!health.isAvoided);
});

test("Only an origin that the Content Security Policy blocks for connections is blocked", t => {
  const listen = t.mock.method(document, "addEventListener");
  const health = new TransportHealth();
  const [type, report] = listen.mock.calls[0].arguments;
  assert.equal(type, "securitypolicyviolation");
  report({ effectiveDirective: "img-src", blockedURI: "https://images.example" });
  report({ effectiveDirective: "connect-src", blockedURI: "https://storage.example" });
  assert.ok(health.isBlocked("https://storage.example/bucket/key?signature"));
  assert.ok(!health.isBlocked("https://images.example/a"));
});
