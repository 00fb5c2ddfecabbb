import { ACCOUNT_ALLOWANCE, ADDRESS_ALLOWANCE } from "#lib/access/throttle.ts";
import { networkOf } from "#lib/kernel/address-block.ts";

/** A counter of attempts, and how many it leaves free. */
export type ThrottleKey = { readonly key: string; readonly allowance: number };

export const networkKey = (address: string): ThrottleKey => ({
  key: `address:${networkOf(address)}`,
  allowance: ADDRESS_ALLOWANCE,
});

export const accountKey = (account: string): ThrottleKey => ({
  key: `account:${account}`,
  allowance: ACCOUNT_ALLOWANCE,
});

/**
 * For whoever holds a session of this person. No network is counted: what strangers fail at beside them, or at the
 * sign-in page, must not keep a signer from signing.
 */
export const presenceKey = (personId: string): ThrottleKey => ({
  key: `presence:${personId}`,
  allowance: ACCOUNT_ALLOWANCE,
});

/** For whoever already gave this person's password. */
export const secondStepKey = (personId: string): ThrottleKey => ({
  key: `second-step:${personId}`,
  allowance: ACCOUNT_ALLOWANCE,
});
