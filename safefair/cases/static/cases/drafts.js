// Keeps what is typed into a form every ten seconds and on leaving. Without this file forms work as well; nothing is kept.
(() => {
  "use strict";
  const lost = document.currentScript.dataset.lost;
  if (window.draftsAreKept) return;
  window.draftsAreKept = true;
  const EVERY = 10000;

  const typed = (form) => {
    const data = new FormData(form);
    for (const [name, value] of [...data]) if (value instanceof File) data.delete(name);
    if (form.dataset.draftAction) data.set("action", form.dataset.draftAction);
    data.set("quiet", "1");
    return data;
  };

  const start = (form) => {
    let isTouched = false;
    let isSent = false;
    let request = null;
    const says = document.createElement("p");
    says.className = "small muted";
    says.setAttribute("role", "status");
    form.append(says);

    const keep = async () => {
      if (!isTouched || isSent) return;
      isTouched = false;
      request = new AbortController();
      try {
        const answer = await fetch(form.dataset.draft, {
          method: "POST", body: typed(form), redirect: "error", signal: request.signal,
        });
        if (!answer.ok) throw new Error(answer.statusText);
        says.textContent = (await answer.text()).trim();
      } catch {
        if (isSent) return;
        isTouched = true;
        says.textContent = lost;
      }
    };

    form.addEventListener("input", () => { isTouched = true; });
    form.addEventListener("submit", (event) => {
      if (event.defaultPrevented) return;
      isSent = true;
      if (request) request.abort();
    });
    window.addEventListener("online", keep);
    window.addEventListener("pageshow", () => { isSent = false; });
    window.addEventListener("pagehide", () => {
      if (isTouched && !isSent) navigator.sendBeacon(form.dataset.draft, typed(form));
    });
    setInterval(keep, EVERY);
  };

  const begin = () => document.querySelectorAll("form[data-draft]").forEach(start);
  if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", begin);
  else begin();
})();
