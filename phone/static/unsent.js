// What the server has not acknowledged yet: kept on the phone, sent until it is, and said on the screen.
// All tabs of a person share what is kept; `werkstatt` is what answers.js builds upon.
"use strict";

const werkstatt = (() => {
  const live = document.getElementById("live");
  if (!live) return null;
  const words = live.dataset;
  const notice = document.getElementById("notice");
  const saved = document.getElementById("saved");
  const PATIENCE = 15000; // a request that hangs longer counts as lost and is sent again
  const BATCH = 50;

  // One entry of the phone's storage for each answer: tabs write side by side and never over each other.
  const store = (() => {
    const prefix = `werkstatt-${words.person}|`;
    const memory = new Map(); // what the phone does not want to store, as in a private window
    const names = () => Object.keys(localStorage).filter((name) => name.startsWith(prefix));
    const stored = (work) => { try { return work(); } catch { return undefined; } };
    const read = (name) => stored(() => JSON.parse(localStorage.getItem(name)));
    return {
      prefix,
      get: (key) => memory.get(key) || read(prefix + key) || undefined,
      all: () => {
        const kept = (stored(names) || []).map((name) => [name.slice(prefix.length), read(name)]);
        return [...kept.filter(([, entry]) => entry), ...memory];
      },
      put: (key, entry) => {
        try { localStorage.setItem(prefix + key, JSON.stringify(entry)); memory.delete(key); } catch { memory.set(key, entry); }
      },
      drop: (key) => { memory.delete(key); stored(() => localStorage.removeItem(prefix + key)); },
      isOnlyInMemory: () => memory.size > 0,
    };
  })();

  // What a closed round did not take is kept, and goes out if the round is opened again.
  const sendable = () => store.all().filter(([, entry]) => !entry.draft && !entry.paused);
  const isUnsent = () => sendable().length > 0;
  const paused = () => store.all().filter(([, entry]) => entry.paused);

  function release() {
    for (const [key, { paused: held, ...entry }] of paused()) if (held) store.put(key, { ...entry, late: true });
    send();
  }

  // The result is out: what the round did not take cannot count any more.
  function letGo(round) {
    for (const [key, entry] of paused()) if (entry.round === round) store.drop(key);
  }

  function say(text, isLate = false) {
    if (!saved || saved.textContent === text) return;
    saved.textContent = text;
    saved.classList.toggle("late", isLate);
  }

  let reason = ""; // why the sentence stands there: it goes when its reason goes
  function tell(text, link, why = "") {
    reason = why;
    notice.hidden = false;
    notice.textContent = text;
    if (link) {
      const way = document.createElement("a");
      way.href = link;
      way.textContent = words.go;
      notice.append(" ", way);
    }
  }

  function untell(why) {
    if (notice.hidden || reason !== why) return;
    notice.hidden = true;
    notice.textContent = "";
  }

  let sending = false;
  let wait = 0;
  let timer = 0;
  let isRefused = false; // something of what was given last was not taken
  const page = { whenSent: null, know: () => {}, forget: () => {}, count: () => {}, hasRefusal: false }; // a sentence that must not vanish unread

  async function send() {
    const batch = sendable().slice(0, BATCH);
    if (sending || !batch.length) return;
    sending = true;
    clearTimeout(timer);
    try {
      const answer = await fetch("/live/answers", {
        method: "POST",
        headers: { "Content-Type": "application/json", Accept: "application/json" },
        body: JSON.stringify({ answers: batch.map(([, entry]) => entry) }),
        signal: AbortSignal.timeout(PATIENCE),
      });
      if (answer.status === 401) {
        tell(words.rejoin, "/join");
        say(words.waiting, true);
        return;
      }
      const { results, error } = await answer.json().catch(() => ({}));
      if (!answer.ok) return postpone(batch, words.again, error);
      wait = 0;
      isRefused = false;
      batch.forEach(([key, entry], place) => settle(key, entry, results[place]));
      page.count();
      if (!isUnsent()) {
        const isMissing = isRefused || paused().length > 0;
        say(isMissing ? words.refused : words.saved, isMissing);
        if (!isMissing) showWhatNeedsAllSaved();
        if (!isMissing && notice.hidden && results.some((result) => result.done)) tell(words.done, "/live", "done");
        const next = page.whenSent;
        page.whenSent = null;
        if (next) next();
      }
    } catch {
      return postpone(batch, words.waiting);
    } finally {
      sending = false;
    }
    if (isUnsent()) send();
  }

  function postpone(batch, state, reason) {
    for (const [key, sent] of batch) {
      const entry = store.get(key);
      if (entry && entry.counter === sent.counter) store.put(key, { ...entry, late: true });
    }
    wait = Math.min(wait ? wait * 2 : 2000, 20000);
    clearTimeout(timer);
    timer = setTimeout(send, wait * (0.75 + Math.random() / 2));
    say(state, true);
    if (reason) tell(reason);
  }

  function settle(key, sent, result) {
    const entry = store.get(key);
    if (!entry || entry.counter !== sent.counter) return; // changed again meanwhile: the newer one goes out next
    if (result.stored === false && !entry.late) {
      // Another device of this person has answered, too. This click was just made: it is the newest.
      store.put(key, { ...entry, counter: result.counter + 1, late: true });
      return;
    }
    if (result.paused) {
      store.put(key, { ...entry, paused: true });
      tell(result.refused, "", "closed");
      return;
    }
    store.drop(key);
    if (result.refused) {
      isRefused = page.hasRefusal = true;
      tell(result.refused, "/live");
      if (result.held) page.know(sent.item, sent.criterion, result.held.value, result.held.counter);
      else if ("criterion" in sent) page.forget(sent.item, sent.criterion);
    } else if (result.stored === false && "criterion" in sent) {
      page.know(sent.item, sent.criterion, result.value, result.counter);
    } else if (result.stored === false) {
      isRefused = page.hasRefusal = true;
      tell(`${words.older} ${sent.comment}`);
    }
  }

  // Sentences such as "Your answers are saved" wait until it is true.
  function showWhatNeedsAllSaved() {
    for (const sentence of document.querySelectorAll("[data-when-saved]")) sentence.hidden = false;
  }

  // Whether the server can be reached; if not, say so where it is seen.
  async function reach() {
    try {
      await fetch("/live/state", { cache: "no-store", signal: AbortSignal.timeout(5000) });
      return true;
    } catch {
      tell(words.loading);
      notice.scrollIntoView({ block: "nearest" });
      return false;
    }
  }

  // Nobody goes on writing on a page that is left: what stands there is meant.
  function finishDrafts() {
    for (const [key, { draft, ...entry }] of store.all()) if (draft) store.put(key, entry);
  }

  function begin() {
    finishDrafts();
    // What a page left behind before it was answered may be older than what another device has sent since.
    for (const [key, { paused: held, ...entry }] of store.all()) store.put(key, { ...entry, late: true });
    if (isUnsent()) {
      for (const sentence of document.querySelectorAll("[data-when-saved]")) sentence.hidden = true;
      say(words.waiting, true);
      send();
    }
  }

  addEventListener("online", () => { wait = 0; send(); });
  addEventListener("beforeunload", (event) => { if (store.isOnlyInMemory()) event.preventDefault(); });
  document.addEventListener("visibilitychange", () => {
    if (document.hidden) finishDrafts();
    wait = 0;
    send();
  });

  return { words, notice, store, page, say, tell, untell, send, release, letGo, isUnsent, reach, begin, PATIENCE };
})();
