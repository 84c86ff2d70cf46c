// What is asked and what counts, for given answers: one pass over a questionnaire, as the server's
// (app/questionnaire/filling.py), with the rules of rules.js. Part of offline.js.

const OPEN_TEXT = ".other";
const YES_TO_OFFER = "yes";
const UNSEEN_KINDS = ["calculate", "hidden"];

// What chance decides, drawn from the seed of a response as app/questionnaire/drawing.py does.
async function drawnNumber(seed, ...names) {
  const text = new TextEncoder().encode([seed, ...names].join("\x1f"));
  return new DataView(await crypto.subtle.digest("SHA-256", text)).getBigUint64(0);
}

export class Chance {
  constructor(ranks, drawn) {
    Object.assign(this, { ranks, drawn });
  }
  static async of(whole, { seed, answers = {} }) {
    const ranks = new Map();
    for (const spot of whole.pages.flatMap((page) => page.spots))
      for (const question of [spot, ...(spot.fields ?? [])])
        if (question.isShuffled) ranks.set(question.code, await Chance.ranks(whole, question, seed));
    return new Chance(ranks, await Chance.module(whole.modules, answers, seed));
  }
  static async ranks(whole, question, seed) {
    const codes = [...question.families, ...whole.lists[question.list].map(({ code }) => code)];
    const numbers = await Promise.all(codes.map((code) => drawnNumber(seed, question.code, code)));
    return new Map(codes.map((code, place) => [code, numbers[place]]));
  }
  static async module(modules, answers, seed) {
    if (!modules) return null;
    const { names, drawn } = modules;
    if (names.includes(answers[drawn])) return answers[drawn];
    return names[Number((await drawnNumber(seed, drawn)) % BigInt(names.length))];
  }
}

// The pages in asking order, each with its part in the game of modules.
function routeOf({ pages, modules }, drawn) {
  const roleOf = (page) => {
    if (page.isOffer) return "offer";
    if (!modules?.names.includes(page.module)) return "always";
    return page.module === drawn ? "drawn" : "offered";
  };
  const rankOf = ({ role, page }) => ["drawn", "offer", "offered"].indexOf(role) * 1000 + (modules?.names.indexOf(page.module) ?? 0);
  const all = pages.map((page) => ({ page, role: roleOf(page) }));
  let moving = all.filter(({ role }) => role !== "always").sort((one, other) => rankOf(one) - rankOf(other));
  const order = [];
  for (const each of all) {
    if (each.role === "always") order.push(each);
    else {
      order.push(...moving);
      moving = [];
    }
  }
  return order;
}

// given: a function of path and question to its typed answer. Afterwards: asked, each with its
// path, question, step and the codes that may be chosen; values; relevant.
export class Pass {
  constructor(whole, chance, today, given) {
    const now = `${today}T00:00:00.000+00:00`;
    Object.assign(this, { whole, chance, given, asked: [], relevant: new Map(), items: new Map() });
    this.scope = new Scope({ ...whole, today, now });
    this.values = this.scope.whole.values;
    if (whole.modules) this.values.set(whole.modules.drawn, chance.drawn);
    let isDrawnShown = false;
    for (const { page, role } of routeOf(whole, chance.drawn)) {
      const isShown = this.isPageShown(page, role, isDrawnShown);
      if (role === "drawn" && isShown) isDrawnShown = true;
      for (const spot of page.spots) this.take(spot, isShown);
    }
  }
  isPageShown(page, role, isDrawnShown) {
    if (role === "offer" && !isDrawnShown) return false;
    if (role === "offered" && this.values.get(this.whole.modules.offer) !== YES_TO_OFFER) return false;
    return page.showIf === undefined || this.holds(page.showIf, this.scope);
  }
  holds(rule, scope, path) {
    return boolean(value(rule, path === undefined ? scope : scope.at(path, this.ownAt(path))));
  }
  ownAt(path) {
    return this.values.get(path) ?? "";
  }
  isAround(spot, code) {
    const group = spot.groups?.[code];
    return group === undefined || this.relevant.get(group) === true;
  }
  isShown(question, path, scope) {
    return question.showIf === undefined || this.holds(question.showIf, scope, path);
  }
  take(spot, isPageShown) {
    const path = spot.code;
    const isAround = isPageShown && this.isAround(spot, path);
    if (spot.fields) return this.takeList(spot, isAround);
    const isShown = isAround && this.isShown(spot, path, this.scope);
    this.relevant.set(path, isShown);
    if (!isShown) return;
    if (spot.kind === "group") return;
    if (UNSEEN_KINDS.includes(spot.kind)) this.calculate(spot, path, this.scope);
    else this.ask(spot, spot, path, this.scope);
  }
  takeList(spot, isAround) {
    const { code } = spot;
    if (!this.items.has(code)) {
      const isShown = isAround && this.isShown(spot, code, this.scope);
      this.relevant.set(code, isShown);
      this.items.set(code, isShown ? this.itemsOf(spot) : []);
      this.scope.whole.items.set(code, this.items.get(code));
    }
    for (const item of this.items.get(code)) {
      const scope = this.scope.inside(code, item);
      for (const field of spot.fields) {
        const path = `${code}[${item}]/${field.code}`;
        const isShown = this.isShown(field, path, scope);
        this.relevant.set(path, isShown);
        if (isShown) this.ask(spot, field, path, scope);
      }
    }
  }
  itemsOf(spot) {
    if (spot.over === undefined) return [...this.choicesOf(spot, spot.code, this.scope)];
    const found = value(spot.over, this.scope);
    if (typeof found === "boolean") return [];
    if (typeof found === "number") {
      const count = Number.isNaN(found) ? 0 : Math.trunc(Math.max(0, Math.min(found, spot.most)));
      return Array.from({ length: count }, (_, place) => String(place + 1));
    }
    const codes = [...new Set(codesOf(found))].filter((code) => !/[[\]/]/.test(code));
    const known = codes.filter((code) => spot.fields.some((field) => `${spot.code}[${code}]/${field.code}` in this.whole.asked));
    return spot.mostCodes ? known.slice(0, spot.mostCodes) : known;
  }
  calculate(question, path, scope) {
    if (question.calculate === undefined) return;
    let found = value(question.calculate, scope.at(path, ""));
    if (found instanceof Nodes) found = string(found);
    if (typeof found === "number" && !Number.isFinite(found)) found = Number.isNaN(found) ? "" : String(found);
    if (found === false || !isEmpty(found)) this.values.set(path, found);
  }
  ask(spot, question, path, scope) {
    const choices = this.choicesOf(question, path, scope);
    const isRequired = Boolean(question.isRequired) || (question.requiredIf !== undefined && this.holds(question.requiredIf, scope, path));
    this.asked.push({ path, question, step: spot.step, choices, isRequired, scope });
    const counted = this.counted(question, choices, this.given(path, question));
    if (counted !== null) this.values.set(path, counted);
    if (this.whole.asked[path].isOpen) this.askOpen(path, question, choices);
  }
  counted(question, choices, found) {
    if (found === "" || found === null || found === undefined || found === false) return null;
    if (!choices || (question.kind === "municipality" && !this.hasPlaces)) return found;
    if (!Array.isArray(found)) return choices.has(found) ? found : null;
    const among = found.filter((code) => choices.has(code));
    return among.length ? among : null;
  }
  get hasPlaces() {
    return Object.keys(this.whole.places).length > 0;
  }
  askOpen(path, question, choices) {
    const found = this.values.get(path) ?? [];
    const chosen = Array.isArray(found) ? found : [found];
    const isChosen = this.listOf(question).some(({ code, isOpen }) => isOpen && chosen.includes(code) && choices.has(code));
    this.relevant.set(path + OPEN_TEXT, isChosen);
    const text = this.given(path + OPEN_TEXT, null);
    if (isChosen && text) this.values.set(path + OPEN_TEXT, text);
  }
  listOf(question) {
    return question.list === undefined ? [] : this.whole.lists[question.list];
  }
  // The codes that may be chosen now; null where a question has no choices.
  choicesOf(question, path, scope) {
    if (question.kind === "municipality") {
      const codes = Object.values(this.whole.places);
      return new Set(question.outside ? [...codes, question.outside] : codes);
    }
    if (question.list === undefined) return null;
    const list = this.listOf(question);
    const kept = question.filter === undefined ? list : this.meeting(question.filter, list, path, scope);
    return new Set(kept.map(({ code }) => code));
  }
  // The codes that are put before the others.
  firstOf({ question, path, scope, choices }) {
    if (question.first === undefined) return new Set();
    const list = this.listOf(question).filter(({ code, isLast }) => choices.has(code) && !isLast);
    return new Set(this.meeting(question.first, list, path, scope).map(({ code }) => code));
  }
  // `name` is the code of the choice, any other word one of its attributes.
  meeting(rule, list, path, scope) {
    const standing = scope.at(path, this.ownAt(path));
    return list.filter((choice, place) => {
      const row = rowOf(choice, place);
      return boolean(value(rule, standing.changed({ focus: row, position: place + 1, size: 0, outer: standing })));
    });
  }
}

function rowOf(choice, place) {
  const words = { ...choice.attributes, name: choice.code };
  const child = (name) => (name in words ? [{ ...NOTHING, name, key: `${place}/${name}`, value: words[name] }] : []);
  return { ...NOTHING, key: `row ${place}`, value: "", index: place + 1, holds: true, child };
}
