// Makes the participants' pages work where the network does not: every click is kept on the phone until the
// server has acknowledged it. Without this script the same pages work as plain forms.
"use strict";

(() => {
  const live = document.getElementById("live");
  if (!live) return;
  const words = live.dataset;
  const notice = document.getElementById("notice");
  const PATIENCE = 15000; // a request that hangs longer counts as lost and is sent again
  const BATCH = 50;

  // ---- what has not been acknowledged yet -------------------------------------------------------

  const store = (() => {
    const name = `werkstatt-${words.person}`;
    let memory = {};
    try { memory = JSON.parse(localStorage.getItem(name) || "{}"); } catch { /* private mode: memory only */ }
    const write = () => { try { localStorage.setItem(name, JSON.stringify(memory)); } catch { /* the same */ } };
    return {
      all: () => memory,
      size: () => Object.keys(memory).length,
      put: (key, entry) => { memory[key] = entry; write(); },
      drop: (key) => { delete memory[key]; write(); },
    };
  })();

  const saved = document.getElementById("saved");
  function say(text, isLate = false) {
    if (!saved || saved.textContent === text) return;
    saved.textContent = text;
    saved.classList.toggle("late", isLate);
  }

  function tell(text, link) {
    notice.hidden = false;
    notice.textContent = text;
    if (link) {
      const way = document.createElement("a");
      way.href = link;
      way.textContent = words.go;
      notice.append(" ", way);
    }
  }

  let sending = false;
  let wait = 0;
  let timer = 0;
  let whenSent = null;

  function later() {
    wait = Math.min(wait ? wait * 2 : 2000, 20000);
    clearTimeout(timer);
    timer = setTimeout(send, wait * (0.75 + Math.random() / 2));
    say(words.waiting, true);
  }

  async function send() {
    if (sending || !store.size()) return;
    sending = true;
    clearTimeout(timer);
    const batch = Object.entries(store.all()).slice(0, BATCH);
    try {
      const answer = await fetch("/live/answers", {
        method: "POST",
        headers: { "Content-Type": "application/json" },
        body: JSON.stringify({ answers: batch.map(([, entry]) => entry) }),
        signal: AbortSignal.timeout(PATIENCE),
      });
      if (answer.status === 401) {
        tell(words.rejoin, "/join");
        say(words.waiting, true);
        return;
      }
      if (!answer.ok) throw new Error(String(answer.status));
      const { results } = await answer.json();
      wait = 0;
      batch.forEach(([key, entry], place) => settle(key, entry, results[place]));
      if (!store.size()) {
        say(words.saved);
        if (whenSent) whenSent();
      }
    } catch {
      for (const [, entry] of batch) entry.late = true;
      sending = false;
      later();
      return;
    } finally {
      sending = false;
    }
    if (store.size()) send();
  }

  function settle(key, sent, result) {
    const entry = store.all()[key];
    if (!entry || entry.counter !== sent.counter) return; // changed again meanwhile: the newer one goes out next
    if (result.refused) {
      store.drop(key);
      tell(result.refused, "/live");
      return;
    }
    if (result.stored === false && !sent.late && "criterion" in sent) {
      // Another device of this person has answered, too. This click was just made: it is the newest.
      store.put(key, { ...entry, counter: result.counter + 1, late: true });
      return;
    }
    store.drop(key);
    if (result.stored === false && "criterion" in sent) know(sent.item, sent.criterion, result.value, result.counter);
  }

  addEventListener("online", () => { wait = 0; send(); });
  addEventListener("beforeunload", (event) => {
    let isKept = true;
    try { localStorage.setItem("werkstatt-probe", "1"); localStorage.removeItem("werkstatt-probe"); } catch { isKept = false; }
    if (store.size() && !isKept) event.preventDefault();
  });

  // ---- rating -----------------------------------------------------------------------------------

  const known = new Map(); // "item|criterion" -> [value, counter]
  const remarks = {};
  let items = [];
  let pages = null; // item id -> element with its form
  const shelf = document.getElementById("item");

  function know(item, criterion, value, counter) {
    known.set(`${item}|${criterion}`, [value, counter]);
    const form = shelf && shelf.querySelector(`form[data-item="${item}"]`);
    if (form) choose(form, criterion, value);
    count();
  }

  function choose(form, criterion, value) {
    const wanted = value === null ? "none" : String(value);
    for (const radio of form.querySelectorAll(`input[name="c_${criterion}"]`)) radio.checked = radio.value === wanted;
  }

  function count() {
    const bar = document.getElementById("progress");
    if (bar) bar.value = known.size;
  }

  function changed(event) {
    const form = event.target.closest("form[data-item]");
    if (!form) return;
    if (event.target.type === "radio") keepChoice(event.target, form.dataset.item);
    else if (event.target.name === "comment") keepRemark(event.target, form.dataset.item);
    say(words.sending);
    send();
  }

  function keepChoice(radio, item) {
    const { criterion } = radio.closest("fieldset").dataset;
    const value = radio.value === "none" ? null : Number(radio.value);
    const [, before] = known.get(`${item}|${criterion}`) || [null, 0];
    known.set(`${item}|${criterion}`, [value, before + 1]);
    store.put(`${item}|${criterion}`, { round: words.round, item, criterion, value, counter: before + 1 });
    count();
  }

  // A finger can be faster than this script: what was chosen before it ran is saved now.
  function catchUp(form) {
    for (const radio of form.querySelectorAll("input[type=radio]:checked")) {
      const answer = known.get(`${form.dataset.item}|${radio.closest("fieldset").dataset.criterion}`);
      const chosen = radio.value === "none" ? null : Number(radio.value);
      if (!answer || answer[0] !== chosen) keepChoice(radio, form.dataset.item);
    }
  }

  function keepRemark(field, item) {
    if ((remarks[item] || ["", 0])[0] === field.value) return;
    // The clock only orders the remarks of one person; a device with a wrong clock still gets its own through.
    const counter = Math.max((remarks[item] || ["", 0])[1] + 1, Math.floor(Date.now() / 1000) % 2000000000);
    remarks[item] = [field.value, counter];
    store.put(`${item}|comment`, { round: words.round, item, comment: field.value, counter });
  }

  function submitted(event) {
    const form = event.target;
    if (form.matches("[data-finish]")) return finish(event, form);
    if (!form.dataset.item) return;
    event.preventDefault();
    const field = form.querySelector("textarea");
    if (field) { keepRemark(field, form.dataset.item); send(); }
    const go = event.submitter ? event.submitter.value : "next";
    const place = items.findIndex(([id]) => id === form.dataset.item) + (go === "previous" ? -1 : 1);
    if (go === "overview" || place < 0 || place >= items.length) return leave("/live/overview");
    if (pages) return turn(place, true);
    leave(`/live/rate/${items[place][0]}`);
  }

  async function leave(address) {
    // A page that cannot be loaded would take the answers off the screen: ask first whether the network is there.
    try {
      await fetch("/live/state", { cache: "no-store", signal: AbortSignal.timeout(5000) });
      location.assign(address);
    } catch {
      tell(words.loading);
      notice.scrollIntoView({ block: "nearest" });
    }
  }

  function turn(place, isStep) {
    const [id, title] = items[place];
    const page = pages.get(id);
    if (!page) return leave(`/live/rate/${id}`);
    shelf.replaceChildren(...page.cloneNode(true).childNodes);
    const form = shelf.querySelector("form");
    for (const fieldset of form.querySelectorAll("fieldset")) {
      const answer = known.get(`${id}|${fieldset.dataset.criterion}`);
      if (answer) choose(form, fieldset.dataset.criterion, answer[0]);
    }
    const field = form.querySelector("textarea");
    if (field && remarks[id]) field.value = remarks[id][0];
    const heading = document.querySelector("h1");
    document.title = document.title.replace(heading.textContent, title);
    heading.textContent = title;
    document.getElementById("place").textContent =
      shelf.dataset.place.replace("{place}", place + 1).replace("{number}", items.length);
    if (isStep) {
      history.pushState({ place }, "", `/live/rate/${id}`);
      for (const link of document.querySelectorAll("header nav a")) link.search = `?to=/live/rate/${id}`;
      heading.tabIndex = -1;
      heading.focus({ preventScroll: true });
      scrollTo(0, 0);
    }
  }

  async function stock() {
    try {
      const answer = await fetch(shelf.dataset.sheet, { signal: AbortSignal.timeout(PATIENCE) });
      if (!answer.ok) return;
      const sheet = new DOMParser().parseFromString(await answer.text(), "text/html");
      pages = new Map([...sheet.querySelectorAll("article")].map((page) => [page.dataset.item, page]));
    } catch {
      setTimeout(stock, 5000);
    }
  }

  function rate() {
    const kept = JSON.parse(document.getElementById("kept").textContent);
    items = kept.items;
    for (const [item, criterion, value, counter] of kept.answers) known.set(`${item}|${criterion}`, [value, counter]);
    for (const [item, text] of Object.entries(kept.comments)) remarks[item] = [text, 0];
    for (const entry of Object.values(store.all())) {
      if (entry.round !== words.round) continue;
      if ("criterion" in entry) know(entry.item, entry.criterion, entry.value, entry.counter);
      else remarks[entry.item] = [entry.comment, entry.counter];
    }
    const shown = shelf.querySelector("form");
    const field = shown.querySelector("textarea");
    if (field && remarks[shown.dataset.item]) field.value = remarks[shown.dataset.item][0];
    catchUp(shown);
    addEventListener("change", changed);
    addEventListener("popstate", () => {
      const place = items.findIndex(([id]) => location.pathname.endsWith(`/${id}`));
      if (pages && place >= 0) turn(place, false);
      else location.reload();
    });
    stock();
  }

  function finish(event, form) {
    if (!store.size()) return;
    event.preventDefault();
    tell(words.unsent);
    whenSent = () => form.submit();
    send();
  }

  // ---- where the workshop stands ----------------------------------------------------------------

  let etag = "";
  let poll = 3;
  let ends = null;
  let behind = 0; // how far this phone's clock is behind the server's, in milliseconds
  let warned = "";

  async function look() {
    try {
      const answer = await fetch("/live/state", {
        cache: "no-store",
        headers: etag ? { "If-None-Match": etag } : {},
        signal: AbortSignal.timeout(PATIENCE),
      });
      if (answer.headers.get("date")) behind = new Date(answer.headers.get("date")) - Date.now();
      if (answer.status === 200) {
        etag = answer.headers.get("etag") || "";
        follow(await answer.json());
      }
      if (answer.ok || answer.status === 304) send();
    } catch { /* no network: the next look is soon */ }
    setTimeout(look, poll * 1000 * (0.8 + Math.random() * 0.4));
  }

  function follow(state) {
    poll = state.poll;
    ends = state.timer;
    const ready = document.getElementById("ready");
    if (ready) {
      ready.textContent =
        ready.dataset.text.replace("{finished}", state.finished).replace("{joined}", state.joined);
    }
    const now = state.round ? state.round.state : "";
    if (words.screen === "waiting") {
      if (words.version && words.version !== state.version) location.replace("/live");
    } else if (state.round && (state.round.id !== words.round || now !== words.state)) {
      announce(now);
    }
  }

  // Pages with input are never redrawn: they only say what has happened, and offer the way on.
  function announce(now) {
    if (warned === now) return;
    warned = now;
    if (now === "open") tell(words.opened, "/live");
    else if (now === "closed") tell(words.closed, "/live");
    else if (now === "revealed") tell(words.revealed, "/live/result");
  }

  const clock = document.getElementById("timer");
  let isNear = null;
  setInterval(() => {
    if (ends === null) { clock.hidden = true; isNear = null; return; }
    const left = Math.max(0, Math.round((ends - Date.now() - behind) / 1000));
    clock.hidden = false;
    clock.textContent = `${words.timeLeft} ${Math.floor(left / 60)}:${String(left % 60).padStart(2, "0")}`;
    if (left === 0 && isNear !== "over") { isNear = "over"; tell(words.timeUp); }
    else if (left > 0 && left <= 60 && isNear === null) { isNear = "near"; tell(words.timeMinute); }
    else if (left > 60) isNear = null;
  }, 1000);

  // ---- dots ---------------------------------------------------------------------------------------

  const dots = document.querySelector("form[data-limit]");
  function countDots() {
    const given = [...dots.querySelectorAll("select")].reduce((sum, field) => sum + Number(field.value), 0);
    document.getElementById("left").textContent = dots.dataset.left.replace("{left}", dots.dataset.limit - given);
  }
  if (dots) { dots.addEventListener("change", countDots); countDots(); }

  // ---- begin --------------------------------------------------------------------------------------

  addEventListener("submit", submitted);
  document.addEventListener("visibilitychange", () => { if (!document.hidden) { wait = 0; send(); } });
  for (const link of document.querySelectorAll('a[href="/live/next-person"]')) {
    link.addEventListener("click", (event) => { if (store.size()) { event.preventDefault(); tell(words.unsent); } });
  }
  if (words.screen === "rate") rate();
  if (store.size()) { say(words.waiting, true); send(); }
  setTimeout(look, 1000 + Math.random() * 1000);
})();
