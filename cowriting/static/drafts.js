// What is typed and not sent yet stays in this browser, whatever becomes of page, connection or link.
//
// Without this script the forms work all the same: the server gives a text back that it did not take.
"use strict";

(() => {
  const PREFIX = "mitschreiben:";
  const LONGEST = 30 * 24 * 3600 * 1000;
  const PATIENCE = 8000;

  const stored = (work) => {
    try {
      return work(window.localStorage);
    } catch {
      return null; // a browser that keeps nothing
    }
  };
  const forget = (name) => stored((store) => store.removeItem(PREFIX + name));
  const keep = (name, draft) => stored((store) => store.setItem(PREFIX + name, JSON.stringify({ ...draft, at: Date.now() })));
  const kept = (name) => stored((store) => JSON.parse(store.getItem(PREFIX + name) ?? "null"));

  stored((store) => {
    for (const name of Object.keys(store).filter((each) => each.startsWith(PREFIX))) {
      const draft = kept(name.slice(PREFIX.length));
      if (!draft || Date.now() - draft.at > LONGEST) store.removeItem(name);
    }
  });
  document.querySelectorAll("[data-sent]").forEach((done) => forget(done.dataset.sent));

  const reachable = async () => {
    try {
      return (await fetch("/readyz", { cache: "no-store", signal: AbortSignal.timeout(PATIENCE) })).ok;
    } catch {
      return false;
    }
  };

  document.querySelectorAll("form[data-draft]").forEach((form) => {
    const name = form.dataset.draft;
    const field = form.querySelector("textarea");
    const seen = form.querySelector("[name=seen]");
    const button = form.querySelector("button");
    const lost = form.querySelector("[data-lost]");
    const draft = "refused" in form.dataset ? null : kept(name);
    if (draft && draft.text !== field.defaultValue) {
      field.value = draft.text;
      if (seen && draft.seen) seen.value = draft.seen; // the server says if the text has changed since
      form.closest("details").open = true;
      form.querySelector("[data-restored]").hidden = false;
    }
    field.addEventListener("input", () => {
      if (field.value === field.defaultValue) forget(name);
      else keep(name, { text: field.value, seen: seen?.value });
    });
    form.addEventListener("submit", async (event) => {
      event.preventDefault();
      button.disabled = true;
      const there = await reachable();
      button.disabled = false;
      lost.hidden = there;
      if (there) form.submit();
    });
  });
})();
