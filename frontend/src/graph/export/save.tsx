// Pictures as files. The PNG is drawn from the SVG: there is one picture, and every edge is in both.
import { flushSync } from "react-dom";
import { createRoot } from "react-dom/client";
import fontUrl from "@fontsource-variable/inter/files/inter-latin-wght-normal.woff2?url";
import type { Drawing } from "../layout/drawing";
import { tokensOf } from "./tokens";

/** Loaded when somebody takes a picture away. */
const picture = () => import("./Picture");

export interface Words {
  title: string;
  footer: string;
}

export async function svgOf(drawing: Drawing, words: Words): Promise<string> {
  const host = document.createElement("div");
  const root = createRoot(host);
  const [font, { Picture }] = await Promise.all([fontFace(), picture()]);
  flushSync(() => root.render(<Picture drawing={drawing} tokens={tokensOf(document.documentElement)} font={font} {...words} />));
  const text = new XMLSerializer().serializeToString(host.firstElementChild!);
  root.unmount();
  return text;
}

async function fontFace(): Promise<string> {
  const bytes = new Uint8Array(await (await fetch(fontUrl)).arrayBuffer());
  let text = "";
  for (const byte of bytes) text += String.fromCharCode(byte);
  return `@font-face{font-family:"Inter Variable";font-weight:100 900;src:url(data:font/woff2;base64,${btoa(text)}) format("woff2")}`;
}

/** Browsers draw no canvas with a side longer than this. */
const longest = 16_000;

/** At twice its size, for screens and print, unless that is more than a browser can draw. */
export async function pngOf(drawing: Drawing, words: Words): Promise<Blob> {
  const { width, height } = (await picture()).pictureSize(drawing);
  const scale = Math.min(2, longest / width, longest / height);
  const address = URL.createObjectURL(new Blob([await svgOf(drawing, words)], { type: "image/svg+xml" }));
  try {
    const image = new Image();
    image.src = address;
    await image.decode();
    const canvas = document.createElement("canvas");
    canvas.width = Math.round(width * scale);
    canvas.height = Math.round(height * scale);
    canvas.getContext("2d")!.drawImage(image, 0, 0, canvas.width, canvas.height);
    return await new Promise((resolve, reject) => canvas.toBlob((blob) => (blob ? resolve(blob) : reject(new Error("the picture is too large"))), "image/png"));
  } finally {
    URL.revokeObjectURL(address);
  }
}

export { save } from "../../files/save";
