// Better with this, never different: every page works without it.
(() => {
  "use strict";

  // “/” goes to the search.
  document.addEventListener("keydown", (event) => {
    const find = document.getElementById("find");
    const typing = event.target.closest?.("input, textarea, select, [contenteditable]");
    if (event.key === "/" && find && !typing && !event.ctrlKey && !event.metaKey && !event.altKey) {
      event.preventDefault();
      find.focus();
    }
  });

  // A form goes once; its key would make a second one count for nothing anyway. Coming back, it can go again.
  document.addEventListener("submit", (event) => {
    if (event.target.method !== "post") return;
    if (event.target.dataset.sent) event.preventDefault();
    event.target.dataset.sent = "yes";
  });
  window.addEventListener("pageshow", () => {
    for (const form of document.forms) delete form.dataset.sent;
  });

  // What is typed is kept by the browser too, for its person and for a day: a tab can crash. Once sent and taken, it goes.
  const DAY = 24 * 60 * 60 * 1000;
  const person = document.querySelector("[data-person]")?.dataset.person;
  const entry = document.querySelector("form[data-entry]");
  const own = `typed:${person}:`;
  const mine = () => Object.keys(localStorage).filter((name) => name.startsWith("typed:"));
  const read = (name) => JSON.parse(localStorage.getItem(name) ?? "null");
  const typedIn = (form) => [...form.elements].filter(({ name, type }) => name && !/^(hidden|file|password|submit|button)$/.test(type));
  const valueOf = (field) => (/^(radio|checkbox)$/.test(field.type) ? field.checked : field.value);
  const fill = (form, values) => {
    const seen = {};
    for (const field of typedIn(form)) {
      const at = field.name + "#" + (seen[field.name] = (seen[field.name] ?? -1) + 1);
      if (!(at in values)) continue;
      if (typeof values[at] === "boolean") field.checked = values[at];
      else field.value = values[at];
    }
  };
  const valuesOf = (form) => {
    const values = {};
    const seen = {};
    for (const field of typedIn(form)) values[field.name + "#" + (seen[field.name] = (seen[field.name] ?? -1) + 1)] = valueOf(field);
    return values;
  };
  for (const name of mine()) {
    const { at, sent } = read(name);
    if (Date.now() - at > DAY || (sent && document.querySelector(".done"))) localStorage.removeItem(name);
  }
  if (person && entry) {
    const name = own + location.pathname;
    const fresh = JSON.stringify(valuesOf(entry));
    const left = read(name);
    const unsent = document.getElementById("unsent");
    const isRefused = document.getElementById("summary");
    const isReload = performance.getEntriesByType("navigation")[0]?.type === "reload";
    if (left && !isRefused && JSON.stringify(left.values) !== fresh) {
      if (isReload) fill(entry, left.values);
      else if (unsent) {
        unsent.hidden = false;
        unsent.addEventListener("click", (event) => {
          const does = event.target.dataset.unsent;
          if (!does) return;
          if (does === "fill") fill(entry, left.values);
          else localStorage.removeItem(name);
          unsent.hidden = true;
          entry.querySelector("input:not([type=hidden]), select, textarea")?.focus();
        });
      }
    }
    entry.addEventListener("input", () => localStorage.setItem(name, JSON.stringify({ at: Date.now(), values: valuesOf(entry) })));
    entry.addEventListener("submit", () => {
      const kept = read(name);
      if (kept) localStorage.setItem(name, JSON.stringify({ ...kept, sent: true }));
    });
  }

  // A file that was chosen cannot be filled in again: before it is sent, whoever sends it must still be signed in.
  const upload = document.querySelector("form.import-file");
  upload?.addEventListener("submit", async (event) => {
    event.preventDefault();
    const ended = document.getElementById("session-ended");
    try {
      const answer = await fetch("/account", { redirect: "manual" });
      if (answer.type === "opaqueredirect") {
        ended.hidden = false;
        ended.focus();
        delete upload.dataset.sent;
        return;
      }
    } catch {
      // The line is down: sending it says so.
    }
    upload.submit();
  });

  // Another language keeps what was typed, and the file that was chosen.
  document.querySelector("form.languages")?.addEventListener("submit", async (event) => {
    const file = upload?.querySelector("input[type=file]");
    if (file?.files.length) {
      event.preventDefault();
      const said = new URLSearchParams(new FormData(event.target));
      said.set("language", event.submitter.value);
      await fetch(event.target.action, { method: "POST", body: said, redirect: "manual" });
      const page = new DOMParser().parseFromString(await (await fetch(location.href)).text(), "text/html");
      const there = page.querySelector("form.import-file input[type=file]");
      if (!there) return location.reload();
      there.replaceWith(file);
      const forms = ["form.import-file", "form.languages"].map((which) => [document.querySelector(which), page.querySelector(which)]);
      for (const [old, now] of forms) old.replaceChildren(...now.childNodes);
      for (const which of [".main-nav", ".hand-nav", "h1", ".office-about", ".notes"]) {
        const [old, now] = [document.querySelector(which), page.querySelector(which)];
        if (old && now) old.replaceChildren(...now.childNodes);
      }
      document.documentElement.lang = page.documentElement.lang;
      document.title = page.title;
      delete event.target.dataset.sent;
      return;
    }
    if (!entry) return;
    const typed = event.target.appendChild(document.createElement("input"));
    [typed.type, typed.name] = ["hidden", "form"];
    typed.value = new URLSearchParams(new FormData(entry)).toString();
  });

  // What was refused is read first.
  document.getElementById("summary")?.focus();

  // Work that goes on is asked for again, until it is done.
  const wait = async () => {
    try {
      const answer = await fetch(location.href, { headers: { accept: "text/html" } });
      const there = new DOMParser().parseFromString(await answer.text(), "text/html");
      const [was, is] = [document.getElementById("main"), there.getElementById("main")];
      if (!is) return location.reload();
      const [old, now] = [was.querySelector("[data-wait]"), is.querySelector("[data-wait]")];
      // Only what changed is said again.
      if (!old || !now) was.replaceChildren(...is.childNodes);
      else {
        const [said, says] = [old, now].map((panel) => panel.querySelector("[role=status]"));
        if (said.textContent !== says.textContent) said.replaceChildren(...says.childNodes);
        const [bar, further] = [old, now].map((panel) => panel.querySelector("progress"));
        bar.max = further.max;
        bar.value = further.value;
      }
    } catch {
      // The line is down for a moment; ask again.
    }
    if (document.querySelector("[data-wait]")) setTimeout(wait, 700);
  };
  if (document.querySelector("[data-wait]")) setTimeout(wait, 700);

  // A day is typed, or picked by the browser's own picker, and then written as the page's language writes it.
  const language = document.documentElement.lang;
  const written = (day) => {
    const [locale, form] = { en: ["en-GB", { day: "numeric", month: "short", year: "numeric" }], ru: ["ru"] }[language] ?? [];
    return locale && day ? new Date(day + "T00:00:00Z").toLocaleDateString(locale, { timeZone: "UTC", ...form }) : day;
  };
  for (const picker of document.querySelectorAll("input[data-picks]")) {
    const day = document.getElementById(picker.dataset.picks);
    if (!day) continue;
    picker.hidden = false;
    picker.addEventListener("change", () => {
      day.value = written(picker.value);
    });
  }

  // Another place, another clock: as long as nobody touched the time, it stays now.
  for (const place of document.querySelectorAll("select[data-places]")) {
    const form = place.form;
    const [day, time, suggested] = ["day", "time", "suggested"].map((name) => form?.elements[name]);
    const zone = form?.querySelector(".zone");
    const stamp = suggested && Date.parse(suggested.value);
    if (!day || !time || !stamp) continue;
    const wall = (east) => new Date(stamp + east * 1000).toISOString();
    const picker = form.querySelector("[data-picks=day]");
    // What the form itself filled in; anything else was typed, and is left alone.
    const isOurs = picker && picker.value + "T" + time.value === suggested.value.slice(0, 16);
    let shown = isOurs ? day.value + "T" + time.value : null;
    place.addEventListener("change", () => {
      const { east, offset } = place.selectedOptions[0].dataset;
      if (east === undefined) {
        if (zone) zone.textContent = place.selectedOptions[0].text;
        return;
      }
      if (day.value + "T" + time.value === shown) {
        const now = wall(Number(east));
        picker.value = now.slice(0, 10);
        day.value = written(picker.value);
        time.value = now.slice(11, 16);
        shown = day.value + "T" + time.value;
        const sign = east < 0 ? "-" : "+";
        const minutes = Math.abs(east) / 60;
        const two = (number) => String(number).padStart(2, "0");
        suggested.value = now.slice(0, 19) + sign + two(Math.floor(minutes / 60)) + ":" + two(minutes % 60);
      }
      const name = place.selectedOptions[0].text.split(" · ")[0];
      if (zone) zone.textContent = name + ", " + offset;
      const hint = form.querySelector("[data-when-hint]");
      const there = new Date(Date.now() + Number(east) * 1000).toISOString().slice(11, 16);
      if (hint) hint.textContent = hint.dataset.whenHint.replace("%place%", name).replace("%zone%", offset).replace("%time%", there);
    });
  }
})();
