/**
 * Live scores are kept this far from 0 and 1: a confident mistake then weighs as much as one in a thousand, and log-loss has
 * a range to be judged by. A lower floor would let rarer mistakes outweigh all other rows.
 */
export const SCORE_FLOOR = 0.001;
