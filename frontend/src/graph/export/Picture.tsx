// The drawing as one SVG that needs nothing else: no style sheet, no font file, no colour by name. The picture for a
// document, from the same model as the one on the screen.
import { bridged, type Drawing } from "../layout/drawing";
import { BoxShape } from "./PictureBox";
import { FlowShape } from "./PictureFlows";
import type { Tokens } from "./tokens";

interface Props {
  drawing: Drawing;
  tokens: Tokens;
  /** The font, as a style sheet with the file in it. */
  font: string;
  /** What is asked, in words, and what the picture is from. */
  title: string;
  footer: string;
}

const margin = 24;
const footerRoom = 30;

export function pictureSize({ bounds }: Drawing): { width: number; height: number } {
  return { width: Math.max(420, Math.ceil(bounds.width + 2 * margin)), height: Math.ceil(bounds.height + 2 * margin + footerRoom) };
}

export function Picture({ drawing, tokens, font, title, footer }: Props) {
  const { width, height } = pictureSize(drawing);
  const { x, y } = drawing.bounds;
  return (
    <svg xmlns="http://www.w3.org/2000/svg" width={width} height={height} viewBox={`0 0 ${width} ${height}`} fontFamily="'Inter Variable', Inter, system-ui, sans-serif" fontSize={13} fill={tokens.ink}>
      <title>{title}</title>
      <style>{font}</style>
      <rect width={width} height={height} fill={tokens.canvas} />
      <g transform={`translate(${margin - x} ${margin - y})`}>
        {bridged(drawing.flows).map((flow) => (
          <FlowShape key={flow.flow.id} of={flow} tokens={tokens} />
        ))}
        {drawing.boxes.map((placed) => (
          <BoxShape key={placed.box.id} of={placed} tokens={tokens} />
        ))}
      </g>
      <text x={margin} y={height - 14} fontSize={11.5} fill={tokens["ink-3"]}>
        {footer}
      </text>
    </svg>
  );
}
