import { Skeleton } from "@mantine/core";
import { useEffect, useState } from "react";
import { Page } from "../layout/Page";
import classes from "./states.module.css";

/** True once something has been so for a while: what takes no time shows no sign of waiting. */
export function useDelayed(milliseconds = 150): boolean {
  const [late, setLate] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setLate(true), milliseconds);
    return () => clearTimeout(timer);
  }, [milliseconds]);
  return late;
}

/** The shape of a page to come, after 150 ms. */
export function Waiting() {
  const late = useDelayed();
  return (
    <div role="status" aria-label="Loading">
      {late && (
        <Page>
          <Skeleton height={24} width="50%" mb={20} />
          <div className={classes["shapes"]}>
            <Skeleton height={176} />
            <Skeleton height={120} />
            <Skeleton height={140} />
            <Skeleton height={140} />
          </div>
        </Page>
      )}
    </div>
  );
}
