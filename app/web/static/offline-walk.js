// One step at a time, as the pages of the server show them: what is asked now, what is wrong, all
// at a glance. Part of offline.js.

const SAID = /\ue000(.*?)\ue001/g;
const EMAIL = /^[^\s@]+@[^\s@]+\.[^\s@]+$/;
const MORE_CHECKS = {
  repeated: (given) => new Set(given).size === given.length,
  email: (_given, address) => !address || EMAIL.test(address),
};

class Walk {
  // changed: called after each change of what is answered. finished: at the review's button.
  constructor(device, { changed, finished }) {
    const form = document.getElementById("answers");
    Object.assign(this, { device, form, changed, finished, whole: device.whole, fields: new Fields(form, device.whole) });
    this.sections = new Map([...form.querySelectorAll("[data-step]")].map((each) => [each.dataset.step, each]));
    this.homes = new Map();
    this.markSaid();
    this.listen();
  }
  listen() {
    this.form.addEventListener("submit", (event) => {
      event.preventDefault();
      if (event.submitter?.value === "back") this.back();
      else this.next();
    });
    for (const kind of ["input", "change"]) this.form.addEventListener(kind, (event) => this.note(event));
    this.device.on("send", () => this.finished());
    this.device.on("back", () => this.show(this.steps().at(-1)));
    addEventListener("popstate", ({ state }) => this.draft && this.sections.has(state?.step) && this.show(state.step, { isBack: true }));
  }
  // draft: {seed, answers, fields, passed}; it holds what is answered from now on.
  async open(draft) {
    this.chance = await Chance.of(this.whole, draft);
    this.draft = draft;
    this.doubted = "";
    this.fields.held = draft.fields;
    this.spread();
    this.goOn();
  }
  close() {
    this.draft = null;
  }
  // Tells answer.js of answers that nobody typed just now.
  spread() {
    this.isSpreading = true;
    for (const each of this.form.querySelectorAll(".ticks"))
      each.querySelector("input[type=checkbox]")?.dispatchEvent(new Event("change", { bubbles: true }));
    for (const each of this.form.querySelectorAll(".narrowing input")) {
      each.value = "";
      each.dispatchEvent(new Event("input", { bubbles: true }));
    }
    for (const each of this.form.querySelectorAll(".shares input")) each.dispatchEvent(new Event("input", { bubbles: true }));
    this.isSpreading = false;
  }
  note({ type }) {
    if (!this.draft || this.isSpreading) return;
    this.draft.fields = this.fields.held;
    const pass = this.pass();
    this.arrange(pass);
    for (const each of pass.asked) if (each.step === this.step && this.saying(each.path)) this.say(each.path, this.fault(each, pass));
    this.changed({ isWhole: type === "change" });
  }
  pass() {
    const today = new Date().toISOString().slice(0, 10);
    return new Pass(this.whole, this.chance, today, (path) => this.fields.given(path));
  }
  steps(pass = this.pass()) {
    return [...new Set(pass.asked.map(({ step }) => step))];
  }
  firstOpen(pass = this.pass()) {
    const isOpen = (each) => this.whole.asked[each.path].read && (!this.draft.passed.includes(each.path) || this.fault(each, pass)?.kind === "error");
    return pass.asked.find(isOpen)?.step ?? null;
  }
  goOn() {
    const open = this.firstOpen();
    if (open === null) this.review();
    else this.show(open);
  }
  show(step, { isBack = false, focuses = true } = {}) {
    if (!isBack && this.step !== step) history[this.step ? "pushState" : "replaceState"]({ step }, "");
    this.step = step;
    const pass = this.pass();
    for (const [code, section] of this.sections) section.hidden = code !== step;
    this.arrange(pass);
    this.tellSummary([]);
    this.device.show("steps");
    this.device.state(this.device.connection);
    this.tellWay(pass);
    document.querySelector("[data-view=steps] [value=back]").hidden = this.steps(pass)[0] === step;
    const heading = this.sections.get(step).querySelector("h1, legend, .asked");
    if (heading && focuses) {
      heading.tabIndex = -1;
      heading.focus({ preventScroll: true });
    }
    scrollTo(0, 0);
  }
  tellWay(pass) {
    const steps = this.steps(pass);
    const [position, total] = [steps.indexOf(this.step) + 1, steps.length];
    Object.assign(document.querySelector(".way progress"), { max: total, value: position });
    document.querySelector(".way .position").textContent = this.device.says("way", { position, total });
  }
  // Of the step shown: which questions, which items, which choices in which order, which words.
  arrange(pass) {
    const section = this.sections.get(this.step);
    const shown = new Map(pass.asked.filter(({ step }) => step === this.step).map((each) => [each.path, each]));
    for (const path of this.pathsOf(section)) {
      const container = this.fields.container(path);
      if (container) container.hidden = !shown.has(path);
      if (shown.has(path)) this.arrangeChoices(shown.get(path), container, pass);
    }
    for (const each of section.querySelectorAll(".card, tbody tr:not(.question)")) {
      const inside = [...each.querySelectorAll(".question")];
      each.hidden = inside.length > 0 && inside.every(({ hidden }) => hidden);
    }
    for (const each of section.querySelectorAll("[data-said]")) each.textContent = this.fields.words(each.dataset.said, pass);
  }
  pathsOf(section) {
    this.paths ??= new Map();
    if (!this.paths.has(section)) {
      const isHere = (path) => section.contains(this.fields.container(path));
      this.paths.set(section, Object.keys(this.whole.asked).filter(isHere));
    }
    return this.paths.get(section);
  }
  arrangeChoices(asked, container, pass) {
    const { path, question, choices } = asked;
    const rows = [...container.querySelectorAll(".choice")].filter((row) => row.querySelector("input"));
    const isChosen = this.fields.texts(this.whole.asked[path].name).length > 0;
    if (choices && question.list !== undefined) {
      for (const row of rows) row.classList.toggle("unoffered", !choices.has(row.querySelector("input").value));
      for (const option of container.querySelectorAll("option[value]")) option.hidden = option.disabled = option.value !== "" && !choices.has(option.value);
    }
    for (const row of rows) if (row.querySelector("input").value === "") row.classList.toggle("unoffered", !isChosen);
    for (const each of container.querySelectorAll(".family")) each.classList.toggle("unoffered", [...each.querySelectorAll(".choice")].every((row) => row.matches(".unoffered")));
    const ranks = this.chance.ranks.get(question.code);
    const isInRows = !container.matches("tr, td") && question.list !== undefined;
    if (isInRows && (ranks || question.first !== undefined)) this.order(asked, container, rows, ranks, pass.firstOf(asked));
  }
  order({ question }, container, rows, ranks, first) {
    const list = new Map(this.whole.lists[question.list].map((each, place) => [each.code, { ...each, place }]));
    const codeOf = (row) => row.querySelector("input").value;
    const rankOf = (code) => (list.get(code)?.isLast ? 2 : first.has(code) ? 0 : 1);
    const drawn = (code) => ranks?.get(code) ?? BigInt(list.get(code)?.place ?? 0);
    const before = (one, other) => rankOf(one) - rankOf(other) || (rankOf(one) < 2 && drawn(one) < drawn(other) ? -1 : rankOf(one) < 2 ? Number(drawn(one) > drawn(other)) : list.get(one).place - list.get(other).place);
    for (const row of rows) if (!this.homes.has(row)) this.homes.set(row, row.parentElement);
    const listed = rows.filter((row) => list.has(codeOf(row))).sort((one, other) => before(codeOf(one), codeOf(other)));
    const folds = [...container.querySelectorAll(".family")];
    const wanted = listed.map((row) => (folds.length && first.has(codeOf(row)) ? this.firstRows(container, folds[0]) : this.homes.get(row)));
    const isThere = listed.every((row, place) => row.parentElement === wanted[place] && (place === 0 || wanted[place - 1] !== wanted[place] || row.previousElementSibling === listed[place - 1]));
    if (isThere) return;
    const focused = document.activeElement;
    for (const [place, row] of listed.entries()) wanted[place].append(row);
    const familyOf = (fold) => this.homeRank(fold, list, ranks, codeOf);
    if (ranks) for (const fold of folds.sort((one, other) => (familyOf(one) < familyOf(other) ? -1 : 1))) folds[0].parentElement.insertBefore(fold, container.querySelector(".families-end") ?? this.foldsEnd(container));
    focused?.focus({ preventScroll: true });
  }
  homeRank(fold, list, ranks, codeOf) {
    const [row] = [...this.homes].find(([, home]) => fold.contains(home)) ?? [];
    return ranks.get(list.get(codeOf(row))?.family) ?? 0n;
  }
  foldsEnd(container) {
    const end = Object.assign(document.createElement("span"), { className: "families-end", hidden: true });
    [...container.querySelectorAll(".family")].at(-1).after(end);
    return end;
  }
  firstRows(container, fold) {
    const there = container.querySelector(".rows.first");
    if (there) return there;
    const made = Object.assign(document.createElement("div"), { className: "rows first" });
    fold.before(made);
    return made;
  }
  // {kind, sentence}, or null.
  fault({ path, question, choices, isRequired, scope }, pass) {
    const { checks = [], read, name } = this.whole.asked[path];
    if (!read) return null;
    const isListed = choices && /^codes?$/.test(read);
    const given = isListed ? (pass.values.get(path) ?? "") : this.fields.given(path);
    for (const [code, sentence, ...needed] of checks) {
      if (code === "required" && !isRequired) continue;
      if (given === "" && code !== "required") break;
      const check = CHECKS[code] ?? MORE_CHECKS[code];
      const more = code === "email" ? this.fields.texts(`${name}.email`) : needed;
      const holds = check ? check(given, ...more) : boolean(value(needed[0], scope.at(path, given)));
      if (!holds) return { kind: code === "warning" ? "warning" : "error", sentence: this.worded(sentence.replace("{given}", sizeOf(given)), pass) };
    }
    return this.wrongSum(path, question, pass);
  }
  wrongSum(path, question, pass) {
    const { total, totalSaid } = this.whole.asked[path];
    if (total === undefined || total === null) return null;
    const list = path.slice(0, path.lastIndexOf("["));
    const [first, ...others] = pass.asked.filter((each) => each.path.startsWith(`${list}[`)).map((each) => this.fields.given(each.path));
    const shares = [first, ...others].filter((each) => each !== "");
    const sum = shares.reduce((before, each) => before + (each ?? NaN), 0);
    const isFirst = pass.asked.find((each) => each.path.startsWith(`${list}[`)).path === path;
    if (!isFirst || !shares.length || Number.isNaN(sum) || Math.abs(sum - total) < 1e-6) return null;
    return { kind: "error", sentence: totalSaid.replace("{given}", sum.toLocaleString(document.documentElement.lang)) };
  }
  worded(text, pass) {
    return text.replace(SAID, (_all, path) => this.fields.words(path, pass));
  }
  saying(path) {
    this.questions ??= new Map();
    return this.questions.get(path)?.said;
  }
  say(path, found) {
    this.questions ??= new Map();
    const { id } = this.whole.asked[path];
    const first = this.fields.first(path);
    if (!first) return;
    if (!this.questions.has(path)) {
      const kind = this.whole.asked[path].read;
      this.questions.set(path, new Question(this.form, { path, id, name: first.name, kind, checks: [] }, this.whole.mark));
    }
    this.questions.get(path).say(found ? [found.kind, found.sentence] : null);
  }
  next() {
    const pass = this.pass();
    const here = pass.asked.filter(({ step }) => step === this.step);
    const found = here.map((each) => [each.path, this.fault(each, pass)]).filter(([, fault]) => fault);
    for (const { path } of here) this.say(path, null);
    for (const [path, fault] of found) this.say(path, fault);
    const wrong = found.filter(([, { kind }]) => kind === "error");
    const doubts = JSON.stringify(found);
    if (wrong.length || (found.length && doubts !== this.doubted)) {
      this.doubted = doubts;
      this.tellSummary(found.map(([path, { sentence }]) => [path, sentence]), pass);
      return;
    }
    this.draft.passed = [...new Set([...this.draft.passed, ...here.map(({ path }) => path)])];
    this.draft.fields = this.fields.held;
    this.changed({ isWhole: true });
    const steps = this.steps(pass);
    const after = steps[steps.indexOf(this.step) + 1];
    if (this.isFromReview || after === undefined) this.afterReview(pass);
    else this.show(after);
  }
  afterReview(pass) {
    const open = this.firstOpen(pass);
    if (open === null) this.review();
    else this.show(open);
  }
  back() {
    const steps = this.steps();
    const before = steps[steps.indexOf(this.step) - 1];
    if (before !== undefined) this.show(before);
  }
  // found: pairs of path and sentence.
  tellSummary(found, pass) {
    const summary = document.querySelector(".faults");
    summary.hidden = !found.length;
    summary.querySelector("ul").replaceChildren(...found.map(([path, sentence]) => this.line(path, sentence, pass)));
    if (found.length) summary.focus();
  }
  line(path, sentence, pass) {
    const line = document.createElement("li");
    const link = document.createElement("a");
    link.href = `#${this.fields.first(path)?.id ?? "main"}`;
    link.textContent = this.worded(this.whole.asked[path].about, pass);
    line.append(link, document.createElement("br"), sentence);
    return line;
  }
  // faults: field name to sentence, as the server told them. Its steps may be cut otherwise than
  // here, so the field says where.
  showRefused(step, faults) {
    const known = Object.entries(faults).map(([name, sentence]) => [this.pathOf(name), sentence]).filter(([path]) => path);
    const pass = this.pass();
    const stepOf = (path) => pass.asked.find((each) => each.path === path)?.step;
    const where = known.length ? stepOf(known[0][0]) : step;
    if (!this.sections.has(where)) return this.goOn();
    const here = known.filter(([path]) => stepOf(path) === where);
    this.draft.passed = this.draft.passed.filter((path) => !known.some(([each]) => each === path));
    this.show(where);
    for (const [path, sentence] of here) this.say(path, { kind: "error", sentence });
    this.tellSummary(here, pass);
  }
  // Of the question that a field belongs to: its own, or one beside it.
  pathOf(name) {
    const paths = Object.keys(this.whole.asked);
    const isOf = (path) => name === this.whole.asked[path].name;
    return paths.find(isOf) ?? paths.find((path) => name.startsWith(`${this.whole.asked[path].name}.`));
  }
  review() {
    const pass = this.pass();
    this.step = null;
    this.isFromReview = false;
    const rows = pass.asked.filter(({ path }) => this.whole.asked[path].read).map((each) => this.row(each, pass));
    const list = document.createElement("dl");
    list.append(...rows);
    const section = document.createElement("section");
    section.className = "reviewed";
    section.append(list);
    document.querySelector("[data-view=review] .sections").replaceChildren(section);
    this.device.show("review");
    this.device.focusHeading();
  }
  row({ path, step }, pass) {
    const [row, term, answer, change] = ["div", "dt", "dd", "dd"].map((name) => document.createElement(name));
    const about = this.worded(this.whole.asked[path].about, pass);
    term.textContent = about;
    const isContact = this.whole.asked[path].read === "contact";
    const words = isContact && pass.values.has(path) ? this.device.says("contactGiven") : this.fields.words(path, pass);
    answer.textContent = words || this.device.says("notAnswered");
    answer.classList.toggle("hint", !words);
    const button = document.createElement("button");
    Object.assign(button, { type: "button", textContent: this.device.says("change") });
    button.setAttribute("aria-label", this.device.says("changeOf", { question: about }));
    button.addEventListener("click", () => {
      this.isFromReview = true;
      this.show(step, { focuses: false });
      this.fields.first(path)?.focus();
    });
    change.className = "change";
    change.append(button);
    row.append(term, answer, change);
    return row;
  }
  // Where a text shows an answer, a place for it.
  markSaid() {
    const texts = document.createTreeWalker(this.form, NodeFilter.SHOW_TEXT);
    const marked = [];
    while (texts.nextNode()) if (texts.currentNode.data.includes("\ue000")) marked.push(texts.currentNode);
    for (const text of marked) {
      const parts = text.data.split(SAID);
      text.replaceWith(...parts.map((part, place) => {
        if (place % 2 === 0) return part;
        const said = document.createElement("span");
        said.dataset.said = part;
        return said;
      }));
    }
  }
}
