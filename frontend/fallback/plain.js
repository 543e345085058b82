// The plain playground: sends the query to /graphql and shows the answer.
// Whatever the server says is shown as inert text (textContent), never as markup.

const $ = (id) => document.getElementById(id);
const examples = [...$("examples").querySelectorAll("button")];
let running = new AbortController();

/** Opens an example and clears what belonged to the one before. */
function open(button) {
  $("query").value = button.value;
  $("variables").value = "";
  mark(button);
  running.abort();
  show({ status: "", errors: [], text: "" });
}

/** Marks the example that stands in the form unedited, or none. */
function mark(button) {
  for (const other of examples) other.setAttribute("aria-pressed", String(other === button));
}

function show({ status, errors, text }) {
  $("status").textContent = status;
  $("errors").replaceChildren(...errors.map((message) => Object.assign(document.createElement("li"), { textContent: message })));
  $("errors").hidden = errors.length === 0;
  $("answer").textContent = text;
}

/** Runs what stands in the form. A newer run cuts off the one before, so that answers never change places. */
async function run() {
  running.abort();
  running = new AbortController();
  const { signal } = running;
  show({ status: "Running", errors: [], text: "" });
  try {
    const shown = await ask($("query").value, variables(), signal);
    if (!signal.aborted) show(shown);
  } catch (error) {
    if (!signal.aborted) show({ status: "No answer", errors: [error.message], text: "" });
  }
}

function variables() {
  const text = $("variables").value.trim();
  if (text === "") return undefined;
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new Error(`The variables are not JSON: ${error.message}`);
  }
}

async function ask(query, variables, signal) {
  const began = performance.now();
  const response = await fetch("/graphql", {
    method: "POST",
    headers: { "Content-Type": "application/json", Accept: "application/graphql-response+json, application/json" },
    body: JSON.stringify({ query, variables }),
    signal,
  });
  if (response.status === 401) location.assign(`/sign-in?next=${encodeURIComponent(location.pathname + location.search)}`);
  const text = await response.text();
  const status = `${response.status} · ${Math.round(performance.now() - began)} ms`;
  return { status, ...read(text, response) };
}

/** What the body says, or, where it is no GraphQL answer, the body itself. */
function read(text, response) {
  try {
    const answer = JSON.parse(text);
    return { errors: (answer?.errors ?? []).map(describe), text: JSON.stringify(answer, null, 2) };
  } catch {
    return { errors: [`The server answered ${response.status} with something that is not JSON.`], text };
  }
}

function describe({ message, path, locations, extensions }) {
  const place = path ? `at ${path.join(".")}` : locations?.[0] ? `line ${locations[0].line}, column ${locations[0].column}` : "";
  return [extensions?.code, place, message].filter(Boolean).join(" · ");
}

for (const button of examples) button.addEventListener("click", () => open(button));

$("query").addEventListener("input", () => mark(examples.find((button) => button.value === $("query").value)));

$("ask").addEventListener("submit", (event) => {
  event.preventDefault();
  run();
});

document.addEventListener("keydown", (event) => {
  if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
    event.preventDefault();
    run();
  }
});

const wanted = new URLSearchParams(location.search).get("example");
open(examples.find((button) => button.name === wanted) ?? examples[0]);
