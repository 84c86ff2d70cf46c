// What a device keeps, sealed with AES-GCM in IndexedDB: nothing of it can be read on the disk
// without the key, which is never kept. Part of offline.js.

const VAULT_NAME = "foreterre";
const SEALED = "sealed";
const ROUNDS = 600_000;
const toBytes = (text) => new TextEncoder().encode(text);
const toHex = (bytes) => [...new Uint8Array(bytes)].map((byte) => byte.toString(16).padStart(2, "0")).join("");

const asked = (request) =>
  new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });

async function openedVault() {
  const opening = indexedDB.open(VAULT_NAME, 1);
  opening.onupgradeneeded = () => opening.result.createObjectStore(SEALED, { keyPath: "id" });
  return asked(opening);
}

// The keys that follow from a secret: one that seals, and a name that tells nothing of it.
async function fromSecret(secret, purpose) {
  const start = await crypto.subtle.importKey("raw", toBytes(secret), "HKDF", false, ["deriveKey", "deriveBits"]);
  const about = (info) => ({ name: "HKDF", hash: "SHA-256", salt: new Uint8Array(32), info: toBytes(`${purpose} ${info}`) });
  const key = await crypto.subtle.deriveKey(about("seal"), start, { name: "AES-GCM", length: 256 }, false, ["encrypt", "decrypt"]);
  return { key, id: toHex(await crypto.subtle.deriveBits(about("name"), start, 128)) };
}

async function fromPassphrase(passphrase, salt) {
  const start = await crypto.subtle.importKey("raw", toBytes(passphrase.normalize("NFC")), "PBKDF2", false, ["deriveKey"]);
  const way = { name: "PBKDF2", hash: "SHA-256", salt, iterations: ROUNDS };
  return crypto.subtle.deriveKey(way, start, { name: "AES-GCM", length: 256 }, false, ["encrypt", "decrypt"]);
}

class Vault {
  static async open() {
    return Object.assign(new Vault(), { database: await openedVault() });
  }
  store(mode) {
    return this.database.transaction(SEALED, mode, { durability: "strict" }).objectStore(SEALED);
  }
  // While something is being kept the page says so to whoever asks (data-keeping).
  async seal(...what) {
    this.keeping = (this.keeping ?? 0) + 1;
    document.body.dataset.keeping = this.keeping;
    try {
      await this.put(...what);
    } finally {
      this.keeping -= 1;
      if (!this.keeping) delete document.body.dataset.keeping;
    }
  }
  async put(id, key, held, plain = {}) {
    const iv = crypto.getRandomValues(new Uint8Array(12));
    const way = { name: "AES-GCM", iv, additionalData: toBytes(id) };
    const sealed = await crypto.subtle.encrypt(way, key, toBytes(JSON.stringify(held)));
    const store = this.store("readwrite");
    store.put({ ...plain, id, iv, sealed });
    await new Promise((resolve, reject) => {
      store.transaction.oncomplete = resolve;
      store.transaction.onabort = () => reject(store.transaction.error);
    });
  }
  // null where there is nothing of that name. Throws where the key is not the one.
  async unseal(id, key) {
    const found = await asked(this.store("readonly").get(id));
    return found ? this.opened(found, key) : null;
  }
  async opened({ id, iv, sealed }, key) {
    const way = { name: "AES-GCM", iv, additionalData: toBytes(id) };
    return JSON.parse(new TextDecoder().decode(await crypto.subtle.decrypt(way, key, sealed)));
  }
  async plain(id) {
    return (await asked(this.store("readonly").get(id))) ?? null;
  }
  async ids(start) {
    return (await asked(this.store("readonly").getAllKeys())).filter((id) => id.startsWith(start));
  }
  async forget(...ids) {
    const store = this.store("readwrite");
    for (const id of ids) store.delete(id);
    await new Promise((resolve) => (store.transaction.oncomplete = resolve));
  }
}
