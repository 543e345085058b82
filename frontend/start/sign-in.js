// The sign-in page: changes a token for a session, which the server keeps in a cookie that no script can read.
// Whatever the server says is shown as inert text (textContent), never as markup.

const $ = (id) => document.getElementById(id);

/** Shows who one is, or the form. */
async function look() {
  const answer = await fetch("/session");
  const who = answer.ok ? await answer.json() : undefined;
  $("sign-in").hidden = Boolean(who);
  $("signed-in").hidden = !who;
  $("sign-out").hidden = !who?.name;
  if (who) $("who").textContent = who.name ? `Signed in as ${who.name}: ${who.scopes.join(", ")}.` : "Nobody has to sign in here.";
  else $("token").focus();
}

/** Changes the token for a session, and goes back to where one came from. */
async function signIn(event) {
  event.preventDefault();
  $("fault").textContent = "";
  const token = $("token").value.trim();
  $("token").value = "";
  const answer = await fetch("/session", {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify({ token }),
  });
  if (answer.ok) return location.assign(back());
  $("fault").textContent = (await answer.json()).errors[0].message;
  $("token").focus();
}

/** Where one came from: a path of this server's own, or the start. */
function back() {
  const wanted = new URL(new URLSearchParams(location.search).get("next") ?? "/", location.origin);
  return wanted.origin === location.origin ? wanted.pathname + wanted.search : "/";
}

async function signOut() {
  await fetch("/session", { method: "DELETE" });
  await look();
}

$("sign-in").addEventListener("submit", (event) => signIn(event).catch((error) => ($("fault").textContent = error.message)));
$("sign-out").addEventListener("click", () => signOut());
await look();
