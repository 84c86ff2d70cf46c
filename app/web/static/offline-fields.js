// The fields of all steps: what they hold, what it means, and what a text shows of it. Part of
// offline.js.

class Fields {
  constructor(form, whole) {
    Object.assign(this, { form, whole, byName: new Map() });
    for (const field of form.elements) if (field.name && field.name !== "go") this.byName.set(field.name, [...(this.byName.get(field.name) ?? []), field]);
    this.byCode = new Map();
    for (const spot of whole.pages.flatMap((page) => page.spots))
      for (const each of [spot, ...(spot.fields ?? [])]) this.byCode.set(each.code, each);
  }
  get held() {
    const found = {};
    for (const [name, text] of new FormData(this.form)) if (text !== "") (found[name] ??= []).push(text);
    return found;
  }
  set held(given) {
    for (const [name, fields] of this.byName) {
      const texts = given[name] ?? [];
      for (const field of fields)
        if (/^(radio|checkbox)$/.test(field.type)) field.checked = texts.includes(field.value);
        else field.value = texts[0] ?? "";
    }
  }
  texts(name) {
    const fields = this.byName.get(name) ?? [];
    const isTicked = /^(radio|checkbox)$/.test(fields[0]?.type);
    const chosen = isTicked ? fields.filter((field) => field.checked) : fields;
    return chosen.map((field) => field.value).filter((text) => text !== "");
  }
  // "" where nothing is given; null for what is no number.
  given(path) {
    if (path.endsWith(OPEN_TEXT)) return trim(this.texts(path.replaceAll("/", "."))[0] ?? "");
    const { name, read, sign, ranks } = this.whole.asked[path];
    const [text = ""] = this.texts(name);
    if (read === "codes") return this.texts(name).length ? this.texts(name) : "";
    if (read === "places") return this.texts(name).length ? this.texts(name) : "";
    if (read === "mark") return text ? sign : "";
    if (read === "number") return this.numberOf(trim(text));
    if (read === "place") return this.whole.places[trim(text).toLowerCase()] ?? trim(text);
    if (read === "ranks") return this.ranked(ranks);
    if (read === "contact") return ["email", "phone", "name"].some((part) => this.texts(`${name}.${part}`).length) ? "given" : "";
    return trim(text);
  }
  numberOf(text) {
    const digits = text.replace(/(?<=\d)[ \u00a0\u2009\u202f](?=\d{3}(\D|$))/g, "").replace(/\p{Nd}/gu, asciiDigit);
    if (digits === "") return "";
    const plain = digits.replace(this.whole.mark, ".");
    return /^[+-]?\d{1,15}(\.\d+)?$/.test(plain) ? Number(plain) : null;
  }
  ranked(ranks) {
    const given = Object.entries(ranks).map(([name, code]) => [Number(this.texts(name)[0]), code]);
    const sorted = given.filter(([rank]) => rank > 0).sort(([one], [other]) => one - other);
    const isDoubled = (rank) => sorted.filter(([each]) => each === rank).length > 1;
    const doubled = sorted.filter(([rank]) => isDoubled(rank));
    return sorted.length ? [...sorted, ...doubled].map(([, code]) => code) : "";
  }
  container(path) {
    const { name, ranks, read } = this.whole.asked[path];
    const first = ranks ? Object.keys(ranks)[0] : read === "contact" ? `${name}.email` : name;
    return (this.byName.get(first)?.[0] ?? document.getElementById(this.whole.asked[path].id))?.closest(".question") ?? null;
  }
  first(path) {
    const { name, ranks, read } = this.whole.asked[path];
    return this.byName.get(ranks ? Object.keys(ranks)[0] : read === "contact" ? `${name}.email` : name)?.[0] ?? null;
  }
  // The answer in words, as the review of the server shows it.
  words(path, pass) {
    const found = pass.values.get(path) ?? "";
    if (found === true) return "✓";
    if (typeof found === "number") return found.toLocaleString(document.documentElement.lang, { maximumFractionDigits: 10 });
    const question = this.whole.asked[path] && this.byCode.get(path.split("]/").pop());
    const texts = (Array.isArray(found) ? found : [found]).map((code) => this.label(path, code, question, pass));
    return texts.filter(Boolean).join(", ");
  }
  label(path, code, question, pass) {
    if (!question || !code) return code;
    const row = (this.byName.get(this.whole.asked[path].name) ?? []).find((field) => field.value === code && field.type !== "text");
    const option = [...(this.first(path)?.options ?? [])].find((each) => each.value === code);
    const ranked = Object.entries(this.whole.asked[path].ranks ?? {}).find(([, each]) => each === code);
    const text = row?.options ? option?.textContent : row?.closest("label")?.textContent;
    const named = text ?? option?.textContent ?? (ranked && this.byName.get(ranked[0])[0].labels[0].textContent) ?? this.texts(this.whole.asked[path].name)[0] ?? code;
    const isOpen = pass.listOf(question).some((each) => each.code === code && each.isOpen);
    const more = isOpen ? pass.values.get(path + OPEN_TEXT) : "";
    return more ? `${named.trim()}: ${more}` : named.trim();
  }
  // What is sent: of each question that is asked, its fields, without choices that it has no more.
  packet(pass) {
    const sent = [];
    for (const { path, choices } of pass.asked) {
      const { name, read, ranks, isOpen } = this.whole.asked[path];
      if (read === undefined) continue;
      const names = ranks ? Object.keys(ranks) : read === "contact" ? ["email", "phone", "name"].map((part) => `${name}.${part}`) : [name];
      const isKept = (text) => !choices || !/^codes?$/.test(read) || choices.has(text);
      for (const each of names) for (const text of this.texts(each)) if (isKept(text)) sent.push([each, text]);
      if (isOpen) for (const text of this.texts(name + OPEN_TEXT)) sent.push([name + OPEN_TEXT, text]);
    }
    return sent;
  }
}

// Digits of other scripts stand in tens, each beginning with zero.
function asciiDigit(digit) {
  if (/\d/.test(digit)) return digit;
  const code = digit.codePointAt(0);
  for (let zero = code; zero > code - 10; zero -= 1) if (!/\p{Nd}/u.test(String.fromCodePoint(zero - 1))) return String(code - zero);
  return digit;
}
