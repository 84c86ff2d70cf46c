// Answers one JSON request a line with what ODK Web Forms' engine decides. See README.md.
import { createRequire } from "node:module";
import { pathToFileURL } from "node:url";
import { createInterface } from "node:readline";

const installed = createRequire(pathToFileURL(`${process.argv[2]}/node_modules/`));
const { JSDOM } = installed("jsdom");

// The engine is built for browsers: it must find a page with an address, and no Node.
const page = new JSDOM("<!doctype html>", { url: "http://localhost/" }).window;
for (const name of Object.getOwnPropertyNames(page)) {
  if (!(name in globalThis)) {
    Object.defineProperty(globalThis, name, { value: page[name], configurable: true, writable: true });
  }
}
const say = (answer) => process.stdout.write(`${JSON.stringify(answer)}\n`);
for (const name of ["log", "info", "warn", "error", "debug"]) console[name] = () => undefined;
Object.defineProperty(process.versions, "node", { value: undefined });
const engine = await import(pathToFileURL(`${process.argv[2]}/node_modules/@getodk/xforms-engine/dist/index.js`));

let root = null;

const requests = {
  /** form: the XForm; tables: {file name: text} for its attachments. */
  async load({ form, tables = {} }) {
    const loaded = await engine.loadForm(form, {
      geolocationProvider: null,
      missingResourceBehavior: engine.constants.MISSING_RESOURCE_BEHAVIOR.BLANK,
      fetchFormAttachment: async (address) => attachment(tables, String(address)),
    });
    if (loaded.status === "failure") throw loaded.error;
    root = loaded.createInstance({ geolocationProvider: null }).root;
    return state();
  },
  answer({ path, value }) {
    const node = found(path);
    give(node, value);
    return state();
  },
  /** A new item at the end of a repeat. */
  add({ path }) {
    const repeat = repeats().get(path);
    repeat.addInstances(repeat.currentState.children.length - 1, 1);
    return state();
  },
  /** The text that a label shows: an expression in its output, seen from its question. */
  label({ path }) {
    return found(path).currentState.label.asString;
  },
};

function attachment(tables, address) {
  const text = tables[address.split("/").at(-1)];
  const type = address.endsWith(".csv") ? "text/csv" : "text/xml";
  return text === undefined
    ? new Response("", { status: 404 })
    : new Response(text, { status: 200, headers: { "content-type": type } });
}

function give(node, value) {
  const codes = value === "" ? [] : value.split(" ");
  if (node.nodeType === "select" && node.selectType === "select1") {
    node.selectValue(value === "" ? null : value);
  } else if (node.nodeType === "select") node.selectValues(codes);
  else if (node.nodeType === "rank") node.setValues(codes);
  else if (node.nodeType === "trigger") node.setValue(value !== "");
  else if (node.nodeType === "range") node.setValue(value === "" ? null : Number(value));
  else node.setValue(value);
}

function found(path) {
  for (const [name, node] of leaves(root, "")) if (name === path) return node;
  throw new Error(`no node ${path}`);
}

const named = (node) => node.definition.qualifiedName?.localName ?? node.definition.nodeName;

function* leaves(node, before) {
  for (const child of node.currentState.children) {
    const path = before + named(child);
    if (child.nodeType.startsWith("repeat-range")) {
      for (const [place, item] of child.currentState.children.entries()) {
        yield* leaves(item, `${path}[${place + 1}]/`);
      }
    } else if (child.currentState.children) {
      if (named(child) !== "meta") yield* leaves(child, before);
    } else yield [path, child];
  }
}

function repeats(node = root, before = "", all = new Map()) {
  for (const child of node.currentState.children ?? []) {
    const path = before + named(child);
    if (child.nodeType.startsWith("repeat-range")) {
      all.set(path, child);
      for (const [place, item] of child.currentState.children.entries()) {
        repeats(item, `${path}[${place + 1}]/`, all);
      }
    } else repeats(child, before, all);
  }
  return all;
}

function state() {
  const nodes = {};
  for (const [path, node] of leaves(root, "")) {
    const now = node.currentState;
    nodes[path] = {
      relevant: now.relevant,
      required: now.required,
      readonly: now.readonly,
      value: now.instanceValue ?? "",
      violation: now.relevant ? (node.validationState.violation?.condition ?? null) : null,
    };
    if (now.relevant && now.valueOptions && node.nodeType !== "range") {
      nodes[path].choices = now.valueOptions.map((option) => option.value);
    }
  }
  const items = {};
  for (const [path, repeat] of repeats()) {
    items[path] = repeat.currentState.relevant ? repeat.currentState.children.length : 0;
  }
  return { nodes, items };
}

for await (const line of createInterface({ input: process.stdin })) {
  const request = JSON.parse(line);
  try {
    say({ ok: await requests[request.do](request) });
  } catch (error) {
    say({ error: String(error?.message ?? error).split("\n")[0].slice(0, 200) });
  }
}
