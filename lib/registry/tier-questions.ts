import type { Tier } from "./tier.ts";

type Answer = {
  readonly id: string;
  readonly label: string;
  /** The mildest tier of a model with this answer. */
  readonly tier: Tier;
};

type Question = {
  readonly id: string;
  readonly ask: string;
  /** From the least damage to the most. */
  readonly answers: readonly Answer[];
};

/** Answers that together ask for more than each alone. A worse answer than the one named counts as well. */
export type Combination = {
  readonly all: Readonly<Record<string, string>>;
  readonly tier: Tier;
  readonly because: string;
};

/** Published questionnaires never change: an assessment names its own by version and digest. */
export type Questionnaire = {
  readonly version: number;
  readonly questions: readonly Question[];
  readonly combinations: readonly Combination[];
};

/** Version 1. What an assessment was answered on is hashed with it: to change a word, add a version. */
export const FIRST_QUESTIONNAIRE: Questionnaire = {
  version: 1,
  questions: [
    {
      id: "stake",
      ask: "What does a wrong answer cost?",
      answers: [
        { id: "convenience", label: "Time or convenience.", tier: "low" },
        { id: "some-money", label: "Up to EUR 10,000 a day.", tier: "limited" },
        { id: "much-money", label: "More than EUR 10,000 a day.", tier: "high" },
        { id: "people", label: "Somebody's health, safety, rights or livelihood.", tier: "critical" },
      ],
    },
    {
      id: "affected",
      ask: "Who bears the consequences?",
      answers: [
        { id: "team", label: "The team that runs it.", tier: "low" },
        { id: "staff", label: "Staff of the organisation.", tier: "limited" },
        { id: "public", label: "Customers, patients, applicants or the public.", tier: "high" },
      ],
    },
    {
      id: "oversight",
      ask: "Is a person between an answer and its effect?",
      answers: [
        { id: "decides", label: "Yes, a person decides on every answer.", tier: "low" },
        { id: "watches", label: "It acts; a person watches and can stop it.", tier: "limited" },
        { id: "nobody", label: "No, nobody looks at single answers.", tier: "high" },
      ],
    },
    {
      id: "data",
      ask: "What data about people does it use?",
      answers: [
        { id: "none", label: "None.", tier: "low" },
        { id: "personal", label: "Personal data.", tier: "limited" },
        {
          id: "special",
          label: "Special categories: health, origin, faith, biometrics and the like.",
          tier: "high",
        },
      ],
    },
    {
      id: "regulation",
      ask: "Is its use regulated?",
      answers: [
        { id: "none", label: "No.", tier: "low" },
        { id: "supervised", label: "Yes, a supervisor has rules for it.", tier: "high" },
        { id: "high-risk", label: "Yes, the law lists the use as high-risk.", tier: "critical" },
      ],
    },
    {
      id: "volume",
      ask: "How many answers a day does it give?",
      answers: [
        { id: "thousand", label: "Up to 1,000.", tier: "low" },
        { id: "hundred-thousand", label: "Up to 100,000.", tier: "limited" },
        { id: "more", label: "More than 100,000.", tier: "high" },
      ],
    },
    {
      id: "undone",
      ask: "Can harm be undone?",
      answers: [
        { id: "at-once", label: "At once, at no cost.", tier: "low" },
        { id: "with-effort", label: "With effort, or at a cost.", tier: "limited" },
        { id: "never", label: "No.", tier: "high" },
      ],
    },
    {
      id: "exposure",
      ask: "Who sends it inputs, and who sees its answers?",
      answers: [
        { id: "internal", label: "Internal systems and staff.", tier: "low" },
        { id: "customers", label: "Customers see its answers.", tier: "limited" },
        {
          id: "anybody",
          label: "Anybody can send inputs, or it generates text, images or code.",
          tier: "high",
        },
      ],
    },
  ],
  combinations: [
    {
      all: { affected: "public", oversight: "nobody", undone: "never" },
      tier: "critical",
      because: "The public bears harm that cannot be undone, and nobody looks at single answers.",
    },
    {
      all: { data: "special", oversight: "watches", affected: "public" },
      tier: "critical",
      because: "It acts on special categories of data about the public, and no person decides.",
    },
  ],
};
