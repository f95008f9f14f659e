// Moves through the grid of minutes by keys. The grid works without this file, by its buttons.
(() => {
  "use strict";
  const cellsOf = (row) => [...row.querySelectorAll("input.cell")];
  const step = (cell, down, right) => {
    const row = cell.closest("tr");
    const rows = [...row.parentElement.children].filter((other) => cellsOf(other).length);
    const place = cellsOf(row).indexOf(cell);
    const next = right ? cellsOf(row)[place + right] : cellsOf(rows[rows.indexOf(row) + down] || row)[place];
    if (next) next.focus(), next.select();
  };

  document.addEventListener("keydown", (event) => {
    const cell = event.target;
    if (!cell.matches || !cell.matches("input.cell") || event.ctrlKey || event.metaKey || event.altKey) return;
    const moves = { Enter: [1, 0], ArrowDown: [1, 0], ArrowUp: [-1, 0], ArrowRight: [0, 1], ArrowLeft: [0, -1] };
    if (event.key === "a" || event.key === "A") {
      event.preventDefault();
      cell.value = cell.dataset.full;
      cell.dispatchEvent(new Event("change", { bubbles: true }));
      step(cell, 1, 0);
    } else if (moves[event.key]) {
      event.preventDefault();
      step(cell, ...moves[event.key]);
    }
  });
})();
