// The participants' pages beyond plain forms: one item after the other without loading a page, the state of the
// workshop, the clock. Without this script the same pages work as plain forms; unsent.js keeps what was answered.
"use strict";

(() => {
  if (!werkstatt) return;
  const { words, store, page, say, tell, untell, send, release, letGo, isUnsent, reach, begin, PATIENCE } = werkstatt;

  // ---- rating -----------------------------------------------------------------------------------

  const known = new Map(); // "item|criterion" -> [value, counter]
  const earlier = new Map(); // what this person answered in earlier rounds
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

  function forget(item, criterion) {
    known.delete(`${item}|${criterion}`);
    const form = shelf && shelf.querySelector(`form[data-item="${item}"]`);
    for (const radio of form ? form.querySelectorAll(`input[name="c_${criterion}"]`) : []) radio.checked = false;
    count();
  }

  // What a closed round has not taken is marked, but it is not answered.
  function count() {
    const bar = document.getElementById("progress");
    const held = store.all().filter(([, entry]) => entry.paused && "criterion" in entry).length;
    if (bar) bar.value = known.size - held;
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
    store.put(`${words.round}|${item}|${criterion}`, { round: words.round, item, criterion, value, counter: before + 1 });
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

  // What is being typed is kept at once, and goes out when the field is left or the page is opened again.
  function keepRemark(field, item, draft = false) {
    const [text, before] = remarks[item] || ["", 0];
    const key = `${words.round}|${item}|comment`;
    if (text === field.value) return store.get(key)?.draft ? store.drop(key) : undefined;
    const counter = before + 1;
    if (!draft) remarks[item] = [field.value, counter];
    store.put(key, { round: words.round, item, comment: field.value, counter, ...(draft && { draft }) });
  }

  function typed(event) {
    const form = event.target.closest("form[data-item]");
    if (!form || event.target.name !== "comment") return;
    keepRemark(event.target, form.dataset.item, true);
    say("");
  }

  function submitted(event) {
    const form = event.target;
    if (form.id === "question") return; // questions.js
    if (!form.dataset.item) return sendForm(event, form);
    event.preventDefault();
    const field = form.querySelector("textarea");
    if (field) { keepRemark(field, form.dataset.item); send(); }
    const go = event.submitter ? event.submitter.value : "next";
    const place = items.findIndex(([id]) => id === form.dataset.item) + (go === "previous" ? -1 : 1);
    if (go === "overview" || place < 0 || place >= items.length) return leave("/live/overview");
    if (pages) return turn(place, true);
    leave(`/live/rate/${items[place][0]}`);
  }

  // A page that cannot be loaded would take what is typed off the screen: ask first whether the network is there.
  async function leave(address) {
    if (await reach()) location.assign(address);
  }

  function turn(place, isStep) {
    const [id, title] = items[place];
    const article = pages.get(id);
    if (!article) return leave(`/live/rate/${id}`);
    shelf.replaceChildren(...article.cloneNode(true).childNodes);
    const form = shelf.querySelector("form");
    for (const fieldset of form.querySelectorAll("fieldset")) {
      const answer = known.get(`${id}|${fieldset.dataset.criterion}`);
      if (answer) choose(form, fieldset.dataset.criterion, answer[0]);
    }
    remind(form, id);
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

  // The sheet is the same for everybody: one's own answers of earlier rounds are put in here.
  function remind(form, item) {
    for (const fieldset of form.querySelectorAll("fieldset")) {
      const key = `${item}|${fieldset.dataset.criterion}`;
      if (!earlier.has(key) || fieldset.querySelector(".before")) continue;
      const sentence = document.createElement("p");
      sentence.className = "elsewhere before";
      const value = earlier.get(key);
      sentence.textContent = value === null ? words.notBefore : words.before.replace("{answer}", value);
      fieldset.querySelector("input[type=hidden]").before(sentence);
    }
  }

  async function stock() {
    try {
      const answer = await fetch(shelf.dataset.sheet, { signal: AbortSignal.timeout(PATIENCE) });
      if (!answer.ok) return;
      const sheet = new DOMParser().parseFromString(await answer.text(), "text/html");
      pages = new Map([...sheet.querySelectorAll("article")].map((article) => [article.dataset.item, article]));
    } catch {
      setTimeout(stock, 5000);
    }
  }

  function recall(entry) {
    if (entry.round !== words.round) return;
    if ("criterion" in entry) know(entry.item, entry.criterion, entry.value, entry.counter);
    else remarks[entry.item] = [entry.comment, entry.counter];
  }

  function rate() {
    const kept = JSON.parse(document.getElementById("kept").textContent);
    items = kept.items;
    for (const [item, criterion, value, counter] of kept.answers) known.set(`${item}|${criterion}`, [value, counter]);
    for (const [item, criterion, value] of kept.before || []) earlier.set(`${item}|${criterion}`, value);
    for (const [item, remark] of Object.entries(kept.comments)) remarks[item] = remark;
    for (const [, entry] of store.all()) recall(entry);
    page.know = know;
    page.forget = forget;
    page.count = count;
    const shown = shelf.querySelector("form");
    const field = shown.querySelector("textarea");
    if (field && remarks[shown.dataset.item]) field.value = remarks[shown.dataset.item][0];
    catchUp(shown);
    addEventListener("change", changed);
    addEventListener("input", typed);
    addEventListener("storage", ({ key, newValue }) => { // another tab of this person
      if (key && key.startsWith(store.prefix) && newValue) recall(JSON.parse(newValue));
    });
    addEventListener("popstate", () => {
      const place = items.findIndex(([id]) => location.pathname.endsWith(`/${id}`));
      if (pages && place >= 0) turn(place, false);
      else location.reload();
    });
    stock();
  }

  // Forms that are not saved click by click: sent once the network is there and, to say that one is done or to
  // give the device away, once everything is saved.
  let sure = null;

  async function sendForm(event, form) {
    if (sure === form) { sure = null; return; }
    event.preventDefault();
    const { submitter } = event;
    const go = async () => { if (await reach()) { sure = form; form.requestSubmit(submitter); } };
    if (!form.hasAttribute("data-when-all-saved") || !isUnsent()) return go();
    tell(words.unsent);
    page.whenSent = go;
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
      else if (answer.status === 401 || answer.status === 404) tell(words.rejoin, "/join");
    } catch { /* no network: the next look is soon */ }
    setTimeout(look, poll * 1000 * (0.7 + Math.random() * 0.25));
  }

  function follow(state) {
    poll = words.screen === "result" ? state.result_poll : state.poll;
    ends = state.timer;
    const ready = document.getElementById("ready");
    if (ready) {
      ready.textContent =
        ready.dataset.text.replace("{finished}", state.finished).replace("{joined}", state.joined);
    }
    const now = state.round ? state.round.state : "";
    if (now === "open") release();
    if (now === "revealed") letGo(state.round.id);
    const isOther = state.round && state.round.id !== words.round;
    const until = document.getElementById("until");
    if (until && !isOther && until.textContent !== (state.until || "")) {
      until.textContent = state.until || "";
      until.hidden = !state.until;
    }
    if (words.screen === "result" && !isOther && words.version !== state.version) location.reload();
    if (words.screen === "waiting") {
      if (!words.version || words.version === state.version) return;
      if (page.hasRefusal) announce(now, state.ended);
      else location.replace("/live");
    } else if (isOther || (state.round && now !== words.state)) {
      announce(now, state.ended);
    } else if (state.round && state.round.passes > Number(words.passes)) {
      announce("more");
    } else {
      for (const why of ["open", "closed", "revealed"]) untell(why);
      warned = "";
    }
  }

  // Pages with input are never redrawn: they only say what has happened, and offer the way on.
  function announce(now, isEnded = false) {
    if (warned === now) return;
    warned = now;
    if (now === "open") tell(words.opened, "/live", "open");
    else if (now === "more") tell(words.more, "/live/question", "more");
    else if (now === "closed" && !page.hasRefusal) tell(isEnded ? words.ended : words.closed, "/live", "closed");
    else if (now === "revealed") tell(words.revealed, "/live/result", "revealed");
  }

  const clock = document.getElementById("timer");
  let isNear = null;
  setInterval(() => {
    if (ends === null) { clock.hidden = true; isNear = null; untell("time"); return; }
    const left = Math.max(0, Math.round((ends - Date.now() - behind) / 1000));
    clock.hidden = false;
    clock.textContent = `${words.timeLeft} ${Math.floor(left / 60)}:${String(left % 60).padStart(2, "0")}`;
    if (left === 0 && isNear !== "over") { isNear = "over"; tell(words.timeUp, "", "time"); }
    else if (left > 0 && left <= 60 && isNear === null) { isNear = "near"; tell(words.timeMinute, "", "time"); }
    else if (left > 60) { isNear = null; untell("time"); }
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
  if (words.screen === "rate") rate();
  begin();
  setTimeout(look, 1000 + Math.random() * 1000);
})();
