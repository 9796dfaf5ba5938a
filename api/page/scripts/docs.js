// The page /docs: every request of /openapi.json, with a form that sends it and shows the reply.

import { ask, authorization } from "./api.js";
import { byId, el, trouble } from "./dom.js";

async function show() {
  const page = byId("requests");
  try {
    const { info, paths, components } = await ask("GET", "/openapi.json");
    const operations = Object.entries(paths).flatMap(([path, methods]) =>
      Object.entries(methods).map(([method, operation]) => ({ ...operation, method: method.toUpperCase(), path })),
    );
    const tags = [...new Set(operations.map((operation) => operation.tags[0]))];
    const sections = tags.flatMap((tag) => [
      el("h2", {}, tag[0].toUpperCase() + tag.slice(1)),
      ...operations.filter((operation) => operation.tags[0] === tag).map((operation) => request(operation, components.schemas)),
    ]);
    const about = info.description.split("\n\n").map((paragraph) => el("p", {}, prose(paragraph)));
    page.replaceChildren(el("h1", {}, `${info.title} ${info.version}: requests`), ...about, ...sections);
  } catch (problem) {
    page.replaceChildren(trouble(problem, show));
  }
}

function request(operation, schemas) {
  const [first, ...rest] = operation.description.split("\n\n");
  const body = operation.requestBody?.content["application/json"].schema;
  const success = operation.responses["200"] ?? operation.responses["202"];
  return el(
    "details",
    { class: "request" },
    el(
      "summary",
      {},
      el("span", { class: "method" }, operation.method),
      el("code", { class: "path" }, operation.path),
      el("span", {}, prose(first)),
    ),
    rest.map((paragraph) => el("p", {}, prose(paragraph))),
    form(operation, body && resolved(body, schemas)),
    body && fields("Fields of the request", body, schemas),
    success && fields("Fields of the reply", success.content?.["application/json"]?.schema, schemas),
  );
}

/** One input a parameter, and one for the body; filled with the examples that the description gives. */
function form({ method, path, parameters = [] }, body) {
  const inputs = parameters.map(({ name, required, example, description }) => ({
    label: `${name}${description ? `: ${description}` : ""}`,
    input: el("input", { name, required, value: example }),
  }));
  if (body) {
    const example = JSON.stringify(body.examples?.[0] ?? {}, null, 2);
    inputs.push({ label: "Body, as JSON", input: el("textarea", { name: "(body)", rows: example.split("\n").length }, example) });
  }
  const status = el("p", { class: "status", role: "status" });
  const reply = el("pre", { class: "reply", tabindex: "0", "aria-label": "Reply", hidden: true });
  const send = async (event) => {
    event.preventDefault();
    const values = new FormData(event.target);
    const text = values.get("(body)");
    reply.hidden = true;
    status.textContent = "Sending…";
    try {
      const headers = { ...authorization(), ...(body && { "content-type": "application/json" }) };
      const answer = await fetch(address(path, parameters, values), { method, headers, body: text ?? undefined });
      reply.textContent = readable(await answer.text());
      reply.hidden = false;
      status.textContent = `${answer.status} ${answer.statusText}`;
    } catch {
      status.textContent = "daycite does not answer. Is `daycite serve` still running?";
    }
  };
  return el(
    "form",
    { onsubmit: send },
    inputs.map(({ label, input }) => el("label", {}, label, input)),
    el("button", { class: "quiet" }, "Send"),
    status,
    reply,
  );
}

/** ("/days/{date}", [date, from], {date: "2025-05-03", from: ""}) -> "/days/2025-05-03": what is left empty is not sent. */
function address(path, parameters, values) {
  const query = new URLSearchParams();
  let filled = path;
  for (const { name, in: place } of parameters) {
    const value = values.get(name);
    if (place === "path") filled = filled.replace(`{${name}}`, () => value.split("/").map(encodeURIComponent).join("/"));
    else if (value) query.set(name, value);
  }
  return query.size ? `${filled}?${query}` : filled;
}

/** "the field `detail`" -> text and code, in turn. */
function prose(text) {
  return text.split("`").map((piece, place) => (place % 2 ? el("code", {}, piece) : piece));
}

function readable(text) {
  try {
    return JSON.stringify(JSON.parse(text), null, 2);
  } catch {
    return text; // server-sent events
  }
}

function fields(title, schema, schemas) {
  const rows = schema ? described(schema, schemas, "", []) : [];
  const cells = rows.map((row) => el("tr", {}, el("td", {}, el("code", {}, row.name)), el("td", {}, row.type), el("td", {}, prose(row.about))));
  return rows.length > 0 && el("details", {}, el("summary", {}, title), el("table", {}, el("tbody", {}, cells)));
}

/** The fields of a schema and of those inside it: [{name: "statements[].day", type, about}]. */
function described(schema, schemas, prefix, above) {
  return options(schema, schemas).flatMap((option) => {
    if (option.items) return described(option.items, schemas, `${prefix}[]`, above);
    if (!option.properties || above.includes(option)) return []; // a schema that holds itself is told once
    return Object.entries(option.properties).flatMap(([key, field]) => {
      const name = prefix ? `${prefix}.${key}` : key;
      const row = { name, type: typed(field, schemas), about: field.description ?? "" };
      return [row, ...described(field, schemas, name, [...above, option])];
    });
  });
}

function typed(schema, schemas) {
  const names = options(schema, schemas).map((option) => (option.items ? `list of ${typed(option.items, schemas)}` : (option.type ?? option.const ?? "any")));
  return [...new Set(names)].join(" or ");
}

/** A schema as the plain ones that it may be. */
function options(schema, schemas) {
  const plain = resolved(schema, schemas);
  const several = plain.anyOf ?? plain.oneOf;
  return several ? several.flatMap((option) => options(option, schemas)) : [plain];
}

function resolved(schema, schemas) {
  return schema.$ref ? schemas[schema.$ref.split("/").pop()] : schema;
}

show();
