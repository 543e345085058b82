import { useEffect, useState } from "react";
import { Button } from "@mantine/core";
import { answers, reloadOfItself } from "./arriving";
import classes from "./states.module.css";

/** How long it is waited before the server is looked for once more. */
const pause = 3_000;

/** Code did not arrive: why, and what comes of it. `wait`: the page is loaded anew as soon as the server is there, since it shows nothing else. */
export function NoCode({ wait = false }: { wait?: boolean }) {
  const [there, know] = useState<boolean>();
  useEffect(() => {
    let wanted = true;
    let timer: ReturnType<typeof setTimeout>;
    const look = async () => {
      const found = await answers();
      if (!wanted || (found && wait && reloadOfItself())) return;
      know(found);
      if (wait && !found) timer = setTimeout(() => void look(), pause);
    };
    void look();
    return () => {
      wanted = false;
      clearTimeout(timer);
    };
  }, [wait]);
  const again = async () => ((await answers()) ? location.reload() : know(false));
  return (
    <div className={`${classes["banner"]} ${classes["bad"]} ${wait ? "" : classes["notice"]}`} role="alert">
      <p>
        <strong>{there ? "The server has another version now." : "The server did not answer."}</strong> {said(there === true, wait)}
      </p>
      <Button onClick={() => void again()}>Try again</Button>
    </div>
  );
}

function said(there: boolean, wait: boolean): string {
  if (there) return "Load the page anew: its address gives the same view.";
  return wait ? "This page comes by itself as soon as it is there." : "What you asked for could not be fetched.";
}
