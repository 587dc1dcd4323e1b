// A native <dialog>, opened and closed by its component. Open dialogs lock the page's scroll together; the last to close frees it.

const focusable = "a[href],button,input,select,textarea,[tabindex]";
const openDialogs = new Set();
let pageOverflow = "";

function lockPage(dialog) {
  if (openDialogs.size === 0) {
    pageOverflow = document.documentElement.style.overflow;
    document.documentElement.style.overflow = "hidden";
  }
  openDialogs.add(dialog);
}

function freePage(dialog) {
  if (openDialogs.delete(dialog) && openDialogs.size === 0) {
    document.documentElement.style.overflow = pageOverflow;
  }
}

function stops(dialog) {
  return [...dialog.querySelectorAll(focusable)].filter(element =>
    element.tabIndex >= 0 && !element.disabled && !element.closest("[inert]") && element.checkVisibility({ visibilityProperty: true }));
}

function isBackdrop(dialog, event) {
  if (event.target !== dialog) {
    return false;
  }
  const box = dialog.getBoundingClientRect();
  return event.clientX < box.left || event.clientX >= box.right || event.clientY < box.top || event.clientY >= box.bottom;
}

class Modal {
  #dialog;
  #component;
  #opener = null;
  #pressedBackdrop = false;
  #listening = new AbortController();

  constructor(dialog, component) {
    this.#dialog = dialog;
    this.#component = component;
    const on = (type, handler) => dialog.addEventListener(type, handler, { signal: this.#listening.signal });
    on("cancel", event => this.#cancelled(event));
    on("close", event => this.#closed(event));
    on("keydown", event => this.#wrapTab(event));
    on("pointerdown", event => { this.#pressedBackdrop = event.isPrimary && isBackdrop(dialog, event); });
    on("click", event => this.#clicked(event));
  }

  open() {
    if (this.#dialog.open || !this.#dialog.isConnected) {
      return;
    }
    this.#opener = document.activeElement;
    lockPage(this.#dialog);
    this.#dialog.showModal();
    const first = this.#dialog.querySelector("[data-lora-first-focus]") ?? this.#dialog.querySelector("h2[tabindex]");
    first?.focus({ preventScroll: true });
  }

  close() {
    if (this.#dialog.open) {
      this.#dialog.close();
    }
    freePage(this.#dialog);
    this.#returnFocus();
  }

  dispose() {
    this.#listening.abort();
    this.close();
  }

  #returnFocus() {
    const opener = this.#opener;
    this.#opener = null;
    if (opener?.isConnected && (document.activeElement === document.body || this.#dialog.contains(document.activeElement))) {
      opener.focus({ preventScroll: true });
    }
  }

  #clicked(event) {
    const outside = this.#pressedBackdrop && isBackdrop(this.#dialog, event);
    this.#pressedBackdrop = false;
    if (outside && !this.#dialog.hasAttribute("data-lora-busy")) {
      this.#dismiss();
    }
  }

  // The component decides; a browser may close on a second Escape without asking, which "close" then tells.
  #cancelled(event) {
    if (event.target === this.#dialog) {
      event.preventDefault();
      this.#dismiss();
    }
  }

  #closed(event) {
    if (event.target === this.#dialog && openDialogs.has(this.#dialog)) {
      freePage(this.#dialog);
      this.#returnFocus();
      this.#dismiss();
    }
  }

  #dismiss() {
    this.#component.invokeMethodAsync("DismissAsync").catch(() => this.close());
  }

  #wrapTab(event) {
    if (event.key !== "Tab" || event.defaultPrevented || event.target.closest("dialog") !== this.#dialog) {
      return;
    }
    const all = stops(this.#dialog);
    const edge = event.shiftKey ? all[0] : all.at(-1);
    const atEdge = document.activeElement === edge || (event.shiftKey && !all.includes(document.activeElement));
    if (all.length > 0 && atEdge && this.#dialog.contains(document.activeElement)) {
      event.preventDefault();
      (event.shiftKey ? all.at(-1) : all[0]).focus();
    }
  }
}

export function init(dialog, component) {
  return new Modal(dialog, component);
}
