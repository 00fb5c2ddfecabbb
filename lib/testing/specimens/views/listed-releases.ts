import type { z } from "zod";
import { listedRelease } from "#lib/releases/views/release-list.ts";

export const listed = (changed: Partial<z.input<typeof listedRelease>> = {}) =>
  listedRelease.parse({
    number: 7,
    state: "in-review",
    conditionsOpen: 0,
    model: "flight-delay",
    version: 2,
    base: 1,
    pointer: "production",
    round: 1,
    tier: "high",
    changeClass: "normal",
    what: "Knows the hour and the airport.",
    author: "Jonas Lindqvist",
    createdAt: "2026-11-23T08:00:00.000Z",
    changedAt: "2026-11-24T16:42:00.000Z",
    dueAt: "2026-11-26T08:00:00.000Z",
    validUntil: null,
    seatsMet: 1,
    seatsAll: 3,
    waitsFor: ["security", "compliance"],
    ...changed,
  });
