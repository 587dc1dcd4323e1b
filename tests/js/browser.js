// Provides what the upload modules need of a browser and node does not have. It has to be imported before them.

const events = new EventTarget();

Object.assign(globalThis, {
  document: { baseURI: "https://studio.example/", addEventListener: () => {} },
  addEventListener: (...args) => events.addEventListener(...args),
  removeEventListener: (...args) => events.removeEventListener(...args),
});
Object.defineProperty(globalThis, "navigator", { value: { onLine: true }, configurable: true, writable: true });

// Imports a module by the name of its file without the extension; each other instance has a state of its own.
export function module(name, instance = 0) {
  return import(`../../src/Lora.Components/wwwroot/upload/${name}.js${instance ? `?${instance}` : ""}`);
}

// Disconnects the browser from the network, or connects it again.
export function setOnline(isOnline) {
  navigator.onLine = isOnline;
  events.dispatchEvent(new Event(isOnline ? "online" : "offline"));
}

// Answers every XMLHttpRequest and every fetch with "answer", which gets { method, url, headers, body, moved, sent } and returns { status, text, headers, responseURL }, or throws when
// the network fails. "moved" reports to the page how many bytes were sent, and "sent" that all were.
export function serve(answer) {
  globalThis.XMLHttpRequest = class {
    upload = {};
    status = 0;
    responseText = "";
    #headers = {};
    #answerHeaders = {};
    #isAborted = false;

    open(method, url) {
      Object.assign(this, { method, url, responseURL: url });
    }

    setRequestHeader(name, value) {
      this.#headers[name] = value;
    }

    getAllResponseHeaders() {
      return Object.entries(this.#answerHeaders).map(([name, value]) => `${name}: ${value}\r\n`).join("");
    }

    abort() {
      if (!this.#isAborted) {
        this.#isAborted = true;
        this.onabort();
      }
    }

    async send(body) {
      const moved = loaded => this.#isAborted || this.upload.onprogress?.({ loaded });
      const sent = () => this.#isAborted || this.upload.onload?.();
      try {
        const { status = 200, text = "", headers = {}, responseURL = this.url } = await answer({ method: this.method, url: this.url, headers: this.#headers, body, moved, sent });
        if (!this.#isAborted) {
          Object.assign(this, { status, responseText: text, responseURL });
          this.#answerHeaders = headers;
          this.onload();
        }
      } catch {
        if (!this.#isAborted) {
          this.onerror();
        }
      }
    }
  };
  globalThis.fetch = async (url, { method = "GET", headers = {}, body = null } = {}) => {
    const { status = 200 } = await answer({ method, url, headers, body, moved: () => {}, sent: () => {} });
    return { ok: status >= 200 && status < 300, status };
  };
}

// Never answers.
export function silence() {
  return new Promise(() => {});
}
