// What is asked: direction, grain, depth and filter, and what can be taken away from here.
import { figure } from "../../catalog/count";
import { Suspense } from "react";
import { Button, SegmentedControl } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { AsOfButton } from "../../asof/AsOf";
import { ShareButton } from "../../layout/ShareButton";
import type { Drawn } from "../../graph/view/useDrawing";
import { type Direction, type Grain, grains } from "../../url/parameters";
import { later } from "../../states/later";
import { ExportMenu } from "./ExportMenu";
import { FilterMenu } from "./FilterMenu";
import { showing } from "./Showing";
import type { Catalog, Entity, Shown } from "./useScene";
import type { Moves, View } from "./useView";
import classes from "./explore.module.css";

interface Props {
  catalog: Catalog;
  entity: Entity;
  view: View;
  moves: Moves;
  shown: Shown;
  drawn: Drawn | undefined;
  /** The list lies over the picture, on a screen of medium width. */
  drawer: boolean;
  slide: () => void;
}

export function Toolbar({ catalog, entity, view, moves, shown, drawn, drawer, slide }: Props) {
  const title = view.direction === "downstream" ? entity.wholeDownstream.summary : entity.wholeUpstream.summary;
  const exports = <ExportMenu name={`${entity.name} ${view.direction}`} title={title} showing={showing(entity, view, shown)} revision={catalog.revision} drawn={drawn} entries={[...shown.upstream, ...shown.downstream]} />;
  return (
    <div className={`${classes["bar"]} unprinted`} role="toolbar" aria-label="What is shown">
      <SegmentedControl
        aria-label="Direction"
        value={view.direction}
        onChange={(direction) => moves.change({ direction: direction as Direction, open: undefined })}
        data={[
          { value: "upstream", label: <Counted word="Upstream" count={entity.wholeUpstream.total} /> },
          { value: "downstream", label: <Counted word="Downstream" count={entity.wholeDownstream.total} /> },
          { value: "both", label: "Both" },
        ]}
      />
      <div className={classes["more"]}>
        <Choices view={view} moves={moves} shown={shown} />
      </div>
      <Sheet>
        <Choices view={view} moves={moves} shown={shown} />
        <AsOfButton revision={catalog.revision} />
        {exports}
        <ShareButton />
      </Sheet>
      <div className={classes["out"]}>
        <AsOfButton revision={catalog.revision} />
        {exports}
        <Button className={classes["slide"] ?? ""} aria-expanded={drawer} onClick={slide}>
          List
        </Button>
        <ShareButton />
      </div>
    </div>
  );
}

/** How fine and how deep, and what of it is to be seen. */
function Choices({ view, moves, shown }: Pick<Props, "view" | "moves" | "shown">) {
  return (
    <>
      <span className={classes["label"]}>Grain</span>
      <SegmentedControl aria-label="Grain" className={classes["grains"] ?? ""} value={view.grain} onChange={(grain) => moves.change({ grain: grain as Grain })} data={grains.map((grain) => ({ value: grain, label: grain[0]!.toUpperCase() + grain.slice(1) }))} />
      <span className={classes["label"]}>Depth</span>
      <DepthSteps view={view} moves={moves} />
      <FilterMenu view={view} moves={moves} shown={shown} />
    </>
  );
}

/** Loaded when it is opened: most screens never do. */
const SheetDrawer = later(() => import("./SheetDrawer"), ({ SheetDrawer }) => SheetDrawer);

/** On a phone all but the direction is in one sheet. */
function Sheet({ children }: { children: React.ReactNode }) {
  const [opened, { open, close }] = useDisclosure(false);
  return (
    <div className={classes["sheet"]}>
      <Button variant="subtle" color="gray" onClick={open}>
        More
      </Button>
      <Suspense>
        {opened && (
          <SheetDrawer label="What is shown" close={close}>
            {children}
          </SheetDrawer>
        )}
      </Suspense>
    </div>
  );
}

function Counted({ word, count }: { word: string; count: number }) {
  return (
    <>
      {word} <span className={classes["count"]}>{figure(count)}</span>
    </>
  );
}

function DepthSteps({ view: { depth }, moves }: Pick<Props, "view" | "moves">) {
  const less = depth === "all" ? 3 : depth - 1;
  return (
    <div className={classes["depth"]} role="group" aria-label="Depth">
      <button type="button" aria-label="Less depth" disabled={depth === 1} onClick={() => moves.change({ depth: less })}>
        −
      </button>
      <button type="button" aria-pressed={depth === "all"} title="All steps" onClick={() => moves.change({ depth: depth === "all" ? 1 : "all" })}>
        {depth === "all" ? "All" : depth}
      </button>
      <button type="button" aria-label="More depth" disabled={depth === "all"} onClick={() => moves.change({ depth: depth === "all" || depth >= 9 ? "all" : depth + 1 })}>
        +
      </button>
    </div>
  );
}
