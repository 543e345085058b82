// All that takes a drawing or a list away, fetched together.
export { csvOf } from "./csv";
export { mermaidOf } from "./mermaid";
export { pngOf, save, svgOf } from "./save";
