// Opens what the address asks for: an example by its name (?example=NAME), or a page's own question (#query=…&variables=…),
// in its tab if it is still there unedited, else in a new one.
import { useGraphiQL, useGraphiQLActions } from "@graphiql/react";
import { useEffect, useRef } from "react";
import { askedFor } from "./askedfor";

export function DeepLink() {
  const editor = useGraphiQL((state) => state.queryEditor);
  const variableEditor = useGraphiQL((state) => state.variableEditor);
  const tabs = useGraphiQL((state) => state.tabs);
  const { addTab, changeTab } = useGraphiQLActions();
  const opened = useRef(false);

  // Tabs may be switched only once the editors stand: switching reads their texts into the tab that is left.
  useEffect(() => {
    if (!editor || !variableEditor || opened.current) return;
    opened.current = true;
    const asked = askedFor(location);
    history.replaceState(null, "", asked.rest); // a reload then keeps what the reader has typed since
    if (!asked.query) return;
    const { query, variables } = asked;
    const index = tabs.findIndex((tab) => tab.query === query && (tab.variables ?? "") === variables);
    if (index >= 0) {
      changeTab(index);
    } else {
      addTab();
      editor.setValue(query);
      variableEditor.setValue(variables);
    }
  }, [editor, variableEditor, tabs, addTab, changeTab]);

  return null;
}
