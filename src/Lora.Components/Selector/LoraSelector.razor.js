// Prevents the browser's default for keys that the combobox handles, reports when the focus leaves it, and scrolls the active option into view. The component decides what is open,
// active and selected.

const keys = new Set(["ArrowDown", "ArrowUp", "Enter", "Escape"]);
const popupHeight = 340;

class Selector {
  #root;
  #component;
  #isTabbing = false;
  #listening = new AbortController();

  /**
   * @param {HTMLElement} root
   * @param {DotNetObject} component
   */
  constructor(root, component) {
    this.#root = root;
    this.#component = component;
    const { signal } = this.#listening;
    root.addEventListener("keydown", event => this.#onKeyDown(event), { signal });
    root.addEventListener("mousedown", event => this.#onMouseDown(event), { signal });
    root.addEventListener("focusout", event => this.#onFocusOut(event), { signal });
    document.addEventListener("pointerdown", event => this.#onPointerDown(event), { signal, capture: true });
  }

  /** Places the open list above the box if there is more room. */
  place() {
    const box = this.#box();
    const popup = this.#root.querySelector("[data-lora-popup]");
    if (!box || !popup) {
      return;
    }
    const { top, bottom } = box.getBoundingClientRect();
    const below = document.documentElement.clientHeight - bottom;
    popup.toggleAttribute("data-lora-above", below < popupHeight && top > below);
  }

  /** @param {string} id */
  reveal(id) {
    this.#root.querySelector(`#${CSS.escape(id)}`)?.scrollIntoView({ block: "nearest" });
  }

  /**
   * Focuses an element unless the user has moved the focus elsewhere meanwhile.
   * @param {HTMLElement | null} element
   */
  focus(element) {
    const active = document.activeElement;
    if (active && active !== document.body && !this.#root.contains(active)) {
      return;
    }
    // Nothing behind a modal dialog can receive the focus, so this waits until the dialog is closed.
    const dialog = this.#root.querySelector("dialog[open]");
    if (dialog) {
      dialog.addEventListener("close", () => element?.focus(), { once: true });
    } else {
      element?.focus();
    }
  }

  dispose() {
    this.#listening.abort();
  }

  #box() {
    return this.#root.querySelector("[role=combobox]");
  }

  /** @param {KeyboardEvent} event */
  #onKeyDown(event) {
    if (event.key === "Tab") {
      // Until the browser has moved the focus.
      this.#isTabbing = true;
      setTimeout(() => { this.#isTabbing = false; });
    }
    const inBox = event.target === this.#box();
    const inPopup = closest(event, "[data-lora-popup]");
    const isPlain = !event.isComposing && !event.ctrlKey && !event.metaKey && !event.shiftKey;
    if (isPlain && ((inBox && keys.has(event.key)) || (inPopup && event.key === "Escape"))) {
      event.preventDefault();
    }
  }

  /**
   * Keeps the focus in the box when the list is clicked.
   * @param {MouseEvent} event
   */
  #onMouseDown(event) {
    if (closest(event, "[data-lora-popup]") && !closest(event, "select")) {
      event.preventDefault();
    }
  }

  /** @param {FocusEvent} event */
  #onFocusOut({ relatedTarget }) {
    const isOutside = relatedTarget instanceof Node ? !this.#root.contains(relatedTarget) : this.#isTabbing;
    if (isOutside) {
      this.#leave();
    }
  }

  /** @param {PointerEvent} event */
  #onPointerDown({ target }) {
    if (!(target instanceof Node && this.#root.contains(target))) {
      this.#leave();
    }
  }

  #leave() {
    if (this.#box()) {
      // The component may have been removed meanwhile.
      this.#component.invokeMethodAsync("LeaveAsync").catch(() => {});
    }
  }
}

/**
 * @param {Event} event
 * @param {string} selector
 */
function closest({ target }, selector) {
  return target instanceof Element ? target.closest(selector) : null;
}

/**
 * @param {HTMLElement} root
 * @param {DotNetObject} component
 */
export function init(root, component) {
  return new Selector(root, component);
}
