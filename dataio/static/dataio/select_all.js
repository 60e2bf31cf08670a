// One checkbox for all columns of an export. The library's own has an inline handler, which the page's policy blocks.
document.addEventListener("DOMContentLoaded", () => {
  const boxes = [...document.querySelectorAll('.selectable-field-export-row input[type="checkbox"]')];
  if (boxes.length === 0) return;
  const all = document.createElement("input");
  all.type = "checkbox";
  all.id = "select-all-columns";
  all.checked = true;
  all.addEventListener("change", () => {
    for (const box of boxes) box.checked = all.checked;
  });
  const label = document.createElement("label");
  label.htmlFor = all.id;
  label.textContent = "Select all";
  const row = document.createElement("div");
  row.append(all, label);
  boxes[0].closest(".selectable-field-export-row").before(row);
});
