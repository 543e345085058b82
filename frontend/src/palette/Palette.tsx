import { useHotkeys } from "@mantine/hooks";
import { Suspense, useEffect } from "react";
import { inAdvance } from "../states/arriving";
import { later } from "../states/later";
import { closePalette, openPalette, usePalette } from "./open";

const load = () => import("./PaletteDialog");
const Dialog = later(load, ({ PaletteDialog }) => PaletteDialog);

/** The palette, at ⌘K. Its code comes once the page stands, so that no key is lost to waiting for it. */
export function Palette() {
  const open = usePalette();
  useHotkeys([["mod+K", () => openPalette()]], []);
  useEffect(() => {
    const timer = setTimeout(() => inAdvance(load), 1_000);
    return () => clearTimeout(timer);
  }, []);
  return open ? (
    <Suspense>
      <Dialog key={open.from?.id} from={open.from} close={closePalette} />
    </Suspense>
  ) : null;
}
