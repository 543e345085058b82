import { KindGlyph } from "../atoms/KindGlyph";
import { TeamName } from "../atoms/TeamName";
import type { Linked } from "../atoms/EntityLink";
import { marked } from "./words";
import classes from "./palette.module.css";

interface Props {
  of: Linked & { containers: readonly { name: string }[]; owner: { id: string; name: string } | null };
  words: string;
}

/** One that was found: what matches is marked, its place and its owner said. */
export function Found({ of, words }: Props) {
  const place = of.containers.map(({ name }) => name).join(", ");
  return (
    <>
      <KindGlyph of={of} />
      <span className={classes["name"]}>
        {marked(of.name, words).map(({ text, hit }, index) => (hit ? <mark key={index}>{text}</mark> : text))}
        {place && <span className="secondary"> in {place}</span>}
      </span>
      <span className={classes["owner"]}>{of.owner && <TeamName of={of.owner} />}</span>
    </>
  );
}
