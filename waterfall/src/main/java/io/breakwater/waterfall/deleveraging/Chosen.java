package io.breakwater.waterfall.deleveraging;

import io.breakwater.waterfall.market.Lots;

/**
 * A candidate of whom lots are to be closed.
 *
 * @param rank from 1, best first, over all candidates
 * @param lots to be closed, on the candidate's side
 */
public record Chosen(int rank, Candidate candidate, Lots lots) {}
