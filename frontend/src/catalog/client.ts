// The one client of the API. It remembers answers only to show them while it asks anew: what is shown is never older than
// the last answer, and the feed of commits has every page ask again (feed.ts).
import { Client, cacheExchange, fetchExchange, makeOperation, mapExchange, type Operation } from "urql";
import { leaveToSignIn, signedIn } from "./signin";

export const client = new Client({
  url: "/graphql",
  exchanges: [
    mapExchange({
      onOperation: inJson,
      onError: (error) => {
        if (error.graphQLErrors.some(({ extensions }) => extensions["code"] === "UNAUTHENTICATED")) leaveToSignIn();
      },
    }),
    cacheExchange,
    fetchExchange,
  ],
  fetch: signedIn,
  fetchSubscriptions: true,
  preferGetMethod: false,
  requestPolicy: "cache-and-network",
});

// urql would take streams of events for queries too, as gladly as JSON, and the server would send them.
function inJson(operation: Operation): Operation {
  if (operation.kind === "subscription") return operation;
  const fetchOptions = { headers: { accept: "application/graphql-response+json" } };
  return makeOperation(operation.kind, operation, { ...operation.context, fetchOptions });
}
