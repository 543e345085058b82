import { playgroundAddress, useQuestion } from "../../catalog/question";

/** The playground with the question that this page has asked. */
export function PlaygroundLink() {
  return (
    <a className="link" href={playgroundAddress(useQuestion())}>
      GraphQL
    </a>
  );
}
