/** How many pixels high and wide what one hits is at least, as the style sheet says: 44 for a finger, 0 for a mouse. */
export const target = (): number => Number.parseFloat(getComputedStyle(document.documentElement).getPropertyValue("--target")) || 0;
