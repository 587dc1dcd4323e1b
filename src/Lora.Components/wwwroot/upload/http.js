// Requests by XMLHttpRequest, because fetch does not tell how much was sent. One whose bytes stop moving is given up.

import { settings } from "./settings.js";

export class RequestFault extends Error {
  constructor({ code, detail = null, status = 0, retryable = false, issues = [], retryAfter = null }) {
    super(detail ?? code);
    Object.assign(this, { code, detail, status, retryable, issues, retryAfter });
  }
}

// Resolves with whatever answer comes; a fault with the status 0 means that none did.
export function exchange(method, url, { headers = {}, body = null, signal, onSent, firstByte = settings.firstByte, answer = settings.answer } = {}) {
  return new Promise((resolve, reject) => {
    if (signal?.aborted) {
      reject(signal.reason);
      return;
    }
    const call = new XMLHttpRequest();
    let stalled = false;
    let timer = null;
    const abort = () => call.abort();
    const watch = limit => {
      clearTimeout(timer);
      timer = setTimeout(() => {
        stalled = true;
        call.abort();
      }, limit);
    };
    const settle = (action, value) => {
      clearTimeout(timer);
      signal?.removeEventListener("abort", abort);
      action(value);
    };
    call.open(method, url);
    Object.entries(headers).forEach(([name, value]) => call.setRequestHeader(name, value));
    if (body !== null) {
      call.upload.onprogress = event => {
        watch(settings.nextByte);
        onSent?.(event.loaded);
      };
      call.upload.onload = () => watch(answer);
    }
    call.onload = () => settle(resolve, {
      status: call.status,
      isOk: call.status >= 200 && call.status < 300,
      isRedirected: call.responseURL !== new URL(url, document.baseURI).href,
      text: call.responseText,
      // Asking for one header that another origin does not show is complained about in the console.
      retryAfter: secondsOf(/^retry-after:(.*)$/im.exec(call.getAllResponseHeaders())?.[1].trim()),
    });
    call.onerror = () => settle(reject, new RequestFault({ code: "upload.network", retryable: true }));
    call.onabort = () => settle(reject, stalled
      ? new RequestFault({ code: "upload.stalled", retryable: true })
      : signal?.reason ?? new DOMException("Aborted", "AbortError"));
    signal?.addEventListener("abort", abort);
    watch(body === null ? answer : firstByte);
    call.send(body);
  });
}

// A request to the application, which speaks JSON and tells problems by RFC 9457. With "hasId" only what has an id is an answer: a page to sign in on, to which a
// request was led, or one of whoever stands between says nothing of what was asked.
export async function request(method, url, { json, body = null, headers = {}, hasId = false, ...others } = {}) {
  const type = json !== undefined ? { "Content-Type": "application/json" } : body !== null ? { "Content-Type": "application/octet-stream" } : {};
  const answer = await exchange(method, url, {
    ...others,
    headers: { Accept: "application/json, application/problem+json", ...type, ...headers },
    body: json !== undefined ? JSON.stringify(json) : body,
  });
  const content = parse(answer.text);
  if (!answer.isOk) {
    throw faultOf(answer, content);
  }
  if (hasId && typeof content?.id !== "string") {
    throw new RequestFault({ code: answer.isRedirected ? "http.401" : "unexpected", status: answer.status });
  }
  return content;
}

export function isPassing(status) {
  return status === 408 || status === 429 || status >= 500;
}

function parse(text) {
  try {
    return text ? JSON.parse(text) : null;
  } catch {
    return null;
  }
}

function faultOf({ status, retryAfter }, problem) {
  return new RequestFault({
    code: problem?.code ?? `http.${status}`,
    detail: problem?.detail ?? null,
    status,
    retryable: problem?.retryable ?? isPassing(status),
    issues: problem?.issues ?? [],
    retryAfter,
  });
}

// Retry-After is a number of seconds or a date (RFC 9110, 10.2.3).
function secondsOf(header) {
  if (!header) {
    return null;
  }
  const seconds = /^\d+$/.test(header) ? Number(header) : (Date.parse(header) - Date.now()) / 1000;
  return Number.isFinite(seconds) ? Math.max(0, seconds) : null;
}
