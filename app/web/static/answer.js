// Only adds: the pages work without it. The summary of faults takes the focus; a choice that stands
// alone clears the others; a full selection says so before the page is sent; shares are summed up;
// a long list shows what holds the letters typed, and what is chosen.

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

for (const question of document.querySelectorAll(".ticks")) {
  showFull(question);
  question.addEventListener("change", (event) => {
    if (event.target.type !== "checkbox") return;
    clearOthers(question, event.target);
    showFull(question);
  });
}

// null for what is no number that the server would read alike.
function shareOf(text, mark) {
  const plain = text.replace(/\s/g, "").replace(mark, ".");
  if (plain === "") return 0;
  return /^\d+(\.\d+)?$/.test(plain) ? Number(plain) : null;
}

function showSum(whole) {
  const { total, mark, says } = whole.dataset;
  const shares = [...whole.closest(".shares").querySelectorAll("input")].map((each) => shareOf(each.value, mark));
  const sum = Math.round(shares.reduce((before, each) => before + each, 0) * 1e6) / 1e6;
  const isKnown = !shares.includes(null) && sum > 0;
  const written = (number) => number.toLocaleString(document.documentElement.lang);
  whole.textContent = isKnown ? says.replace("{sum}", written(sum)).replace("{total}", written(Number(total))) : "";
  whole.classList.toggle("whole", isKnown && sum === Number(total));
  whole.classList.toggle("over", isKnown && sum > Number(total));
}

for (const whole of document.querySelectorAll(".sum")) {
  showSum(whole);
  whole.closest(".shares").addEventListener("input", () => showSum(whole));
}

// Without accents and capitals: "etude" finds "Étude".
function plainly(text) {
  return text.normalize("NFD").replace(/\p{M}/gu, "").toLocaleLowerCase();
}

function narrow(question, box) {
  const wanted = plainly(box.value.trim());
  let found = 0;
  for (const row of question.querySelectorAll(".choice")) {
    const isFound = plainly(row.textContent).includes(wanted);
    const stays = isFound || row.classList.contains("quiet") || row.querySelector(":checked") !== null;
    row.hidden = !stays;
    if (isFound) found += 1;
  }
  for (const family of question.querySelectorAll(".family")) {
    const isLeft = family.querySelector(".choice:not([hidden])") !== null;
    family.hidden = !isLeft;
    family.wasOpen ??= family.open;
    family.open = wanted === "" ? family.wasOpen : isLeft;
    if (wanted === "") delete family.wasOpen;
  }
  const says = question.querySelector(".narrowing [role=status]");
  says.textContent = found === 0 ? says.dataset.says : "";
}

for (const narrowing of document.querySelectorAll(".narrowing")) {
  const question = narrowing.closest(".question");
  const box = narrowing.querySelector("input");
  narrowing.hidden = false;
  box.addEventListener("input", () => narrow(question, box));
  box.addEventListener("keydown", (event) => {
    if (event.key === "Enter") event.preventDefault();
  });
}
