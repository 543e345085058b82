import type { ReactNode } from "react";
import type { Answer } from "../catalog/answer";
import { FaultBanner } from "./FaultBanner";
import { NotFound } from "./NotFound";
import { Waiting } from "./Waiting";

interface Props<Data> {
  answer: Answer<Data>;
  /** What is looked for, to be named where it is not there. */
  wanted?: string;
  children: (data: Data) => ReactNode;
}

/** A page's answer in whichever state it is: on its way, there, not to be had, or there from before with why not newer. */
export function Answered<Data>({ answer, wanted, children }: Props<Data>) {
  const { data, fault, again } = answer;
  if (fault?.code === "NOT_FOUND") return <NotFound wanted={wanted} fault={fault} />;
  if (!data && !fault) return <Waiting />;
  return (
    <>
      {fault && <FaultBanner fault={fault} again={again} kept={data !== undefined} />}
      {data ? children(data) : <h1 className="unseen">There is no answer yet</h1>}
    </>
  );
}
