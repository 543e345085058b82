import { Component, type ComponentType, lazy, type ReactNode } from "react";
import { arriving, CodeMissing } from "./arriving";
import { NoCode } from "./NoCode";

type Shows<Props> = (props: Props) => ReactNode;

/** A component whose code is fetched when it is first shown. Where that does not arrive a notice says so, and all else stays. */
export function later<Module, Props extends object>(load: () => Promise<Module>, which: (module: Module) => Shows<Props>): Shows<Props> {
  const arrive = arriving(load);
  const Arriving = lazy(async () => ({ default: which(await arrive()) as ComponentType<Props> })) as unknown as ComponentType<Props>;
  return function Later(props) {
    return (
      <UnlessMissing>
        <Arriving {...props} />
      </UnlessMissing>
    );
  };
}

class UnlessMissing extends Component<{ children: ReactNode }, { error: unknown }> {
  override state: { error: unknown } = { error: undefined };

  static getDerivedStateFromError(error: unknown) {
    return { error };
  }

  override render() {
    return this.state.error === undefined ? this.props.children : <Fallen error={this.state.error} />;
  }
}

/** Any other error is not for here to tell. */
function Fallen({ error }: { error: unknown }) {
  if (error instanceof CodeMissing) return <NoCode />;
  throw error;
}
