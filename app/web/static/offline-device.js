// The page itself on the device: what it keeps of itself, what it says, whether there is a
// connection. Part of offline.js.

const filledIn = (text, places) => text.replace(/\{(\w+)\}/g, (all, name) => String(places[name] ?? all));

const LONGEST_LETTING_GO = 3000; // milliseconds
const LONGEST_ANSWER = 120_000; // milliseconds before a request counts as lost
const [FIRST_RETRY, LAST_RETRY] = [1000, 60_000]; // milliseconds between two attempts, doubled each time

// Tries again by itself where nobody tells of a connection: it came back while a request was under
// way, or the device holds that it was never gone.
class Retry {
  pause = FIRST_RETRY;
  later(attempt) {
    clearTimeout(this.timer);
    if (!navigator.onLine) return;
    this.timer = setTimeout(attempt, this.pause);
    this.pause = Math.min(2 * this.pause, LAST_RETRY);
  }
  stop() {
    clearTimeout(this.timer);
    this.pause = FIRST_RETRY;
  }
}

class Device {
  constructor(start) {
    const { whole, says, way } = start.dataset;
    Object.assign(this, { start, whole: JSON.parse(whole), words: JSON.parse(says), way: JSON.parse(way) });
    this.secret = location.hash.slice(1);
    for (const each of document.querySelectorAll(".languages a, .other-words a")) each.hash = location.hash;
    document.addEventListener("click", (event) => this.stay(event));
    addEventListener("hashchange", () => location.reload());
  }
  // Links inside the page lead to their place and leave the address as it is: it holds the secret.
  stay(event) {
    const link = event.target.closest('a[href^="#"]');
    const place = link && document.getElementById(link.hash.slice(1));
    if (!place) return;
    event.preventDefault();
    if (!place.matches("input, select, textarea, button, a")) place.tabIndex = -1;
    place.focus();
  }
  says(name, places = {}) {
    return filledIn(this.words[name], places);
  }
  show(view) {
    for (const each of document.querySelectorAll("[data-view]")) each.hidden = each.dataset.view !== view;
    this.view = view;
    this.complain("");
  }
  // Some parts go with what is open: a draft, an interview, the device.
  showWith(...names) {
    for (const each of document.querySelectorAll("[data-with]")) each.hidden = !names.includes(each.dataset.with);
  }
  focusHeading() {
    document.querySelector(`[data-view="${this.view}"] h1`)?.focus();
    scrollTo(0, 0);
  }
  complain(sentence) {
    const place = document.querySelector(".problem");
    place.hidden = !sentence;
    place.firstElementChild.textContent = sentence;
    if (sentence) place.focus();
  }
  state(sentence) {
    for (const each of document.querySelectorAll(`[data-view="${this.view}"] .state`))
      if (each.textContent !== sentence) each.textContent = sentence;
  }
  on(action, call) {
    for (const each of document.querySelectorAll(`[data-do="${action}"]`))
      each.addEventListener(each.tagName === "FORM" ? "submit" : "click", (event) => {
        event.preventDefault();
        call(event);
      });
  }
  get connection() {
    return this.says(navigator.onLine ? "online" : "offline");
  }
  get cacheName() {
    return `offline ${location.pathname}`;
  }
  get isAble() {
    return Boolean(globalThis.isSecureContext && navigator.serviceWorker && globalThis.caches && globalThis.indexedDB && navigator.locks);
  }
  // In one tab at a time; a tab that was closed just now may take a moment to let go.
  async alone(name, open) {
    const signal = AbortSignal.timeout(LONGEST_LETTING_GO);
    const stays = new Promise(() => {});
    try {
      await new Promise((resolve, reject) => {
        navigator.locks.request(name, { signal }, () => {
          resolve();
          return stays;
        }).catch(reject);
      });
    } catch {
      return this.complain(this.says("openElsewhere"));
    }
    return open();
  }
  // Keeps this page as it is now, with all that it loads. Throws without a connection.
  async keepPage() {
    const cache = await caches.open(this.cacheName);
    const kept = await cache.match(location.pathname);
    const isKept = kept?.headers.get("ETag")?.includes(this.way.version);
    if (!isKept) {
      await cache.addAll(this.way.assets);
      const page = await fetch(location.pathname);
      if (!page.ok) throw new TypeError("the page did not come");
      await cache.put(location.pathname, page);
    }
    const asset = (request) => new URL(request.url).pathname + new URL(request.url).search;
    for (const request of await cache.keys())
      if (![...this.way.assets, location.pathname].includes(asset(request))) await cache.delete(request);
    await navigator.serviceWorker.register(this.way.worker, { scope: location.pathname });
    await navigator.serviceWorker.ready;
    await navigator.storage?.persist?.();
  }
  async isPageKept() {
    return (await caches.has(this.cacheName)) && Boolean(await caches.match(location.pathname));
  }
  // The pages of this campaign in every language and in other words.
  async forgetPages() {
    const end = location.pathname.split("/").slice(-3).join("/").replace(/-easy$/, "");
    const isOurs = (address) => address.replace(/-easy$/, "").endsWith(end);
    for (const name of await caches.keys()) if (isOurs(name)) await caches.delete(name);
    for (const each of await navigator.serviceWorker.getRegistrations()) if (isOurs(each.scope)) await each.unregister();
  }
  // {status, …what the server told}; status 0: no answer came.
  async ask(address, fields) {
    try {
      const post = fields && { method: "POST", body: new URLSearchParams(fields) };
      const answer = await fetch(`${this.way.root}${address}`, { ...post, headers: { Accept: "application/json" }, cache: "no-store", signal: AbortSignal.timeout(LONGEST_ANSWER) });
      const isData = answer.headers.get("Content-Type")?.includes("json");
      return { ...(isData ? await answer.json() : {}), status: answer.status };
    } catch {
      return { status: 0 };
    }
  }
  // Why the server did not take something, in words; "" where it did not answer, or not now.
  reason({ status, said }) {
    if (said) return said;
    if (status === 404) return this.says("unknownLink");
    return status === 413 ? this.says("tooMuch") : "";
  }
}
