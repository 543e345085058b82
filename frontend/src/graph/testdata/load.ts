// Answers of the real server to the query of a picture on the example catalog.
import { readFileSync } from "node:fs";
import type { Answer, Consumer } from "../model/answer";
import { type ItemAnswer, type PictureAnswer, readPicture } from "../model/read";

interface Recording {
  entity: { id: string; consumers: Consumer[]; upstream: { items: { nodes: ItemAnswer[] } } };
  picture: PictureAnswer;
}

export function load(name: string): Answer {
  const { entity, picture } = JSON.parse(readFileSync(new URL(`${name}.json`, import.meta.url), "utf8")) as Recording;
  return readPicture(picture, [entity.id], entity.consumers);
}
