// Requests to the server of this toolkit, or to whatever address it names. XMLHttpRequest, because fetch does not tell how much was sent.

export class RequestFault extends Error {
  constructor({ code, detail = null, status = 0, retryable = false, issues = [], retryAfter = null }) {
    super(detail ?? code);
    Object.assign(this, { code, detail, status, retryable, issues, retryAfter });
  }
}

export function request(method, url, { body = null, json, signal, onSent } = {}) {
  return new Promise((resolve, reject) => {
    if (signal?.aborted) {
      reject(signal.reason);
      return;
    }
    const call = new XMLHttpRequest();
    const abort = () => call.abort();
    const settle = (action, value) => {
      signal?.removeEventListener("abort", abort);
      action(value);
    };
    call.open(method, url);
    call.setRequestHeader("Accept", "application/json, application/problem+json");
    if (json !== undefined) {
      call.setRequestHeader("Content-Type", "application/json");
    } else if (body !== null) {
      call.setRequestHeader("Content-Type", "application/octet-stream");
    }
    if (onSent) {
      call.upload.onprogress = event => onSent(event.loaded);
    }
    call.onload = () => {
      const answer = parse(call.responseText);
      if (call.status >= 200 && call.status < 300) {
        settle(resolve, answer);
      } else {
        settle(reject, faultOf(call, answer));
      }
    };
    call.onerror = () => settle(reject, new RequestFault({ code: "upload.network", retryable: true }));
    call.onabort = () => settle(reject, signal?.reason ?? new DOMException("Aborted", "AbortError"));
    signal?.addEventListener("abort", abort);
    call.send(json !== undefined ? JSON.stringify(json) : body);
  });
}

function parse(text) {
  try {
    return text ? JSON.parse(text) : null;
  } catch {
    return null;
  }
}

function faultOf(call, problem) {
  const passing = call.status === 408 || call.status === 429 || call.status >= 500;
  return new RequestFault({
    code: problem?.code ?? `http.${call.status}`,
    detail: problem?.detail ?? null,
    status: call.status,
    retryable: problem?.retryable ?? passing,
    issues: problem?.issues ?? [],
    retryAfter: secondsOf(call.getResponseHeader("Retry-After")),
  });
}

// Retry-After is a number of seconds or a date (RFC 9110, 10.2.3).
function secondsOf(header) {
  if (!header) {
    return null;
  }
  const seconds = /^\d+$/.test(header.trim()) ? Number(header) : (Date.parse(header) - Date.now()) / 1000;
  return Number.isFinite(seconds) ? Math.max(0, seconds) : null;
}
