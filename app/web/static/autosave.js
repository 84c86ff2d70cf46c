// Only adds: what is typed or chosen is kept on the server while the page is open. A line says so. In a
// block of its own: pages send it behind other scripts, as one file.

{
  const PAUSE = 2000, LONGEST_PAUSE = 60000, MOST_TRIED = 8;
  const NO_ANSWERS = ["token", "of", "was", "seen", "tried", "go"];

  const form = document.getElementById("answers");
  const line = form.querySelector("[data-saved]");
  const tried = []; // what was sent, and no answer has come yet: the server may have it or not
  let isChanged = false, isWaiting = false, isGoingOn = false, isOver = false;
  let timer = 0, pause = PAUSE, sent = 0, heard = 0;

  function text(data, leftOut = []) {
    const pairs = [...data].filter(([name, value]) => typeof value === "string" && !leftOut.includes(name));
    return new URLSearchParams(pairs);
  }

  // The same sentence again would be read out again.
  function say(sentence) {
    if (line.textContent !== sentence) line.textContent = sentence;
  }

  function saved() {
    const time = new Date().toLocaleTimeString(document.documentElement.lang, { hour: "2-digit", minute: "2-digit" });
    return line.dataset.saved.replace("{time}", time);
  }

  function later() {
    clearTimeout(timer);
    if (!isOver) timer = setTimeout(keep, pause);
  }

  function remember(data) {
    tried.push({ number: sent, text: text(data, NO_ANSWERS).toString() });
    if (tried.length > MOST_TRIED) tried.shift();
  }

  function hear(number, told) {
    if (number < heard) return;
    heard = number;
    while (tried.length && tried[0].number <= number) tried.shift();
    if (told.was) form.elements.namedItem("was").value = told.was;
    if (told.token) form.elements.namedItem("token").value = told.token;
  }

  async function keep({ isLast = false } = {}) {
    clearTimeout(timer);
    if (!isChanged || isOver || isGoingOn || (isWaiting && !isLast)) return;
    const data = new FormData(form);
    const number = (sent += 1);
    remember(data);
    isChanged = false;
    isWaiting = true;
    data.set("go", "keep");
    try {
      const answer = await fetch(location.href, { method: "POST", body: text(data), keepalive: isLast });
      const told = await answer.json();
      hear(number, told);
      isOver = answer.status === 409;
      isChanged ||= answer.status === 422;
      pause = PAUSE;
      say(told.says || saved());
    } catch {
      isChanged = true;
      pause = Math.min(2 * pause, LONGEST_PAUSE);
      say(line.dataset.unsaved);
    }
    isWaiting = false;
    if (isChanged) later();
  }

  function changed() {
    isChanged = true;
    isGoingOn = false;
    later();
  }

  form.addEventListener("input", changed);
  form.addEventListener("change", changed);
  form.addEventListener("submit", () => { isGoingOn = true; });
  form.addEventListener("formdata", ({ formData }) => {
    for (const each of tried) formData.append("tried", each.text);
    if (isGoingOn) remember(formData);
  });
  document.addEventListener("visibilitychange", () => { if (document.hidden) keep({ isLast: true }); });
  addEventListener("pagehide", () => keep({ isLast: true }));
  addEventListener("online", () => keep());
  addEventListener("pageshow", ({ persisted }) => { if (persisted) location.replace(location.href); });
}
