package io.breakwater.node.scenario.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BracketRowsTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "up-to: 200000  | up-to: 40000    | up-to: not above the bracket before",
                "up-to: 40000   | up-to: -1       | up-to: ",
                "up-to: 40000   | up-to-lots: 400 | 'up-to' is missing",
                "initial: 0.008 | initial: 0.001  | initial: below maintenance",
                "initial: 0.008 | initial: 0.9    | initial: a larger value has a lower rate",
                "initial: 0.008 | initial: 1.1    | initial: ",
                "{maintenance: 0.01 | {up-to: 900000, maintenance: 0.01 | up-to: the last bracket has no end",
            })
    void aFlawOfABracketIsNamed(String old, String replacement, String flaw) throws Exception {
        assertThat(flaws(Examples.perpetual().replace(old, replacement)))
                .anySatisfy(line -> assertThat(line).contains(flaw));
    }

    @ParameterizedTest
    @CsvSource({"'brackets: [{maintenance: 0.01, initial: 0.02}]'", "'maintenance: 100, initial: 200'"})
    void anInstrumentWithBracketsHasOneRow(String another) throws Exception {
        String text = Examples.perpetual().replace("house:\n", "  - {from: 2020-03-13, " + another + "}\nhouse:\n");
        assertThat(flaws(text))
                .singleElement()
                .asString()
                .endsWith("from: an instrument with brackets has one row of margins");
    }

    private static List<String> flaws(String text) {
        return catchThrowableOfType(InvalidScenarioException.class, () -> ScenarioFile.parse("perpetual.yaml", text))
                .lines();
    }
}
