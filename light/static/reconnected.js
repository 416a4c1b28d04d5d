// Text that was typed while the connection was down is sent once it is back.
//
// Streamlit's fields hand a text over when they are left. If there is no connection at that moment, the text stays
// on the screen and is never sent. So each field that was changed is remembered until it was left while connected,
// and left once more when the connection is back.
"use strict";

(() => {
  const APP = '[data-testid="stApp"]';
  const STATE = "data-test-connection-state";
  const FIELDS = 'textarea, input[type="text"]';
  const SECONDS_UNTIL_SENT = 2;
  const SECONDS_UNTIL_QUIET = 0.5;
  const changed = new Map();
  let connected = false;

  const isField = (target) => target instanceof HTMLElement && target.matches(FIELDS) && target.closest(APP);

  const write = (field, text) => {
    const kind = field instanceof HTMLTextAreaElement ? HTMLTextAreaElement : HTMLInputElement;
    Object.getOwnPropertyDescriptor(kind.prototype, "value").set.call(field, text);
    field.dispatchEvent(new Event("input", { bubbles: true }));
  };

  const leaveWith = (field, text) => {
    field.focus();
    write(field, text);
    setTimeout(() => field.blur(), 50);
  };

  // The page takes a text that it already has for sent, so the field is left once with another one.
  const sendAgain = (field, text) => {
    leaveWith(field, `${text} `);
    setTimeout(() => field.value === `${text} ` && leaveWith(field, text), 400);
  };

  // Nobody's typing is disturbed: while somebody is in a field, this waits.
  const back = () => {
    if (document.activeElement && isField(document.activeElement)) {
      setTimeout(back, 1000 * SECONDS_UNTIL_QUIET);
      return;
    }
    const waiting = [...changed].filter(([field, text]) => field.isConnected && !field.disabled && field.value === text);
    changed.clear();
    waiting.forEach(([field, text], place) => setTimeout(() => sendAgain(field, text), 1000 * place));
  };

  const look = () => {
    const app = document.querySelector(APP);
    const now = app !== null && app.getAttribute(STATE) === "CONNECTED";
    if (now && !connected && changed.size > 0) setTimeout(back, 500);
    connected = now;
  };

  document.addEventListener("input", (event) => {
    if (isField(event.target)) changed.set(event.target, event.target.value);
  });
  document.addEventListener("focusout", (event) => {
    const field = event.target;
    if (!changed.has(field) || !connected) return;
    setTimeout(() => {
      if (connected && field !== document.activeElement) changed.delete(field);
    }, 1000 * SECONDS_UNTIL_SENT);
  });
  new MutationObserver(look).observe(document.documentElement, {
    subtree: true,
    childList: true,
    attributes: true,
    attributeFilter: [STATE],
  });
})();
