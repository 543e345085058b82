// The tabs above a list, each with what it holds.
import { figure } from "../../catalog/count";
import classes from "./list.module.css";

export interface Tab {
  id: string;
  title: string;
  count?: number;
}

interface Props {
  tabs: Tab[];
  at: string;
  label: string;
  show: (id: string) => void;
}

export function Tabs({ tabs, at, label, show }: Props) {
  const keys = (event: React.KeyboardEvent<HTMLDivElement>) => {
    const step = { ArrowRight: 1, ArrowLeft: tabs.length - 1 }[event.key];
    if (!step) return;
    const next = (tabs.findIndex((tab) => tab.id === at) + step) % tabs.length;
    show(tabs[next]!.id);
    (event.currentTarget.children[next] as HTMLElement).focus();
  };
  return (
    <div role="tablist" aria-label={label} className={classes["tabs"]} onKeyDown={keys}>
      {tabs.map(({ id, title, count }) => (
        <button key={id} id={`tab-${id}`} type="button" role="tab" aria-selected={id === at} aria-controls="side-panel" tabIndex={id === at ? 0 : -1} onClick={() => show(id)}>
          {title} {count !== undefined && <em>{figure(count)}</em>}
        </button>
      ))}
    </div>
  );
}
