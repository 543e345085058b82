// Pictures made small look the same: the browser that took them tells.
import assert from "node:assert/strict";
import { test } from "node:test";
import { launch } from "./browser.mjs";
import { smallPng } from "./smallpng.mjs";

const plain = "<body style='margin:0;background:#fff'><div style='width:40%;height:50px;background:#4b43c6'></div>";
const shaded = "<body style='margin:0;background:linear-gradient(45deg,#102030,#e0b060 40%,#4b43c6)'><h1 style='font:600 40px serif;color:#fff'>Sales Planning</h1>";

test("a picture made small is the same to the eye, and smaller", async () => {
  const browser = await launch();
  const page = await browser.newPage({ viewport: { width: 301, height: 200 } });
  const difference = async (html) => {
    await page.setContent(html);
    const before = await page.screenshot();
    const after = smallPng(before);
    assert.ok(after.length < before.length, `${after.length} of ${before.length} bytes`);
    const [a, b] = await page.evaluate(pixels, [before, after].map((png) => `data:image/png;base64,${png.toString("base64")}`));
    assert.equal(a.length, 301 * 200 * 4);
    assert.equal(b.length, a.length);
    return { most: a.reduce((most, value, at) => Math.max(most, Math.abs(value - b[at])), 0), mean: a.reduce((sum, value, at) => sum + Math.abs(value - b[at]), 0) / a.length };
  };
  assert.deepEqual(await difference(plain), { most: 0, mean: 0 }, "few colours are kept to the last");
  const { mean } = await difference(shaded);
  assert.ok(mean < 4, `${mean} of 255 off on average`);
  await browser.close();
});

/** In the page: the pixels of pictures, as a browser reads them. */
function pixels(urls) {
  return Promise.all(
    urls.map(async (url) => {
      const image = new Image();
      image.src = url;
      await image.decode();
      const { width, height } = image;
      const context = new OffscreenCanvas(width, height).getContext("2d");
      context.drawImage(image, 0, 0);
      return [...context.getImageData(0, 0, width, height).data];
    }),
  );
}
