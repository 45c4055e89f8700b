package io.breakwater.chaos.report;

import io.breakwater.chaos.run.Operation;
import io.breakwater.chaos.run.Operation.Result;
import io.breakwater.chaos.run.Struck;
import io.breakwater.chaos.run.Verdict;
import io.breakwater.chaos.run.Verdict.Judgement;
import io.breakwater.chaos.verdict.Failover;
import io.breakwater.chaos.verdict.Verdicts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** A run as one page of HTML that needs nothing else: what struck, what clients saw, what each check says. */
public final class ReportPage {

    private static final String STYLE = """
            body { font: 14px/1.45 system-ui, sans-serif; color: #1b2430; margin: 2em auto; max-width: 1160px; padding: 0 1em }
            h1 { font-size: 1.5em; margin-bottom: .2em } h2 { font-size: 1.1em; margin-top: 1.6em }
            table { border-collapse: collapse; width: 100% } td, th { text-align: left; padding: .25em .7em .25em 0;
            border-bottom: 1px solid #dde3ea; vertical-align: top } td.n, th.n { text-align: right }
            code { background: #eef1f5; padding: .15em .4em } .HOLDS { color: #1a7f4b } .VIOLATED { color: #b3261e }
            .UNKNOWN { color: #96690b } .word { font-weight: 600; white-space: nowrap } svg { width: 100%; height: auto }
            svg text { font: 11px system-ui, sans-serif; fill: #44505e } .frame { fill: none; stroke: #c8d0d9 }
            .fault { fill: #b3261e } .shade { fill: #b3261e; opacity: .07 } polyline { fill: none; stroke-width: 1.4 }
            .ok { stroke: #1a7f4b } .refused { stroke: #96690b } .unknown { stroke: #b3261e } .latency { stroke: #2457a6 }
            """;

    private final RunRecord run;
    private final StringBuilder page = new StringBuilder();

    private ReportPage(RunRecord run) {
        this.run = run;
    }

    /** Writes the page. */
    public static void write(Path file, RunRecord run) throws IOException {
        Files.writeString(file, new ReportPage(run).render());
    }

    static String render(RunRecord run) {
        return new ReportPage(run).render();
    }

    private String render() {
        String title = "Chaos: " + run.scenario() + ", seed " + run.seed();
        page.append("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n<title>")
                .append(Html.escaped(title))
                .append("</title>\n<style>\n")
                .append(STYLE)
                .append("</style>\n</head>\n<body>\n");
        head(title);
        page.append(new Picture(Seconds.of(run.operations()), run.faults()).draw());
        verdicts();
        operations();
        failovers();
        faults();
        machine();
        return page.append("</body>\n</html>\n").toString();
    }

    private void head(String title) {
        boolean passed = Verdicts.passed(run.verdicts());
        element("h1", "", title);
        Judgement word = passed
                ? Judgement.HOLDS
                : run.verdicts().stream().anyMatch(each -> each.judgement() == Judgement.VIOLATED)
                        ? Judgement.VIOLATED
                        : Judgement.UNKNOWN;
        page.append("<p><span class=\"word ").append(word).append("\">");
        page.append(
                switch (word) {
                    case HOLDS -> "Everything holds.";
                    case VIOLATED -> "Something is violated.";
                    case UNKNOWN -> "The run has shown too little.";
                });
        page.append("</span> ")
                .append(Html.escaped(run.began().toString()))
                .append(", ")
                .append(seconds(run.lastedMillis()))
                .append(", ")
                .append(run.faults().size())
                .append(" faults, ")
                .append(run.operations().size())
                .append(" operations. Again: <code>")
                .append(Html.escaped(run.command()))
                .append("</code></p>\n");
        run.verdicts().stream()
                .filter(each -> each.judgement() == Judgement.VIOLATED)
                .findFirst()
                .ifPresent(first ->
                        element("p", "VIOLATED", "First violation, by " + first.check() + ": " + first.detail()));
    }

    private void verdicts() {
        element("h2", "", "Checks");
        page.append("<table>\n");
        for (Verdict verdict : run.verdicts()) {
            page.append("<tr><td>").append(Html.escaped(verdict.check()));
            page.append("</td><td class=\"word ").append(verdict.judgement()).append("\">");
            page.append(verdict.judgement().name().toLowerCase(Locale.ROOT));
            page.append("</td><td>").append(Html.escaped(verdict.detail())).append("</td></tr>\n");
        }
        page.append("</table>\n");
    }

    private void operations() {
        element("h2", "", "Operations by outcome");
        page.append("<table>\n<tr><th>call</th><th class=\"n\">answered</th><th class=\"n\">refused</th>"
                + "<th class=\"n\">unknown</th><th class=\"n\">p99, ms</th><th>reasons</th></tr>\n");
        Map<String, List<Operation>> calls = new TreeMap<>();
        run.operations().stream().filter(each -> !each.entrance().isEmpty()).forEach(each -> calls.computeIfAbsent(
                        each.call(), call -> new ArrayList<>())
                .add(each));
        calls.forEach(this::operations);
        operations("all", run.operations());
        page.append("</table>\n");
    }

    private void operations(String call, List<Operation> operations) {
        Map<Result, Long> counted = new EnumMap<>(Result.class);
        Map<String, Long> reasons = new TreeMap<>();
        for (Operation operation : operations) {
            counted.merge(operation.result(), 1L, Long::sum);
            if (operation.result() != Result.OK) {
                reasons.merge(operation.reason(), 1L, Long::sum);
            }
        }
        page.append("<tr><td>").append(Html.escaped(call)).append("</td>");
        for (Result result : Result.values()) {
            page.append("<td class=\"n\">")
                    .append(Optional.ofNullable(counted.get(result)).orElse(0L))
                    .append("</td>");
        }
        page.append("<td class=\"n\">").append(Seconds.p99(operations)).append("</td><td>");
        List<String> words = new ArrayList<>();
        reasons.forEach((reason, times) -> words.add(reason + " " + times));
        page.append(Html.escaped(String.join(", ", words))).append("</td></tr>\n");
    }

    private void failovers() {
        List<Failover> failovers = Failover.in(run.operations(), run.faults());
        element("h2", "", "Failovers");
        element("p", "", "From a fault until the last stream that clients missed was answered again.");
        page.append("<table>\n<tr><th>fault</th><th>target</th><th class=\"n\">at</th><th class=\"n\">took</th>"
                + "<th class=\"n\">streams missed</th></tr>\n");
        for (Failover failover : failovers) {
            row(
                    failover.fault().kind(),
                    failover.fault().target(),
                    seconds(failover.fault().from()),
                    seconds(failover.millis()),
                    Integer.toString(failover.missed()));
        }
        page.append("</table>\n");
    }

    private void faults() {
        element("h2", "", "Faults");
        page.append("<table>\n<tr><th>fault</th><th>target</th><th class=\"n\">from</th><th class=\"n\">until</th>"
                + "<th class=\"n\"></th></tr>\n");
        for (Struck fault : run.faults()) {
            row(fault.kind(), fault.target(), seconds(fault.from()), seconds(fault.until()), fault.detail());
        }
        page.append("</table>\n");
        run.skipped().forEach(skipped -> element("p", "UNKNOWN", "Not done here: " + skipped));
    }

    private void machine() {
        element("h2", "", "Where");
        page.append("<table>\n");
        run.machine().forEach((name, value) -> page.append("<tr><td>")
                .append(Html.escaped(name))
                .append("</td><td>")
                .append(Html.escaped(value))
                .append("</td></tr>\n"));
        page.append("</table>\n");
    }

    private void row(String first, String second, String... numbers) {
        page.append("<tr><td>").append(Html.escaped(first)).append("</td><td>").append(Html.escaped(second));
        page.append("</td>");
        for (String number : numbers) {
            page.append("<td class=\"n\">").append(Html.escaped(number)).append("</td>");
        }
        page.append("</tr>\n");
    }

    private void element(String name, String style, String text) {
        page.append('<').append(name);
        if (!style.isEmpty()) {
            page.append(" class=\"").append(style).append('"');
        }
        page.append('>').append(Html.escaped(text)).append("</").append(name).append(">\n");
    }

    private static String seconds(long millis) {
        return String.format(Locale.ROOT, "%.1f s", millis / 1_000.0);
    }
}
