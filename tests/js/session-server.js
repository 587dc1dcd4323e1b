// The application's upload session API in memory, as far as the upload modules use it. A test can replace any response.

import { createHash } from "node:crypto";
import { serve } from "./browser.js";

export class SessionServer {
  partSize = 64;
  sessions = new Map();
  // Every request, as "METHOD path".
  asked = [];
  // Gets { method, path, number } and returns a response to send instead, or undefined.
  instead = () => undefined;
  #count = 0;

  constructor() {
    serve(request => this.#answer(request));
  }

  begin(fileName, size, key = null) {
    const known = [...this.sessions.values()].find(session => key !== null && session.key === key);
    if (known) {
      return known;
    }
    const id = `s${++this.#count}`;
    const session = { id, key, fileName, size, partSize: this.partSize, partCount: Math.ceil(size / this.partSize), state: "open", parts: new Map() };
    this.sessions.set(id, session);
    return session;
  }

  // The requests that sent parts, in order.
  get parts() {
    return this.asked.filter(line => line.startsWith("PUT "));
  }

  async #answer({ method, url, headers, body, sent }) {
    sent();
    const path = new URL(url, document.baseURI).pathname;
    this.asked.push(`${method} ${path}`);
    const number = Number(/\/parts\/(\d+)$/.exec(path)?.[1] ?? 0);
    const answer = await this.instead({ method, path, number });
    if (answer !== undefined) {
      return answer;
    }
    const [, id, action] = /^\/api\/lora\/uploads\/([^/]+)(?:\/(\w+))?/.exec(path) ?? [];
    if (path === "/api/lora/inspect") {
      return json({ refusals: [], needs: [], same: [] });
    }
    if (id === undefined) {
      return method === "GET"
        ? json({ uploads: [...this.sessions.values()].filter(({ state }) => state === "open").map(describe) })
        : json(describe(this.begin(...fileOf(body), headers["Idempotency-Key"])));
    }
    return await this.#ofSession(method, this.sessions.get(id), action, number, body);
  }

  async #ofSession(method, session, action, number, body) {
    if (!session) {
      return problem(404, "upload.not_found");
    }
    if (method === "DELETE") {
      this.sessions.delete(session.id);
    } else if (method === "PUT") {
      session.parts.set(number, new Uint8Array(await body.arrayBuffer()));
    } else if (action === "complete") {
      Object.assign(session, { state: "completed", lora: { id: session.id, name: session.fileName } });
      return json(session.lora);
    }
    return json(describe(session));
  }

  // The bytes of the only LoRA.
  get content() {
    const [{ parts, partCount }] = [...this.sessions.values()].filter(({ state }) => state === "completed");
    return Buffer.concat(Array.from({ length: partCount }, (_, place) => parts.get(place + 1)));
  }
}

export function json(value, status = 200) {
  return { status, text: JSON.stringify(value), headers: { "Content-Type": "application/json" } };
}

export function problem(status, code, retryable = false) {
  return json({ code, retryable }, status);
}

function describe({ parts, key, ...session }) {
  const numbers = [...parts.keys()].sort((one, other) => one - other);
  const digests = Object.fromEntries(numbers.map(number => [number, createHash("sha256").update(parts.get(number)).digest("hex")]));
  const storedSize = numbers.reduce((sum, number) => sum + parts.get(number).length, 0);
  return { ...session, expiresAt: "2030-01-01T00:00:00Z", transport: "proxied", stored: numbers, storedSize, digests };
}

function fileOf(body) {
  const { fileName, size } = JSON.parse(body);
  return [fileName, size];
}
