package io.breakwater.waterfall.episode;

import io.breakwater.waterfall.episode.EpisodeReply.LayerRecord;
import io.breakwater.waterfall.house.HouseAccounts;
import io.breakwater.waterfall.house.HouseMessage.Levied;
import io.breakwater.waterfall.house.HouseMessage.ObligationsSettled;
import io.breakwater.waterfall.money.Money;
import io.breakwater.waterfall.posting.Acknowledgement;
import io.breakwater.waterfall.posting.Entry;
import io.breakwater.waterfall.posting.Hold;
import io.breakwater.waterfall.posting.HoldBook.Line;
import io.breakwater.waterfall.posting.Leg.MoneyLeg;
import io.breakwater.waterfall.posting.Posting;
import io.breakwater.waterfall.posting.Purpose;
import io.breakwater.waterfall.process.EntityId;
import io.breakwater.waterfall.rulebook.Layer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** From the assessment to the end: what members owe, what stays uncovered, what goes back. */
record EndTurn(Episode episode, EpisodeMemory memory) {

    /** The house has levied a round; when nobody can be assessed any more, the layer is drawn as it stands. */
    Optional<EpisodeEvent> levied(Levied word) {
        boolean first = episode.phase() == Phase.DRAWING
                && draws().step().isEmpty()
                && episode.nextLayer().equals(Optional.of(Layer.ASSESSMENT))
                && word.round() == 1;
        boolean again = assessing()
                .filter(step -> step.shares().isEmpty() && step.round() + 1 == word.round())
                .isPresent();
        if (!first && !again) {
            return Optional.empty();
        }
        return Optional.of(
                sum(word.shares()).isZero()
                        ? drawn(
                                assessing().map(Step.Assessing::limits).orElse(word.limits()),
                                assessing().map(Step.Assessing::paid).orElseGet(TreeMap::new))
                        : new EpisodeEvent.AssessmentsLevied(
                                word.round(), draws().residual(), word.shares(), word.limits(), heard()));
    }

    /** Nobody owes anything of a round any more: each inventory lacks less by what the house has booked to it. */
    Optional<EpisodeEvent> settled(ObligationsSettled word) {
        return assessing()
                .filter(step -> !step.shares().isEmpty() && step.round() == word.round())
                .map(step -> {
                    SortedMap<EntityId, Money> lacks = new TreeMap<>(draws().lacks());
                    lacks.replaceAll((account, lacking) -> lacking.minus(received(word, account)));
                    return new EpisodeEvent.AssessmentsSettled(
                            word.round(), word.paid(), word.unpaid(), lacks, heard());
                });
    }

    /** The layer is drawn when a levy is settled and nothing is lacking any more; else the rest is spread again. */
    Optional<EpisodeEvent> assessed() {
        return assessing()
                .filter(step -> step.shares().isEmpty() && draws().residual().isZero())
                .map(step -> drawn(step.limits(), step.paid()));
    }

    private EpisodeEvent drawn(SortedMap<String, Money> limits, SortedMap<String, Money> paid) {
        SortedMap<String, Money> payers = new TreeMap<>(paid);
        payers.values().removeIf(Money::isZero);
        Money drawn = sum(payers);
        LayerRecord record = new LayerRecord(Layer.ASSESSMENT, sum(limits).max(drawn), drawn, payers, List.of());
        return new EpisodeEvent.LayerDrawn(record, new TreeMap<>(), new TreeMap<>(draws().lacks()), List.of(), heard());
    }

    /** After the last layer: the uncovered rest is booked, and what an inventory has over goes back to its account. */
    EpisodeEvent concluded() {
        EntityId uncovered = HouseAccounts.uncovered(episode.episode());
        List<Entry> entries = new ArrayList<>();
        draws().lacks().forEach((account, lacks) -> {
            if (lacks.isPositive()) {
                entries.add(Entry.of(
                        "uncovered-" + entries.size(),
                        Purpose.UNCOVERED,
                        Posting.of(uncovered, new MoneyLeg(lacks.negated())),
                        Posting.of(inventory(account), new MoneyLeg(lacks))));
            }
        });
        draws().surplus()
                .forEach((account, over) -> entries.add(returned(episode, account, over, "surplus-" + entries.size())));
        SortedMap<EntityId, Money> surplus = new TreeMap<>(draws().surplus());
        Optional<EntityId> estateOf = episode.houseAccount();
        return new EpisodeEvent.Concluded(draws().residual(), surplus, estateOf, entries, heard());
    }

    /** What an inventory has over goes back to its account. */
    static Entry returned(Episode episode, EntityId account, Money over, String id) {
        EntityId inventory = episode.inventories().find(account).orElseThrow().account();
        return Entry.of(
                id,
                Purpose.RETURN,
                Posting.of(inventory, new MoneyLeg(over.negated())),
                Posting.of(account, new MoneyLeg(over)));
    }

    /** What is left on the house account goes to the estate, once the account has said how much it is. */
    Optional<EpisodeEvent> estateSettled() {
        Conclusion conclusion = episode.conclusion().orElseThrow();
        EntityId account = episode.houseAccount().orElse(episode.self());
        Optional<Optional<Hold>> answer =
                conclusion.estate().isPresent() || !episode.outbox().isSettled()
                        ? Optional.empty()
                        : memory.answers().find(new Line(account, conclusion.estateHold()));
        return answer.map(held -> {
            Money left =
                    held.map(episode::money).orElseGet(() -> episode.currency().zero());
            List<Entry> entries = left.isZero()
                    ? List.of()
                    : List.of(Entry.of(
                            "estate",
                            Purpose.RETURN,
                            Posting.of(account, new MoneyLeg(left.negated())).consuming(conclusion.estateHold()),
                            Posting.of(
                                    HouseAccounts.estate(episode.declaration()
                                            .orElseThrow()
                                            .member()
                                            .orElseThrow()),
                                    new MoneyLeg(left))));
            return new EpisodeEvent.EstateSettled(left, entries, heard());
        });
    }

    private Optional<Step.Assessing> assessing() {
        return episode.phase() == Phase.COLLECTING
                ? draws().step().filter(Step.Assessing.class::isInstance).map(Step.Assessing.class::cast)
                : Optional.empty();
    }

    private Money received(ObligationsSettled word, EntityId account) {
        Money nothing = episode.currency().zero();
        return word.received().getOrDefault(inventory(account), nothing);
    }

    private EntityId inventory(EntityId account) {
        return episode.inventories().find(account).orElseThrow().account();
    }

    private Money sum(SortedMap<String, Money> amounts) {
        return amounts.values().stream().reduce(episode.currency().zero(), Money::plus);
    }

    private Draws draws() {
        return episode.draws().orElseThrow();
    }

    private List<Acknowledgement> heard() {
        return memory.outbox().toPersist();
    }
}
