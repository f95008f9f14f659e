// Keeps what is typed into a form every ten seconds, on leaving and before it is sent. Without this file forms work as well; nothing is kept.
(() => {
  "use strict";
  const { lost, signedOut } = document.currentScript.dataset;
  if (window.draftsAreKept) return;
  window.draftsAreKept = true;
  const EVERY = 10000;
  const PATIENCE = 15000;

  const typed = (form) => {
    const data = new FormData(form);
    for (const [name, value] of [...data]) if (value instanceof File) data.delete(name);
    if (form.dataset.draftAction) data.set("action", form.dataset.draftAction);
    data.set("quiet", "1");
    return data;
  };

  const start = (form) => {
    let typedSoFar = 0;
    let kept = 0;
    let isSent = false;
    let isTrying = false;
    let request = null;
    const says = document.createElement("p");
    says.className = "small muted";
    says.setAttribute("role", "status");
    form.append(says);

    // Whether the server was reached; what it answers to a form is another matter.
    const keep = async () => {
      if (typedSoFar === kept || isSent) return true;
      if (request) request.abort();
      const now = typedSoFar;
      const mine = request = new AbortController();
      const timer = setTimeout(() => mine.abort(), PATIENCE);
      try {
        const answer = await fetch(form.dataset.draft, {
          method: "POST", body: typed(form), redirect: "manual", signal: mine.signal,
        });
        if (answer.type === "opaqueredirect" || answer.status === 403) {
          says.textContent = signedOut;
          return false;
        }
        if (answer.ok) {
          kept = now;
          says.textContent = (await answer.text()).trim();
        }
        return true;
      } catch {
        if (mine === request && !isSent) says.textContent = lost;
        return false;
      } finally {
        clearTimeout(timer);
      }
    };

    // A form sent without a connection would leave the browser's own page and nothing of what was typed:
    // so it is kept first, and sent only once that has worked.
    const sendOnceKept = async (submitter) => {
      isTrying = true;
      const isReached = await keep();
      isTrying = false;
      says.className = isReached ? "small muted" : "notice tone-warn";
      if (!isReached) return;
      isSent = true;
      form.requestSubmit(submitter);
    };

    form.addEventListener("input", () => { typedSoFar += 1; });
    form.addEventListener("submit", (event) => {
      if (event.defaultPrevented || isSent) return;
      if (typedSoFar === kept) {
        isSent = true;
        return;
      }
      event.preventDefault();
      if (!isTrying) sendOnceKept(event.submitter);
    });
    window.addEventListener("online", keep);
    window.addEventListener("pageshow", () => { isSent = false; });
    window.addEventListener("pagehide", () => {
      if (typedSoFar !== kept && !isSent) navigator.sendBeacon(form.dataset.draft, typed(form));
    });
    setInterval(() => { if (!isTrying) keep(); }, EVERY);
  };

  const begin = () => document.querySelectorAll("form[data-draft]").forEach(start);
  if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", begin);
  else begin();
})();
