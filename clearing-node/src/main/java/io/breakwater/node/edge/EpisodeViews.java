package io.breakwater.node.edge;

import io.breakwater.protocol.defaults.v1.AccountInDefault;
import io.breakwater.protocol.defaults.v1.AccountLoss;
import io.breakwater.protocol.defaults.v1.Award;
import io.breakwater.protocol.defaults.v1.CollateralToSell;
import io.breakwater.protocol.defaults.v1.Episode;
import io.breakwater.protocol.defaults.v1.EpisodePhase;
import io.breakwater.protocol.defaults.v1.Layer;
import io.breakwater.protocol.defaults.v1.LayerDraw;
import io.breakwater.protocol.defaults.v1.Payer;
import io.breakwater.protocol.defaults.v1.Surplus;
import io.breakwater.protocol.defaults.v1.Victim;
import io.breakwater.waterfall.bidding.Fill;
import io.breakwater.waterfall.catalogue.Catalogue;
import io.breakwater.waterfall.episode.EpisodeReply;
import io.breakwater.waterfall.episode.Phase;
import io.breakwater.waterfall.house.Declaration;
import io.breakwater.waterfall.house.DefaultCase;
import io.breakwater.waterfall.market.Instrument;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** The wire form of a default. */
final class EpisodeViews {

    private final ServiceView service;

    EpisodeViews(ServiceView service) {
        this.service = service;
    }

    /** Prices are written in the unit of quotation, so that the catalogue is asked for what was sold. */
    CompletionStage<Episode> wire(Caller caller, EpisodeReply.View view) {
        return service.listing(caller, view.awards().keySet()).thenApply(catalogue -> wire(view, catalogue));
    }

    private static Episode wire(EpisodeReply.View view, Catalogue catalogue) {
        Declaration declaration = view.declaration();
        Episode.Builder wire = Episode.newBuilder()
                .setEpisode(declaration.episode())
                .setMember(declaration.member().orElse(""))
                .setCause(declaration.cause())
                .setDeclaredTime(Calendars.wire(declaration.declared()))
                .setBusinessDate(Calendars.wire(declaration.at().date()))
                .setRulebook(declaration.terms().rulebook().name())
                .setRulebookVersion(declaration.terms().rulebook().version())
                .setPhase(phase(view.phase()))
                .setSnapshot(view.snapshot().orElse(0L))
                .setDrawing(view.drawing().map(EpisodeViews::layer).orElse(Layer.LAYER_UNSPECIFIED))
                .setUncovered(Fields.amount(view.uncovered()))
                .setPosition(Fields.position(DefaultCase.episode(declaration.episode()), view.number()));
        declaration
                .accounts()
                .forEach((account, kind) -> wire.addAccounts(AccountInDefault.newBuilder()
                        .setAccount(account.key())
                        .setAccountClass(AccountClasses.wire(kind))));
        view.collateral()
                .forEach((account, units) ->
                        units.forEach((asset, count) -> wire.addCollateral(CollateralToSell.newBuilder()
                                .setAccount(account.key())
                                .setAsset(asset)
                                .setUnits(count))));
        view.awards().forEach((id, fills) -> {
            Instrument instrument = Optional.ofNullable(catalogue.listings().get(id))
                    .orElseThrow()
                    .instrument();
            fills.forEach(fill -> wire.addAwards(award(fill, instrument)));
        });
        view.loss().ifPresent(loss -> wire.setLoss(Fields.amount(loss)));
        view.losses()
                .forEach((account, loss) -> wire.addLosses(
                        AccountLoss.newBuilder().setAccount(account.key()).setLoss(Fields.amount(loss))));
        view.ladder().forEach(draw -> wire.addLadder(draw(draw)));
        view.surplus()
                .forEach((account, amount) -> wire.addSurplus(
                        Surplus.newBuilder().setAccount(account.key()).setAmount(Fields.amount(amount))));
        return wire.build();
    }

    private static Award award(Fill fill, Instrument instrument) {
        return Award.newBuilder()
                .setInstrument(instrument.id().value())
                .setAccount(fill.bidder().key())
                .setLots(fill.lots().count())
                .setPrice(Prices.wire(fill.price(), instrument))
                .build();
    }

    private static LayerDraw draw(EpisodeReply.LayerRecord record) {
        LayerDraw.Builder wire = LayerDraw.newBuilder()
                .setLayer(layer(record.layer()))
                .setAvailable(Fields.amount(record.available()))
                .setDrawn(Fields.amount(record.drawn()));
        record.payers()
                .forEach((id, amount) ->
                        wire.addPayers(Payer.newBuilder().setId(id).setAmount(Fields.amount(amount))));
        record.victims().forEach(victim -> wire.addVictims(victim(victim)));
        return wire.build();
    }

    static Victim victim(io.breakwater.waterfall.deleveraging.Victim victim) {
        return Victim.newBuilder()
                .setRank(victim.rank())
                .setAccount(victim.account().key())
                .setInstrument(victim.instrument().value())
                .setLots(victim.lots().count())
                .setGain(Fields.amount(victim.gain()))
                .setEquity(Fields.amount(victim.equity()))
                .setLimit(Fields.amount(victim.limit()))
                .setGiven(Fields.amount(victim.given()))
                .build();
    }

    /** The wire's names are those of the rules with a prefix; a test holds one against the other. */
    static EpisodePhase phase(Phase phase) {
        return EpisodePhase.valueOf("EPISODE_PHASE_" + phase.name());
    }

    /** As {@link #phase}. */
    static Layer layer(io.breakwater.waterfall.rulebook.Layer layer) {
        return Layer.valueOf("LAYER_" + layer.name());
    }
}
