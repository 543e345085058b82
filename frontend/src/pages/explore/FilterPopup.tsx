import { cloneElement } from "react";
import { Popover } from "@mantine/core";
import { type PopupButton, useFirstOpening } from "../../layout/LazyPopup";
import { FilterFields, type FilterFieldsProps } from "./FilterFields";
import classes from "./explore.module.css";

export default function FilterPopup({ button, ...fields }: FilterFieldsProps & { button: PopupButton }) {
  const { opened, onChange, target } = useFirstOpening(button);
  return (
    <Popover opened={opened} onChange={onChange} position="bottom-start" shadow="md" trapFocus>
      <Popover.Target>{cloneElement(target, { onClick: () => onChange(!opened) })}</Popover.Target>
      <Popover.Dropdown className={classes["filter"] ?? ""}>
        <FilterFields {...fields} />
      </Popover.Dropdown>
    </Popover>
  );
}
