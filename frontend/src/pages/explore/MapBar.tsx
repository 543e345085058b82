// What the map shows: all divisions or one, domains or divisions; and what can be taken away from here.
import { useCallback } from "react";
import { SegmentedControl } from "@mantine/core";
import { useNavigate } from "@tanstack/react-router";
import { AsOfButton } from "../../asof/AsOf";
import type { Drawn } from "../../graph/view/useDrawing";
import { ShareButton } from "../../layout/ShareButton";
import { ExportMenu } from "./ExportMenu";
import { divisionsOf, type RollUp } from "./mapWords";
import classes from "./explore.module.css";

interface Props {
  rollUp: RollUp;
  revision: string;
  within: string | undefined;
  word: string;
  answer: string;
  showing: string;
  drawn: Drawn | undefined;
}

export function MapBar({ rollUp, revision, within, word, answer, showing, drawn }: Props) {
  const navigate = useNavigate({ from: "/explore" });
  const change = useCallback((to: object) => void navigate({ to: ".", search: (before) => ({ ...before, ...to, select: undefined }) }), [navigate]);
  const found = divisionsOf(rollUp);
  return (
    <div className={`${classes["bar"]} unprinted`} role="toolbar" aria-label="What is shown">
      {(within !== undefined || found.size > 1) && (
        <SegmentedControl aria-label="Division" value={within ?? ""} onChange={(id) => change({ within: id || undefined })} data={[{ value: "", label: "All divisions" }, ...[...found].map(([value, label]) => ({ value, label }))]} />
      )}
      <span className={`${classes["label"]} ${classes["wideOnly"]}`}>Grain</span>
      <SegmentedControl aria-label="Grain" value={word} onChange={(grain) => change({ grain: grain === "division" ? "division" : undefined })} data={[{ value: "division", label: "Division" }, { value: "domain", label: "Domain" }]} />
      <div className={classes["out"]}>
        <AsOfButton revision={revision} />
        <ExportMenu name="Map" title={answer} showing={showing} revision={revision} drawn={drawn} />
        <ShareButton />
      </div>
    </div>
  );
}
