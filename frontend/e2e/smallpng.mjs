// Makes a screenshot small: at most 256 colours, which a page of text and lines hardly has more of.
import { crc32, deflateSync, inflateSync } from "node:zlib";

const signature = Buffer.from([137, 80, 78, 71, 13, 10, 26, 10]);
const channels = { 2: 3, 6: 4 }; // of the colour types that browsers write: with and without alpha

/** The same picture with a palette. It must be a PNG of 8 bits, not interlaced; its alpha is not kept. */
export function smallPng(png) {
  const { width, height, colours } = decode(png);
  const palette = paletteOf(colours);
  const nearest = new Map(); // of each colour, where in the palette its nearest is
  const rows = Buffer.alloc((width + 1) * height); // each begins with 0: no filter
  colours.forEach((colour, at) => {
    if (!nearest.has(colour)) nearest.set(colour, nearestTo(colour, palette));
    rows[at + Math.floor(at / width) + 1] = nearest.get(colour);
  });
  const head = Buffer.alloc(13);
  head.writeUInt32BE(width, 0);
  head.writeUInt32BE(height, 4);
  head.set([8, 3, 0, 0, 0], 8); // 8 bits, a palette
  return Buffer.concat([signature, chunk("IHDR", head), chunk("PLTE", Buffer.from(palette.flatMap(parts))), chunk("IDAT", deflateSync(rows, { level: 9 })), chunk("IEND", Buffer.alloc(0))]);
}

const parts = (colour) => [colour >> 16, (colour >> 8) & 255, colour & 255];

function decode(png) {
  const chunks = [];
  for (let at = signature.length; at < png.length; at += 12 + png.readUInt32BE(at)) chunks.push({ type: png.toString("latin1", at + 4, at + 8), data: png.subarray(at + 8, at + 8 + png.readUInt32BE(at)) });
  const head = chunks.find(({ type }) => type === "IHDR").data;
  const [width, height, size] = [head.readUInt32BE(0), head.readUInt32BE(4), channels[head[9]]];
  if (head[8] !== 8 || !size || head[12] !== 0) throw new Error("not a PNG of 8 bits in colours, not interlaced");
  const pixels = unfiltered(inflateSync(Buffer.concat(chunks.filter(({ type }) => type === "IDAT").map(({ data }) => data))), width * size, height, size);
  return { width, height, colours: Uint32Array.from({ length: width * height }, (_, at) => pixels.readUIntBE(at * size, 3)) };
}

/** Takes back what PNG's filters do to each byte: it is told by its difference to what is left of it, above it, or both. */
function unfiltered(raw, wide, height, size) {
  const out = Buffer.alloc(wide * height);
  for (let y = 0; y < height; y++) {
    const filter = raw[y * (wide + 1)];
    for (let x = 0; x < wide; x++) {
      const at = y * wide + x;
      const left = x >= size ? out[at - size] : 0;
      const above = y > 0 ? out[at - wide] : 0;
      const corner = x >= size && y > 0 ? out[at - wide - size] : 0;
      const guess = [0, left, above, (left + above) >> 1, paeth(left, above, corner)][filter];
      out[at] = raw[y * (wide + 1) + 1 + x] + guess;
    }
  }
  return out;
}

function paeth(left, above, corner) {
  const [a, b, c] = [above - corner, left - corner, left + above - 2 * corner].map(Math.abs);
  return a <= b && a <= c ? left : b <= c ? above : corner;
}

/** At most 256 colours, by median cut: the box of colours with most to gain is halved until there are so many. */
function paletteOf(colours) {
  const counts = new Map();
  for (const colour of colours) counts.set(colour, (counts.get(colour) ?? 0) + 1);
  const boxes = [measured([...counts])];
  while (boxes.length < 256) {
    const widest = boxes.reduce((best, box) => (box.gain > best.gain ? box : best));
    if (widest.gain === 0) break; // each has one colour
    const sorted = widest.colours.toSorted(([a], [b]) => parts(a)[widest.axis] - parts(b)[widest.axis]);
    const middle = sorted.findIndex(([colour]) => parts(colour)[widest.axis] > widest.middle);
    boxes.splice(boxes.indexOf(widest), 1, measured(sorted.slice(0, middle)), measured(sorted.slice(middle)));
  }
  return boxes.map(({ colours: some }) => some.reduce((most, one) => (one[1] > most[1] ? one : most))[0]);
}

/** A box of colours with the axis along which it is longest, where its middle is, and what halving it would gain. */
function measured(colours) {
  const spans = [0, 1, 2].map((axis) => {
    const values = colours.map(([colour]) => parts(colour)[axis]);
    const [low, high] = [values.reduce((a, b) => Math.min(a, b)), values.reduce((a, b) => Math.max(a, b))];
    return { axis, middle: (low + high) / 2 - (high > low ? 0.25 : 0), span: high - low };
  });
  const { axis, middle, span } = spans.reduce((best, one) => (one.span > best.span ? one : best));
  const weight = colours.reduce((sum, [, count]) => sum + count, 0);
  return { colours, axis, middle, gain: span * span * Math.sqrt(weight) };
}

const nearestTo = (colour, palette) => palette.reduce((best, other, at) => (distance(colour, other) < distance(colour, palette[best]) ? at : best), 0);

function distance(a, b) {
  const [one, other] = [parts(a), parts(b)];
  return one.reduce((sum, part, axis) => sum + (part - other[axis]) ** 2, 0);
}

function chunk(type, data) {
  const named = Buffer.concat([Buffer.from(type, "latin1"), data]);
  const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)];
  length.writeUInt32BE(data.length);
  sum.writeUInt32BE(crc32(named));
  return Buffer.concat([length, named, sum]);
}
