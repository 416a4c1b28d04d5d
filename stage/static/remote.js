/* The remote: keys without a reload, and what others have moved shows within a second. */
(() => {
  "use strict";
  const remote = document.getElementById("remote");
  let busy = false;

  function show(html) {
    const next = new DOMParser().parseFromString(html, "text/html").getElementById("remote");
    if (!next) { location.reload(); return; }
    const focused = document.activeElement && document.activeElement.value;
    remote.dataset.mark = next.dataset.mark;
    remote.replaceChildren(...next.childNodes);
    const again = focused && [...remote.querySelectorAll("button")].find((each) => each.value === focused);
    if (again) { again.focus({ preventScroll: true }); }
  }

  function lost(gone) {
    const sign = document.getElementById("sign");
    sign.textContent = gone ? remote.dataset.lost : "";
    sign.hidden = !gone;
  }

  remote.addEventListener("submit", async (sent) => {
    sent.preventDefault();
    if (busy) { return; }
    busy = true;
    const said = new URLSearchParams(new FormData(sent.target));
    if (sent.submitter && sent.submitter.name) { said.set(sent.submitter.name, sent.submitter.value); }
    try {
      const answer = await fetch(location.pathname, { method: "POST", body: said, headers: { Accept: "text/html;fragment" } });
      show(await answer.text());
      lost(false);
    } catch (problem) { lost(true); } finally { busy = false; }
  });

  setInterval(async () => {
    if (busy || document.hidden || remote.querySelector("details[open]") || remote.querySelector("[role=alert]")) { return; }
    try {
      const answer = await fetch("/fernbedienung/stand", { cache: "no-store" });
      lost(false);
      if (answer.status === 403) { location.reload(); return; }
      const { mark } = await answer.json();
      if (mark !== remote.dataset.mark && !busy) {
        show(await (await fetch(location.pathname, { cache: "no-store" })).text());
      }
    } catch (problem) { lost(true); }
  }, 1000);
})();
