package io.breakwater.node.risk;

import static org.assertj.core.api.Assertions.assertThat;

import io.breakwater.waterfall.account.Account;
import io.breakwater.waterfall.account.AccountReply;
import io.breakwater.waterfall.process.EntityId;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class RiskFeedTest {

    private static final EntityId ALDER = RandomHouse.id("alder.house");

    private final RandomHouse house = new RandomHouse(1);
    private final RiskFeed feed = new RiskFeed();

    @Test
    void onlyTheNewestStateOfAnAccountIsKeptAndThatItHasJustRecovered() {
        Account before = house.account(ALDER, 1);
        Account after = house.traded(before);
        feed.recovered(ALDER, before);
        feed.changed(ALDER, after);
        assertThat(feed.take()).containsExactly(new RiskFeed.Word(ALDER, Optional.of(after), true));
        assertThat(feed.take()).isEmpty();
        feed.changed(ALDER, before);
        assertThat(feed.take()).containsExactly(new RiskFeed.Word(ALDER, Optional.of(before), false));
    }

    @Test
    void anAccountThatStoppedIsSaidToHaveStopped() {
        feed.recovered(ALDER, house.account(ALDER, 1));
        feed.stopped(ALDER);
        assertThat(feed.take()).containsExactly(new RiskFeed.Word(ALDER, Optional.empty(), false));
    }

    @Test
    void onlyTheWordThatAnAccountNeedsJudgingIsForTheDeskAlone() {
        assertThat(feed.takes(new AccountReply.NeedsJudging(ALDER))).isTrue();
        assertThat(feed.takes(new AccountReply.Judged(1, 1))).isFalse();
        assertThat(feed.takeWaiting()).containsExactly(ALDER);
        assertThat(feed.takeWaiting()).isEmpty();
    }
}
