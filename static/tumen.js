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

  // Another language keeps what was typed.
  document.querySelector("form.languages")?.addEventListener("submit", (event) => {
    const entry = document.querySelector("form[data-entry]");
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

  // Another place, another clock: as long as nobody touched the time, it stays now.
  for (const place of document.querySelectorAll("select[data-places]")) {
    const form = place.form;
    const [day, time, suggested] = ["day", "time", "suggested"].map((name) => form?.elements[name]);
    const zone = form?.querySelector(".zone");
    const stamp = suggested && Date.parse(suggested.value);
    if (!day || !time || !stamp) continue;
    const wall = (east) => new Date(stamp + east * 1000).toISOString();
    // What the form itself filled in; anything else was typed, and is left alone.
    let shown = suggested.value.slice(0, 16);
    place.addEventListener("change", () => {
      const { east, offset } = place.selectedOptions[0].dataset;
      if (east === undefined) {
        if (zone) zone.textContent = place.selectedOptions[0].text;
        return;
      }
      if (day.value + "T" + time.value === shown) {
        const now = wall(Number(east));
        day.value = now.slice(0, 10);
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
