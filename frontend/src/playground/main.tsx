// The playground: GraphiQL at /playground/, with one tab for each example. It talks to /graphql of its own server only.
import "graphiql/setup-workers/vite";
import "graphiql/style.css";
import "./playground.css";
import { createGraphiQLFetcher } from "@graphiql/toolkit";
import { GraphiQL } from "graphiql";
import { createRoot } from "react-dom/client";
import { DeepLink } from "./deeplink";
import { examples } from "./examples";
import { signedIn } from "../catalog/signin";

const fetcher = createGraphiQLFetcher({ url: "/graphql", fetch: signedIn });

function Playground() {
  return (
    <GraphiQL fetcher={fetcher} defaultTabs={examples.map(({ query }) => ({ query }))} inputValueDeprecation schemaDescription>
      <GraphiQL.Logo>
        <a className="headwater" href="/">
          Headwater
        </a>
        <DeepLink />
      </GraphiQL.Logo>
    </GraphiQL>
  );
}

const root = document.getElementById("playground");
if (!root) throw new Error("index.html has no #playground");
createRoot(root).render(<Playground />);
