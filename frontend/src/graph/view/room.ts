// Where the drawing stands on the canvas: beside what lies over that, and so large that it can be read. Pure.
import { getViewportForBounds, type Viewport } from "@xyflow/react";
import type { Drawing } from "../layout/drawing";
import { leastLegible, leastZoom } from "./zoom";

export interface Size {
  width: number;
  height: number;
}

/** Something that lies over the canvas, from its corner. */
export interface Float {
  left: number;
  top: number;
  right: number;
  bottom: number;
}

/** How much is kept free at each side. */
type Room = Float;

const full = { pad: 36, free: 16, zoom: 0.75 };
const thumbnail = { pad: 12, free: 8, zoom: 0.4 };

export const isSmall = (width: number): boolean => width < 600;

const measures = ({ width }: Size) => (isSmall(width) ? thumbnail : full);

/** All of it, at most at its own size: of the ways to go round what lies over the canvas the one that leaves it largest. */
export function wholeView({ bounds }: Drawing, frame: Size, floats: readonly Float[]): Viewport {
  const views = roomsBeside(frame, floats).map(({ top, right, bottom, left }) =>
    getViewportForBounds(bounds, frame.width, frame.height, leastZoom(bounds), 1, { top: `${top}px`, right: `${right}px`, bottom: `${bottom}px`, left: `${left}px` }),
  );
  return views.reduce((best, view) => (view.zoom > best.zoom ? view : best));
}

/** What one sees first: all of it, or, where nobody could read that, what it is about with as much around as there is room for. */
export function firstView(drawing: Drawing, frame: Size, floats: readonly Float[]): Viewport {
  const whole = wholeView(drawing, frame, floats);
  const focus = drawing.boxes.find(({ box }) => box.focus);
  if (whole.zoom >= leastLegible || !focus) return whole;
  const { zoom } = measures(frame);
  const room = largest(roomsBeside(frame, floats), frame);
  const { at, box } = focus;
  const { x, y, width, height } = drawing.bounds;
  return {
    x: placed({ from: room.left, to: frame.width - room.right }, { from: x, to: x + width }, at.x + box.width / 2, zoom),
    y: placed({ from: room.top, to: frame.height - room.bottom }, { from: y, to: y + height }, at.y + box.height / 2, zoom),
    zoom,
  };
}

interface Span {
  from: number;
  to: number;
}

/** Along one axis: where the drawing's origin stands so that a place is in the middle of the room, and no room is left empty that could be filled. */
function placed(room: Span, bounds: Span, place: number, zoom: number): number {
  const half = (room.to - room.from) / 2 / zoom;
  const middle = bounds.to - bounds.from <= 2 * half ? (bounds.from + bounds.to) / 2 : Math.min(Math.max(place, bounds.from + half), bounds.to - half);
  return (room.from + room.to) / 2 - middle * zoom;
}

/** Each float is gone round on one of two sides, its nearest across and its nearest along: all combinations, of which there are few. */
function roomsBeside(frame: Size, floats: readonly Float[]): Room[] {
  const { pad, free } = measures(frame);
  const start: Room[] = [{ left: pad, top: pad, right: pad, bottom: pad }];
  return floats.reduce((rooms, float) => rooms.flatMap((room) => [beside(room, frame, float, free), aboveOrBelow(room, frame, float, free)]), start);
}

function beside(room: Room, { width }: Size, { left, right }: Float, free: number): Room {
  return left > width - right ? { ...room, right: Math.max(room.right, width - left + free) } : { ...room, left: Math.max(room.left, right + free) };
}

function aboveOrBelow(room: Room, { height }: Size, { top, bottom }: Float, free: number): Room {
  return top > height - bottom ? { ...room, bottom: Math.max(room.bottom, height - top + free) } : { ...room, top: Math.max(room.top, bottom + free) };
}

function largest(rooms: readonly Room[], { width, height }: Size): Room {
  const area = ({ left, top, right, bottom }: Room) => Math.max(0, width - left - right) * Math.max(0, height - top - bottom);
  return rooms.reduce((best, room) => (area(room) > area(best) ? room : best));
}
