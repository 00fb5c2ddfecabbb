import type { Page } from "@playwright/test";
import { demonstration, signIn } from "./people.ts";
import { openRelease, REVIEWERS } from "./release-steps.ts";

type Json = Record<string, unknown>;

/** Asks the server as whoever is signed in, as the page itself does. */
const ask = <T = Json>(page: Page, method: "GET" | "POST", path: string, body?: Json): Promise<T> =>
  page.evaluate(
    async ([verb, address, sent]) => {
      const json = { headers: { "content-type": "application/json" }, body: JSON.stringify(sent) };
      const answer = await fetch(`/api/v1${address}`, { method: verb as string, ...(sent ? json : {}) });
      const said = await answer.json();
      if (!answer.ok) throw new Error(`${verb} ${address}: ${JSON.stringify(said)}`);
      return said;
    },
    [method, path, body] as const,
  );

type Proposed = { proposalId: string; digest: string; council: string };

/** Security and compliance sign what was proposed, as the policy asks of every change. */
async function signProposal(
  page: Page,
  kind: "council" | "policy",
  { proposalId, digest }: Proposed,
): Promise<void> {
  const { password } = await demonstration();
  const base = kind === "council" ? "/councils/proposals" : "/policies/proposals";
  for (const [name, seat] of [
    ["Mira Okafor", "security"],
    ["Dana Weiss", "compliance"],
  ] as const) {
    await signIn(page, name);
    const proof = { act: `sign-${kind}`, subjectDigest: digest, password };
    const { stepUpId } = await ask(page, "POST", "/session/step-up", proof);
    await ask(page, "POST", `${base}/${proposalId}/signatures`, {
      digest,
      seat,
      decision: "approve",
      stepUpId,
    });
  }
}

const FUNCTIONS = ["data-science", "engineering", "product", "security", "compliance"] as const;

/** A council of the demonstration's five reviewers, to which high-tier releases go. Dana Weiss chairs it, Anna Novak writes. */
export async function seatCouncil(page: Page, name: string): Promise<string> {
  await signIn(page, "Alex Kim");
  const { items } = await ask<{ items: { id: string; name: string }[] }>(page, "GET", "/people?limit=100");
  const idOf = (person: string): string => items.find((one) => one.name === person)!.id;
  const composition = {
    name,
    purpose: "Signs updates of high-tier models.",
    seats: FUNCTIONS.map((of, nth) => ({
      function: of,
      min: 1,
      members: [idOf(REVIEWERS[nth]!)],
      alternates: [],
    })),
    chair: idOf("Dana Weiss"),
    secretary: idOf("Anna Novak"),
    cadence: { days: [2, 4], time: "15:00" },
    calendar: { zone: "Europe/Berlin", days: [1, 2, 3, 4, 5], from: "08:00", to: "18:00", holidays: [] },
    escalation: [],
  };
  const composed = await ask<Proposed>(page, "POST", "/councils/proposals", {
    composition,
    reason: "It sits.",
  });
  await signProposal(page, "council", composed);
  await signIn(page, "Alex Kim");
  const { policy, version } = await policyNow(page);
  const routes = policy.routes.map((route) =>
    route.tiers.includes("high") ? { ...route, councilId: composed.council } : route,
  );
  const routed = { basedOn: version, policy: { ...policy, routes }, reason: "The council signs them." };
  await signProposal(page, "policy", await ask<Proposed>(page, "POST", "/policies/proposals", routed));
  await signIn(page, "Alex Kim");
  const changed = { ...composition, purpose: "Signs updates of high-tier models and meets twice a week." };
  const next = { councilId: composed.council, basedOn: 1, composition: changed, reason: "Its days." };
  await ask(page, "POST", "/councils/proposals", next);
  await ask(page, "POST", "/policies/proposals", {
    basedOn: version + 1,
    policy: { ...policy, routes, title: `${policy.title}, again` },
    reason: "Another title.",
  });
  return composed.council;
}

type Policy = { title: string; routes: { tiers: string[] }[] };

async function policyNow(page: Page): Promise<{ policy: Policy; version: number }> {
  const { current } = await ask<{ current: { content: Policy; version: number } }>(page, "GET", "/policies");
  return { policy: current.content, version: current.version };
}

/** Releases in review: the first as its author writes it, the others sent as that one was. */
export async function openReleases(page: Page, count: number): Promise<number[]> {
  await signIn(page, "Jonas Lindqvist");
  const sent = page.waitForRequest(
    (one) => one.method() === "POST" && one.url().endsWith("/api/v1/releases"),
  );
  const numbers = [await openRelease(page, 2)];
  const body = (await sent).postDataJSON() as Json;
  for (let more = 1; more < count; more++) {
    const { number } = await ask<{ number: number }>(page, "POST", "/releases", {
      ...body,
      version: 2 + (more % 2),
    });
    await ask(page, "POST", `/releases/${number}/submit`, {});
    numbers.push(number);
  }
  return numbers;
}
