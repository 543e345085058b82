// The flows of the picture that is taken away: between boxes, and within one.
import type { PlacedFlow } from "../layout/drawing";
import { barAt, headAt } from "../layout/heads";
import type { InnerFlow } from "../layout/inner";
import { markWidth } from "../layout/marks";
import { strokeOf } from "../layout/stroke";
import type { Tokens } from "./tokens";

export function FlowShape({ of: { flow, stroke, path, tip, down, mark, over, bar }, tokens }: { of: PlacedFlow; tokens: Tokens }) {
  const color = tokens[stroke.tone];
  const bridges = over.map(({ x, y }) => `M${x},${y - 7}V${y + 7}`).join("");
  return (
    <g data-flow={flow.id} fill="none" stroke={color} strokeWidth={stroke.width}>
      {bridges && <path d={bridges} stroke={tokens.canvas} strokeWidth={stroke.width + 6} />}
      <path d={path} strokeDasharray={stroke.dash} strokeLinecap={stroke.round ? "round" : "butt"} />
      {stroke.head !== "none" && <path d={headAt(tip, stroke.width, down)} strokeWidth={1} strokeLinejoin="round" fill={stroke.head === "filled" ? color : tokens.canvas} />}
      {bar && <path d={barAt(bar, bar.down)} stroke={tokens.bad} strokeWidth={2} />}
      {mark && <MarkShape at={mark.at} text={mark.text} tokens={tokens} color={stroke.tone === "edge" ? tokens["ink-2"] : color} />}
    </g>
  );
}

export function InnerShape({ of: { flow, path, head, mark }, tokens }: { of: InnerFlow; tokens: Tokens }) {
  const stroke = strokeOf(flow);
  const color = tokens[stroke.tone];
  return (
    <g>
      <path d={path} fill="none" stroke={color} strokeWidth={1.5} strokeDasharray={stroke.dash} />
      {stroke.head !== "none" && <path d={head} fill={stroke.head === "filled" ? color : tokens.surface} stroke={color} strokeWidth={1} strokeLinejoin="round" />}
      {mark && <MarkShape at={mark.at} text={mark.text} tokens={tokens} color={tokens["ink-2"]} />}
    </g>
  );
}

function MarkShape({ at, text, tokens, color }: { at: { x: number; y: number }; text: string; tokens: Tokens; color: string }) {
  const width = markWidth(text);
  return (
    <g transform={`translate(${at.x} ${at.y})`}>
      <rect x={-width / 2} y={-9} width={width} height={18} rx={9} fill={tokens.surface} stroke={tokens["line-2"]} strokeWidth={1} />
      <text y={3.7} textAnchor="middle" fontSize={10.5} fontWeight={600} fill={color} stroke="none">
        {text}
      </text>
    </g>
  );
}
