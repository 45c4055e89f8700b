package io.breakwater.waterfall.json;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.annotation.JsonAutoDetect.Visibility;
import com.fasterxml.jackson.annotation.PropertyAccessor;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.ToStringSerializer;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.breakwater.waterfall.carrier.Alone;
import io.breakwater.waterfall.house.House;
import io.breakwater.waterfall.house.HouseEvent;
import io.breakwater.waterfall.house.HouseInput;
import io.breakwater.waterfall.house.HouseMemory;
import io.breakwater.waterfall.house.HouseMessage;
import io.breakwater.waterfall.house.HouseRules;
import io.breakwater.waterfall.house.HouseTerms;
import io.breakwater.waterfall.house.Payables;
import io.breakwater.waterfall.market.BusinessTime;
import io.breakwater.waterfall.money.Currency;
import io.breakwater.waterfall.money.Money;
import io.breakwater.waterfall.process.EntityId;
import io.breakwater.waterfall.process.EntityKind;
import io.breakwater.waterfall.process.Numbered;
import io.breakwater.waterfall.receipts.RequestId;
import io.breakwater.waterfall.rulebook.Rulebook;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** The state and the events of a house with as many members as may be stay below one mebibyte. */
class HouseSizeTest {

    private static final JsonMapper JSON = JsonMapper.builder()
            .addModules(new JavaTimeModule(), new Jdk8Module())
            .addModule(new SimpleModule()
                    .addSerializer(EntityId.class, ToStringSerializer.instance)
                    .addSerializer(Currency.class, ToStringSerializer.instance))
            .visibility(PropertyAccessor.GETTER, Visibility.NONE)
            .visibility(PropertyAccessor.IS_GETTER, Visibility.NONE)
            .visibility(PropertyAccessor.FIELD, Visibility.ANY)
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .build();
    private static final int MEBIBYTE = 1 << 20;
    private static final Currency USD = Currency.of("USD", 2);
    private static final Money CONTRIBUTION = USD.minor(1_234_567_890);
    private static final BusinessTime AT = new BusinessTime(
            LocalDate.parse("2020-04-20"), LocalDate.parse("2020-04-20").atTime(14, 30));

    private final Alone<House, HouseMemory, HouseInput, HouseEvent> house =
            new Alone<>(HouseMessage.MAIN, new HouseRules());

    @Test
    void everyMemberIsAssessedAtOnceAndSomeHaveNotPaidBefore() throws JsonProcessingException {
        house.ask(new HouseInput.SetTerms(new HouseTerms(
                USD, Rulebook.venue(), Duration.ofHours(24), Duration.ofMinutes(5), new TreeMap<>(), new TreeSet<>())));
        for (int i = 0; i < House.MEMBERS; i++) {
            house.ask(new HouseInput.RegisterMember(member(i), account(member(i) + ".house"), CONTRIBUTION));
        }
        for (int i = 0; i < Payables.SETTLED; i++) {
            house.ask(new HouseInput.Deficit(new HouseMessage.ReportDeficit(
                    account(member(0) + ".client-" + i), member(0), 1, USD.minor(1), AT)));
        }
        house.ask(new HouseInput.UnmetCall(
                new HouseMessage.ReportUnmetCall(account(member(0) + ".house"), member(0), 1, AT)));
        Money residual = CONTRIBUTION.times(House.MEMBERS / 2);
        house.ask(new HouseInput.Levy(new HouseMessage.Levy(
                1, 1, residual, new TreeMap<>(Map.of(account("inventory:1:" + member(0) + ".house"), residual)))));
        for (long obligation = Payables.SETTLED + 1; obligation <= Payables.SETTLED + House.HOLDS + 9; obligation++) {
            house.ask(new HouseInput.PayObligation(
                    Optional.empty(), new RequestId("01719a00-0000-7000-8000-000000000001"), obligation));
            house.ask(new HouseInput.Tick());
        }
        assertThat(house.state().payables().open()).hasSize(House.MEMBERS - 1);
        assertThat(house.state().payables().settled()).hasSize(Payables.SETTLED);
        assertThat(house.state().holds().lines()).hasSize(House.HOLDS);
        assertThat(JSON.writeValueAsBytes(house.state())).hasSizeLessThan(MEBIBYTE);
        for (Numbered<HouseEvent> event : house.journal()) {
            assertThat(JSON.writeValueAsBytes(event)).hasSizeLessThan(MEBIBYTE);
        }
    }

    private static String member(int number) {
        return String.format("MEMBER-%04d", number);
    }

    private static EntityId account(String key) {
        return EntityId.of(EntityKind.ACCOUNT, key);
    }
}
