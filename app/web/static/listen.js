// Only adds: a button at each question reads it aloud, where this device has a voice for the language
// of the page. Voices that send the words elsewhere are not used.

const heard = document.querySelector("form[data-listen]");
const speech = window.speechSynthesis;
const PARTS = "h1, .asked, .hint, .error, .warning, summary, .choice > span";
let reading = null; // the button of the question that is being read
let buttons = 0;

function voice() {
  const wanted = document.documentElement.lang;
  const speaks = (each) => each.lang.toLowerCase().split(/[-_]/)[0] === wanted;
  return speech.getVoices().find((each) => each.localService && speaks(each));
}

function textsOf(question) {
  const parts = question.matches(".note") ? [question] : [...question.querySelectorAll(PARTS)];
  return parts.filter((each) => each.checkVisibility()).map((each) => each.innerText.trim()).filter(Boolean);
}

function stop() {
  speech.cancel();
  if (reading) reading.firstChild.textContent = heard.dataset.listen;
  reading = null;
}

function read(button, question) {
  reading = button;
  const texts = textsOf(question);
  button.firstChild.textContent = heard.dataset.quiet;
  for (const [place, text] of texts.entries()) {
    const said = new SpeechSynthesisUtterance(text);
    said.voice = voice();
    said.lang = said.voice.lang;
    if (place === texts.length - 1) said.onend = () => reading === button && stop();
    speech.speak(said);
  }
}

// Screen readers say which question, also where a text shows an earlier answer.
function nameWith(button, title) {
  if (!title) return;
  buttons += 1;
  button.id = `listen-${buttons}`;
  title.id ||= `listened-${buttons}`;
  button.setAttribute("aria-labelledby", `${button.id} ${title.id}`);
}

function addButton(question) {
  const button = document.createElement("button");
  button.type = "button";
  button.className = "listen";
  button.append(heard.dataset.listen);
  nameWith(button, question.querySelector(":scope > :is(legend, h1, .asked)"));
  button.addEventListener("click", () => {
    const isReading = reading === button;
    stop();
    if (!isReading) read(button, question);
  });
  const place = document.createElement("div"); // of no height, so that nothing moves
  place.className = "hear";
  place.append(button);
  question.before(place);
}

function begin() {
  if (!voice() || heard.querySelector(".listen")) return;
  for (const each of heard.querySelectorAll(":is(.question, .note):not(td, tr)")) addButton(each);
}

if (heard && speech && "checkVisibility" in heard) {
  speech.cancel();
  begin();
  speech.addEventListener("voiceschanged", begin);
  window.addEventListener("pagehide", stop);
  heard.addEventListener("submit", stop);
}
