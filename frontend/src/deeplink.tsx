// Opens the example that the address names (?example=NAME): its tab if it is still there unedited, else a new one.
import { useGraphiQL, useGraphiQLActions } from "@graphiql/react";
import { useEffect, useRef } from "react";
import { examples } from "./examples";

export function DeepLink() {
  const editor = useGraphiQL((state) => state.queryEditor);
  const tabs = useGraphiQL((state) => state.tabs);
  const { addTab, changeTab } = useGraphiQLActions();
  const opened = useRef(false);

  // Tabs may be switched only once the editor stands: switching reads the editor's text into the tab that is left.
  useEffect(() => {
    if (!editor || opened.current) return;
    opened.current = true;
    const example = takeExample();
    if (!example) return;
    const index = tabs.findIndex((tab) => tab.query === example.query);
    if (index >= 0) {
      changeTab(index);
    } else {
      addTab();
      editor.setValue(example.query);
    }
  }, [editor, tabs, addTab, changeTab]);

  return null;
}

/** The example asked for, once: a reload then keeps what the reader has typed since. */
function takeExample() {
  const address = new URL(location.href);
  const name = address.searchParams.get("example");
  address.searchParams.delete("example");
  history.replaceState(null, "", address);
  return examples.find((example) => example.name === name);
}
