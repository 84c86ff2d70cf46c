// Only adds: the pages work without it. The summary of faults takes the focus; a choice that stands
// alone clears the others; a full selection says so before the page is sent.

document.querySelector("[role=alert]")?.focus();

function ticks(question) {
  return [...question.querySelectorAll("input[type=checkbox]")];
}

function clearOthers(question, changed) {
  if (!changed.checked) return;
  for (const each of ticks(question)) {
    const goes = each !== changed && (changed.hasAttribute("data-alone") || each.hasAttribute("data-alone"));
    if (goes) each.checked = false;
  }
}

function showFull(question) {
  const most = Number(question.dataset.most);
  if (!most) return;
  const chosen = ticks(question).filter((each) => each.checked && !each.hasAttribute("data-alone"));
  for (const each of ticks(question)) {
    const isLeftOut = chosen.length >= most && !each.checked && !each.hasAttribute("data-alone");
    each.closest(".choice").classList.toggle("full", isLeftOut);
  }
}

for (const question of document.querySelectorAll("fieldset.ticks")) {
  showFull(question);
  question.addEventListener("change", (event) => {
    if (event.target.type !== "checkbox") return;
    clearOthers(question, event.target);
    showFull(question);
  });
}
