// A respondent's own answers on the device: kept, gone on with, sent, forgotten. The key that
// seals them follows from the link. Part of offline.js.

const PAUSE = 300; // milliseconds after a key before what was typed is kept
const RESPONSE_KEY = /^[a-z2-7]{26}$/;

class Draft {
  constructor(device) {
    Object.assign(this, { device, starts: `draft ${device.way.campaign} `, retry: new Retry() });
    this.walk = new Walk(device, { changed: (how) => this.keepSoon(how), finished: () => this.send() });
    this.listen();
  }
  listen() {
    const { device } = this;
    for (const each of document.querySelectorAll('[data-to="online"]')) each.href = this.onlineAddress;
    device.on("keep", () => this.begin());
    device.on("again", () => this.send());
    device.on("anyway", () => this.send({ anyway: "1" }));
    device.on("look", () => this.walk.review());
    device.on("online", () => this.leave());
    device.on("forget", () => this.forget());
    addEventListener("online", () => (device.view === "sending" ? this.send() : device.state(device.connection)));
    addEventListener("offline", () => device.state(device.connection));
    document.querySelector("[data-helped]").addEventListener("change", ({ target }) => {
      this.draft.assisted = target.checked;
      this.keep();
    });
    addEventListener("pagehide", () => this.keep());
    document.addEventListener("visibilitychange", () => document.hidden && this.keep());
  }
  get onlineAddress() {
    return `${this.device.way.root}/r/${this.device.secret}`;
  }
  get address() {
    return `/r/${this.device.secret}/offline`;
  }
  async start() {
    const { device } = this;
    if (!device.isAble) return device.complain(device.says("cannotKeep"));
    if (!RESPONSE_KEY.test(device.secret)) return device.complain(device.says("unknownLink"));
    const { key, id } = await fromSecret(device.secret, "draft");
    Object.assign(this, { key, id: this.starts + id, vault: await Vault.open() });
    await device.alone(this.id, () => this.open());
  }
  async open() {
    const { device } = this;
    this.draft = await this.vault.unseal(this.id, this.key);
    if (!this.draft) return device.show("ask");
    this.tellHelp();
    if (navigator.onLine) device.keepPage().catch(() => {});
    await this.goOn();
  }
  async begin() {
    const { device } = this;
    const held = await device.ask(this.address);
    if (held.receipt) return location.assign(held.address);
    if (!held.token) return device.complain(device.reason(held) || device.says("connectFirst"));
    try {
      await device.keepPage();
    } catch {
      return device.complain(device.says(navigator.onLine ? "cannotKeep" : "connectFirst"));
    }
    this.draft = held;
    this.tellHelp();
    if (await this.keep()) await this.goOn();
  }
  tellHelp() {
    document.querySelector("[data-helped]").checked = Boolean(this.draft.assisted);
  }
  async goOn() {
    const { device, draft } = this;
    device.showWith("draft");
    await this.walk.open(draft);
    if (draft.isReady) await this.send();
  }
  keepSoon({ isWhole }) {
    clearTimeout(this.timer);
    this.draft.isReady = false;
    if (isWhole) return this.keep();
    this.timer = setTimeout(() => this.keep(), PAUSE);
  }
  async keep() {
    if (!this.draft) return false;
    clearTimeout(this.timer);
    try {
      await this.vault.seal(this.id, this.key, this.draft);
      return true;
    } catch {
      this.device.complain(this.device.says("notKept"));
      return false;
    }
  }
  packet(more) {
    const { token, base, assisted } = this.draft;
    const how = { words: this.device.way.words, assisted: assisted ? "yes" : "no" };
    return [...this.walk.fields.packet(this.walk.pass()), ...Object.entries({ token, base, ...how, ...more })];
  }
  // isOwn: tried again by itself, so that nobody is told anew and nothing moves.
  async send(more = {}, { isOwn = false } = {}) {
    const { device } = this;
    if (this.isSending) return;
    this.isSending = true;
    this.draft.isReady = true;
    if (!isOwn) {
      this.retry.stop();
      await this.keep();
      device.show("sending");
      device.state(device.says("sending"));
      device.focusHeading();
    }
    const told = await device.ask(this.address, this.packet({ go: "send", ...more }));
    this.isSending = false;
    await this.heard(told, more);
  }
  async heard(told, more) {
    const { device } = this;
    if (told.receipt) return this.end(told.address);
    if (told.changed) return device.show("changed");
    if (told.step) {
      Object.assign(this.draft, { base: told.base, isReady: false });
      this.walk.showRefused(told.step, told.faults);
      await this.keep();
      return;
    }
    const reason = device.reason(told);
    device.state(reason ? device.says("refused", { reason }) : device.says("noConnection"));
    if (!reason) this.retry.later(() => device.view === "sending" && this.send(more, { isOwn: true }));
  }
  // What is answered goes to the server as it is; the pages there go on.
  async leave() {
    const { device } = this;
    await this.keep();
    const told = await device.ask(this.address, this.packet({ go: "back" }));
    if (told.receipt || told.kept) return this.end(told.receipt ? told.address : this.onlineAddress);
    if (told.changed) return device.show("changed");
    device.complain(device.reason(told) || device.says("noConnection"));
  }
  async erase() {
    this.draft = null;
    this.walk.close();
    await this.vault.forget(this.id);
    if (!(await this.vault.ids(this.starts)).length) await this.device.forgetPages();
  }
  async end(address) {
    await this.erase();
    location.replace(address);
  }
  async forget() {
    await this.erase();
    this.device.showWith();
    this.device.show("forgotten");
    this.device.focusHeading();
  }
}

const draftStart = globalThis.document?.querySelector("#draft[data-whole]");
if (draftStart) new Draft(new Device(draftStart)).start();
