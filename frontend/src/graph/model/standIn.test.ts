import { expect, test } from "vitest";
import { generate } from "../testdata/generate";
import { load } from "../testdata/load";
import { lookUp } from "./answer";
import { arrange } from "./arrange";
import { highlight, startSlots } from "./highlight";
import type { Grain } from "./kinds";
import { standIns } from "./standIn";
import { waysOf } from "./ways";

const answer = load("sales-planning");
const getCustomer = "capability:division-x/customer/get-customer";
const at = (grain: Grain) => {
  const scene = arrange(answer, { grain });
  return { scene, standIn: standIns(scene.boxes, lookUp(answer)) };
};

test("what is drawn stands for itself, and what it is part of does at a coarser grain", () => {
  expect(at("port").standIn(getCustomer)).toBe(getCustomer);
  expect(at("domain").standIn(getCustomer)).toBe("domain:division-x/customer");
  expect(at("division").standIn(getCustomer)).toBe("division:division-x");
  expect(at("port").standIn("unknown")).toBe("unknown");
});

test("a row that is cut is behind the one that says so", () => {
  const answer = generate({ seed: 2, domains: 2, parts: 45, degree: 1 });
  const standIn = standIns(arrange(answer, { grain: "port" }).boxes, lookUp(answer));
  expect(standIn("port:d1/p3")).toBe("port:d1/p3");
  expect(standIn("port:d1/p44")).toBe("domain:d1#more");
});

test("what is selected is lit at every grain that has a way from it, in the box that it is in", () => {
  const lit = (grain: Grain) => {
    const { scene, standIn } = at(grain);
    return highlight(scene.boxes, waysOf(scene.flows), startSlots(scene.boxes, answer.start.map(standIn)), [standIn(getCustomer)]);
  };
  expect([...lit("domain").selected]).toEqual(["domain:division-x/customer"]);
  expect([lit("port").flows.size, lit("domain").flows.size]).toEqual([3, 2]);
});
