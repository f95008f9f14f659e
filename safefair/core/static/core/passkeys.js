// A passkey that was refused or stopped says so on the page, not in a console that nobody reads.
(() => {
  "use strict";
  document.addEventListener("allauth.error", (event) => {
    const trouble = document.querySelector("[data-passkey-trouble]");
    if (!trouble) return;
    event.preventDefault();
    trouble.hidden = false;
  });
})();
