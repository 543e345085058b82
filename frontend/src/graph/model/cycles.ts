// Strongly connected components, after Tarjan and without recursion, since chains may be long.

/** Returns for each node that lies on a cycle how many nodes its component has. Linear in nodes and edges. */
export function cycleSizes(edges: Iterable<{ from: string; to: string }>): Map<string, number> {
  const next = new Map<string, string[]>();
  const sizes = new Map<string, number>();
  for (const { from, to } of edges) {
    if (from === to) sizes.set(from, 1);
    const known = next.get(from);
    if (known) known.push(to);
    else next.set(from, [to]);
  }
  for (const component of components(next)) {
    if (component.length > 1) for (const node of component) sizes.set(node, component.length);
  }
  return sizes;
}

interface Visit {
  node: string;
  edge: number;
}

/** Returns the components, each after all that it leads to. Linear in nodes and edges. */
export function components(next: Map<string, string[]>): string[][] {
  const found: string[][] = [];
  const order = new Map<string, number>();
  const low = new Map<string, number>();
  const open: string[] = [];
  const isOpen = new Set<string>();

  const enter = (node: string, path: Visit[]) => {
    order.set(node, order.size);
    low.set(node, order.get(node)!);
    open.push(node);
    isOpen.add(node);
    path.push({ node, edge: 0 });
  };
  const lower = (node: string, to: number) => low.set(node, Math.min(low.get(node)!, to));
  const leave = (node: string) => {
    if (low.get(node) !== order.get(node)) return;
    const component = open.splice(open.lastIndexOf(node));
    for (const member of component) isOpen.delete(member);
    found.push(component);
  };

  for (const root of next.keys()) {
    if (order.has(root)) continue;
    const path: Visit[] = [];
    enter(root, path);
    while (path.length) {
      const visit = path.at(-1)!;
      const to = next.get(visit.node)?.[visit.edge++];
      if (to === undefined) {
        path.pop();
        leave(visit.node);
        if (path.length) lower(path.at(-1)!.node, low.get(visit.node)!);
      } else if (!order.has(to)) enter(to, path);
      else if (isOpen.has(to)) lower(visit.node, order.get(to)!);
    }
  }
  return found;
}
