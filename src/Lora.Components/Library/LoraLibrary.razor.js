// Keeps the focus of a person who works by keyboard where the work is, when what had it has gone.

import { isFree, LastFocus } from "../last-focus.js";

function card(root, id) {
  return id === null ? null : root.querySelector(`[data-lora-id="${CSS.escape(id)}"]`);
}

// Enter saves a new name and Escape drops it; Escape must not close the dialog around it.
function renameKeys(event) {
  const action = { Enter: "[data-lora-save]", Escape: "[data-lora-stop]" }[event.key];
  if (action && !event.isComposing && event.target.matches("[data-lora-rename] input")) {
    event.preventDefault();
    event.target.closest("[data-lora-rename]").querySelector(action)?.click();
  }
}

// Here and not in the component: some browsers let a page write to the clipboard only in answer to the click itself.
async function copy(place, text) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return copySelected(place, text);
  }
}

// Where a page has no clipboard of its own: without HTTPS. The text must stand where the focus may go: in the dialog that is open.
function copySelected(place, text) {
  const active = document.activeElement;
  const area = document.createElement("textarea");
  area.className = "lora-visually-hidden";
  area.value = text;
  place.append(area);
  area.select();
  try {
    return document.execCommand("copy");
  } catch {
    return false;
  } finally {
    area.remove();
    active?.focus();
  }
}

export function init(root, component) {
  const clicked = async event => {
    const button = event.target.closest("[data-lora-copy]");
    const word = button?.getAttribute("data-lora-copy");
    if (word) {
      const copied = await copy(button.closest("dialog") ?? root, word);
      component.invokeMethodAsync("CopiedAsync", { word, copied }).catch(() => { });
    }
  };
  const listening = new AbortController();
  const { signal } = listening;
  const lastFocus = new LastFocus(root, element => ({ card: element.closest("[data-lora-id]")?.getAttribute("data-lora-id") ?? null, dialog: element.closest("dialog") }), signal);
  root.addEventListener("keydown", renameKeys, { signal });
  root.addEventListener("click", clicked, { signal });
  return {
    // After a delete: the card that took the place, else the search field.
    focusAfterDelete(id) {
      if (isFree()) {
        (card(root, id)?.querySelector("[data-lora-delete]") ?? root.querySelector("input[type=search]"))?.focus();
      }
    },
    focusRename(id) {
      const input = card(root, id)?.querySelector("[data-lora-rename] input");
      input?.focus();
      input?.select();
    },
    focusCard(id) {
      if (isFree()) {
        card(root, id)?.querySelector("button")?.focus();
      }
    },
    focusDetails(id) {
      if (isFree()) {
        card(root, id)?.querySelector("[data-lora-details]")?.focus();
      }
    },
    // After a permission was taken away: does nothing unless the element that had the focus was removed.
    recover() {
      const lost = lastFocus.lost;
      if (lost) {
        const inDialog = lost.dialog !== null && lost.dialog !== root.closest("dialog") && lost.dialog.isConnected && lost.dialog.open;
        const place = inDialog
          ? lost.dialog.querySelector("[data-lora-denied]") ?? lost.dialog.querySelector("h2[tabindex]")
          : card(root, lost.card)?.querySelector("button") ?? root.querySelector("[data-lora-denied], input[type=search], button");
        place?.focus({ preventScroll: true });
      }
    },
    dispose() {
      listening.abort();
    },
  };
}
