import type { z } from "zod";
import { councilListView } from "#lib/overview/views/council-list.ts";
import { councilFormView, councilPageView, councilProposalView } from "#lib/overview/views/council-page.ts";
import { composition } from "#lib/testing/specimens/council-data.ts";
import { proposal as policyProposal } from "./councils.ts";
import { reference } from "./home.ts";

const { content: _, base: __, ...proposed } = policyProposal();
const [{ members, alternates }] = composition().seats as [ReturnType<typeof composition>["seats"][number]];
const [mira, omar] = [members[0]!, alternates[0]!];

export const COUNCIL = "0198c0de-0000-7000-8000-0000000000c1";

export const councilLine = (changed: Partial<z.input<typeof councilListView>["items"][number]> = {}) =>
  councilListView.shape.items.element.parse({
    id: COUNCIL,
    name: "Model council",
    purpose: "Signs updates of high-tier models.",
    version: 6,
    seats: ["security"],
    members: 1,
    tiers: ["high"],
    waiting: 2,
    proposed: false,
    short: [],
    ...changed,
  });

export const councilProposal = (changed: Partial<z.input<typeof councilProposalView>> = {}) =>
  councilProposalView.parse({
    ...proposed,
    version: 7,
    content: composition({ secretary: mira }),
    before: composition(),
    ...changed,
  });

export const councilPage = (changed: Partial<z.input<typeof councilPageView>> = {}) =>
  councilPageView.parse({
    id: COUNCIL,
    current: {
      version: 6,
      digest: proposed.digest,
      publishedAt: "2026-11-03T09:00:00.000Z",
      content: composition(),
      seats: [
        {
          function: "security",
          min: 1,
          members: [{ id: mira, name: "Mira Okafor", whyNot: null }],
          alternates: [{ id: omar, name: "Omar Haddad", whyNot: null }],
          short: false,
          waiting: 1,
          signed: 22,
          inTime: 21,
          medianHours: 9.5,
        },
      ],
    },
    lately: {
      weeks: [{ from: "2026-11-16T09:00:00.000Z", approved: 2, changesRequested: 1, rejected: 0 }],
      expired: 1,
      rolledBack: 0,
    },
    decided: [{ release: reference(), what: "approved", at: "2026-11-18T09:00:00.000Z" }],
    reviewers: [
      {
        id: mira,
        name: "Mira Okafor",
        functions: ["security"],
        approved: 20,
        changesRequested: 2,
        rejected: 0,
        medianHours: 11,
        changedMind: 4,
        waiting: 3,
        recused: 1,
        delegatedTo: [{ name: "Omar Haddad", until: "2026-11-30T09:00:00.000Z" }],
        signsFor: [],
      },
    ],
    names: { [mira]: "Mira Okafor", [omar]: "Omar Haddad" },
    policyVersion: 14,
    tiers: ["high"],
    waiting: [{ release: reference(), seats: ["security"], dueAt: null }],
    proposal: null,
    whyNotPropose: null,
    ended: [],
    earlier: [],
    ...changed,
  });

export const councilForm = (changed: Partial<z.input<typeof councilFormView>> = {}) =>
  councilFormView.parse({
    people: [
      { id: mira, name: "Mira Okafor", functions: ["security"] },
      { id: omar, name: "Omar Haddad", functions: ["security"] },
    ],
    current: { id: COUNCIL, version: 6, content: composition() },
    whyNotPropose: null,
    ...changed,
  });
