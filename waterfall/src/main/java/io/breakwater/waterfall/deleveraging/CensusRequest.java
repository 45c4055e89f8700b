package io.breakwater.waterfall.deleveraging;

import io.breakwater.waterfall.market.Instrument;
import io.breakwater.waterfall.market.Lots;
import io.breakwater.waterfall.market.PriceSnapshot;
import io.breakwater.waterfall.process.EntityId;

/**
 * What an episode wants to know of every node before it closes lots against survivors.
 *
 * @param round numbers the censuses of the episode
 * @param unsold the lots of its inventories, long positive; candidates are of the other side
 * @param policy which candidates are wanted: the best that would close all lots alone, or all
 * @param frozen the snapshot at which the loss was fixed
 */
public record CensusRequest(
        EntityId episode, long round, Instrument instrument, Lots unsold, AdlPolicy policy, PriceSnapshot frozen) {}
