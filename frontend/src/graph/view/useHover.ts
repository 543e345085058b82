// What the pointer has been at for 80 ms: what it only passes does not flicker.
import { useCallback, useEffect, useRef, useState } from "react";

const rest = 80;

export function useHover(): [string | undefined, (slot: string | undefined) => void] {
  const [hovered, set] = useState<string>();
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => () => clearTimeout(timer.current), []);
  const hover = useCallback((slot: string | undefined) => {
    clearTimeout(timer.current);
    timer.current = setTimeout(() => set(slot), rest);
  }, []);
  return [hovered, hover];
}
