package io.breakwater.node.audit;

import io.breakwater.waterfall.account.AccountEvent;
import io.breakwater.waterfall.episode.EpisodeEvent;
import io.breakwater.waterfall.house.Declaration;
import io.breakwater.waterfall.house.HouseAccounts;
import io.breakwater.waterfall.posting.Posting;
import io.breakwater.waterfall.process.EntityId;
import io.breakwater.waterfall.rulebook.Layer;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Invariant 9. One episode for one default; its loss is fixed once and before any draw; the layers are those of the
 * rulebook of its declaration, in that order, none skipped and each drawn once; when it is closed its inventories have
 * nothing left. An account gives itself up to one episode.
 */
final class EpisodeCheck implements Check {

    private final Verdicts verdicts;
    private final SortedMap<String, EntityId> members = new TreeMap<>();
    private final SortedMap<String, EntityId> causes = new TreeMap<>();
    private final SortedSet<EntityId> surrendered = new TreeSet<>();
    private final SortedSet<EntityId> inventoriesLeft = new TreeSet<>();
    private final SortedMap<EntityId, EntityId> closed = new TreeMap<>();
    private final SortedMap<EntityId, AuditedEvent> unheard = new TreeMap<>();
    /** Accounts that were read before they had taken everything, so that nothing can be said of them yet. */
    private final SortedSet<EntityId> behind = new TreeSet<>();

    private final Set<String> once = new HashSet<>();
    private final SortedSet<EntityId> takenOver = new TreeSet<>();
    private Optional<Declaration> declaration = Optional.empty();
    private int drawn;
    private long episodes;
    private long draws;

    EpisodeCheck(Verdicts verdicts) {
        this.verdicts = verdicts;
    }

    @Override
    public Invariant invariant() {
        return Invariant.EPISODES;
    }

    @Override
    public void begin(EntityId entity) {
        declaration = Optional.empty();
        once.clear();
        takenOver.clear();
        drawn = 0;
    }

    @Override
    public void event(AuditedEvent event) {
        if (event.event() instanceof AccountEvent.Surrendered && !surrendered.add(event.entity())) {
            violated(event, "the account gives itself up again");
        }
        if (!(event.event() instanceof EpisodeEvent episode)) {
            return;
        }
        if (episode instanceof EpisodeEvent.Declared first) {
            declared(event, first.declaration());
        } else if (declaration.isEmpty()) {
            violated(event, "happens before the default is declared");
        } else if (episode instanceof EpisodeEvent.TakenOver taken) {
            takenOver(event, taken);
        } else {
            drawing(event, episode);
        }
    }

    @Override
    public void closing(AccountClosing closing) {
        boolean left = closing.cash().values().stream().anyMatch(cash -> !cash.isZero())
                || closing.units().values().stream().anyMatch(units -> units != 0)
                || closing.books().values().stream().anyMatch(book -> book.living() != 0);
        if (left && closing.account().key().startsWith("inventory:")) {
            inventoriesLeft.add(closing.account());
        }
    }

    @Override
    public void inFlight(Posting posting) {
        behind.add(posting.account());
    }

    @Override
    public void finish() {
        closed.forEach((inventory, episode) -> {
            if (inventoriesLeft.contains(inventory) && !behind.contains(inventory)) {
                verdicts.violated(Invariant.EPISODES, episode + " is closed, and something is left on " + inventory);
            }
        });
        unheard.forEach((account, event) -> {
            if (!behind.contains(account)) {
                violated(event, account + " is taken over and has not given itself up");
            }
        });
        verdicts.compared(
                Invariant.EPISODES,
                episodes == 0 ? "no default" : episodes + " defaults, " + draws + " layers drawn in rulebook order");
    }

    private void declared(AuditedEvent event, Declaration of) {
        episodes++;
        if (declaration.isPresent() || event.number() != 1) {
            violated(event, "the default is declared again");
        }
        declaration = Optional.of(of);
        if (!event.entity().key().equals(Long.toString(of.episode()))) {
            violated(event, "declares episode " + of.episode());
        }
        of.member().ifPresent(member -> unique(event, members, member, "member " + member));
        unique(event, causes, of.cause(), of.cause());
    }

    private void unique(AuditedEvent event, SortedMap<String, EntityId> known, String key, String what) {
        EntityId before = known.putIfAbsent(key, event.entity());
        if (before != null) {
            violated(event, what + " is the default of " + before + " already");
        }
    }

    private void takenOver(AuditedEvent event, EpisodeEvent.TakenOver taken) {
        if (!takenOver.add(taken.account())) {
            violated(event, taken.account() + " is taken over again");
        }
        if (!declaration.map(Declaration::accounts).orElseThrow().containsKey(taken.account())) {
            violated(event, taken.account() + " is not in default");
        }
        if (!surrendered.contains(taken.account()) && !taken.entries().isEmpty()) {
            unheard.put(taken.account(), event);
        }
    }

    private void drawing(AuditedEvent event, EpisodeEvent episode) {
        if (episode instanceof EpisodeEvent.LossFixed) {
            once(event, "the loss is fixed");
        } else if (episode instanceof EpisodeEvent.LayerAsked asked) {
            inTurn(event, asked.layer());
        } else if (episode instanceof EpisodeEvent.InstrumentStopped stopped) {
            inTurn(event, stopped.layer());
        } else if (episode instanceof EpisodeEvent.AssessmentsLevied) {
            inTurn(event, Layer.ASSESSMENT);
        } else if (episode instanceof EpisodeEvent.LayerDrawn layer) {
            inTurn(event, layer.record().layer());
            drawn++;
            draws++;
        } else if (episode instanceof EpisodeEvent.Concluded) {
            once(event, "it is concluded");
            if (drawn != layers().size()) {
                violated(event, "is concluded after " + drawn + " of the layers " + layers());
            }
        } else if (episode instanceof EpisodeEvent.Closed) {
            closed(event);
        }
    }

    private void closed(AuditedEvent event) {
        once(event, "it is closed");
        if (!once.contains("it is concluded")) {
            violated(event, "is closed and not concluded");
        }
        long number = declaration.map(Declaration::episode).orElseThrow();
        takenOver.forEach(account -> closed.put(HouseAccounts.inventory(number, account), event.entity()));
    }

    private void inTurn(AuditedEvent event, Layer layer) {
        if (!once.contains("the loss is fixed")) {
            violated(event, "draws " + layer + " before the loss is fixed");
        }
        if (drawn >= layers().size() || layers().get(drawn) != layer) {
            violated(event, "draws " + layer + " as layer " + (drawn + 1) + " of " + layers());
        }
    }

    private List<Layer> layers() {
        return declaration.map(of -> of.terms().rulebook().layers()).orElseThrow();
    }

    private void once(AuditedEvent event, String what) {
        if (!once.add(what)) {
            violated(event, what + " a second time");
        }
    }

    private void violated(AuditedEvent event, String what) {
        verdicts.violated(Invariant.EPISODES, event, what);
    }
}
