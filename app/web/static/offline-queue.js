// Interviews on a device: begun, filled in, waiting, sent one after the other, each stored once
// however often it is sent. What they hold is sealed with a passphrase. Part of offline.js.

const LEAST_PASSPHRASE = 12; // characters
const LONGEST_PAUSE = 10 * 60_000; // milliseconds without a touch before the passphrase is asked again
const FULL_STOCK = 50; // entries that a device keeps for new interviews
const OPENED = "opened";

class Queue {
  constructor(device) {
    const { campaign } = device.way;
    Object.assign(this, { device, campaign, starts: `interviews ${campaign} `, interviews: [], stock: [], retry: new Retry() });
    this.walk = new Walk(device, { changed: (how) => this.keepSoon(how), finished: () => this.finish() });
    this.listen();
  }
  listen() {
    const { device } = this;
    device.on("begin", () => this.begin());
    device.on("unlock", () => this.unlock());
    device.on("new", () => this.add());
    device.on("send-all", () => this.sendAll({ isAsked: true }));
    device.on("clear", () => this.clear());
    device.on("lock", () => this.lock());
    device.on("pause", () => this.pause());
    device.on("drop", () => this.drop());
    device.on("forget", () => this.forget());
    addEventListener("online", () => this.connected());
    addEventListener("offline", () => device.state(device.connection));
    addEventListener("pagehide", () => this.keep());
    document.addEventListener("visibilitychange", () => document.hidden && this.keep());
    for (const kind of ["pointerdown", "keydown"]) addEventListener(kind, () => this.wake(), { passive: true });
  }
  // After a pause the passphrase is asked again.
  wake() {
    clearTimeout(this.sleep);
    if (this.key) this.sleep = setTimeout(() => this.lock(this.device.says("locked")), LONGEST_PAUSE);
  }
  id(name) {
    return this.starts + name;
  }
  async start() {
    const { device } = this;
    if (!device.isAble) return device.complain(device.says("cannotKeep"));
    this.vault = await Vault.open();
    await device.alone(this.starts, () => this.open());
  }
  async open() {
    const isPrepared = await this.vault.plain(this.id("lock"));
    if (navigator.onLine && isPrepared) this.device.keepPage().catch(() => {});
    if (isPrepared) await this.showLocked("");
    else this.device.show("begin");
  }
  // place: id of a field; sentence: what is wrong with it, "" for nothing.
  wrong(place, sentence) {
    const said = document.getElementById(`${place}-error`);
    const field = document.getElementById(place);
    Object.assign(said, { hidden: !sentence, textContent: sentence });
    field.toggleAttribute("aria-invalid", false);
    if (!sentence) return false;
    field.setAttribute("aria-invalid", "true");
    field.focus();
    return true;
  }
  async begin() {
    const { device } = this;
    const [first, second] = ["new-passphrase", "same-passphrase"].map((each) => document.getElementById(each));
    const isShort = first.value.length < LEAST_PASSPHRASE;
    const sentence = isShort ? device.says("tooShort", { least: LEAST_PASSPHRASE }) : first.value === second.value ? "" : device.says("notTheSame");
    if (this.wrong("new-passphrase", sentence)) return;
    const told = await this.fetchStock();
    if (!told.entries) return device.complain(device.reason(told) || device.says("connectFirst"));
    try {
      await device.keepPage();
    } catch {
      return device.complain(device.says(navigator.onLine ? "cannotKeep" : "connectFirst"));
    }
    const salt = crypto.getRandomValues(new Uint8Array(16));
    this.key = await fromPassphrase(first.value, salt);
    first.value = second.value = "";
    await this.vault.seal(this.id("lock"), this.key, OPENED, { salt });
    await this.keepStock();
    await this.showQueue();
  }
  async unlock() {
    const field = document.getElementById("passphrase");
    const { salt } = await this.vault.plain(this.id("lock"));
    const key = await fromPassphrase(field.value, salt);
    try {
      await this.vault.unseal(this.id("lock"), key);
    } catch {
      return this.wrong("passphrase", this.device.says("wrongPassphrase"));
    }
    this.wrong("passphrase", "");
    field.value = "";
    this.key = key;
    this.stock = (await this.vault.unseal(this.id("stock"), key)) ?? [];
    const ids = await this.vault.ids(this.id("item"));
    const found = await Promise.all(ids.map(async (id) => ({ ...(await this.vault.unseal(id, key)), id })));
    this.interviews = found.sort((one, other) => one.begun.localeCompare(other.begun));
    for (const each of this.interviews) if (each.state === "sending") each.state = "waiting";
    await this.showQueue();
    this.connected();
  }
  async lock(sentence = "") {
    await this.keep();
    this.retry.stop();
    Object.assign(this, { key: null, interview: null, interviews: [], stock: [] });
    this.walk.close();
    this.walk.fields.held = {};
    document.querySelector(".queue").replaceChildren();
    document.querySelector("[data-view=review] .sections").replaceChildren();
    await this.showLocked(sentence);
  }
  async showLocked(sentence) {
    const { device } = this;
    device.show("locked");
    device.showWith("device");
    const marks = await Promise.all((await this.vault.ids(this.id("item"))).map((id) => this.vault.plain(id)));
    const count = marks.filter(({ isSent }) => !isSent).length;
    device.state([sentence, device.says("unsent", { count })].filter(Boolean).join(" "));
    document.getElementById("passphrase").focus();
  }
  async showQueue() {
    const { device } = this;
    this.interview = null;
    this.walk.close();
    device.show("queue");
    device.showWith("device");
    this.list();
    device.focusHeading();
    this.wake();
  }
  list() {
    const { device } = this;
    const rows = this.interviews.map((each) => this.row(each));
    const empty = Object.assign(document.createElement("li"), { textContent: device.says("nothing") });
    document.querySelector(".queue").replaceChildren(...(rows.length ? rows : [empty]));
    document.querySelector(".stock").textContent = device.says("stock", { count: this.stock.length });
    document.querySelector(".unsent").textContent = device.says("unsent", { count: this.unsent.length });
    document.querySelector('[data-do="clear"]').hidden = this.unsent.length === this.interviews.length;
    document.querySelector('[data-do="send-all"]').hidden = !this.toSend.length;
    const isDone = this.interviews.length > 0 && !this.unsent.length;
    if (device.view === "queue") device.state(isDone ? device.says("allSent") : device.connection);
  }
  get unsent() {
    return this.interviews.filter(({ state }) => !["sent", "erased"].includes(state));
  }
  get toSend() {
    return this.interviews.filter(({ state }) => ["waiting", "look"].includes(state));
  }
  nameOf({ begun, number }) {
    const moment = new Date(begun).toLocaleString(document.documentElement.lang, { dateStyle: "medium", timeStyle: "short" });
    return this.device.says("interview", { number, moment });
  }
  row(interview) {
    const { device } = this;
    const { state, receipt, reason = "", address } = interview;
    const row = document.createElement("li");
    row.dataset.state = state;
    const name = Object.assign(document.createElement("strong"), { textContent: this.nameOf(interview) });
    const told = document.createElement("div");
    told.append(name, document.createElement("br"), device.says(state, { receipt, reason }));
    row.append(told);
    if (state === "sent") row.dataset.receipt = receipt;
    if (!["filling", "waiting", "look"].includes(state)) return row;
    const button = Object.assign(document.createElement("button"), { type: "button", className: "more less", textContent: device.says("goOn") });
    button.setAttribute("aria-label", device.says("goOnOf", { interview: name.textContent }));
    button.addEventListener("click", () => this.goOn(interview));
    row.append(button);
    if (address) row.append(Object.assign(document.createElement("a"), { href: address, textContent: device.says("lookOnline") }));
    return row;
  }
  async add() {
    const { device } = this;
    const next = this.stock.shift();
    if (!next) return device.complain(device.says("noStock"));
    const interview = { ...next, id: this.id(`item ${crypto.randomUUID()}`), number: Math.max(0, ...this.interviews.map((each) => each.number)) + 1, begun: new Date().toISOString(), state: "filling", fields: {}, passed: [] };
    this.interviews.push(interview);
    await this.keepOne(interview);
    await this.keepStock();
    await this.goOn(interview);
  }
  async goOn(interview) {
    this.interview = interview;
    this.device.showWith("interview");
    const { step, faults } = interview;
    await this.walk.open(interview);
    if (interview.state === "look" && step) this.walk.showRefused(step, faults);
  }
  keepSoon({ isWhole }) {
    clearTimeout(this.timer);
    this.interview.state = "filling";
    this.wake();
    if (isWhole) return this.keep();
    this.timer = setTimeout(() => this.keep(), PAUSE);
  }
  async keep() {
    clearTimeout(this.timer);
    if (this.interview && this.key) await this.keepOne(this.interview);
  }
  async keepOne(interview) {
    const isSent = ["sent", "erased"].includes(interview.state);
    try {
      await this.vault.seal(interview.id, this.key, interview, { isSent });
    } catch {
      this.device.complain(this.device.says("notKept"));
    }
  }
  async keepStock() {
    await this.vault.seal(this.id("stock"), this.key, this.stock);
  }
  async finish() {
    const packet = [...this.walk.fields.packet(this.walk.pass()), ["words", this.device.way.words]];
    Object.assign(this.interview, { state: "waiting", packet, step: null, faults: null });
    await this.keep();
    await this.showQueue();
    if (navigator.onLine) await this.sendAll();
  }
  async pause() {
    await this.keep();
    await this.showQueue();
  }
  async drop() {
    const gone = this.interview;
    this.interview = null;
    this.interviews = this.interviews.filter((each) => each !== gone);
    await this.vault.forget(gone.id);
    await this.showQueue();
  }
  async clear() {
    const gone = this.interviews.filter((each) => !this.unsent.includes(each));
    this.interviews = this.unsent;
    await this.vault.forget(...gone.map(({ id }) => id));
    this.list();
  }
  async connected() {
    this.device.state(this.device.connection);
    if (!this.key || !navigator.onLine) return;
    await this.sendAll();
    if (this.key && this.stock.length < FULL_STOCK) await this.fetchStock();
    if (this.key) await this.keepStock();
    if (this.device.view === "queue") this.list();
  }
  // isAsked: by a person, who is told why nothing went.
  async sendAll({ isAsked = false } = {}) {
    if (this.isSending) return;
    this.isSending = true;
    const tried = new Set();
    const next = () => this.toSend.find((each) => each !== this.interview && !tried.has(each));
    try {
      for (let each = next(); this.key && each; each = next()) {
        tried.add(each);
        const told = await this.send(each);
        if (told.isOver) {
          if (isAsked || told.reason) this.device.complain(told.reason || this.device.says("noConnection"));
          if (this.key && !told.reason) this.retry.later(() => this.connected());
          break;
        }
        this.retry.stop();
      }
    } finally {
      this.isSending = false;
    }
  }
  // isOver: the others would fare no better just now.
  async send(interview) {
    const { device } = this;
    const before = interview.state;
    const go = before === "look" ? "ask" : "send";
    interview.state = "sending";
    this.list();
    const fields = go === "send" ? interview.packet : [];
    const told = await device.ask(`/s/${this.campaign}/interviews`, [["pass", device.secret], ["entry", interview.entry], ["go", go], ...fields]);
    interview.state = before;
    if (!this.key) return { isOver: true };
    const isTaken = this.hear(interview, told);
    await this.keepOne(interview);
    this.list();
    return { isOver: !isTaken, reason: device.reason(told) };
  }
  // Whether the server told what became of it. Once it has the answers, they go from the device.
  hear(interview, told) {
    if (told.receipt || told.erased) {
      for (const name of ["fields", "passed", "packet", "entry", "address", "faults", "step"]) delete interview[name];
      Object.assign(interview, { state: told.receipt ? "sent" : "erased", receipt: told.receipt });
      return true;
    }
    if (told.step) {
      const [reason = this.device.says("openAnswer")] = Object.values(told.faults);
      Object.assign(interview, { state: "look", reason, step: told.step, faults: told.faults, address: told.address });
      return true;
    }
    return Boolean(told.asked);
  }
  async fetchStock() {
    const count = FULL_STOCK - this.stock.length;
    const told = await this.device.ask(`/s/${this.campaign}/interviews/entries`, [["pass", this.device.secret], ["count", String(count)]]);
    this.stock.push(...(told.entries ?? []));
    return told;
  }
  async forget() {
    this.key = null;
    this.interview = null;
    this.walk.close();
    await this.vault.forget(...(await this.vault.ids(this.starts)));
    await this.device.forgetPages();
    location.reload();
  }
}

const queueStart = globalThis.document?.querySelector("#interviews[data-whole]");
if (queueStart) new Queue(new Device(queueStart)).start();
