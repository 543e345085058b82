import { Menu } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import { type PopupButton, useFirstOpening } from "../layout/LazyPopup";
import { isIn, places } from "./places";

/** The places of the bar as a menu. */
export default function PlacesPopup({ button, pathname }: { button: PopupButton; pathname: string }) {
  const { opened, onChange, target } = useFirstOpening(button);
  return (
    <Menu opened={opened} onChange={onChange} position="bottom-start" withinPortal={false}>
      <Menu.Target>{target}</Menu.Target>
      <Menu.Dropdown>
        {places.map((place) => (
          <Menu.Item key={place.to} component={Link} to={place.to} h={44} fw={isIn(place, pathname) ? 600 : 400}>
            {place.name}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
