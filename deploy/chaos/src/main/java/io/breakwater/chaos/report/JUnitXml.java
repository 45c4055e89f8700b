package io.breakwater.chaos.report;

import io.breakwater.chaos.run.Verdict;
import io.breakwater.chaos.run.Verdict.Judgement;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/** A run as a suite of JUnit, one test for each check. What was shown too little of has failed. */
public final class JUnitXml {

    private JUnitXml() {}

    /** Writes the file. */
    public static void write(Path file, RunRecord run) throws IOException {
        Files.writeString(file, render(run));
    }

    static String render(RunRecord run) {
        long failed = run.verdicts().stream()
                .filter(each -> each.judgement() != Judgement.HOLDS)
                .count();
        String suite = "chaos." + run.scenario() + ".seed-" + run.seed();
        StringBuilder xml = new StringBuilder("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
        xml.append(("<testsuite name=\"%s\" tests=\"%d\" failures=\"%d\" errors=\"0\" skipped=\"0\" time=\"%s\" "
                        + "timestamp=\"%s\">%n")
                .formatted(
                        Html.escaped(suite),
                        run.verdicts().size(),
                        failed,
                        String.format(Locale.ROOT, "%.3f", run.lastedMillis() / 1_000.0),
                        Html.escaped(run.began().toString())));
        for (Verdict verdict : run.verdicts()) {
            xml.append("  <testcase classname=\"%s\" name=\"%s\" time=\"0\""
                    .formatted(Html.escaped(suite), Html.escaped(verdict.check())));
            if (verdict.judgement() == Judgement.HOLDS) {
                xml.append("/>\n");
            } else {
                xml.append(">\n    <failure type=\"%s\" message=\"%s\"/>%n  </testcase>%n"
                        .formatted(verdict.judgement(), Html.escaped(verdict.detail())));
            }
        }
        return xml.append("  <system-out>")
                .append(Html.escaped(run.command()))
                .append("</system-out>\n</testsuite>\n")
                .toString();
    }
}
