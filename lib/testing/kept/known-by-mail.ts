import { issueLink } from "#lib/access/commands/issue-link.ts";
import { redeem } from "#lib/testing/worlds/joining.ts";
import { PASSWORD, type TestWorkspace } from "#lib/testing/worlds/workspace.ts";

/**
 * Has people prove their address by a mailed link, as those must who joined before links replaced first passwords: an
 * admin chose theirs, and the policy takes nobody for a high tier whose way in was handed over.
 */
export async function knownByMail(
  here: TestWorkspace,
  people: Iterable<{ readonly id: string }>,
): Promise<void> {
  for (const { id: personId } of people)
    await redeem(
      here,
      await here.make(issueLink, { personId, reason: "To prove their address." }, here.system),
      PASSWORD,
    );
}
