// Keys of a decision: s the same, d two people, l later. The page works without this file.
(() => {
  "use strict";
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.target.closest("input, select, textarea")) return;
    const choice = document.querySelector(`[data-decide="${CSS.escape(event.key)}"]`);
    if (!choice) return;
    event.preventDefault();
    choice.focus();
    choice.click();
  });
})();
