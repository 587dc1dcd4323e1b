// Opens and closes a native <dialog> for its component. Open dialogs together lock the scrolling of the page; the last one to close unlocks it.

const focusable = "a[href],button,input,select,textarea,[tabindex]";
/** @type {Set<HTMLDialogElement>} */
const openDialogs = new Set();
let pageOverflow = "";

/** @param {HTMLDialogElement} dialog */
function lockPage(dialog) {
  if (openDialogs.size === 0) {
    pageOverflow = document.documentElement.style.overflow;
    document.documentElement.style.overflow = "hidden";
  }
  openDialogs.add(dialog);
}

/** @param {HTMLDialogElement} dialog */
function unlockPage(dialog) {
  if (openDialogs.delete(dialog) && openDialogs.size === 0) {
    document.documentElement.style.overflow = pageOverflow;
  }
}

/**
 * Returns the elements that the Tab key reaches, in order.
 * @param {HTMLDialogElement} dialog
 */
function tabStops(dialog) {
  return [.../** @type {NodeListOf<HTMLElement>} */ (dialog.querySelectorAll(focusable))].filter(element =>
    element.tabIndex >= 0 && !element.matches(":disabled") && !element.closest("[inert]") && element.checkVisibility({ visibilityProperty: true }));
}

/**
 * @param {HTMLDialogElement} dialog
 * @param {MouseEvent} event
 */
function isOnBackdrop(dialog, event) {
  if (event.target !== dialog) {
    return false;
  }
  const box = dialog.getBoundingClientRect();
  return event.clientX < box.left || event.clientX >= box.right || event.clientY < box.top || event.clientY >= box.bottom;
}

class Modal {
  #dialog;
  #component;
  /** @type {Element | null} */
  #opener = null;
  #isBackdropPressed = false;
  #listening = new AbortController();

  /**
   * @param {HTMLDialogElement} dialog
   * @param {DotNetObject} component
   */
  constructor(dialog, component) {
    this.#dialog = dialog;
    this.#component = component;
    const { signal } = this.#listening;
    dialog.addEventListener("cancel", event => this.#onCancel(event), { signal });
    dialog.addEventListener("close", event => this.#onClose(event), { signal });
    dialog.addEventListener("keydown", event => this.#wrapTab(event), { signal });
    dialog.addEventListener("pointerdown", event => { this.#isBackdropPressed = event.isPrimary && isOnBackdrop(dialog, event); }, { signal });
    dialog.addEventListener("click", event => this.#onClick(event), { signal });
  }

  open() {
    if (this.#dialog.open || !this.#dialog.isConnected) {
      return;
    }
    this.#opener = document.activeElement;
    lockPage(this.#dialog);
    this.#dialog.showModal();
    /** @type {HTMLElement | null} */
    const first = this.#dialog.querySelector("[data-lora-first-focus]") ?? this.#dialog.querySelector("h2[tabindex]");
    first?.focus({ preventScroll: true });
  }

  close() {
    if (this.#dialog.open) {
      this.#dialog.close();
    }
    unlockPage(this.#dialog);
    this.#returnFocus();
  }

  dispose() {
    this.#listening.abort();
    this.close();
  }

  #returnFocus() {
    const opener = this.#opener;
    this.#opener = null;
    if ((opener instanceof HTMLElement || opener instanceof SVGElement) && opener.isConnected && (document.activeElement === document.body || this.#dialog.contains(document.activeElement))) {
      opener.focus({ preventScroll: true });
    }
  }

  /** @param {MouseEvent} event */
  #onClick(event) {
    const isOutside = this.#isBackdropPressed && isOnBackdrop(this.#dialog, event);
    this.#isBackdropPressed = false;
    if (isOutside && !this.#dialog.hasAttribute("data-lora-busy")) {
      this.#dismiss();
    }
  }

  /**
   * The component decides whether to close. A browser may close on a second Escape without asking, which raises "close".
   * @param {Event} event
   */
  #onCancel(event) {
    if (event.target === this.#dialog) {
      event.preventDefault();
      this.#dismiss();
    }
  }

  /** @param {Event} event */
  #onClose(event) {
    if (event.target === this.#dialog && openDialogs.has(this.#dialog)) {
      unlockPage(this.#dialog);
      this.#returnFocus();
      this.#dismiss();
    }
  }

  #dismiss() {
    this.#component.invokeMethodAsync("DismissAsync").catch(() => this.close());
  }

  /** @param {KeyboardEvent} event */
  #wrapTab(event) {
    if (event.key !== "Tab" || event.defaultPrevented || !(event.target instanceof Element) || event.target.closest("dialog") !== this.#dialog) {
      return;
    }
    const all = tabStops(this.#dialog);
    const edge = event.shiftKey ? all[0] : all.at(-1);
    const active = /** @type {HTMLElement} */ (document.activeElement);
    const isAtEdge = active === edge || (event.shiftKey && !all.includes(active));
    if (all.length > 0 && isAtEdge && this.#dialog.contains(active)) {
      event.preventDefault();
      (event.shiftKey ? all.at(-1) : all[0])?.focus();
    }
  }
}

/**
 * @param {HTMLDialogElement} dialog
 * @param {DotNetObject} component
 */
export function init(dialog, component) {
  return new Modal(dialog, component);
}
