// Words and signs of the picture that is taken away: it has no style sheet, so that each says its own colour and size.
import { silhouette } from "../../atoms/KindGlyph";
import { isGroupTeam, monogram } from "../../atoms/monogram";
import { textWidth } from "../model/measure";
import type { Tokens } from "./tokens";

export function Glyph({ of, x, y, color }: { of: Parameters<typeof silhouette>[0]; x: number; y: number; color: string }) {
  return (
    <svg x={x} y={y} width={14} height={14} viewBox="0 0 14 14" color={color}>
      {silhouette(of)}
    </svg>
  );
}

export function Badge({ of, x, y, tokens }: { of: { id: string; name: string }; x: number; y: number; tokens: Tokens }) {
  return (
    <>
      <rect x={x} y={y} width={18} height={18} rx={isGroupTeam(of.id) ? 9 : 5} fill={tokens.sunken} stroke={tokens["line-2"]} />
      <text x={x + 9} y={y + 12.3} fontSize={9} fontWeight={650} textAnchor="middle" fill={tokens["ink-2"]}>
        {monogram(of.name)}
      </text>
    </>
  );
}

/** Text that is cut where it has no more room. `end`: it ends at x. */
export function Words({ x, y, text, room, size = 13, weight, color, strike, end }: { x: number; y: number; text: string; room: number; size?: number; weight?: number; color: string; strike?: boolean; end?: boolean }) {
  return (
    <text x={x} y={y} textAnchor={end ? "end" : undefined} fontSize={size} fontWeight={weight} fill={color} textDecoration={strike ? "line-through" : undefined}>
      {cut(text, room, size)}
    </text>
  );
}

function cut(text: string, room: number, size: number): string {
  if (textWidth(text, size) <= room) return text;
  let end = text.length;
  while (end > 1 && textWidth(text.slice(0, end), size) > room - size) end--;
  return `${text.slice(0, end)}…`;
}
