// Keys of the workspace. Every page works without this file.
(() => {
  "use strict";
  const keys = document.getElementById("keys");
  const showKeys = document.querySelector("[data-keys]");
  // Single keys disturb whoever speaks to her computer (WCAG 2.1.4).
  const wanted = document.querySelector("[data-keys-wanted]");
  const typing = (element) => element.closest("input, select, textarea, [contenteditable]");
  const rows = () => [...document.querySelectorAll("table[data-rows] > tbody > tr")].filter((row) => row.querySelector("a, button, input"));
  const first = (row) => row.querySelector("a, button, input");

  const move = (step) => {
    const all = rows();
    const here = all.findIndex((row) => row.contains(document.activeElement));
    const next = all[here < 0 ? (step > 0 ? 0 : all.length - 1) : Math.min(Math.max(here + step, 0), all.length - 1)];
    if (next) first(next).focus();
    return Boolean(next);
  };

  const toggleKeys = () => (keys.hidden = !keys.hidden);

  // What was opened closes, and the focus goes back to where it was opened.
  const close = (element) => {
    const details = element.closest("details[open]");
    const menu = document.querySelector(".side:target");
    if (details) {
      details.open = false;
      details.querySelector("summary").focus();
    } else if (menu) {
      location.hash = "";
      menu.querySelector(".menu-open").focus();
    }
    return Boolean(details || menu);
  };

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === "Escape") {
      if (keys && !keys.hidden) keys.hidden = true;
      else if (close(event.target)) event.preventDefault();
      else if (typing(event.target)) event.target.blur();
      return;
    }
    if (typing(event.target) || (wanted && !wanted.checked)) return;
    let done = false;
    if (event.key === "/") {
      const search = document.querySelector("main input[type=search]");
      if (search) search.select(), search.focus(), (done = true);
    } else if (event.key === "?" && keys) {
      toggleKeys(), (done = true);
    } else if (event.key === "n") {
      const link = document.querySelector("main [data-new]");
      if (link) link.focus(), link.click(), (done = true);
    } else if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      // Inside a table alone: the arrows also scroll.
      const inside = document.activeElement.closest("table[data-rows]");
      if (inside) done = move(event.key === "ArrowDown" ? 1 : -1);
    } else if (event.key === "j" || event.key === "k") {
      done = move(event.key === "j" ? 1 : -1);
    }
    if (done) event.preventDefault();
  });

  if (showKeys && keys) {
    showKeys.hidden = false;
    showKeys.addEventListener("click", toggleKeys);
  }

  if (wanted) {
    wanted.checked = localStorage.getItem("keys") !== "off";
    wanted.addEventListener("change", () => localStorage.setItem("keys", wanted.checked ? "on" : "off"));
  }

  // Without a connection the browser would show a page of its own, and what was typed would be gone with this one.
  const { offline } = document.currentScript.dataset;
  const says = document.createElement("p");
  says.className = "notice tone-warn";
  says.setAttribute("role", "alert");
  document.addEventListener("submit", (event) => {
    says.remove();
    if (navigator.onLine || event.defaultPrevented) return;
    event.preventDefault();
    event.target.append(says), (says.textContent = offline);
  });

  // One press of a button is one request, however slow the network.
  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (form.method !== "post" || event.defaultPrevented) return;
    if (form.dataset.sent) return event.preventDefault();
    form.dataset.sent = "1";
    setTimeout(() => delete form.dataset.sent, 5000);
  });

  const summary = document.getElementById("error-summary");
  if (summary) summary.focus();
})();
