import { visitProblemOf } from "#components/access/visit-problem.ts";
import { readParams, type SearchParams } from "#components/ui/search-params.ts";
import { ProofToldHere } from "./proof-told-here.tsx";

export const metadata = { title: "Confirmed by your provider" };

/** Where the window ends in which somebody proved their presence at the provider, or signed in again. */
export default async function ProofPage({ searchParams }: { searchParams: SearchParams }) {
  const {
    visit: visitId,
    proof,
    refused,
    ...told
  } = await readParams(searchParams, ["visit", "proof", "signed-in", "refused"]);
  if (!visitId) return <ProofToldHere outcome={null} />;
  if (told["signed-in"]) return <ProofToldHere outcome={{ visitId, signedIn: true }} />;
  const outcome = proof ? { visitId, stepUpId: proof } : { visitId, problem: visitProblemOf(refused ?? "") };
  return <ProofToldHere outcome={outcome} />;
}
