package io.breakwater.waterfall.posting;

import static org.assertj.core.api.Assertions.assertThat;

import io.breakwater.waterfall.carrier.Carrier;
import io.breakwater.waterfall.carrier.Faults;
import io.breakwater.waterfall.carrier.Station;
import io.breakwater.waterfall.process.EntityId;
import io.breakwater.waterfall.process.Message;
import io.breakwater.waterfall.seeded.Generator;
import io.breakwater.waterfall.seeded.SeededTest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

class HoldsOverChannelsTest {

    @SeededTest(runs = 60)
    void everyHoldEndsAndNothingIsTakenThatWasNotHeld(Generator any) {
        Carrier carrier = new Carrier(any, Faults.any(any));
        List<Station<HoldingSource.Books, HoldingSource.Memory, Message, HoldingSource.Step>> sources =
                new ArrayList<>();
        for (String source : List.of("payouts|0", "desk|OIL")) {
            sources.add(carrier.host(EntityId.parse(source), new HoldingSource()));
        }
        List<EntityId> owners = List.of(Postings.ALFA, Postings.BRAVO);
        List<Station<HoldingAccount.Ledger, Boolean, Message, HoldingAccount.Change>> accounts = new ArrayList<>();
        for (EntityId account : List.of(Postings.ALFA, Postings.BRAVO, Postings.CHARLIE)) {
            accounts.add(carrier.host(account, new HoldingAccount(3)));
        }
        for (int i = 0; i < 60; i++) {
            carrier.tell(any.oneOf(sources).id(), new HoldingSource.Want(any.oneOf(owners)));
            carrier.run(Duration.ofMillis(any.between(0, 1_500)));
        }
        carrier.heal();
        carrier.run(Duration.ofMinutes(10));

        long booked = 0;
        for (Station<HoldingSource.Books, ?, ?, HoldingSource.Step> source : sources) {
            assertThat(source.state().holds().lines()).isEmpty();
            assertThat(source.state().outbox().isSettled()).isTrue();
            booked += source.journal().stream()
                    .filter(event -> !event.event().entries().isEmpty())
                    .count();
        }
        long applied = 0;
        for (Station<HoldingAccount.Ledger, ?, ?, ?> account : accounts) {
            assertThat(account.state().holds().live()).isEmpty();
            assertThat(account.state().unheld()).isZero();
            applied += account.state().applied();
        }
        assertThat(applied).isEqualTo(2 * booked);
    }
}
