// Enters people line by line with few keys. Every page works without this file, with more clicks.
(() => {
  "use strict";
  const form = () => document.querySelector("form[data-person-line]");
  const search = () => form().querySelector("[data-line-search]");
  const choices = () => [...form().querySelectorAll("#choices input[name=person]")];
  const isFresh = () => form().querySelector("#choices").dataset.query === search().value.trim();
  let waiting = false;

  // Shows the fields that the choice needs: all for a new person, sex and age where no name is wanted.
  const arrange = () => {
    const chosen = form().querySelector("input[name=person]:checked");
    const value = chosen ? chosen.value : "";
    form().querySelector("[data-line-details]").hidden = value !== "new" && value !== "none";
    for (const part of form().querySelectorAll("[data-line-only]")) part.hidden = part.dataset.lineOnly !== value;
  };

  const toStage = () => {
    const stage = form().querySelector("[data-line-stage]");
    if (stage) stage.focus();
  };

  const choose = (radio) => {
    if (!radio) return;
    radio.checked = true;
    waiting = false;
    arrange();
    if (radio.value === "new") {
      const name = form().querySelector("[name=full_name]");
      const typed = search().value.trim();
      if (!name.value && !/\d/.test(typed)) name.value = typed;
      (name.value ? form().querySelector("[name=phone]") : name).focus();
    } else if (radio.value === "none") form().querySelector("[name=sex]").focus();
    else toStage();
  };

  const inSearch = (event) => {
    const typed = search().value.trim();
    if (event.key === "Enter") {
      event.preventDefault();
      const nobody = form().querySelector("[data-line-nobody]");
      if (typed === "0" && nobody) choose(nobody);
      else if (!isFresh()) waiting = typed !== "";
      else choose(choices()[0] || (typed && form().querySelector("[data-line-new]")));
    } else if (event.key === "+") {
      event.preventDefault();
      choose(form().querySelector("[data-line-new]"));
    } else if (/^[1-9]$/.test(event.key) && /\p{L}{3,}$|\p{M}$/u.test(search().value) && isFresh()) {
      // After a space or inside a code a digit is typed: an age, a year, the rest of the code.
      const radio = choices()[Number(event.key) - 1];
      if (radio) event.preventDefault(), choose(radio);
    } else if (event.key === "ArrowDown" && choices().length) {
      event.preventDefault();
      choices()[0].focus();
    }
  };

  const onStage = (event) => {
    if (event.key === "Enter") {
      event.preventDefault();
      form().requestSubmit(form().querySelector("[data-line-save]"));
      return;
    }
    const input = form().querySelector(`[data-key="${CSS.escape(event.key.toLowerCase())}"]`);
    if (input) event.preventDefault(), input.click();
  };

  document.addEventListener("keydown", (event) => {
    const target = event.target;
    if (!target.closest || !target.closest("form[data-person-line]") || event.ctrlKey || event.metaKey || event.altKey) return;
    if (target.matches("[data-line-search]")) inSearch(event);
    else if (target.closest("[data-line-stage]")) onStage(event);
    else if (event.key === "Enter" && target.closest("[data-line-details]")) event.preventDefault(), toStage();
    else if (event.key === "Enter" && target.matches("input[name=person]")) event.preventDefault(), choose(target);
    else if (event.key === "Enter" && target.matches("input, select")) event.preventDefault(), toStage();
    if (event.key === "Escape") search().focus(), event.preventDefault();
  });

  document.addEventListener("change", (event) => {
    if (form() && event.target.matches("form[data-person-line] input[name=person]")) arrange();
  });

  document.addEventListener("htmx:afterSettle", (event) => {
    if (!form()) return;
    arrange();
    if (waiting && event.target.id === "choices" && isFresh()) choose(choices()[0] || form().querySelector("[data-line-new]"));
    else if (event.target.id !== "choices" && form().querySelector("input[name=person]:checked")) toStage();
  });

  if (form()) {
    arrange();
    if (form().querySelector("input[name=person]:checked")) toStage();
  }
})();
