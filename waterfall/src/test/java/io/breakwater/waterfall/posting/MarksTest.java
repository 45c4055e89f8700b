package io.breakwater.waterfall.posting;

import static io.breakwater.waterfall.posting.Postings.ALFA;
import static io.breakwater.waterfall.posting.Postings.BANK;
import static io.breakwater.waterfall.posting.Postings.delivery;
import static io.breakwater.waterfall.posting.Postings.message;
import static org.assertj.core.api.Assertions.assertThat;

import io.breakwater.waterfall.posting.Marks.Receipt;
import io.breakwater.waterfall.process.EntityId;
import io.breakwater.waterfall.process.EntityKind;
import java.util.List;
import org.junit.jupiter.api.Test;

class MarksTest {

    private static final EntityId EPISODE = EntityId.of(EntityKind.EPISODE, "7");

    private final Marks atFive = Marks.NONE.with(BANK, new Mark(5, "e5"));

    @Test
    void takesWhatFollowsItsMarkInOrder() {
        assertThat(atFive.receive(message(BANK, 0, delivery(9, 5, "e9"), delivery(12, 9, "e12"))))
                .isEqualTo(new Receipt.Taken(
                        List.of(delivery(9, 5, "e9"), delivery(12, 9, "e12")), new Mark(12, "e12"), 0));
    }

    @Test
    void takesOnlyWhatIsNewOfARepetition() {
        assertThat(atFive.receive(message(BANK, 0, delivery(5, 0, "e5"), delivery(9, 5, "e9"))))
                .isEqualTo(new Receipt.Taken(List.of(delivery(9, 5, "e9")), new Mark(9, "e9"), 0));
    }

    @Test
    void waitsForWhatIsMissingAndAnswersItsMark() {
        assertThat(atFive.receive(message(BANK, 0, delivery(12, 9, "e12"))))
                .isEqualTo(new Receipt.Known(new PostingsAcknowledged(ALFA, BANK, 5)));
    }

    @Test
    void answersItsMarkToWhatItKnows() {
        assertThat(atFive.receive(message(BANK, 0, delivery(3, 0, "e3"), delivery(5, 3, "e5"))))
                .isEqualTo(new Receipt.Known(new PostingsAcknowledged(ALFA, BANK, 5)));
    }

    @Test
    void theSameNumberWithAnotherEntryIsAContradictionAndTakesNothing() {
        assertThat(atFive.receive(message(BANK, 0, delivery(5, 0, "other"), delivery(9, 5, "e9"))))
                .isEqualTo(new Receipt.Contradiction(new PostingsContradicted(ALFA, BANK, 5, "e5", "other")));
    }

    @Test
    void theAuctionsOfAClosedEpisodeAreForgottenWithIt() {
        EntityId sold = EntityId.of(EntityKind.AUCTION, "7:CLK0");
        EntityId open = EntityId.of(EntityKind.AUCTION, "8:CLK0");
        Marks marks = atFive.with(sold, new Mark(3, "e3")).with(open, new Mark(4, "e4"));
        assertThat(marks.closedBelow(8).bySource()).containsOnlyKeys(BANK, open);
        assertThat(marks.closedBelow(8).receive(message(sold, 0, delivery(3, 0, "e3"))))
                .isEqualTo(new Receipt.Late());
        assertThat(marks.closedBelow(8).hasApplied(sold, 3)).isTrue();
        assertThat(marks.hasApplied(open, 5)).isFalse();
    }

    @Test
    void aClosedEpisodeIsForgottenAndNeverHeardAgain() {
        Marks marks = atFive.with(EPISODE, new Mark(3, "e3")).closedBelow(8);
        assertThat(marks.bySource()).containsOnlyKeys(BANK);
        assertThat(marks.receive(message(EPISODE, 0, delivery(3, 0, "e3")))).isEqualTo(new Receipt.Late());
        assertThat(marks.with(EPISODE, new Mark(3, "e3"))).isEqualTo(marks);
        assertThat(marks.closedBelow(2)).isEqualTo(marks);
        Receipt heard = marks.receive(message(BANK, 9, delivery(9, 5, "e9")));
        assertThat(heard).isEqualTo(new Receipt.Taken(List.of(delivery(9, 5, "e9")), new Mark(9, "e9"), 9));
        assertThat(marks.with(BANK, (Receipt.Taken) heard).closedBelow()).isEqualTo(9);
        EntityId next = EntityId.of(EntityKind.EPISODE, "8");
        assertThat(marks.receive(message(next, 8, delivery(1, 0, "e1")))).isInstanceOf(Receipt.Taken.class);
    }
}
