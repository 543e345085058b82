// The canvas, loaded apart from the page: the sentence and the list do not wait for it.
export const graphView = () => import("./GraphView");
