// Serves the pages that a device keeps when there is no network, and the files that they load. It
// keeps nothing itself: a page does, when somebody wishes it (offline-device.js).

const LONGEST_WAIT = 4000; // milliseconds before a kept page is shown instead

self.addEventListener("install", () => self.skipWaiting());
self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim()));

const addressOf = (url) => url.pathname + url.search;

function late() {
  return new Promise((_, refuse) => setTimeout(() => refuse(new Error("late")), LONGEST_WAIT));
}

// The newest page where the network brings it in time; the kept one else.
async function page(address) {
  const kept = await caches.match(address);
  const coming = fetch(address, { cache: "no-store" });
  try {
    const answer = await (kept ? Promise.race([coming, late()]) : coming);
    return answer.status < 500 || !kept ? answer : kept;
  } catch (reason) {
    if (kept) return kept;
    throw reason;
  }
}

async function file(request) {
  return (await caches.match(addressOf(new URL(request.url)))) ?? fetch(request);
}

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (request.method !== "GET" || url.origin !== location.origin) return;
  if (request.mode === "navigate") event.respondWith(page(addressOf(url)));
  else if (url.pathname.includes("/static/")) event.respondWith(file(request));
});
