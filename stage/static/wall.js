/* The wall: follows the series, lets each scene fit, and stands still when the network or the server is away. */
(() => {
  "use strict";
  const wall = document.getElementById("wall");
  const sign = document.getElementById("sign");
  const told = document.getElementById("told");
  const SMALLEST = 0.3, STEPS = 7, PATIENCE = 2500, AGAIN = 700;
  let paused = false, lostSince = 0;

  const wait = (time) => new Promise((done) => setTimeout(done, time));

  function say(text) {
    sign.textContent = text;
    sign.hidden = !text;
  }

  const WORDS = "main h1:not(.told), main h2, main p, main dd, main dt, main b, main li > span, main li";

  function overflows() {
    const main = wall.querySelector("main"), box = main.getBoundingClientRect();
    const beyond = (each) => { const own = each.getBoundingClientRect(); return own.height && (own.bottom > box.bottom + 2 || own.top < box.top - 2); };
    return [...wall.querySelectorAll(WORDS)].some(beyond) || main.scrollHeight > main.clientHeight + 2 || main.scrollWidth > main.clientWidth + 1
      || [...wall.querySelectorAll(WORDS)].some((each) => each.clientWidth && each.scrollWidth > each.clientWidth + 1);
  }

  /* Large type gives way until nothing is cut; where that is not enough, distances and side matters give way, too. */
  function fit() {
    wall.classList.remove("tight");
    if (fitted()) { return; }
    wall.classList.add("tight");
    fitted();
  }

  /* Find the largest factor that fits by halving; tell whether there is one. */
  function fitted() {
    wall.style.setProperty("--k", 1);
    if (!overflows()) { return true; }
    let low = SMALLEST, high = 1;
    for (let step = 0; step < STEPS; step += 1) {
      const middle = (low + high) / 2;
      wall.style.setProperty("--k", middle);
      if (overflows()) { high = middle; } else { low = middle; }
    }
    wall.style.setProperty("--k", low);
    return !overflows();
  }

  const keys = () => new Set([...wall.querySelectorAll("[data-key]")].map((each) => each.dataset.key));

  function draw(html) {
    const before = wall.dataset.scene, known = keys();
    const next = new DOMParser().parseFromString(html, "text/html").getElementById("wall");
    for (const { name, value } of next.attributes) { wall.setAttribute(name, value); }
    wall.replaceChildren(...next.childNodes);
    const same = before === wall.dataset.scene;
    let place = 0;
    for (const each of wall.querySelectorAll("[data-key]")) {
      if (!known.has(each.dataset.key) && (same || each.dataset.enter !== undefined)) {
        each.classList.add("new");
        if (!each.style.getPropertyValue("--i")) { each.style.setProperty("--i", Math.min(place, 30)); }
        place += 1;
      }
    }
    if (!same || wall.dataset.title !== told.textContent) { told.textContent = wall.dataset.title; }
    start();
    fit();
  }

  /* Clocks count down from what was left when the scene was drawn: no two computers agree on the time. */
  let ends = null;
  function start() {
    const clock = wall.querySelector("[data-left]");
    ends = clock ? performance.now() + 1000 * Number(clock.dataset.left) : null;
    tick();
  }
  function tick() {
    const clock = wall.querySelector("[data-left]");
    if (!clock || ends === null) { return; }
    const left = Math.max(0, Math.ceil((ends - performance.now()) / 1000));
    clock.textContent = left ? `${Math.floor(left / 60)}:${String(left % 60).padStart(2, "0")}` : clock.dataset.over;
  }
  setInterval(tick, 250);

  /* A screen that is not yet a wall asks whether it was confirmed; its page then becomes the wall. */
  async function waitForConfirmation() {
    for (;;) {
      await wait(1500);
      try {
        const answer = await fetch(`${wall.dataset.waits}&seen=-`, { cache: "no-store" });
        if (answer.status === 200) { location.reload(); return; }
      } catch (problem) { continue; }
    }
  }

  async function look() {
    const shape = (innerWidth / innerHeight).toFixed(1);
    const answer = await fetch(`${wall.dataset.follow}&shape=${shape}&seen=${encodeURIComponent(wall.dataset.mark)}`, { cache: "no-store" });
    if (answer.status === 403 || answer.status === 404) { location.reload(); return wait(5000); }
    if (answer.status === 200) {
      const html = await answer.text();
      if (!paused) { draw(html); }
    } else if (answer.status !== 204) { throw new Error(String(answer.status)); }
    lostSince = 0;
    if (!paused) { say(""); }
    return null;
  }

  async function follow() {
    for (;;) {
      if (paused) { await wait(200); continue; }
      try {
        await look();
      } catch (problem) {
        lostSince = lostSince || performance.now();
        if (!paused && performance.now() - lostSince > PATIENCE) { say(wall.dataset.lost); }
        await wait(AGAIN);
      }
    }
  }

  function lead(way) {
    if (!wall.dataset.lead) { return; }
    fetch(wall.dataset.lead, { method: "POST", body: new URLSearchParams({ way, seen: wall.dataset.mark }) }).catch(() => say(wall.dataset.lost));
  }

  const ON = ["ArrowRight", "PageDown", " ", "Enter"], BACK = ["ArrowLeft", "PageUp", "Backspace"];
  document.addEventListener("keydown", (pressed) => {
    if (pressed.ctrlKey || pressed.altKey || pressed.metaKey) { return; }
    if (pressed.key === "p" || pressed.key === "P" || pressed.key === "Pause") {
      paused = !paused;
      wall.classList.toggle("still", paused);
      say(paused ? wall.dataset.paused : "");
    } else if (pressed.key === "f" || pressed.key === "F") {
      if (document.fullscreenElement) { document.exitFullscreen(); } else { document.documentElement.requestFullscreen().catch(() => {}); }
    } else if (!pressed.repeat && ON.includes(pressed.key)) {
      pressed.preventDefault();
      lead("on");
    } else if (!pressed.repeat && BACK.includes(pressed.key)) {
      pressed.preventDefault();
      lead("back");
    }
  });

  /* In the cockpit the space bar is the large key, unless it belongs to what has the focus. */
  const OWN_SPACE = "a, button, input, select, textarea, summary, canvas, [contenteditable=true], [role=button], [role=combobox], [role=dialog], [role=option], [role=tab]";
  function pressInCockpit(pressed) {
    if (pressed.key !== " " || pressed.repeat || pressed.ctrlKey || pressed.altKey || pressed.metaKey || pressed.target.closest(OWN_SPACE)) { return; }
    const key = parent.document.querySelector(".st-key-cockpit_on button:not(:disabled)");
    if (key) { pressed.preventDefault(); key.click(); }
  }
  if (window.frameElement) {
    for (const page of [parent.document, document]) { page.addEventListener("keydown", pressInCockpit); }
    addEventListener("pagehide", () => parent.document.removeEventListener("keydown", pressInCockpit));
  }

  addEventListener("resize", fit);
  document.fonts.ready.then(fit);
  start();
  fit();
  if (wall.dataset.waits) { waitForConfirmation(); } else { follow(); }
})();
