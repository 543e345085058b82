// The drawing on the screen: to pan and zoom, to click, and to walk through with the keys. Screen readers get the list with
// the same data instead, and are told where the keys lead.
import "@xyflow/react/dist/base.css"; // before all of ours, which overrules it
import { Suspense, useCallback, useEffect, useMemo, useRef, useState } from "react";
import { ReactFlowProvider } from "@xyflow/react";
import { later } from "../../states/later";
import type { Direction } from "../model/answer";
import { highlight, startSlots, touching } from "../model/highlight";
import { walk } from "../model/walk";
import { type Step, waysOf } from "../model/ways";
import type { Actions, Foretelling } from "./actions";
import { commandsOf } from "./commands";
import { LookContext } from "./context";
import { describe } from "./describe";
import { commandOf } from "./keys";
import { Legend } from "./Legend";
import { columnsOf, menuOf, type Overlay, rowsOf } from "./overlay";
import type { Sight } from "./sight";
import { Stage } from "./Stage";
import type { Drawn } from "./useDrawing";
import { useHover } from "./useHover";
import { usePointing } from "./usePointing";
import { useSight } from "./useSight";
import { useViewport } from "./useViewport";
import { ZoomControls } from "./ZoomControls";
import classes from "./graph.module.css";

export type { Actions };

/** Loaded when somebody asks for one: the drawing does not wait for it. */
const Overlays = later(() => import("./Overlays"), ({ Overlays }) => Overlays);

interface Props {
  /** What it is a drawing of, for who cannot see it. */
  label: string;
  drawn: Drawn;
  /** What was asked about. */
  start: string[];
  selected: string[];
  opened: Set<string>;
  spinning?: string | undefined;
  /** Slots that somebody has just changed: they get a ring for a moment. */
  changed?: Set<string> | undefined;
  /** Of two selected, the way between them that is lit: a shortest one. */
  way?: readonly Step[] | undefined;
  /** While something is selected, only the flows that it lights are drawn. */
  onlyLit?: boolean;
  /** The drawing is fitted to the screen when this changes; not when something is opened in it. */
  fitFor: string;
  actions: Actions;
  /** What the menu of a handle says; left out where there are no handles. */
  foretelling?: Foretelling;
  /** Told what is in sight from near by, and when it no longer is. */
  see?: ((sight: Sight) => void) | undefined;
  /** What stands at the top left. */
  children?: React.ReactNode;
}

export function GraphView(props: Props) {
  return (
    <ReactFlowProvider>
      <Canvas {...props} />
    </ReactFlowProvider>
  );
}

const none: Set<string> = new Set();

function Canvas({ label, drawn, start, selected, opened, spinning, changed = none, way, onlyLit = false, fitFor, actions, foretelling, see, children }: Props) {
  const { scene, drawing } = drawn;
  const root = useRef<HTMLDivElement>(null);
  const { fit, reveal, fitted } = useViewport(root, drawing, fitFor);
  const moved = useSight(root, drawing, see);
  const [cursor, moveCursor] = useState<string>();
  const [hovered, hover] = useHover();
  const [overlay, show] = useState<Overlay>();

  const ways = useMemo(() => waysOf(scene.flows), [scene]);
  const lit = useMemo(() => highlight(scene.boxes, ways, startSlots(scene.boxes, start), selected, way), [scene, ways, start, selected, way]);
  const near = useMemo(() => (hovered ? touching(scene.boxes, ways, hovered) : none), [scene, ways, hovered]);
  const look = useMemo(() => ({ lit, cursor, spinning, opened, changed }), [lit, cursor, spinning, opened, changed]);

  const follow = useCallback((slot: string) => {
    moveCursor(slot);
    reveal(slot);
  }, [reveal]);

  // Selected elsewhere, in the list or by the address: it is brought into sight.
  const last = selected.at(-1);
  useEffect(() => {
    if (last) reveal(last);
  }, [last, reveal]);

  const menu = (slot: string, direction: Direction) => foretelling && show(menuOf(root.current!, slot, direction));
  const at = cursor ?? last ?? start[0];
  const keys = (event: React.KeyboardEvent) => {
    const command = event.target === root.current ? commandOf(event) : undefined;
    if (!command) return;
    event.preventDefault();
    if (typeof command === "string") return commandsOf({ drawn, actions, at, opened, fit, show, menu })[command]();
    const next = at === undefined ? undefined : walk(drawing, ways, at, command.walk);
    if (next) follow(next);
  };
  const pointing = usePointing({ root, actions, menu, rows: (box) => show(rowsOf(root.current!, box)), columns: (of) => show(columnsOf(root.current!, of)), taken: () => moveCursor(undefined) });
  const closeOverlay = () => {
    show(undefined);
    root.current?.focus();
  };

  return (
    <LookContext value={look}>
      <div
        ref={root}
        className={classes["canvas"]}
        role="application"
        aria-roledescription="graph"
        aria-label={label}
        aria-describedby="graph-keys"
        tabIndex={0}
        data-graph=""
        data-only={(onlyLit && lit.selected.size > 0) || undefined}
        onKeyDown={keys}
        {...pointing}
        onPointerOver={(event) => hover(slotAt(event))}
        onPointerLeave={() => hover(undefined)}
      >
        <p id="graph-keys" className="unseen">
          Arrow keys walk along the flows. The list beside has the same data. Question mark: all keys.
        </p>
        <p className="unseen" aria-live="polite">
          {cursor && describe(scene, cursor)}
        </p>
        <Stage root={root} drawing={drawing} fitted={fitted} lit={lit.flows} hovered={near.size ? near : lit.others} moved={moved} />
        <div className={classes["top"]} data-float-each="">{children}</div>
        <Legend scene={scene} />
        <ZoomControls fit={fit} orientation={scene.orientation} turn={actions.turn} />
        <Suspense>{overlay && <Overlays of={overlay} scene={scene} actions={actions} foretelling={foretelling} follow={follow} close={closeOverlay} />}</Suspense>
      </div>
    </LookContext>
  );
}

function slotAt({ target }: React.PointerEvent): string | undefined {
  return target instanceof Element ? target.closest<HTMLElement>("[data-slot]")?.dataset["slot"] : undefined;
}
