// Whether a plan that is looked at in the past has been carried out: then the commit behind its base changed just what it would.
interface Field {
  name: string;
  before: unknown;
  after: unknown;
}

export interface Difference {
  entities: readonly { action: string; entity: { id: string }; fields: readonly Field[] }[];
  links: readonly { action: string; relation: string; from: { id: string }; to: { id: string }; fields: readonly Field[] }[];
}

/** In whatever order. Two that change nothing are not the same: no plan was carried out there. */
export function isSameChange(one: Difference, other: Difference): boolean {
  const [some, others] = [one, other].map((of) => linesOf(of).sort());
  return some!.length > 0 && some!.length === others!.length && some!.every((line, at) => line === others![at]);
}

function linesOf({ entities, links }: Difference): string[] {
  return [
    ...entities.map(({ action, entity, fields }) => JSON.stringify([action, entity.id, ...fieldsOf(fields)])),
    ...links.map(({ action, relation, from, to, fields }) => JSON.stringify([action, relation, from.id, to.id, ...fieldsOf(fields)])),
  ];
}

const fieldsOf = (fields: readonly Field[]): string[] => fields.map(({ name, before, after }) => JSON.stringify([name, before, after])).sort();
