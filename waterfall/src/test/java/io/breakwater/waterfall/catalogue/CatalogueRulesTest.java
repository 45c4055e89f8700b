package io.breakwater.waterfall.catalogue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.breakwater.waterfall.bucket.AccountKind;
import io.breakwater.waterfall.call.CallPolicy;
import io.breakwater.waterfall.money.Currency;
import io.breakwater.waterfall.process.Cause;
import io.breakwater.waterfall.process.EntityId;
import io.breakwater.waterfall.process.EntityKind;
import io.breakwater.waterfall.process.Envelope;
import io.breakwater.waterfall.process.Message;
import io.breakwater.waterfall.process.Now;
import io.breakwater.waterfall.process.Numbered;
import io.breakwater.waterfall.process.Reaction;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

final class CatalogueRulesTest {

    private static final Currency USD = Currency.of("USD", 2);
    private static final Duration HOUR = Duration.ofHours(1);
    private static final Now NOW = new Now(Duration.ZERO, Optional.empty());

    private final CatalogueRules rules = new CatalogueRules();
    private Catalogue catalogue = Catalogue.EMPTY;

    @Test
    void theSameTermsAgainChangeNothing() {
        assertThat(set(terms(USD, "main"))).isEqualTo(new CatalogueReply.Kept(1));
        assertThat(set(terms(USD, "main"))).isEqualTo(new CatalogueReply.Kept(1));
        assertThat(catalogue.terms()).contains(terms(USD, "main"));
    }

    @Test
    void aBankMayBeAddedButNeverTakenOff() {
        set(terms(USD, "main"));
        assertThat(set(terms(USD, "main", "custody"))).isEqualTo(new CatalogueReply.Kept(2));
        assertThat(set(terms(USD, "custody")))
                .isEqualTo(new CatalogueReply.Refused(CatalogueReply.Reason.BANK_REMOVED));
        assertThat(catalogue.terms()).contains(terms(USD, "main", "custody"));
    }

    @Test
    void theSettlementCurrencyNeverChangesNorDoItsDecimals() {
        set(terms(USD, "main"));
        for (Currency other : List.of(Currency.of("EUR", 2), Currency.of("USD", 3))) {
            assertThat(set(terms(other, "main")))
                    .isEqualTo(new CatalogueReply.Refused(CatalogueReply.Reason.CURRENCY_FIXED));
        }
    }

    @Test
    void callPoliciesMayChange() {
        set(terms(USD, "main"));
        ServiceTerms stricter = new ServiceTerms(
                USD,
                new TreeMap<>(Map.of(AccountKind.HOUSE, CallPolicy.clearingHouse(Duration.ofMinutes(1)))),
                terms(USD, "main").banks());
        assertThat(set(stricter)).isEqualTo(new CatalogueReply.Kept(2));
        assertThat(catalogue.terms().flatMap(terms -> terms.callPolicy(AccountKind.HOUSE)))
                .contains(CallPolicy.clearingHouse(Duration.ofMinutes(1)));
        assertThat(catalogue.terms().flatMap(terms -> terms.callPolicy(AccountKind.DIRECT)))
                .isEmpty();
    }

    @Test
    void termsNeedABankAndNeverCallTheHouseItself() {
        assertThatThrownBy(() -> terms(USD)).isInstanceOf(IllegalArgumentException.class);
        SortedMap<AccountKind, CallPolicy> own =
                new TreeMap<>(Map.of(AccountKind.INVENTORY, CallPolicy.clearingHouse(HOUR)));
        assertThatThrownBy(() -> new ServiceTerms(USD, own, terms(USD, "main").banks()))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static ServiceTerms terms(Currency currency, String... banks) {
        return new ServiceTerms(
                currency,
                new TreeMap<>(Map.of(
                        AccountKind.HOUSE,
                        CallPolicy.clearingHouse(HOUR),
                        AccountKind.CLIENT,
                        CallPolicy.clearingClient(HOUR))),
                new TreeSet<>(Stream.of(banks)
                        .map(bank -> EntityId.of(EntityKind.BANK, bank))
                        .toList()));
    }

    /** What the rules answer; the catalogue moves on by what they record. */
    private Message set(ServiceTerms terms) {
        Envelope<CatalogueInput> input = new Envelope<>(
                new CatalogueInput.SetTerms(terms),
                Optional.empty(),
                new Cause("operator/ops", Optional.empty(), "terms"));
        Reaction<CatalogueRules.Memory, CatalogueEvent> reaction =
                rules.react(catalogue, CatalogueRules.Memory.NONE, input, NOW);
        long number = catalogue.version() + 1;
        catalogue = reaction.event()
                .map(event -> rules.apply(catalogue, new Numbered<>(number, event)))
                .orElse(catalogue);
        return reaction.reply().orElseThrow();
    }
}
