"use strict";
// Only an addition: without it the page shows everything.
const find = document.querySelector(".find");
if (find) {
  find.hidden = false;
  const rows = [...document.querySelectorAll("#facts table tbody tr")];
  find.querySelector("input").addEventListener("input", (event) => {
    const words = event.target.value.trim().toLowerCase();
    for (const row of rows) row.hidden = words !== "" && !row.textContent.toLowerCase().includes(words);
    for (const table of document.querySelectorAll("#facts table")) {
      table.hidden = words !== "" && !table.querySelector("tbody tr:not([hidden])");
    }
  });
}
