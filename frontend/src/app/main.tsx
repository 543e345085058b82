// The web app, at / and at every address below that is a page.
import "@fontsource-variable/inter/wght.css";
import "../theme/tokens.css";
import "../theme/base.css"; // before Mantine's: it says which layer wins
import "../theme/mantine.css";
import { MantineProvider } from "@mantine/core";
import { RouterProvider } from "@tanstack/react-router";
import { setNonce } from "get-nonce";
import { createRoot } from "react-dom/client";
import { Provider } from "urql";
import { client } from "../catalog/client";
import { cssVariables, theme } from "../theme/theme";
import { router } from "./router";

// The server puts a fresh nonce into each page: with it alone may Mantine add its styles, and what keeps the page from
// scrolling behind a dialog.
const nonce = document.querySelector<HTMLMetaElement>('meta[property="csp-nonce"]')?.nonce ?? "";
setNonce(nonce);

function App() {
  return (
    <MantineProvider theme={theme} cssVariablesResolver={cssVariables} defaultColorScheme="auto" getStyleNonce={() => nonce}>
      <Provider value={client}>
        <RouterProvider router={router} />
      </Provider>
    </MantineProvider>
  );
}

const root = document.getElementById("app");
if (!root) throw new Error("index.html has no #app");
createRoot(root).render(<App />);
