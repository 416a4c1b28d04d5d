// One question on each screen: a tap is kept on the phone, goes out, and the next question stands there at once,
// with or without a network. Buttons instead of radio buttons: arrow keys must not answer anything.
"use strict";

(() => {
  if (!werkstatt || werkstatt.words.screen !== "question") return;
  const { words, store, page, say, tell, send, isUnsent, reach } = werkstatt;
  const element = (id) => document.getElementById(id);
  const form = element("question");
  const { items, questions } = JSON.parse(element("texts").textContent);
  const { queue: part, answers, before, seconds } = JSON.parse(element("kept").textContent);
  const queue = part || Object.keys(items).flatMap((item) => Object.keys(questions).map((criterion) => [item, criterion]));
  const earlier = new Map(before.map(([item, criterion, value]) => [`${item}|${criterion}`, value]));
  const known = new Map(answers.map(([item, criterion, value, counter]) => [`${item}|${criterion}`, [value, counter]]));
  const heading = document.querySelector("h1");
  let here = Number(location.pathname.split("/").pop()) - 1;

  const buttons = () => [...form.querySelectorAll("button[name=answer]")];
  const isHere = (item, criterion) => queue[here][0] === item && queue[here][1] === criterion;

  function know(item, criterion, value, counter) {
    known.set(`${item}|${criterion}`, [value, counter]);
    if (isHere(item, criterion)) press();
    count();
  }

  function forget(item, criterion) {
    known.delete(`${item}|${criterion}`);
    if (isHere(item, criterion)) press();
    count();
  }

  function press() {
    const answer = known.get(queue[here].join("|"));
    const chosen = answer ? answer[0] ?? "none" : "";
    for (const button of buttons()) button.setAttribute("aria-pressed", String(button.value === String(chosen)));
  }

  // What a closed round has not taken is marked, but it is not answered.
  function count() {
    const held = new Set(store.all().filter(([, { paused }]) => paused).map(([, each]) => `${each.item}|${each.criterion}`));
    const done = queue.filter((asked) => known.has(asked.join("|")) && !held.has(asked.join("|"))).length;
    element("progress").value = done;
    element("left").textContent =
      form.dataset.left.replace("{n}", Math.max(1, Math.round(((queue.length - done) * seconds) / 60)));
  }

  function answered(event) {
    event.preventDefault();
    if (!event.submitter) return;
    const [item, criterion] = queue[here];
    const value = event.submitter.value === "none" ? null : Number(event.submitter.value);
    const [, before] = known.get(`${item}|${criterion}`) || [null, 0];
    known.set(`${item}|${criterion}`, [value, before + 1]);
    store.put(`${words.round}|${item}|${criterion}`, { round: words.round, item, criterion, value, counter: before + 1 });
    press();
    count();
    say(words.sending);
    send();
    if (here + 1 < queue.length) return turn(here + 1);
    goOn();
  }

  // What comes after the last one is decided by the server, from answers that it has to have first.
  function goOn() {
    const go = async () => { if (await reach()) location.assign("/live/question"); };
    if (!isUnsent()) return go();
    page.whenSent = go;
    if (!navigator.onLine) tell(words.unsent);
  }

  function turn(place, isStep = true) {
    here = place;
    const [item, criterion] = queue[here];
    const [entry, asked] = [items[item], questions[criterion]];
    element("entry").textContent = entry.title;
    element("criterion").textContent = asked.name;
    element("asked").textContent = asked.question;
    element("area").textContent = entry.area;
    element("summary").textContent = entry.summary;
    element("more").replaceChildren(...entry.facts.flatMap(([name, text]) => [made("dt", name), made("dd", text)]));
    const notes = [...(entry.notes[criterion] || []), ...remembered(item, criterion)];
    element("notes").replaceChildren(...notes.map((note) => made("p", note, "elsewhere")));
    element("facts").open = false;
    element("whole").href = `/live/rate/${item}`;
    buttons().forEach((button, at) => {
      if (at < asked.anchors.length) button.querySelector("span").textContent = asked.anchors[at];
    });
    form.elements.item.value = item;
    form.elements.criterion.value = criterion;
    form.action = `/live/question/${here + 1}`;
    element("place").textContent =
      form.dataset.place.replace("{place}", here + 1).replace("{number}", queue.length);
    element("back").hidden = here === 0;
    element("back").href = `/live/question/${here}`;
    document.title = document.title.replace(/^.* – /, `${asked.name}: ${entry.title} – `);
    press();
    if (isStep) history.pushState({}, "", `/live/question/${here + 1}`);
    for (const link of document.querySelectorAll("header nav a")) link.search = `?to=/live/question/${here + 1}`;
    heading.tabIndex = -1;
    heading.focus({ preventScroll: true });
    scrollTo(0, 0);
  }

  function remembered(item, criterion) {
    const value = earlier.get(`${item}|${criterion}`);
    if (value === undefined) return [];
    return [value === null ? words.notBefore : words.before.replace("{answer}", value)];
  }

  function made(tag, text, name = "") {
    const found = document.createElement(tag);
    found.textContent = text;
    if (name) found.className = name;
    return found;
  }

  function recall(entry) {
    if (entry.round === words.round && "criterion" in entry) know(entry.item, entry.criterion, entry.value, entry.counter);
  }

  for (const [, entry] of store.all()) recall(entry);
  page.know = know;
  page.forget = forget;
  page.count = count;
  form.addEventListener("submit", answered);
  element("back").addEventListener("click", (event) => { event.preventDefault(); if (here > 0) turn(here - 1); });
  // A page that cannot be loaded would take the questions off the screen: ask first whether the network is there.
  for (const link of document.querySelectorAll("[data-needs-network]")) {
    link.addEventListener("click", async (event) => {
      event.preventDefault();
      if (await reach()) location.assign(link.href);
    });
  }
  addEventListener("popstate", () => {
    const place = Number(location.pathname.split("/").pop()) - 1;
    if (place >= 0 && place < queue.length) turn(place, false);
    else location.reload();
  });
  addEventListener("storage", ({ key, newValue }) => { // another tab of this person
    if (key && key.startsWith(store.prefix) && newValue) recall(JSON.parse(newValue));
  });
})();
