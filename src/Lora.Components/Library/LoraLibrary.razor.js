// Moves the keyboard focus in the library to a neighbor when the focused element is removed, and copies text to the clipboard.

import { FocusTracker, isFocusFree } from "../focus-tracker.js";

/** @type {Readonly<Record<string, string>>} */
const renameActions = { Enter: "[data-lora-save]", Escape: "[data-lora-stop]" };

/**
 * @param {Element} root
 * @param {string | null} id
 */
function card(root, id) {
  return id === null ? null : root.querySelector(`[data-lora-id="${CSS.escape(id)}"]`);
}

/**
 * @param {ParentNode | null | undefined} parent
 * @param {string} selector
 * @param {FocusOptions} [options]
 */
function focus(parent, selector, options) {
  /** @type {HTMLElement | null | undefined} */ (parent?.querySelector(selector))?.focus(options);
}

/**
 * Enter saves a new name and Escape discards it; Escape must not close the dialog around it.
 * @param {Event} event
 */
function onRenameKey(event) {
  const { key, isComposing, target } = /** @type {KeyboardEvent} */ (event);
  const action = renameActions[key];
  if (action && !isComposing && target instanceof Element && target.matches("[data-lora-rename] input")) {
    event.preventDefault();
    /** @type {HTMLElement | null | undefined} */ (target.closest("[data-lora-rename]")?.querySelector(action))?.click();
  }
}

/**
 * This is not done by the component because some browsers allow clipboard access only in response to the click itself.
 * @param {Element} parent
 * @param {string} text
 */
async function copy(parent, text) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return copySelected(parent, text);
  }
}

/**
 * Copies on pages without the clipboard API: those without HTTPS. The text has to be where it can receive the focus, which is inside the open dialog.
 * @param {Element} parent
 * @param {string} text
 */
function copySelected(parent, text) {
  const active = document.activeElement;
  const area = document.createElement("textarea");
  area.className = "lora-visually-hidden";
  area.value = text;
  parent.append(area);
  area.select();
  try {
    return document.execCommand("copy");
  } catch {
    return false;
  } finally {
    area.remove();
    if (active instanceof HTMLElement) {
      active.focus();
    }
  }
}

// The same length as of a displayed trigger word.
const longestQuote = 300;

/**
 * @param {HTMLElement} root
 * @param {DotNetObject} component
 */
export function init(root, component) {
  /** @param {Event} event */
  const onClick = async ({ target }) => {
    const button = target instanceof Element ? target.closest("[data-lora-copy]") : null;
    const word = button?.getAttribute("data-lora-copy");
    if (button && word) {
      const copied = await copy(button.closest("dialog") ?? root, word);
      // Of a long phrase, the message quotes only the start. Half of a surrogate pair can't be sent. The component may have been removed meanwhile.
      const cut = /[\ud800-\udbff]/.test(word[longestQuote - 1] ?? "") ? longestQuote - 1 : longestQuote;
      const quoted = word.length > longestQuote ? `${word.slice(0, cut)}…` : word;
      component.invokeMethodAsync("CopiedAsync", { word: quoted, copied }).catch(() => {});
    }
  };
  const listening = new AbortController();
  const { signal } = listening;
  const tracker = new FocusTracker(root, element => ({
    card: element.closest("[data-lora-id]")?.getAttribute("data-lora-id") ?? null,
    dialog: element.closest("dialog"),
  }), signal);
  root.addEventListener("keydown", onRenameKey, { signal });
  root.addEventListener("click", onClick, { signal });
  return {
    /**
     * Focuses the card that took the place of a deleted one, or the search field if there is none.
     * @param {string | null} id
     */
    focusAfterDelete(id) {
      if (isFocusFree()) {
        const button = card(root, id)?.querySelector("[data-lora-delete]") ?? root.querySelector("input[type=search]");
        /** @type {HTMLElement | null} */ (button)?.focus();
      }
    },
    /** @param {string} id */
    focusRename(id) {
      const input = /** @type {HTMLInputElement | null | undefined} */ (card(root, id)?.querySelector("[data-lora-rename] input"));
      input?.focus();
      input?.select();
    },
    /** @param {string} id */
    focusCard(id) {
      if (isFocusFree()) {
        focus(card(root, id), "button");
      }
    },
    /** @param {string} id */
    focusDetails(id) {
      if (isFocusFree()) {
        focus(card(root, id), "[data-lora-details]");
      }
    },
    /** Moves the focus if the focused element was removed, for example because a permission was revoked. */
    recover() {
      const { lost } = tracker;
      if (lost) {
        const { dialog } = lost;
        const isInDialog = dialog !== null && dialog !== root.closest("dialog") && dialog.isConnected && dialog.open;
        const target = isInDialog
          ? dialog.querySelector("[data-lora-denied]") ?? dialog.querySelector("h2[tabindex]")
          : card(root, lost.card)?.querySelector("button") ?? root.querySelector("[data-lora-denied], input[type=search], button");
        /** @type {HTMLElement | null} */ (target)?.focus({ preventScroll: true });
      }
    },
    dispose() {
      listening.abort();
    },
  };
}
