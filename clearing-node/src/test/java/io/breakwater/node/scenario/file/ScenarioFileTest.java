package io.breakwater.node.scenario.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ScenarioFileTest {

    /**
     * What is replaced in the documented example, by what, and the one flaw that must result; {@code |} marks its place and
     * is not part of the text.
     */
    static Stream<Arguments> flaws() {
        return Stream.of(
                flaw("scale: 2", "scale: |9", "scale: outside 0..8"),
                flaw("scale: 2", "scale: |two", "scale: 'two' is not a whole number (not a number)"),
                flaw(
                        "currency: USD",
                        "currency: |usd",
                        "currency: 'usd' is not a currency code of 2 to 12 capitals and digits"),
                flaw(
                        "scenario: small",
                        "scenario: |a b",
                        "scenario: 'a b' is not an id of 1 to 64 letters, digits, '.', '_' or '-'"),
                flaw("title: Two", "|titel: Two", "unknown key 'titel' (known here: scenario, title, currency,"),
                flaw(
                        "tick: 0.01",
                        "tick: |0.001",
                        "tick: tick and multiplier must be positive decimals, and one tick",
                        "multiplier: 1000",
                        "multiplier: 1"),
                flaw(
                        "price-band: 5.00",
                        "price-band: |5.005",
                        "price-band: '5.005' is not a price of OIL (too many decimals)"),
                flaw("price-band: 5.00", "price-band: |-5.00", "price-band: must not be negative"),
                flaw("agreeing-sources: 1", "agreeing-sources: |2", "agreeing-sources: 2 of only 1 price sources"),
                flaw("[exchange]", "|exchange", "price-sources: must be a list, not a single value"),
                flaw("[exchange]", "|[]", "price-sources: 1 to 16 sources are needed"),
                flaw(
                        "[exchange]",
                        "[exchange, |exchange]",
                        "price-sources: 'exchange' is not an id, or is given twice"),
                flaw("date: 2021-03-02", "date: |2021-02-29", "date: '2021-02-29' is not a date such as 2020-04-08"),
                flaw(
                        "date: 2021-03-02",
                        "date: |2021-02-28",
                        "date: 2021-02-28 14:30 comes after a row of 2021-03-01 14:30, rows must be in order of time"),
                flaw("date: 2021-03-02", "date: |2021-03-01", "date: a second row for OIL at 2021-03-01 14:30"),
                flaw(
                        "date: 2021-03-03, first: 47.00, settlement: 44.00",
                        "date: |2021-03-03, first: 47.00, settlement: 44.00",
                        "date: after the final settlement of OIL",
                        "settlement: 48.00",
                        "settlement: 48.00, final: true"),
                flaw("first: 50.10", "first: |50.105", "first: '50.105' is not a price of OIL (too many decimals)"),
                flaw(
                        "- {from: 2021-03-01",
                        "|- {from: 2021-03-02",
                        "margins: no rates of OIL on 2021-03-01, the date of the first price"),
                flaw("initial: 4400", "initial: |3900", "initial: below maintenance"),
                flaw("rulebook: venue", "rulebook: |venues", "rulebook: 'venues' is none of: venue, classic"),
                flaw("own-capital: 10000", "own-capital: |-1", "own-capital: must not be negative"),
                flaw(
                        "own-capital: 10000",
                        "own-capital: |10,000",
                        "own-capital: '10,000' is not an amount in USD (malformed)"),
                flaw("own-capital: 10000", "own-capital:|", "own-capital: has no value"),
                flaw(
                        "own-capital: 10000",
                        "own-capital: |{a: 1}",
                        "own-capital: must be a single value, not a block of keys"),
                flaw("  rulebook: venue\n  call-policy", "  |call-policy", "'rulebook' is missing"),
                flaw("call-deadline: 8", "call-deadline: |0", "call-deadline: outside 1..3600"),
                flaw(
                        "id: bravo,",
                        "id: |alfa,",
                        "id: member 'alfa' is given twice",
                        "member: bravo",
                        "member: alfa",
                        "alfa, class: house, cash: 45000}\nstreams",
                        "alfa, class: client, cash: 45000}\nstreams"),
                flaw("member: bravo", "member: |charlie", "member: unknown member 'charlie'"),
                flaw(
                        "- {id: alfa.house",
                        "|- {id: alfa.house",
                        "accounts: a second house account of member 'alfa'",
                        "  - {id: bravo, contribution: 20000}\n",
                        "",
                        "member: bravo",
                        "member: alfa"),
                flaw(
                        "- {id: alfa.house",
                        "|- {id: alfa.house",
                        "accounts: member 'bravo' has no house account",
                        "member: bravo, class: house",
                        "member: bravo, class: client"),
                flaw(
                        "class: house, cash: 45000}\nstreams",
                        "class: |hause, cash: 45000}\nstreams",
                        "class: 'hause' is none of: house, client, direct"),
                flaw("cash: 45000}\nstreams", "cash: |1e6}\nstreams", "cash: '1e6' is not an amount in USD (exponent)"),
                flaw("cash: 45000}\nstreams", "collateral: {|GOLD: 1}}\nstreams", "unknown collateral asset 'GOLD'"),
                flaw(
                        "member: bravo, class: house",
                        "member: |bravo, class: direct",
                        "member: a direct account has no member behind it"),
                flaw("buyer: alfa.house", "buyer: |alfa.hause", "buyer: unknown account 'alfa.hause'"),
                flaw("seller: bravo.house", "seller: |alfa.house", "seller: buys from itself"),
                flaw("lots: 10", "lots: |0", "lots: outside 1..1000000000"),
                flaw("lots: 10", "lots: |2.5", "lots: '2.5' is not a whole number (too many decimals)"),
                flaw("lots: 10", "lots: 10, instrument: |GAS", "instrument: unknown instrument 'GAS'"),
                flaw(
                        "- {at: 2021-03-01, buyer",
                        "- {at: |2021-03-04, buyer",
                        "at: 2021-03-04 is no trade date of this scenario"),
                flaw("- {at: 2021-03-01, buyer", "- {at: |2021-03-01 08:00, buyer", "at: before the opening"),
                flaw(
                        "- {at: 2021-03-01, buyer",
                        "- {at: |2021-03-01 8:00, buyer",
                        "at: '2021-03-01 8:00' is not a date, or a date and time such as 2020-04-08 14:30"),
                flaw(
                        "    trades:\n",
                        "    lots-per-trade: 1\n    trades:\n",
                        "more than 100000 trades in all",
                        "- {at: 2021-03-01, buyer",
                        "- |{at: 2021-03-01, buyer",
                        "lots: 10",
                        "lots: 100001"),
                flaw("call: 2021-03-03", "call: |2021-03-05", "call: 2021-03-05 is no trade date of this scenario"),
                flaw(
                        "answers:\n",
                        "auctions:\n  - {defaulter: alfa, at: |2021-03-04, bids: []}\nanswers:\n",
                        "at: no calls are due then, between deadline and auction close"),
                flaw(
                        "answers:\n",
                        "auctions:\n  - {defaulter: |carol, at: 2021-03-03, bids: []}\nanswers:\n",
                        "defaulter: unknown member or direct account 'carol'"),
                flaw(
                        "answers:\n",
                        "auctions:\n  - {defaulter: alfa, at: 2021-03-03, bids: [{account: bravo.house, lots: |0, price: 40}]}\nanswers:\n",
                        "lots: a bid for no lots"),
                flaw(
                        "answers:\n",
                        "standing-bids:\n  - {account: bravo.house, lots: 1, price: 40.00, placed: 2021-03-02 18:30, withdrawn: |2021-03-02 18:30}\nanswers:\n",
                        "withdrawn: not after it is placed"),
                flaw(
                        "answers:\n",
                        "deposits:\n  - {at: 2021-03-02, account: alfa.house, amount: |0}\nanswers:\n",
                        "amount: must be more than zero"),
                flaw(
                        "answers:\n",
                        "deposits:\n  - {at: 2021-03-02, account: alfa.house, amount: 1}\n  - {at: |2021-03-01, account: alfa.house, amount: 1}\nanswers:\n",
                        "at: 2021-03-01 09:00 comes after a row of 2021-03-02 09:00"),
                flaw(
                        "answers:\n",
                        "withdrawals:\n  - {at: 2021-03-02, account: alfa.house, amount: 1, expect: |perhaps}\nanswers:\n",
                        "expect: 'perhaps' is none of: paid, refused"),
                flaw(
                        "answers:\n",
                        "day: {settlement: \"17:30\", answers: \"18:00\", first-price: |5pm}\nanswers:\n",
                        "first-price: '5pm' is not a time such as 14:30"),
                flaw(
                        "answers:\n",
                        "day: |{settlement: \"17:30\"}\nanswers:\n",
                        "day: the times must run deposits, withdrawals, trades, settlement, answers"),
                flaw(
                        "sessions:\n  - {date: 2021-03-01, settlement: 50.00}\n  - {date: 2021-03-02, first: 50.10, settlement: 48.00}\n  - {date: 2021-03-03, first: 47.00, settlement: 44.00}",
                        "prices:\n  |- {at: 2021-03-01, price: 50.00, settlement: true}\n  - {at: 2021-03-03 22:00, price: 44.00, settlement: true}",
                        "prices: the settlement of 2021-03-03 comes after the ordinary answers to its calls"),
                flaw("ordinary: 5000", "ordinary: |some", "ordinary: 'some' is not an amount in USD (not a number)"),
                flaw("ordinary: 5000", "ordinary: |0", "ordinary: must be more than zero"),
                flaw("ordinary: 5000", "ordinary: 5000, |ordinary: 1", "'ordinary' is given twice"),
                flaw(
                        "title: Two members and a fall",
                        "title: |&a Two",
                        "anchors and aliases are not part of this format"),
                flaw("title: Two members and a fall", "title: |!!str Two", "tags are not part of this format"));
    }

    @ParameterizedTest(name = "{1}")
    @MethodSource("flaws")
    void aFlawIsRefusedInOneLineThatSaysWhere(List<String> replacements, String flaw) throws Exception {
        String marked = Examples.documented();
        for (int i = 0; i < replacements.size(); i += 2) {
            assertThat(marked).contains(replacements.get(i));
            marked = marked.replace(replacements.get(i), replacements.get(i + 1));
        }
        String before = marked.substring(0, marked.indexOf('|'));
        long line = before.chars().filter(c -> c == '\n').count() + 1;
        int column = before.length() - before.lastIndexOf('\n');
        List<String> lines = refused(marked.replace("|", ""));
        assertThat(lines).hasSize(1);
        assertThat(lines.get(0)).startsWith("small.yaml:" + line + ":" + column + ": " + flaw);
    }

    @Test
    void allFlawsAreListedInTheOrderOfTheFile() throws Exception {
        String text = Examples.documented()
                .replace("scale: 2", "scale: 99")
                .replace("buyer: alfa.house", "buyer: nobody")
                .replace("lots: 10", "lots: -1")
                .replace("rulebook: venue", "rulebook: none, colour: red");
        assertThat(refused(text.replace("rulebook: none, colour: red", "rulebook: none\n  colour: red")))
                .containsExactly(
                        "small.yaml:4:8: scale: outside 0..8",
                        "small.yaml:17:13: rulebook: 'none' is none of: venue, classic",
                        "small.yaml:18:3: unknown key 'colour' (known here: rulebook, call-policy, own-capital,"
                                + " insurance-fund, liquidation-fee, erosion, assessments, pace-seconds)",
                        "small.yaml:36:33: buyer: unknown account 'nobody'",
                        "small.yaml:36:68: lots: outside 1..1000000000");
    }

    @Test
    void whatIsNotYamlIsRefusedWhereItBreaks() {
        assertThat(refused("scenario: a\n  b: [1\nc: 2\n"))
                .singleElement()
                .asString()
                .startsWith("small.yaml:2:4: not YAML: ");
        assertThat(refused("")).containsExactly("small.yaml:1:1: the file is empty");
        assertThat(refused("just words")).containsExactly("small.yaml:1:1: a scenario must be a block of keys");
        assertThat(refused("a: 1\n---\nb: 2\n")).containsExactly("small.yaml:2:1: a second document");
        assertThat(refused("a: *b\n")).singleElement().asString().startsWith("small.yaml:1:4: ");
        assertThat(refused("a: \u0007\n")).singleElement().asString().startsWith("small.yaml:1:1: not YAML: ");
        assertThat(refused("a: " + "[".repeat(5_000))).hasSize(1).allMatch(line -> line.startsWith("small.yaml:"));
    }

    @Test
    void aScenarioIsFoundByNameOrFile(@TempDir Path directory) throws Exception {
        Path file = Files.writeString(directory.resolve("small.yaml"), Examples.documented());
        assertThat(ScenarioFile.find("wti-2020").name()).isEqualTo("wti-2020");
        assertThat(ScenarioFile.find(file.toString()).name()).isEqualTo("small");
        assertThatThrownBy(() -> ScenarioFile.find("wti-2021")).isInstanceOf(NoSuchFileException.class);
    }

    @Test
    void theMessageNamesTheFirstLineAndCountsTheRest() {
        assertThatThrownBy(() -> ScenarioFile.parse("small.yaml", "scenario: small\n"))
                .isInstanceOf(InvalidScenarioException.class)
                .hasMessageStartingWith("small.yaml:1:1: ")
                .hasMessageEndingWith(" more)");
    }

    @Test
    void aFileThatIsTooLargeOrNotUtf8IsRefused(@TempDir Path directory) throws IOException {
        Path latin = Files.write(directory.resolve("latin.yaml"), new byte[] {'a', ':', ' ', (byte) 0xE9});
        assertThatThrownBy(() -> ScenarioFile.read(latin)).hasMessage(latin + ":1:1: not UTF-8 text");
        Path large = Files.write(directory.resolve("large.yaml"), new byte[ScenarioFile.MAX_BYTES + 1]);
        assertThatThrownBy(() -> ScenarioFile.read(large)).hasMessage(large + ":1:1: larger than 4194304 bytes");
    }

    @Test
    void aScenarioThatIsNotShippedIsNotFound() {
        assertThatThrownBy(() -> ScenarioFile.shipped("nowhere-1929")).isInstanceOf(NoSuchFileException.class);
    }

    private static List<String> refused(String text) {
        return catchThrowableOfType(InvalidScenarioException.class, () -> ScenarioFile.parse("small.yaml", text))
                .lines();
    }

    private static Arguments flaw(String old, String replacement, String line, String... more) {
        return Arguments.of(
                Stream.concat(Stream.of(old, replacement), Stream.of(more)).toList(), line);
    }
}
