// What a handle's menu says before the click. What asks for it is loaded with the first menu.
import { useMemo } from "react";
import { useClient } from "urql";
import type { Answer } from "../../graph/model/answer";
import type { Foretelling } from "../../graph/view/actions";
import { useAt } from "../../url/at";
import type { Asked } from "./useWhole";

const load = () => import("./foretell");
const columns = () => import("./columns");

/** `asked` is what the picture on the screen was asked for, and `answer` what it has. */
export function useForetelling(asked: Asked, answer: Answer | undefined): Foretelling {
  const client = useClient();
  const at = useAt();
  const said = JSON.stringify(asked);
  return useMemo(() => {
    const picture = { client, at, asked: JSON.parse(said) as Asked, answer };
    return {
      steps: async (of, direction) => (await load()).steps(picture, of, direction),
      neighbours: async (of, direction) => (await load()).neighbours(picture, of, direction),
      columns: async (of, after) => (await columns()).columnsOf(client, of, { first: 1_000, after, at }),
      chosen: async (direction, ids) => (await load()).chosen(picture, direction, ids),
    };
  }, [client, at, said, answer]);
}
