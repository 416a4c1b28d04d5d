// After the connection was down, the page is whole again and what was typed meanwhile is sent.
//
// Streamlit loses three things when a connection breaks: what a run drew meanwhile, so that the page may stay empty;
// what was typed in a field and not handed over, because fields do that when they are left; and what was handed over
// while there was no connection. So the page is run once more, as its own key for that does, which sends all that was
// handed over; and each field that was changed is remembered until it was left while connected, filled again if it
// was lost, and left. Whoever works on the page meanwhile is not disturbed: the focus stays where it is, a text that
// was typed on is left alone, and nothing is sent while the page runs, because a run that is overtaken forgets the
// button that was pressed.
"use strict";

(() => {
  const APP = '[data-testid="stApp"]';
  const STATE = "data-test-connection-state";
  const RUN = "data-test-script-state";
  const FIELDS = 'textarea, input[type="text"]';
  const UNTIL_SENT = 2000;
  const UNTIL_QUIET = 500;
  const UNTIL_DRAWN = 50;
  const changed = new Map();
  let connected = false;
  let wasConnected = false;
  let touched = -UNTIL_QUIET;
  let waiting = Promise.resolve();

  const isField = (target) => target instanceof HTMLElement && target.matches(FIELDS) && target.closest(APP);
  const sleep = (milliseconds) => new Promise((done) => setTimeout(done, milliseconds));

  // A field that was drawn anew has the key of the lost one.
  const nameOf = (field) => {
    const keyed = field.closest('[class*="st-key-"]');
    const key = keyed ? [...keyed.classList].find((each) => each.startsWith("st-key-")) : "";
    return `${key} ${field.getAttribute("aria-label")}`;
  };
  const named = (name) => [...document.querySelectorAll(FIELDS)].find((field) => isField(field) && nameOf(field) === name);

  const isAtRest = () =>
    connected &&
    document.querySelector(APP).getAttribute(RUN) === "notRunning" &&
    performance.now() - touched > UNTIL_QUIET;

  const rest = async () => {
    await sleep(UNTIL_QUIET);
    while (!isAtRest()) await sleep(100);
  };

  const runAgain = () => document.body.dispatchEvent(new KeyboardEvent("keydown", { key: "r", code: "KeyR", bubbles: true }));

  const write = (field, text) => {
    const kind = field instanceof HTMLTextAreaElement ? HTMLTextAreaElement : HTMLInputElement;
    Object.getOwnPropertyDescriptor(kind.prototype, "value").set.call(field, text);
    field.dispatchEvent(new Event("input", { bubbles: true }));
  };

  const leave = async (name, { field, text }) => {
    const now = field.isConnected ? field : named(name);
    if (!now || now.disabled || now === document.activeElement) return;
    if (now !== field && now.value !== text) {
      write(now, text);
      await sleep(UNTIL_DRAWN);
    }
    if (now.value === text) now.dispatchEvent(new FocusEvent("focusout", { bubbles: true }));
  };

  const back = async () => {
    await rest();
    runAgain();
    for (const [name, left] of [...changed]) {
      await rest();
      if (changed.get(name) !== left) continue;
      await leave(name, left);
      changed.delete(name);
    }
  };

  const look = () => {
    const app = document.querySelector(APP);
    const now = app !== null && app.getAttribute(STATE) === "CONNECTED";
    if (now && !connected && wasConnected) waiting = waiting.then(back);
    connected = now;
    wasConnected ||= now;
  };

  const touch = (event) => {
    if (event.isTrusted) touched = performance.now();
  };

  document.addEventListener("pointerdown", touch, true);
  document.addEventListener("keydown", touch, true);
  document.addEventListener("input", (event) => {
    const field = event.target;
    if (event.isTrusted && isField(field)) changed.set(nameOf(field), { field, text: field.value });
  });
  document.addEventListener("focusout", (event) => {
    const field = event.target;
    if (!event.isTrusted || !isField(field) || !connected) return;
    const name = nameOf(field);
    const left = changed.get(name);
    setTimeout(() => {
      if (connected && field !== document.activeElement && changed.get(name) === left) changed.delete(name);
    }, UNTIL_SENT);
  });
  new MutationObserver(look).observe(document.documentElement, {
    subtree: true,
    childList: true,
    attributes: true,
    attributeFilter: [STATE],
  });
})();
