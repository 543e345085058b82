// Mantine in the house's clothes: its sizes and colours are mapped here, once, to the tokens.
import { createTheme, defaultVariantColorsResolver, type CSSVariablesResolver, type MantineColorsTuple, type VariantColorsResolver } from "@mantine/core";

// Mantine derives shades from a tuple of ten. The house has one accent, which changes with the scheme by itself.
const accent = Array.from({ length: 10 }, () => "var(--accent)") as unknown as MantineColorsTuple;

// Of what is filled with the accent, Mantine would write in white, also where the accent is light.
const onAccent: VariantColorsResolver = (input) => {
  const colors = defaultVariantColorsResolver(input);
  return input.variant === "filled" ? { ...colors, color: "var(--on-accent)" } : colors;
};

export const theme = createTheme({
  variantColorResolver: onAccent,
  colors: { accent },
  primaryColor: "accent",
  fontFamily: "var(--sans)",
  fontFamilyMonospace: "var(--mono)",
  fontSizes: { xs: "11.5px", sm: "12.5px", md: "13px", lg: "16px", xl: "18px" },
  lineHeights: { xs: "17px", sm: "18px", md: "20px", lg: "24px", xl: "24px" },
  headings: { fontFamily: "var(--sans)", fontWeight: "600" },
  radius: { xs: "5px", sm: "7px", md: "10px", lg: "14px", xl: "18px" },
  defaultRadius: "sm",
  spacing: { xs: "4px", sm: "8px", md: "12px", lg: "16px", xl: "28px" },
  shadows: { xs: "var(--shadow-1)", sm: "var(--shadow-1)", md: "var(--shadow-2)", lg: "var(--shadow-2)", xl: "var(--shadow-3)" },
  breakpoints: { xs: "30em", sm: "43.75em", md: "50em", lg: "75em", xl: "90em" }, // 480, 700, 800, 1200, 1440 px
  respectReducedMotion: true,
  cursorType: "pointer",
  components: {
    Button: { defaultProps: { size: "compact-md", variant: "default" } },
    Menu: { defaultProps: { withInitialFocusPlaceholder: false } }, // which screen readers would take for an item
    // What scrolls is the list box itself, which the keyboard moves through from the field.
    Select: { defaultProps: { withScrollArea: false, styles: { options: { maxHeight: 240, overflowY: "auto" } } } },
    Tooltip: { defaultProps: { openDelay: 400 } },
    Modal: { defaultProps: { overlayProps: { color: "var(--scrim)", backgroundOpacity: 1 } } },
    ModalRoot: { defaultProps: { shadow: "xl" } },
    ModalOverlay: { defaultProps: { color: "var(--scrim)", backgroundOpacity: 1 } },
  },
});

/** The same in both schemes, as the tokens themselves change with it. */
export const cssVariables: CSSVariablesResolver = () => ({ variables: {}, light: mapped, dark: mapped });

const mapped = {
  // What Mantine takes from its own greys in the dark: fields and menus, what is under the pointer there, and their borders.
  "--mantine-color-dark-6": "var(--surface)",
  "--mantine-color-dark-5": "var(--sunken)",
  "--mantine-color-dark-4": "var(--line-2)",
  "--mantine-color-body": "var(--surface)",
  "--mantine-color-text": "var(--ink)",
  "--mantine-color-bright": "var(--ink)",
  "--mantine-color-dimmed": "var(--ink-3)",
  "--mantine-color-placeholder": "var(--ink-3)",
  "--mantine-color-anchor": "var(--accent)",
  "--mantine-color-error": "var(--bad)",
  "--mantine-color-default": "var(--surface)",
  "--mantine-color-default-hover": "var(--sunken)",
  "--mantine-color-default-color": "var(--ink)",
  "--mantine-color-default-border": "var(--line-2)",
  "--mantine-color-disabled": "var(--sunken)",
  "--mantine-color-disabled-color": "var(--ink-3)",
  "--mantine-color-disabled-border": "var(--line)",
  "--mantine-primary-color-contrast": "var(--on-accent)",
  "--mantine-color-accent-text": "var(--accent)",
  "--mantine-color-accent-filled": "var(--accent)",
  "--mantine-color-accent-filled-hover": "color-mix(in srgb, var(--accent) 88%, var(--ink))",
  "--mantine-color-accent-light": "var(--accent-soft)",
  "--mantine-color-accent-light-hover": "var(--accent-soft)",
  "--mantine-color-accent-light-color": "var(--accent)",
  "--mantine-color-accent-outline": "var(--accent)",
  "--mantine-color-accent-outline-hover": "var(--accent-soft)",
};
