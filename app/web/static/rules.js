// Rules of a page in the browser: evaluated as on the server (app/questionnaire/expression), whose
// words are kept here. Only previews: the server decides, and without this nothing changes.

// Values: text, number, yes or no, array of codes, or Nodes.
class Nodes {
  constructor(list = []) {
    this.list = list;
  }
  get values() {
    return this.list.map((node) => node.value);
  }
}

const SPACE = "[\\t-\\r\\x1c-\\x20\\x85\\xa0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000]";
const SPACES = new RegExp(`${SPACE}+`);
const ENDS = new RegExp(`^${SPACE}+|${SPACE}+$`, "g");
const NUMBER = /^[ \t-\r]*-?(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+|Infinity)[ \t-\r]*$/;
const ONLY_DAY = /^\d{4}-\d\d-\d\d$/;
const MOMENT = /^(\d{4})-(\d\d)-(\d\d)(?:T(\d\d):(\d\d)(?::(\d\d)(?:\.(\d{1,6})\d*)?)?(?:Z|([+-])(\d\d):?(\d\d))?)?$/;
const DAY = 864e5;
const [FIRST_DAY, LAST_DAY] = [-719162, 2932896]; // years 1 to 9999

const trim = (text) => text.replace(ENDS, "");
const words = (text) => text.split(SPACES).filter(Boolean);
const signs = (text) => [...text];

export function numberText(number) {
  const [digits, exponent] = String(number).split("e");
  if (!exponent) return digits;
  const [, minus, whole, part = ""] = /^(-?)(\d)\.?(\d*)$/.exec(digits);
  const point = 1 + Number(exponent);
  if (point > 0) return minus + (whole + part).padEnd(point, "0");
  return `${minus}0.${"0".repeat(-point)}${whole}${part}`;
}

function string(value) {
  if (value instanceof Nodes) return value.list.length ? string(value.list[0].value) : "";
  if (Array.isArray(value)) return value.join(" ");
  return typeof value === "number" ? numberText(value) : String(value);
}

function number(value) {
  if (value instanceof Nodes) return value.list.length ? number(value.list[0].value) : NaN;
  if (typeof value === "number" || typeof value === "boolean") return Number(value);
  const text = string(value);
  return NUMBER.test(text) ? Number(text) : daysOf(momentOf(text));
}

function boolean(value) {
  if (value instanceof Nodes) return value.list.some((node) => boolean(node.value) || node.holds);
  return Array.isArray(value) ? value.length > 0 : Boolean(value);
}

function isEmpty(value) {
  if (value instanceof Nodes) return value.values.every(isEmpty);
  return value === "" || (Array.isArray(value) && !value.length);
}

function nodesOf(value) {
  if (value instanceof Nodes) return value.list;
  return isEmpty(value) ? [] : [{ ...NOTHING, key: `=${string(value)}`, value }];
}

const plains = (values) => values.flatMap((value) => (value instanceof Nodes ? value.values : [value]));
const numbers = (values) => plains(values).filter((each) => !isEmpty(each)).map(number);

function codesOf(value) {
  if (value instanceof Nodes) return value.values.flatMap(codesOf);
  return Array.isArray(value) ? value : words(string(value));
}

const OPERATORS = {
  "=": (one, other) => agrees(one, other, (a, b) => a === b),
  "!=": (one, other) => agrees(one, other, (a, b) => a !== b),
  "<": (one, other) => compares(one, other, (a, b) => a < b),
  "<=": (one, other) => compares(one, other, (a, b) => a <= b),
  ">": (one, other) => compares(one, other, (a, b) => a > b),
  ">=": (one, other) => compares(one, other, (a, b) => a >= b),
  "+": (one, other) => number(one) + number(other),
  "-": (one, other) => number(one) - number(other),
  "*": (one, other) => number(one) * number(other),
  div: (one, other) => number(one) / number(other),
  mod: (one, other) => number(one) % number(other),
  "|": (one, other) => new Nodes(distinct([...nodesOf(one), ...nodesOf(other)])),
};

function agrees(one, other, test) {
  if (one instanceof Nodes || other instanceof Nodes) return anyPair(one, other, (a, b) => agrees(a, b, test));
  const kinds = [typeof one, typeof other];
  const read = kinds.includes("boolean") ? boolean : kinds.includes("number") ? number : string;
  return test(read(one), read(other));
}

function compares(one, other, test) {
  if (one instanceof Nodes || other instanceof Nodes) return anyPair(one, other, (a, b) => compares(a, b, test));
  return test(number(one), number(other));
}

function anyPair(one, other, test) {
  if (typeof one === "boolean" || typeof other === "boolean") return test(boolean(one), boolean(other));
  return plains([one]).some((a) => plains([other]).some((b) => test(a, b)));
}

function distinct(list) {
  const found = new Map();
  for (const node of list) found.has(node.key) || found.set(node.key, node);
  return [...found.values()];
}

// Nodes: answers, groups and items of repeats. A part is its code, or [code, kind, name, …parts].
const [QUESTION, GROUP, REPEAT] = [0, 1, 2];
const NOTHING = { name: "", value: "", index: 1, parent: null, child: () => [], every: () => [] };

class Part {
  constructor(sent, line = []) {
    [this.code, this.kind, this.name] = Array.isArray(sent) ? sent : [sent, QUESTION, sent];
    this.line = [...line, this];
    this.parts = Array.isArray(sent) ? sent.slice(3).map((each) => new Part(each, this.line)) : [];
  }
  named(name) {
    return this.parts.filter((each) => each.name === name);
  }
  get home() {
    return this.line.slice(0, -1).filter((each) => each.kind === REPEAT).map((each) => each.code);
  }
}

// R[1]/S[2]/q: the prefix of the item it lies in, R[1]/S[2]/, and its code.
function split(path) {
  const end = path.lastIndexOf("]/");
  return end < 0 ? ["", path] : [path.slice(0, end + 2), path.slice(end + 2)];
}

// R[1]/S[2]/: the prefix around it, the code of the repeat and the item.
function splitItem(prefix) {
  const [outer, last] = split(prefix.slice(0, -2));
  return [outer, ...last.split("[")];
}

class Whole {
  constructor(known) {
    this.values = new Map(Object.entries(known.values ?? {}));
    this.items = new Map(Object.entries(known.items ?? {}));
    this.top = new Part([known.root ?? "", GROUP, known.root ?? "", ...(known.structure ?? [])]);
    this.byCode = new Map();
    const all = (part) => [part, ...part.parts.flatMap(all)];
    for (const part of this.top.parts.flatMap(all)) this.byCode.has(part.code) || this.byCode.set(part.code, part);
    this.root = new Branch(this, "", this.top);
  }
  value(path) {
    return this.values.get(path) ?? "";
  }
  branch(prefix) {
    if (!prefix) return this.root;
    const [outer, code, item] = splitItem(prefix);
    const place = (this.items.get(outer + code) ?? []).indexOf(item);
    return new Branch(this, prefix, this.byCode.get(code), item, place < 0 ? 1 : place + 1);
  }
  around(prefix, code) {
    const line = this.byCode.get(code)?.line ?? [];
    const part = line.length > 1 ? line[line.length - 2] : this.top;
    return part.kind === GROUP && part !== this.top ? new Branch(this, prefix, part) : this.branch(prefix);
  }
  itemsOf(prefix, code) {
    const path = prefix + code;
    const part = this.byCode.get(code);
    return (this.items.get(path) ?? []).map((item, n) => new Branch(this, `${path}[${item}]/`, part, item, n + 1));
  }
  isRoot(name) {
    return ["", name].includes(this.top.name) || name === "*";
  }
  way(names) {
    if (!this.isRoot(names[0])) return null;
    let part = this.top;
    for (const name of names.slice(1)) {
      const parts = part.named(name);
      if (parts.length !== 1) return null;
      [part] = parts;
    }
    return part.kind === QUESTION ? part.code : null;
  }
}

class Leaf {
  constructor(whole, key, value = whole.value(key)) {
    Object.assign(this, NOTHING, { whole, key, value });
    const [prefix, code] = split(key);
    this.name = whole.byCode.get(code)?.name ?? code;
    Object.defineProperty(this, "parent", { get: () => whole.around(prefix, code) });
  }
}

class Branch {
  constructor(whole, prefix, part, value = "", index = 1) {
    Object.assign(this, { whole, prefix, part, value, index, holds: true, name: part?.name ?? "" });
    this.isGroup = part?.kind === GROUP && part !== whole.top;
    this.key = this.isGroup ? `${prefix}${part.code}/` : prefix.slice(0, -1) || "/";
  }
  get parent() {
    if (this.isGroup) return this.whole.around(this.prefix, this.part.code);
    if (!this.prefix) return null;
    return this.whole.around(...splitItem(this.prefix));
  }
  child(name) {
    const parts = this.part?.named(name) ?? [];
    return parts.length ? parts.flatMap((part) => this.nodesOf(part)) : this.unplanned(name);
  }
  nodesOf(part) {
    if (part.kind === QUESTION) return [new Leaf(this.whole, this.prefix + part.code)];
    if (part.kind === REPEAT) return this.whole.itemsOf(this.prefix, part.code);
    return [new Branch(this.whole, this.prefix, part)];
  }
  coded(code) {
    const part = this.whole.byCode.get(code);
    return part ? this.nodesOf(part) : this.child(code);
  }
  unplanned(name) {
    if (this.whole.byCode.has(name)) return [];
    const path = this.prefix + name;
    if (this.whole.values.has(path)) return [new Leaf(this.whole, path)];
    if (this.whole.items.has(path)) return this.whole.itemsOf(this.prefix, name);
    return this.part || !this.prefix ? [] : [new Leaf(this.whole, path)];
  }
  every() {
    return (this.part?.parts ?? []).flatMap((part) => this.nodesOf(part));
  }
}

const below = (node) => [...(node.isUnnamed ? [] : [node]), ...node.every().flatMap(below)];
const parents = (list) => list.map((node) => node.parent).filter(Boolean);

function moved(node, name) {
  if (name === ".") return [node];
  if (name === "..") return parents([node]);
  return name === "*" ? node.every() : node.child(name);
}

function kept(list, tests, scope) {
  for (const test of tests) {
    const size = list.length;
    list = list.filter((node, n) => {
      const found = value(test, scope.changed({ focus: node, position: n + 1, size, outer: scope.origin }));
      return typeof found === "number" ? found === n + 1 : boolean(found);
    });
  }
  return list;
}

// What a rule sees from the place it stands at. own: the question's value, null where it has none.
export class Scope {
  constructor(known) {
    Object.assign(this, { known, whole: new Whole(known), prefixes: [], home: [], own: null, path: "" });
    Object.assign(this, { focus: null, position: 1, size: 1, outer: null });
  }
  changed(places) {
    return Object.assign(Object.create(Scope.prototype), this, places);
  }
  at(path, own = this.whole.value(path)) {
    let scope = this;
    for (const step of path.split("]/").slice(0, -1)) scope = scope.inside(...step.split("["));
    return scope.changed({ path, own, position: 1, size: 1 });
  }
  inside(repeat, item) {
    const path = this.prefix + repeat;
    const items = this.whole.items.get(path) ?? [];
    const prefixes = [`${path}[${item}]/`, ...this.prefixes];
    const home = [...this.home, repeat];
    return this.changed({ prefixes, home, position: Math.max(items.indexOf(item), 0) + 1, size: items.length });
  }
  get prefix() {
    return this.prefixes[0] ?? "";
  }
  get code() {
    return split(this.path)[1];
  }
  get origin() {
    return this.outer ?? this;
  }
  isWithin(home) {
    return home.every((code, n) => code === this.home[n]);
  }
  answer(code) {
    const { values, items, byCode } = this.whole;
    const near = this.prefixes.find((prefix) => values.has(prefix + code));
    if (near !== undefined) return this.whole.value(near + code);
    const found = values.get(code) ?? null;
    if (found !== null) return found;
    const part = byCode.get(code);
    if (part?.kind === QUESTION && !part.home.length) return "";
    const repeat = [...this.prefixes, ""].find((prefix) => items.has(prefix + code));
    if (repeat !== undefined) return new Nodes(this.whole.itemsOf(repeat, code));
    if (part && !this.isWithin(part.home)) return new Nodes(this.away(code, part.home));
    return part?.kind === REPEAT ? new Nodes() : "";
  }
  away(code, home) {
    const differing = home.findIndex((each, n) => each !== this.home[n]);
    const start = differing ? this.prefixes[this.prefixes.length - differing] : "";
    let branches = [this.whole.branch(start)];
    for (const repeat of home.slice(differing))
      branches = branches.flatMap((branch) => this.whole.itemsOf(branch.prefix, repeat));
    return branches.flatMap((branch) => branch.coded(code));
  }
  isKnown(code) {
    return this.whole.byCode.has(code) || [...this.prefixes, ""].some((prefix) => this.whole.values.has(prefix + code));
  }
  here() {
    const hasOwn = this.focus === null && this.own !== null && !this.group;
    return hasOwn ? this.own : new Nodes([this.standing()]);
  }
  standing() {
    if (this.focus) return this.focus;
    if (this.group) return new Branch(this.whole, this.prefix, this.group);
    if (this.own !== null) return new Leaf(this.whole, this.path || `${this.prefix}.`, this.own);
    return this.whole.branch(this.prefix);
  }
  get group() {
    const hasOwn = Array.isArray(this.own) ? this.own.length : this.own;
    const part = this.path && !hasOwn ? this.whole.byCode.get(this.code) : null;
    return part?.kind === GROUP ? part : null;
  }
  surrounding() {
    if (this.focus) return this.focus;
    return this.path ? this.whole.around(this.prefix, this.code) : this.whole.branch(this.prefix);
  }
  document() {
    const { root } = this.whole;
    const child = (name) => (this.whole.isRoot(name) ? [root] : []);
    return { ...NOTHING, key: "document", holds: true, isUnnamed: !root.name, child, every: () => [root] };
  }
  reached(names) {
    const code = this.whole.way(names);
    const home = code === null ? [] : this.whole.byCode.get(code).home;
    if (code === null || !this.isWithin(home)) return null;
    const prefix = home.length ? this.prefixes[this.prefixes.length - home.length] : "";
    return [new Leaf(this.whole, prefix + code)];
  }
}

// Trees: a number, a text, or [kind, …]; the kind of a call is the name of its function.
export function value(tree, scope) {
  if (!Array.isArray(tree)) return tree;
  const [kind, ...rest] = tree;
  if (kind in SHAPES) return SHAPES[kind](scope, ...rest);
  return FUNCTIONS[kind](...rest.map((each) => value(each, scope)), scope);
}

const SHAPES = {
  $: (scope, code) => scope.answer(code),
  "/": (scope) => new Nodes([scope.document()]),
  n: (scope, tree) => -number(value(tree, scope)),
  f: (scope, tree, ...tests) => new Nodes(kept(nodesOf(value(tree, scope)), tests, scope)),
  o: chained,
  p: path,
  if: (scope, test, then, otherwise) => value(boolean(value(test, scope)) ? then : otherwise, scope),
  once: (scope, tree) => (isEmpty(scope.own ?? "") ? value(tree, scope) : scope.own),
  regex: (scope, text, flags, pattern) => fits(pattern, flags, signs(string(value(text, scope)))),
  coalesce(scope, ...trees) {
    for (const tree of trees) {
      const found = value(tree, scope);
      if (!isEmpty(found) && !Number.isNaN(found)) return found;
    }
    return "";
  },
  count(scope, tree) {
    const found = value(tree, scope);
    if (found instanceof Nodes || !is(tree, "$")) return nodesOf(found).length;
    return Number(scope.isKnown(tree[1]));
  },
  name(scope, tree = ["p", null, [".", 0]]) {
    if (is(tree, "$")) return scope.whole.byCode.get(tree[1])?.name ?? (scope.isKnown(tree[1]) ? tree[1] : "");
    const isHere = is(tree, "p") && tree[1] === null && String(tree.slice(2)) === ".,0";
    return isHere ? scope.standing().name : (nodesOf(value(tree, scope))[0]?.name ?? "");
  },
  "indexed-repeat"(scope, steps, ...pairs) {
    let found = null;
    for (let n = 0; n < pairs.length; n += 2) {
      const inside = (node) => node instanceof Branch && node.prefix.startsWith(found?.prefix ?? "");
      found = nodesOf(value(pairs[n], scope)).filter(inside)[number(value(pairs[n + 1], scope)) - 1];
      if (!found) return "";
    }
    if (steps.length === 1) return new Nodes(found.coded(steps[0]));
    for (let start = steps.length - 1; start >= 0; start -= 1) {
      const nodes = steps.slice(start).reduce((list, name) => list.flatMap((node) => moved(node, name)), [found]);
      if (nodes.length) return new Nodes(nodes);
    }
    return new Nodes();
  },
};

const is = (tree, kind) => Array.isArray(tree) && tree[0] === kind;

function chained(scope, first, ...rest) {
  const operands = [first, ...rest.filter((_, n) => n % 2)];
  if (rest[0] === "or") return operands.some((each) => boolean(value(each, scope)));
  if (rest[0] === "and") return operands.every((each) => boolean(value(each, scope)));
  let found = value(first, scope);
  for (let n = 0; n < rest.length; n += 2) found = OPERATORS[rest[n]](found, value(rest[n + 1], scope));
  return found;
}

function path(scope, start, ...steps) {
  if (is(start, "/")) return new Nodes(absolute(scope, steps));
  let found;
  if (start !== null) found = value(start, scope);
  else {
    const [name, , ...tests] = steps.shift();
    if (name === ".") found = scope.here();
    else found = new Nodes(moved(/^(\.\.|\*)$/.test(name) ? scope.standing() : scope.surrounding(), name));
    if (tests.length) found = new Nodes(kept(nodesOf(found), tests, scope));
  }
  return steps.length ? new Nodes(steps.reduce((list, step) => walked(list, step, scope), nodesOf(found))) : found;
}

function absolute(scope, steps) {
  const isPlain = ([name, isDeep, ...tests]) => !isDeep && !tests.length && !/^(\.|\.\.|\*)$/.test(name);
  const reached = steps.every(isPlain) && scope.reached(steps.map(([name]) => name));
  if (reached) return reached;
  return steps.reduce((list, step, n) => {
    const found = walked(list, step, scope);
    if (n === steps.length - 1 || step.length > 2) return found;
    const here = found.filter((node) => node instanceof Branch && scope.prefixes.includes(node.prefix));
    return here.length ? here : found;
  }, [scope.document()]);
}

function walked(list, [name, isDeep, ...tests], scope) {
  const starts = isDeep ? list.flatMap(below) : list;
  return distinct(starts.flatMap((node) => kept(moved(node, name), tests, scope)));
}

// Dates and times: days since 1970 and microseconds of the day by the clock on the wall, offset in
// minutes.
function momentOf(text) {
  const found = MOMENT.exec(trim(text));
  if (!found) return null;
  const [year, month, day, hour, minute, second] = found.slice(1, 7).map((each) => Number(each ?? 0));
  const date = new Date(0);
  date.setUTCFullYear(year, month - 1, day);
  const isDay = year > 0 && date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
  const offset = (found[8] === "-" ? -1 : 1) * (Number(found[9] ?? 0) * 60 + Number(found[10] ?? 0));
  if (!isDay || hour > 23 || minute > 59 || second > 59 || Math.abs(offset) > 1439) return null;
  const days = date.getTime() / DAY;
  const micros = ((hour * 60 + minute) * 60 + second) * 1e6 + Number((found[7] ?? "").padEnd(6, "0"));
  return isInCalendar(days + Math.floor((micros / 6e7 - offset) / 1440)) ? { days, micros, offset } : null;
}

const isInCalendar = (days) => days >= FIRST_DAY && days <= LAST_DAY;

function daysOf(moment) {
  if (!moment) return NaN;
  const minutes = moment.days * 1440 - moment.offset;
  const { micros } = moment;
  return micros % 1000 ? (minutes * 6e7 + micros) / (DAY * 1000) : (minutes * 6e4 + micros / 1000) / DAY;
}

function momentFrom(given) {
  const plain = given instanceof Nodes ? (given.values[0] ?? "") : given;
  const written = typeof plain === "string" ? momentOf(plain) : null;
  const number_ = number(plain);
  if (written || !Number.isFinite(number_)) return written;
  const whole = Math.trunc(number_);
  const exact = (number_ - whole) * DAY * 1000;
  let micros = Math.round(exact);
  if (micros - exact === 0.5 && micros % 2) micros -= 1;
  const days = whole + Math.floor(micros / (DAY * 1000));
  return isInCalendar(days) ? { days, micros: micros - (days - whole) * DAY * 1000, offset: 0 } : null;
}

const pad = (number, length = 2) => String(number).padStart(length, "0");
const wall = ({ days, micros }) => new Date(days * DAY + Math.floor(micros / 1000));

function zone({ offset }) {
  const minutes = Math.abs(offset);
  return `${offset < 0 ? "-" : "+"}${pad(Math.floor(minutes / 60))}:${pad(minutes % 60)}`;
}

const isoDate = (moment) => (moment ? wall(moment).toISOString().slice(0, 10) : "");
const hasTime = (text) => !ONLY_DAY.test(trim(text)) && momentOf(text) !== null;
const isoMoment = (moment) => (moment ? wall(moment).toISOString().slice(0, 23) + zone(moment) : "");

function partOfDay(given) {
  const plain = given instanceof Nodes ? (given.values[0] ?? "") : given;
  if (typeof plain !== "string") return number(plain) - Math.floor(number(plain));
  const moment = momentOf(`1970-01-01T${trim(plain)}`) ?? momentOf(plain);
  return moment ? moment.micros / (DAY * 1000) : NaN;
}

function week(days) {
  const thursday = new Date((days - weekday(days) + 3) * DAY);
  return 1 + Math.floor((thursday - new Date(0).setUTCFullYear(thursday.getUTCFullYear(), 0, 1)) / (7 * DAY));
}

const weekday = (days) => (((days + 3) % 7) + 7) % 7; // 0: Monday

const SIGNS = {
  Y: (at) => pad(at.getUTCFullYear(), 4),
  y: (at) => pad(at.getUTCFullYear() % 100),
  m: (at) => pad(at.getUTCMonth() + 1),
  n: (at) => at.getUTCMonth() + 1,
  d: (at) => pad(at.getUTCDate()),
  e: (at) => at.getUTCDate(),
  H: (at) => pad(at.getUTCHours()),
  h: (at) => at.getUTCHours(),
  M: (at) => pad(at.getUTCMinutes()),
  S: (at) => pad(at.getUTCSeconds()),
  3: (at) => pad(at.getUTCMilliseconds(), 3),
  W: (at, days) => pad(week(days)),
  B: (at, days, names) => names.B[at.getUTCMonth()],
  b: (at, days, names) => names.b[at.getUTCMonth()],
  A: (at, days, names) => names.A[weekday(days)],
  a: (at, days, names) => names.a[weekday(days)],
  "%": () => "%",
};

function formatted(given, form, scope) {
  const moment = momentFrom(given);
  if (!moment) return "";
  const written = (all, sign) => SIGNS[sign]?.(wall(moment), moment.days, scope.known.names) ?? all;
  return string(form).replace(/%([^\n])/gu, written);
}

// Numbers
function rounded(given, places = 0) {
  const [found, digits] = [number(given), number(places)];
  if (!Number.isFinite(found) || Number.isNaN(digits)) return Number.isFinite(digits) ? found : NaN;
  const shift = Math.trunc(Math.max(-30, Math.min(30, digits)));
  const [whole, part = ""] = numberText(found).split(".");
  const ten = (exponent) => 10n ** BigInt(Math.max(0, exponent));
  const below_ = ten(part.length) * ten(-shift) * 2n;
  const above = BigInt(whole + part) * ten(shift) * 2n + below_ / 2n;
  return Number(`${above / below_ - (above % below_ < 0n ? 1n : 0n)}e${-shift}`);
}

// Shewchuk 1997: the sum without rounding on the way, as Python's fsum().
function exactSum(list) {
  const parts = [];
  for (let one of list) {
    let size = 0;
    for (let other of [...parts]) {
      if (Math.abs(one) < Math.abs(other)) [one, other] = [other, one];
      const high = one + other;
      const low = other - (high - one);
      if (low !== 0) parts[size++] = low;
      one = high;
    }
    parts.length = size;
    if (one !== 0) parts.push(one);
  }
  const total = totalOf(parts);
  return Number.isFinite(total) ? total : list.reduce((one, other) => one + other, 0);
}

function totalOf(parts) {
  let total = parts.pop() ?? 0;
  while (parts.length) {
    const before = total;
    const next = parts.pop();
    total = before + next;
    const low = next - (total - before);
    if (low) {
      const doubled = total + low * 2;
      const isTie = parts.length && low < 0 === parts[parts.length - 1] < 0;
      return isTie && low * 2 === doubled - total ? doubled : total;
    }
  }
  return total;
}

const extreme = (choose) => (...args) => {
  const found = numbers(args.slice(0, -1));
  return found.length ? choose(...found) : NaN;
};
const ofOne = (reckon) => (given) => reckon(number(given)) + 0;

function isBetween(found, least, most) {
  const [low, high] = [number(least), number(most)];
  return (low === -1 || found >= low) && (high === -1 || found <= high);
}

function substr(given, start, end, scope) {
  const whole = string(given);
  const bounded = (place) => {
    const found = Math.trunc(Math.max(-whole.length, Math.min(whole.length, number(place)))) || 0;
    return found < 0 ? found + whole.length : found;
  };
  return whole.slice(bounded(start), scope ? bounded(end) : whole.length).replace(/\p{Cs}/gu, "\ufffd");
}

function substring(given, start, length, scope) {
  const halfUp = (number_) => Math.floor(number_ + 0.5);
  const first = halfUp(number(start));
  const stop = scope ? first + halfUp(number(length)) : Infinity;
  return signs(string(given)).filter((_, n) => first <= n + 1 && n + 1 < stop).join("");
}

function translate(given, old, become) {
  const [from, to] = [signs(string(old)), signs(string(become))];
  return signs(string(given)).map((sign) => (from.includes(sign) ? (to[from.indexOf(sign)] ?? "") : sign)).join("");
}

// Called with every argument's value, then the scope; where an argument was left out, `own` gives
// the value of where the rule stands.
const own = (call) => (...args) => call(args.length > 1 ? args[0] : args[0].here());
const among = (call) => (...args) => call(args[args.length - 1], ...args.slice(0, -1));

const FUNCTIONS = {
  selected: (chosen, code) => (trim(string(code)) ? codesOf(chosen).includes(trim(string(code))) : !codesOf(chosen).length),
  "selected-at": (chosen, index) => codesOf(chosen)[Math.trunc(number(index))] ?? "",
  "count-selected": (chosen) => codesOf(chosen).length,
  not: (given) => !boolean(given),
  true: () => true,
  false: () => false,
  boolean,
  "boolean-from-string": (given) => ["true", "1"].includes(string(given)),
  checklist: among((_, least, most, ...tests) => isBetween(plains(tests).filter(boolean).length, least, most)),
  "weighted-checklist": among((_, least, most, ...pairs) => {
    const weights = [];
    for (let n = 0; n < pairs.length; n += 2) {
      const given = plains([pairs[n + 1]]);
      const tests = plains([pairs[n]]).slice(0, given.length);
      weights.push(...given.filter((_weight, place) => place in tests && boolean(tests[place])).map(number));
    }
    return isBetween(exactSum(weights), least, most);
  }),
  "count-non-empty": (nodes) => nodesOf(nodes).filter((node) => !isEmpty(node.value)).length,
  position: among((scope, node) => (node === undefined ? scope.position : (nodesOf(node)[0]?.index ?? NaN))),
  last: (scope) => scope.size,
  id: () => new Nodes(),
  lang: () => false,
  current: (scope) => new Nodes([scope.origin.standing()]),
  number: own(number),
  int: ofOne(Math.trunc),
  floor: ofOne(Math.floor),
  ceiling: ofOne(Math.ceil),
  round: among((_, given, places) => rounded(given, places)),
  abs: ofOne(Math.abs),
  sum: among((_, ...values) => exactSum(numbers(values))),
  min: extreme(Math.min),
  max: extreme(Math.max),
  pow: (given, exponent) => Math.pow(number(given), number(exponent)),
  exp10: ofOne((exponent) => Math.pow(10, exponent)),
  pi: () => Math.PI,
  atan2: (y, x) => Math.atan2(number(y), number(x)),
  string: own(string),
  "string-length": own((given) => string(given).length),
  concat: among((_, ...values) => plains(values).map(string).join("")),
  join: among((_, separator, ...values) => plains(values).map(string).join(string(separator))),
  contains: (given, part) => string(given).includes(string(part)),
  "starts-with": (given, start) => string(given).startsWith(string(start)),
  "ends-with": (given, end) => string(given).endsWith(string(end)),
  substr,
  substring,
  "substring-before": (given, part) => string(given).slice(0, Math.max(0, string(given).indexOf(string(part) || "\0"))),
  "substring-after": (given, part) => string(given).split(string(part) || /$/).slice(1).join(string(part)) || (string(part) ? "" : string(given)),
  "normalize-space": own((given) => words(string(given)).join(" ")),
  translate,
  today: (scope) => scope.known.today,
  now: (scope) => scope.known.now,
  date: (given) => (hasTime(string(given)) ? isoMoment : isoDate)(momentFrom(given)),
  "date-time": (given) => isoMoment(momentFrom(given)),
  "decimal-date-time": (given) => daysOf(momentOf(isoMoment(momentFrom(given)))),
  "decimal-time": partOfDay,
  "format-date": formatted,
};
for (const name of ["log", "log10", "sqrt", "exp", "sin", "cos", "tan", "asin", "acos", "atan"])
  FUNCTIONS[name] = ofOne(Math[name]);

// Patterns: every way through is followed at once, so that none can hold a page up.
const [CONDITION, SEQUENCE, CHOICE] = [0, 1, 2];
const WORD = /[\p{L}\p{N}_]/u;
const machines = new WeakMap();
const END = { others: [] };

function fits(pattern, flags, text) {
  if (text.length > 5000) return false;
  if (!machines.has(pattern)) machines.set(pattern, built(pattern, END, flags));
  let reached = spread([machines.get(pattern)], text, 0);
  let visits = reached.size;
  for (const [place, sign] of text.entries()) {
    const next = [...reached].filter((state) => state.reads?.test(sign)).map((state) => state.after);
    if (visits > 1e6) return false;
    reached = spread(next, text, place + 1);
    visits += reached.size;
  }
  return reached.has(END);
}

function spread(waiting, text, place) {
  const found = new Set();
  while (waiting.length) {
    const state = waiting.pop();
    if (found.has(state)) continue;
    found.add(state);
    if (!state.condition || holds(state.condition, text, place)) waiting.push(...state.others);
  }
  return found;
}

function holds(condition, text, place) {
  if (condition === "^") return place === 0;
  if (condition === "$") return place === text.length;
  const isWord = (sign) => sign !== undefined && WORD.test(sign);
  return (isWord(text[place - 1]) !== isWord(text[place])) === (condition === "b");
}

function built(pattern, after, flags) {
  if (typeof pattern === "string") return { reads: new RegExp(`^${pattern}$`, flags), after, others: [] };
  const [kind, ...parts] = pattern;
  if (kind === CONDITION) return { condition: parts[0], others: [after] };
  if (kind === SEQUENCE) return parts.reduceRight((next, part) => built(part, next, flags), after);
  if (kind === CHOICE) return { others: parts.map((part) => built(part, after, flags)) };
  const [part, least, most] = parts;
  let start = after;
  if (most === null) {
    start = { others: [after] };
    start.others.push(built(part, start, flags));
  }
  for (let n = least; n < (most ?? 0); n += 1) start = { others: [after, built(part, start, flags)] };
  for (let n = 0; n < least; n += 1) start = built(part, start, flags);
  return start;
}

// The page: what its questions are, as the server sent it.
const FIELD = /^[+-]?\d{1,15}$/;
const CHECKS = {
  required: (given) => given !== "",
  type: (given, isWhole) => given !== null && (given === "" || !isWhole || Number.isInteger(given)),
  range: (given, low, high) => given === "" || ((low ?? given) <= given && given <= (high ?? given)),
  length: (given, most) => signs(given).length <= most,
  alone: (given, codes) => given.length < 2 || !codes.some((code) => given.includes(code)),
  few: (given, least, codes) => given.length >= least || codes.includes(given[0]),
  many: (given, most) => given.length <= most,
};

const sizeOf = (given) => (typeof given === "string" ? signs(given) : (given ?? [])).length;

class Question {
  constructor(form, sent, mark) {
    Object.assign(this, sent, { form, mark, said: document.getElementById(`${sent.id}-error`) });
    this.fields = [...form.elements].filter((field) => field.name === sent.name);
    this.container = this.fields[0].closest(".question");
  }
  // "" where nothing is given, null for what is no number, undefined where only the server can tell.
  get given() {
    const chosen = this.fields.filter((field) => field.checked).map((field) => field.value);
    if (this.kind === "codes") return chosen.length ? chosen : "";
    if (this.kind === "mark") return chosen.length ? this.sign : "";
    const isTicked = this.fields[0].type === "radio";
    const text = isTicked ? (chosen[0] ?? "") : trim(this.fields[0].value);
    return this.kind === "number" ? this.read(text) : text;
  }
  read(text) {
    if (text === "" || FIELD.test(text)) return text && Number(text);
    const [whole, part, more] = text.split(this.mark);
    const isMarked = FIELD.test(whole) && /^\d{1,9}$/.test(part) && more === undefined;
    if (isMarked || /^[+-]?\d{1,15}\.\d{1,2}$/.test(text)) return Number(text.replace(this.mark, "."));
    return /\p{Nd}/u.test(text) ? undefined : null;
  }
  // undefined where only the server can tell.
  fault(scope) {
    const { given } = this;
    if (this.container.hidden) return null;
    if (given === undefined) return undefined;
    for (const [code, sentence, ...needed] of this.checks) {
      const isRule = !(code in CHECKS);
      if (given === "" && code !== "required") break;
      const own = scope.at(this.path, given);
      const holds = isRule ? boolean(value(needed[0], own)) : CHECKS[code](given, ...needed);
      if (!holds) return [code === "warning" ? code : "error", sentence.replace("{given}", sizeOf(given))];
    }
    return null;
  }
  say(found) {
    for (const kind of ["error", "warning"]) this.unsay(kind);
    this.said = found;
    if (!found) return;
    const [kind, sentence] = found;
    const said = document.createElement("p");
    Object.assign(said, { className: kind, id: `${this.id}-${kind}` });
    said.setAttribute("aria-live", "polite");
    const hint = document.getElementById(`${this.id}-hint`);
    if (hint) hint.after(said);
    else if (this.kind === "mark") this.container.prepend(said);
    else (this.container.querySelector("th .asked") ?? this.container.firstElementChild).after(said);
    said.textContent = sentence;
    this.describe((ids) => [...ids, said.id]);
    if (kind === "error") this.fields[0].setAttribute("aria-invalid", "true");
  }
  unsay(kind) {
    const id = `${this.id}-${kind}`;
    document.getElementById(id)?.remove();
    this.describe((ids) => ids.filter((each) => each !== id));
    if (kind === "error") this.fields[0].removeAttribute("aria-invalid");
  }
  describe(change) {
    for (const each of new Set([this.fields[0], document.getElementById(this.id) ?? this.fields[0]])) {
      const ids = change(words(each.getAttribute("aria-describedby") ?? "")).join(" ");
      if (ids) each.setAttribute("aria-describedby", ids);
      else each.removeAttribute("aria-describedby");
    }
  }
  // Tells the server that a question was there to be answered.
  show(isShown) {
    this.container.hidden = !isShown;
    this.form.querySelector(`[name=shown][value="${this.name}"]`)?.remove();
    if (!isShown) return this.say(null);
    const told = document.createElement("input");
    this.form.append(Object.assign(told, { type: "hidden", name: "shown", value: this.name }));
  }
}

export function start(form, sent) {
  const there = sent.questions.filter(({ name }) => form.elements.namedItem(name));
  const questions = there.map((each) => new Question(form, each, sent.mark));
  const scope = () => {
    const given = questions.filter((each) => !each.container.hidden).map((each) => [each.path, each.given]);
    const here = given.filter(([, answer]) => answer !== "" && answer !== null && answer !== undefined);
    return new Scope({ ...sent, values: { ...sent.values, ...Object.fromEntries(here) } });
  };
  const showAll = () => {
    const shown = questions.filter((each) => each.showIf !== undefined);
    for (let changes = shown.length; changes > 0; changes -= 1)
      for (const each of shown) each.show(boolean(value(each.showIf, scope().at(each.path))));
  };
  const check = (question) => {
    const found = question.fault(scope());
    if (found !== undefined) question.say(found);
  };
  form.addEventListener("input", () => {
    showAll();
    for (const each of questions) if (each.said) check(each);
  });
  form.addEventListener("change", ({ target }) => {
    const changed = questions.find((each) => each.fields.includes(target));
    if (changed) check(changed);
  });
  showAll();
}

const form = globalThis.document?.querySelector("form[data-rules]");
if (form) start(form, JSON.parse(form.dataset.rules));
