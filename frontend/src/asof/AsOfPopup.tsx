import { cloneElement } from "react";
import { Popover } from "@mantine/core";
import { type PopupButton, useFirstOpening } from "../layout/LazyPopup";
import { AsOfPanel } from "./AsOfPanel";
import classes from "./asof.module.css";

export default function AsOfPopup({ button }: { button: PopupButton }) {
  const { opened, onChange, target } = useFirstOpening(button);
  return (
    <Popover opened={opened} onChange={onChange} position="bottom-end" shadow="md" trapFocus returnFocus>
      <Popover.Target>{cloneElement(target, { onClick: () => onChange(!opened) })}</Popover.Target>
      <Popover.Dropdown className={classes["panel"] ?? ""}>
        <AsOfPanel close={() => onChange(false)} />
      </Popover.Dropdown>
    </Popover>
  );
}
