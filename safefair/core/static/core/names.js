// Names on a screen that nobody looks at: after a minute without a touch they blur, until somebody is there again.
(() => {
  const line = document.getElementById("names-hidden");
  if (!line) return;
  const MINUTE = 60_000;
  let timer;

  const show = (isShown) => {
    document.documentElement.classList.toggle("names-hidden", !isShown);
    line.hidden = isShown;
  };
  const hide = () => {
    // Asked only now: rows may have come in since the page was opened.
    if (document.querySelector("[data-name]")) show(false);
  };
  const touched = () => {
    if (!line.hidden) show(true);
    clearTimeout(timer);
    timer = setTimeout(hide, MINUTE);
  };

  for (const sign of ["pointermove", "pointerdown", "keydown", "wheel", "touchstart"]) {
    document.addEventListener(sign, touched, { passive: true, capture: true });
  }
  touched();
})();
