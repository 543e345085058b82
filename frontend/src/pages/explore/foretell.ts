// What a handle's menu asks: how many each number of steps brings that are not drawn yet, which those of the first one are, and
// how many some of them bring with their parts. From the server each time: what others committed meanwhile counts.
import type { AnyVariables, Client, TypedDocumentNode } from "urql";
import type { Point } from "../../catalog/at.generated";
import type { Answer, Direction } from "../../graph/model/answer";
import { brought } from "../../graph/model/openings";
import type { Neighbour } from "../../graph/view/actions";
import { GrownDocument, NeighboursDocument } from "./neighbours.generated";
import { StepsDocument } from "./steps.generated";
import type { Asked } from "./useWhole";

/** The picture on the screen: what it was asked for, and what it has. */
export interface Pictured {
  client: Client;
  at: Point | undefined;
  asked: Asked;
  answer: Answer | undefined;
}

export async function steps({ client, at, asked }: Pictured, from: string, way: Direction): Promise<number[]> {
  const data = await ask(client, StepsDocument, { ...asked, from, way, at });
  return brought((data?.catalog?.picture.brings ?? []).map(({ count }) => count));
}

export async function neighbours({ client, at, answer }: Pictured, of: string, direction: Direction): Promise<Neighbour[]> {
  const data = await ask(client, NeighboursDocument, { of, direction, at });
  const drawn = new Set(answer?.drawn.map(({ id }) => id));
  const found = (data?.catalog?.lineage.items.nodes ?? []).map(({ entity: { id, name, container } }) => ({ id, name, within: container?.name }));
  return found.filter(({ id }) => !drawn.has(id));
}

export async function chosen({ client, at, asked, answer }: Pictured, direction: Direction, ids: readonly string[]): Promise<number | undefined> {
  const opened = [asked.opened ?? [], ids.map((of) => ({ of, direction, depth: 0 }))].flat();
  const data = await ask(client, GrownDocument, { ...asked, opened, at });
  const total = data?.catalog?.picture.entities.totalCount;
  return total === undefined || !answer ? undefined : total - answer.total;
}

const ask = async <Data, Variables extends AnyVariables>(client: Client, document: TypedDocumentNode<Data, Variables>, variables: Variables): Promise<Data | undefined> =>
  (await client.query(document, variables, { requestPolicy: "network-only" }).toPromise()).data;
