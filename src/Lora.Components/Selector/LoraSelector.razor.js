// Keeps the browser from acting on keys that mean something to the combobox, tells when the person goes elsewhere, and keeps what is active in sight.
// What is open, active and chosen is decided by the component.

const keys = new Set(["ArrowDown", "ArrowUp", "Enter", "Escape"]);
const roomy = 340;

class Selector {
  #root;
  #owner;
  #tabbing = false;
  #listening = new AbortController();

  constructor(root, owner) {
    this.#root = root;
    this.#owner = owner;
    const { signal } = this.#listening;
    root.addEventListener("keydown", event => this.#pressed(event), { signal });
    root.addEventListener("mousedown", event => this.#held(event), { signal });
    root.addEventListener("focusout", event => this.#left(event), { signal });
    document.addEventListener("pointerdown", event => this.#pointed(event), { signal, capture: true });
  }

  // Called when the list opens: it goes above the box where there is more room.
  place() {
    const box = this.#box();
    const popup = this.#root.querySelector("[data-lora-popup]");
    if (!box || !popup) {
      return;
    }
    const { top, bottom } = box.getBoundingClientRect();
    const below = document.documentElement.clientHeight - bottom;
    popup.toggleAttribute("data-lora-above", below < roomy && top > below);
  }

  reveal(id) {
    this.#root.querySelector(`#${CSS.escape(id)}`)?.scrollIntoView({ block: "nearest" });
  }

  // What had the focus may be gone; a person who went elsewhere in the meantime stays there.
  focus(element) {
    const active = document.activeElement;
    if (!active || active === document.body || this.#root.contains(active)) {
      element?.focus();
    }
  }

  dispose() {
    this.#listening.abort();
  }

  #box() {
    return this.#root.querySelector("[role=combobox]");
  }

  #pressed(event) {
    if (event.key === "Tab") {
      // Until the browser has moved the focus.
      this.#tabbing = true;
      setTimeout(() => { this.#tabbing = false; });
    }
    const inBox = event.target === this.#box();
    const inPopup = event.target.closest("[data-lora-popup]");
    const plain = !event.isComposing && !event.ctrlKey && !event.metaKey && !event.shiftKey;
    if (plain && ((inBox && keys.has(event.key)) || (inPopup && event.key === "Escape"))) {
      event.preventDefault();
    }
  }

  // A click in the list leaves the focus in the box.
  #held(event) {
    if (event.target.closest("[data-lora-popup]") && !event.target.closest("select")) {
      event.preventDefault();
    }
  }

  #left(event) {
    const elsewhere = event.relatedTarget ? !this.#root.contains(event.relatedTarget) : this.#tabbing;
    if (elsewhere) {
      this.#leave();
    }
  }

  #pointed(event) {
    if (!this.#root.contains(event.target)) {
      this.#leave();
    }
  }

  #leave() {
    if (this.#box()) {
      this.#owner.invokeMethodAsync("LeaveAsync").catch(() => { });
    }
  }
}

export function init(root, owner) {
  return new Selector(root, owner);
}
