import { keyHelp } from "../graph/view/keys";
import { Dialog } from "../layout/Dialog";
import { pageKeys } from "./pageKeys";
import classes from "./help.module.css";

/** The keys of every page, and those of the graph. */
export function HelpDialog({ close }: { close: () => void }) {
  return (
    <Dialog title="Keys" close={close}>
      <Keys title="On every page" of={pageKeys} />
      <Keys title="In the graph, once it has the focus" of={keyHelp("right")} />
    </Dialog>
  );
}

function Keys({ title, of }: { title: string; of: readonly (readonly [keys: string, what: string])[] }) {
  return (
    <section aria-label={title} className={classes["keys"]}>
      <h3>{title}</h3>
      <dl>
        {of.map(([keys, what]) => (
          <div key={keys}>
            <dt><kbd>{keys}</kbd></dt>
            <dd>{what}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
