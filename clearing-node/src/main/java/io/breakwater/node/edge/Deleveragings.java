package io.breakwater.node.edge;

import io.breakwater.protocol.defaults.v1.Deleveraging;
import io.breakwater.protocol.defaults.v1.ListDeleveragingsRequest;
import io.breakwater.protocol.defaults.v1.ListDeleveragingsResponse;
import io.breakwater.waterfall.catalogue.Catalogue;
import io.breakwater.waterfall.deleveraging.Victim;
import io.breakwater.waterfall.episode.EpisodeReply;
import io.breakwater.waterfall.market.Instrument;
import io.breakwater.waterfall.money.Ratio;
import io.breakwater.waterfall.process.EntityId;
import io.breakwater.waterfall.trades.TradeParty;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Why accounts were deleveraged, told to those whose accounts they are, and to those who run and watch the house. */
final class Deleveragings {

    private final EpisodeReads episodes;
    private final ServiceView service;
    private final AccountDirectory directory;

    Deleveragings(EpisodeReads episodes, ServiceView service, AccountDirectory directory) {
        this.episodes = episodes;
        this.service = service;
        this.directory = directory;
    }

    CompletionStage<ListDeleveragingsResponse> list(Caller caller, ListDeleveragingsRequest request) {
        CompletionStage<List<EpisodeReply.View>> wanted = request.getEpisode() == 0
                ? episodes.all(caller)
                : episodes.read(caller, Fields.counted("episode", request.getEpisode()))
                        .thenApply(List::of);
        return wanted.thenCompose(views -> {
            CompletionStage<ListDeleveragingsResponse.Builder> all =
                    CompletableFuture.completedFuture(ListDeleveragingsResponse.newBuilder());
            for (EpisodeReply.View view : views) {
                all = all.thenCombine(of(caller, view), (response, found) -> response.addAllDeleveragings(found));
            }
            return all.thenApply(ListDeleveragingsResponse.Builder::build);
        });
    }

    private CompletionStage<List<Deleveraging>> of(Caller caller, EpisodeReply.View view) {
        Collection<EntityId> accounts = new TreeSet<>();
        view.ladder().forEach(layer -> layer.victims().forEach(victim -> accounts.add(victim.account())));
        return directory
                .find(caller, accounts)
                .thenCombine(
                        service.listing(caller, view.marks().keySet()),
                        (owners, catalogue) -> of(caller, view, owners, catalogue));
    }

    /** The rows of one default that the caller may see. */
    static List<Deleveraging> of(
            Caller caller, EpisodeReply.View view, SortedMap<EntityId, TradeParty> owners, Catalogue catalogue) {
        List<Deleveraging> found = new ArrayList<>();
        for (EpisodeReply.LayerRecord layer : view.ladder()) {
            for (Victim victim : layer.victims()) {
                if (isFor(caller, Optional.ofNullable(owners.get(victim.account())))) {
                    found.add(one(view, layer, victim, catalogue));
                }
            }
        }
        return found;
    }

    /** A member is told of its own; an account that nobody is known to own is nobody's. */
    private static boolean isFor(Caller caller, Optional<TradeParty> owner) {
        return caller.principal().kind() != PrincipalKind.MEMBER
                || owner.map(TradeParty::member).equals(caller.principal().member());
    }

    private static Deleveraging one(
            EpisodeReply.View view, EpisodeReply.LayerRecord layer, Victim victim, Catalogue catalogue) {
        Deleveraging.Builder wire = Deleveraging.newBuilder()
                .setEpisode(view.declaration().episode())
                .setLayer(EpisodeViews.layer(layer.layer()))
                .setSnapshot(view.snapshot().orElse(0L))
                .setVictim(EpisodeViews.victim(victim));
        Instrument instrument = Optional.ofNullable(catalogue.listings().get(victim.instrument()))
                .orElseThrow()
                .instrument();
        Optional.ofNullable(view.marks().get(victim.instrument()))
                .ifPresent(mark -> wire.setPrice(Prices.wire(mark.price(), instrument)));
        if (victim.equity().isPositive()) {
            wire.setScore(Fields.decimal(
                    Ratio.of(victim.gain().minorUnits(), victim.equity().minorUnits())));
        }
        return wire.build();
    }
}
